"""Tasks as hints: when the broker cannot be reached the act stands all the same, and a sweep finds what is undone."""

import logging

from celery.contrib.django.task import DjangoTask
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


class Hint(DjangoTask):
    """A task whose sending may fail without harm (house rule 7: any message may vanish)."""

    def apply_async(self, *args, **options):
        """Send the hint; a broker that is down is logged and otherwise of no consequence."""
        try:
            return super().apply_async(*args, **options)
        except (OperationalError, OSError) as down:
            logger.warning("The broker did not take %s (%s); a sweep will do the work.", self.name, type(down).__name__)
            return None
