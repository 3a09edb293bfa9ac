"""What an item of the published-information register has to say of itself."""

import re
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from codes.domain.code_labels import normalised
from codes.domain.errors import Refused

REQUIRED = {"title": "Enter the title.", "publisher": "Enter who publishes it.", "scheme_class": "Choose the class."}
LONGEST = {
    "title": 200, "publisher": 200, "address": 500, "period": 40, "licence": 100, "notes": 4000, "asked_as": 2000,
}  # fmt: skip
_YEAR = re.compile(r"(20\d\d)\s*[/–-]\s*(?:20)?(\d\d)")


def check_item(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields of an item without blanks around them.

    Raises:
        Refused: one is missing or too long, or the address is none that a browser opens.
    """
    checked = {name: value.strip().replace("\r\n", "\n") for name, value in fields.items()}
    for name, words in REQUIRED.items():
        if not checked.get(name):
            raise Refused(words)
    for name, most in LONGEST.items():
        if len(checked.get(name, "")) > most:
            raise Refused(f"{name.replace('_', ' ').capitalize()}: use at most {most} characters.")
    if checked.get("address") and not is_web_address(checked["address"]):
        raise Refused("Address: enter the whole web address, beginning with https://.")
    return checked


def is_web_address(address: str) -> bool:
    """Whether a letter can print it as a link: http or https, with a host, without blanks."""
    try:
        pieces = urlsplit(address)
    except ValueError:
        return False
    return pieces.scheme in ("http", "https") and "." in pieces.netloc and not re.search(r"\s", address)


def check_year(year: str) -> str:
    """A financial year as the register writes it: `2025-26` and `2025/2026` are `2025/26`.

    Raises:
        Refused: it is no financial year.
    """
    said = _YEAR.fullmatch(year.strip())
    if said is None or (int(said[1]) + 1) % 100 != int(said[2]):
        raise Refused("Enter the financial year like 2025/26.")
    return f"{said[1]}/{said[2]}"


def slug_for(title: str, taken: Collection[str]) -> str:
    """A short name for addresses of our own pages, made of the title and used once."""
    plain = re.sub(r"[^a-z0-9]+", "-", normalised(title)).strip("-")[:60].strip("-") or "item"
    slug, number = plain, 2
    while slug in taken:
        slug, number = f"{plain}-{number}", number + 1
    return slug
