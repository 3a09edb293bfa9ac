"""Where the links of wording lead: the addresses that a letter prints, with their gaps filled."""

import re
from collections.abc import Iterable, Iterator, Mapping

from responses.formatting import Block, Bold, Inline, Link, Listing, Quotation, Run, Words, fill, parse

_PRINTED = re.compile(r"https?://[^\s<>()\[\]\"”]+")


def addresses_in(body: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """The addresses of pages that the words link to or print, each once, in reading order; mailboxes are none.

    A link whose gap the values leave open prints without an address, so it has none. The requester's own words are
    not ours and are not looked at.
    """
    found = _of_blocks(fill(parse(body), {**values, "request": ""}))
    return tuple(dict.fromkeys(address for address in found if address.startswith(("https://", "http://"))))


def _of_blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Listing):
            for item in block.items:
                yield from _of_blocks(item)
        elif isinstance(block, Quotation):
            yield from _of_blocks(block.blocks)
        else:
            yield from _of_inlines(block.inlines)


def _of_inlines(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Link):
            yield inline.href
        elif isinstance(inline, Words):
            yield from (address.rstrip(".,;:") for address in _PRINTED.findall(inline.text))
        elif isinstance(inline, (Bold, Run)):
            yield from _of_inlines(inline.inlines)
