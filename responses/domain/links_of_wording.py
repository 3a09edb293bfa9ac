"""Where the links of letters lead: the addresses that their words and tables print, with their gaps filled.

The rules of letters judge the links that are found here, and the same ones are looked at in the background.
"""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from responses.domain import placeholders
from responses.domain.letter import Letter, Part
from responses.domain.tables import Table

_ADDRESS = re.compile(r"https?://[^\s<>\[\]\"“”]+")
_BEGUN = re.compile(r"https?://[^\s<>\[\]\"“”]*$")
_NOT_AT_THE_END = ".,;:!?*'’"
"""Signs of the sentence and of bold words, when an address ends with them."""
_LONGEST_BEGINNING = 500
"""Characters before a gap in which the address that it stands in begins."""


def addresses_in(body: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """The addresses of pages that the words link to or print, each once, in reading order; mailboxes are none.

    A link whose gap the values leave open prints without an address, so it has none. The requester's own words are
    not ours and are not looked at.
    """
    ours = {name: "" if name in placeholders.OF_THE_REQUESTER else text for name, text in values.items()}
    return tuple(dict.fromkeys(_printed(_filled(body, ours))))


def addresses_of_part(part: Part, values: Mapping[str, str]) -> tuple[str, ...]:
    """Those of a part of a letter, with those of its table."""
    of_table = _printed("\n".join(_words_of(part.table))) if part.table else ()
    return tuple(dict.fromkeys((*addresses_in(part.body, values), *of_table)))


def links_of_letter(letter: Letter) -> dict[str, tuple[str, ...]]:
    """The addresses that a letter leads to, in reading order, each with the keys of the parts that it stands in."""
    found: dict[str, tuple[str, ...]] = {}
    for part in letter.parts:
        for address in addresses_of_part(part, letter.filled_for(part)):
            found[address] = (*found.get(address, ()), part.key)
    return found


def _filled(body: str, values: Mapping[str, str]) -> str:
    """The words with their gaps filled as they are printed: what a value adds to an address is quoted."""

    def fill(gap: re.Match) -> str:
        if not placeholders.is_filled(gap.group(1), values):
            return gap.group(0)
        value = values[gap.group(1)].strip()
        is_inside = _BEGUN.search(body[max(0, gap.start() - _LONGEST_BEGINNING) : gap.start()])
        return quote(value, safe="") if is_inside else value

    return placeholders.GRAMMAR.sub(fill, body)


def _printed(text: str) -> Iterator[str]:
    for found in _ADDRESS.findall(text):
        address = up_to_its_end(found)
        if not placeholders.GRAMMAR.search(address) and address not in ("http://", "https://"):
            yield address


def up_to_its_end(found: str) -> str:
    """The address without the bracket that closes around it (`(see https://...)`), and without the sentence's signs."""
    depth = 0
    for at, sign in enumerate(found):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth < 0:
            found = found[:at]
            break
    return found.rstrip(_NOT_AT_THE_END)


def _words_of(table: Table) -> Iterator[str]:
    yield from (table.caption, table.unit, *table.columns, *table.notes)
    yield from (cell for row in table.rows for cell in row)
    yield from (meaning for _sign, meaning in table.symbols)
