"""What Celery is given to carry hints: Redis, or in an office without it a folder with one file a message."""

import os
import uuid
from pathlib import Path
from time import monotonic

from kombu.transport import filesystem, redis, virtual
from kombu.utils.encoding import str_to_bytes
from kombu.utils.json import dumps


class FolderChannel(filesystem.Channel):
    """kombu's folder channel, with messages that appear whole.

    kombu opens the message's file under its final name and then writes, so that a worker that looks in between reads
    an empty message and stops. Here a message gets its name when it is complete.
    """

    def _put(self, queue: str, payload: dict, **kwargs) -> None:
        folder = Path(self.data_folder_out)
        # Names sort in the order of sending.
        name = f"{round(monotonic() * 1000):014}_{uuid.uuid4()}"
        unfinished = folder / f"{name}.unfinished"
        unfinished.write_bytes(str_to_bytes(dumps(payload)))
        os.rename(unfinished, folder / f"{name}.{queue}.msg")


class FolderTransport(filesystem.Transport):
    """The transport that Celery is given in an office without Redis."""

    Channel = FolderChannel


class HeldHints(redis.QoS):
    """kombu's count of the hints that a worker holds, of which it takes no more than it has processes.

    When Redis is away as a task ends, kombu cannot acknowledge the hint, Celery writes a line of it, and the hint
    counts as held for ever: with as many as there are processes the worker lives on and takes nothing more. Here its
    place is free in any case. If Redis still has the hint it comes once more later, as any hint may.
    """

    def ack(self, delivery_tag: str) -> None:
        """The task is done."""
        try:
            super().ack(delivery_tag)
        finally:
            virtual.QoS.ack(self, delivery_tag)

    def reject(self, delivery_tag: str, requeue: bool = False) -> None:
        """The task is not done."""
        try:
            super().reject(delivery_tag, requeue)
        finally:
            virtual.QoS.ack(self, delivery_tag)


class RedisChannel(redis.Channel):
    """kombu's channel to Redis, in which no place is lost."""

    QoS = HeldHints


class RedisTransport(redis.Transport):
    """The transport that Celery is given in an office with Redis."""

    Channel = RedisChannel
