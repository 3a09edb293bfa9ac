"""Visitors without an account: known for a short while by a keyed hash, and forgotten when their time is over."""

import hashlib
import hmac
from importlib import import_module

from django.conf import settings


def visitor_hash(*facts: str) -> str:
    """A keyed hash of what is known of a visitor, in hexadecimal; the key is not in the database."""
    words = "\0".join(("visitor", *facts))
    return hmac.new(settings.PORTAL_LINK_KEY.encode(), words.encode(), hashlib.sha256).hexdigest()


def forget_expired_sessions() -> None:
    """Delete the sessions that are over, with whatever was typed into a form that was never sent."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
