"""Characters that print nothing, in rules, in files of tables and in wording that comes back, without a database."""

import unicodedata

import pytest

from responses.domain.rules.words import own_words
from responses.domain.tables import Table
from responses.domain.unseen import UNSEEN, without_unseen
from responses.domain.wording_paragraphs import mended
from responses.table_files import csv_bytes
from tests.responses.letters import paragraph, plain

EACH = [pytest.param(character, id=f"{ord(character):04X}") for character in UNSEEN]


@pytest.mark.parametrize("character", EACH)
def test_it_prints_nothing_and_no_room_sees_it(character):
    assert unicodedata.category(character) == "Cf"
    assert without_unseen(f"with{character}held") == "withheld"
    [part] = own_words(plain(paragraph(f"with{character}held", "a")))
    assert part.text == "withheld"
    assert mended(f"with{character}held") == "withheld"


@pytest.mark.parametrize("character", EACH)
def test_no_cell_becomes_a_formula_behind_it(character):
    table = Table(caption="Claims", columns=("Year", "Claims"), rows=(("2020", f"{character}=1+1"),))
    assert f"'{character}=1+1" in csv_bytes(table).decode()


def test_blanks_that_are_seen_and_letters_stay():
    assert without_unseen("Zoë\u00a0O’Neil\tand\nco") == "Zoë\u00a0O’Neil\tand\nco"
