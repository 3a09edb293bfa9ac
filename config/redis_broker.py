"""What carries hints in an office with Redis. Apart from `config.broker`: an office without Redis loads none of it."""

from kombu.transport import redis, virtual


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
