"""Links in wording and in an officer's own words, judged as they are typed and without a network.

A letter leads to pages that everybody can open, by https and by name, and to mailboxes. An address may begin with a
gap, which the office's settings or the officer fill; the rules judge it again when the letter is finished.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from responses.domain import placeholders
from responses.domain.links import WORDS, why_not_public
from responses.domain.links_of_wording import up_to_its_end

_SCHEME = r"[a-z][a-z0-9+.-]{1,30}:"
_INSIDE = r"[^\s()<>]|\((?:[^\s()]|\([^\s()]{0,600}+\)){0,600}+\)"
_TITLE = r"[\"'(][^\n]{0,200}"
_TARGET = re.compile(
    rf"\]\([ \t]*(?:<([^<>\n]{{0,600}}+)>|((?:{_INSIDE}){{1,600}}+))[ \t]*(?:\)|(?={_TITLE}\)))"
    rf"|<({_SCHEME}[^\s<>]{{1,600}}+)>",
    re.IGNORECASE,
)
"""`[words](address)`, with brackets of its own in the address and perhaps a title behind it, and `<address>`."""
_LEADS_AWAY = re.compile(rf"{_SCHEME}|//|{placeholders.GRAMMAR.pattern}", re.IGNORECASE)
_PRINTED = re.compile(
    r"(?<![\w@./-])(?:[a-z][a-z0-9+.-]{1,30}://|(?:javascript|vbscript):|data:[a-z]+/)[^\s<>\[\]\"“”]{1,600}",
    re.IGNORECASE,
)
_GOES_ON = ("/", "?", "#")
_MAILBOX = re.compile(r"[^\s@?&,;:]+@[^\s@?&,;:]+\.[^\s@?&,;:.]+")
_A_VALUE = "x"


@dataclass(frozen=True)
class Unfit:
    """An address that no letter may lead to; `why` is a key of `links.WORDS`."""

    address: str
    why: str

    @property
    def words(self) -> str:
        """The address and what is wrong with it."""
        return f"{self.address}: {WORDS[self.why]}."


def unfit_links(body: str) -> tuple[Unfit, ...]:
    """The addresses in the words that no letter may lead to, each once, in reading order."""
    found = {address: why for address in _addresses(body) if (why := _why_unfit(address))}
    return tuple(Unfit(address, why) for address, why in found.items())


def _addresses(body: str) -> Iterator[str]:
    """Where the words link to, and what they print that looks like an address."""
    placed = []
    inside = []
    for found in _TARGET.finditer(body):
        inside.append(found.span())
        address = next(group for group in found.groups() if group is not None).strip()
        if _LEADS_AWAY.match(address):
            placed.append((found.start(), address))
    for found in _PRINTED.finditer(body):
        if not any(start <= found.start() < end for start, end in inside):
            placed.append((found.start(), up_to_its_end(found.group(0))))
    yield from (address for _place, address in sorted(placed))


def _why_unfit(address: str) -> str:
    """The key of what is wrong with the address; empty for one that a letter may lead to."""
    first, *rest = placeholders.split(address)
    if isinstance(first, placeholders.Gap):
        follows = rest[0].text if rest and isinstance(rest[0], placeholders.Words) else ""
        is_one = not rest or follows.startswith(_GOES_ON)
        return "" if is_one else "not_https"
    filled = placeholders.GRAMMAR.sub(_A_VALUE, address)
    if filled.casefold().startswith("mailto:"):
        mailbox = placeholders.GRAMMAR.fullmatch(address[len("mailto:") :])
        return "" if mailbox or _MAILBOX.fullmatch(filled[len("mailto:") :]) else "mailbox"
    return why_not_public(filled)
