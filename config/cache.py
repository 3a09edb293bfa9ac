"""The cache in which sign-in counts attempts, for all processes together; a Redis that is away does not shut it."""

import logging
from time import monotonic

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

LEFT_ALONE = 10  # seconds; so that one page waits once, not at every count
log = logging.getLogger(__name__)


class SharedCache(RedisCache):
    """Redis; while it does not answer, each process counts in its own memory, and the log says so.

    Nobody is shut out then, and a limit holds for each process instead of the whole office. These four are what
    sign-in asks for (attempts, and second-factor codes that were used); the rest is Redis alone.
    """

    not_before = 0.0  # on the monotonic clock, for all threads of the process

    def __init__(self, server: str, params: dict) -> None:
        super().__init__(server, params)
        self._own = LocMemCache("while Redis is away", {})

    def _ask(self, act: str, *arguments, **more) -> object:
        if monotonic() >= SharedCache.not_before:
            try:
                return getattr(super(), act)(*arguments, **more)
            except RedisError as away:
                SharedCache.not_before = monotonic() + LEFT_ALONE
                log.warning("Redis does not answer (%s); this process counts for itself.", type(away).__name__)
        return getattr(self._own, act)(*arguments, **more)

    def add(self, *arguments, **more) -> bool:
        """As Django's."""
        return self._ask("add", *arguments, **more)

    def get(self, *arguments, **more) -> object:
        """As Django's."""
        return self._ask("get", *arguments, **more)

    def set(self, *arguments, **more) -> None:
        """As Django's."""
        self._ask("set", *arguments, **more)

    def delete(self, *arguments, **more) -> bool:
        """As Django's."""
        return self._ask("delete", *arguments, **more)
