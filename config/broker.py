"""What carries hints in an office without Redis: a folder with one file a message."""

import os
import uuid
from pathlib import Path
from time import monotonic

from kombu.transport import filesystem
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
