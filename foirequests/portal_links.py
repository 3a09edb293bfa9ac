"""Private links and printed codes, derived from a message's identity and a key that the database does not hold.

The same identity gives the same link at every attempt, so a message sent twice is the same bytes; the database keeps
only a keyed hash, so neither the file nor a copy of the database opens anybody's page.
"""

import base64
import hashlib
import hmac

from django.conf import settings

_CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_CODE_LENGTH = 16


def _derive(purpose: str, identity: str) -> bytes:
    return hmac.new(settings.PORTAL_LINK_KEY.encode(), f"{purpose}:{identity}".encode(), hashlib.sha256).digest()


def link_token(identity: str) -> str:
    """The unguessable part of a private link: 256 bits, 43 characters safe in an address."""
    return base64.urlsafe_b64encode(_derive("portal link", identity)).rstrip(b"=").decode()


def link_address(identity: str) -> str:
    """The whole private link."""
    return f"{settings.BASE_URL}/r/{link_token(identity)}"


def posted_code(identity: str) -> str:
    """A code to print on paper: 80 bits in sixteen characters without look-alikes, in groups of four."""
    letters = [_CODE_LETTERS[byte % len(_CODE_LETTERS)] for byte in _derive("posted code", identity)[:_CODE_LENGTH]]
    return "-".join("".join(letters[start : start + 4]) for start in range(0, _CODE_LENGTH, 4))


def normalised_code(typed: str) -> str:
    """A code as a person types it, as it was printed: capitals, without blanks, hyphens in their places."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def lookup_hash(secret: str) -> str:
    """The keyed hash under which a link token or a printed code is stored, in hexadecimal."""
    return _derive("lookup", secret).hex()
