"""What a requester belongs to, as far as the address tells that they gave."""

import re

_A_BODY = re.compile(
    r"\b(?:Ltd|Limited|LLP|PLC|CIC|& Co|Solicitors|Chambers|University|College|Council|Trust|Charity|Foundation"
    r"|Association|Society|Union|Institute|Newspapers?|News|Media|Press|Broadcasting|Group)\b",
    re.IGNORECASE,
)
_A_PLACE = re.compile(r"\b(?:street|road|lane|avenue|house|building|square|close|court|way|drive)\b|^\d", re.IGNORECASE)


def organisation_in(postal_address: str) -> str:
    """The line of an address that names a body by its kind (`Hart & Co Solicitors`); empty where none does."""
    lines = (line.strip(" ,") for line in postal_address.splitlines())
    return next((line for line in lines if _A_BODY.search(line) and not _A_PLACE.search(line)), "")
