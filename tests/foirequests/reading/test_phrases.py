"""The notation in which every cue of triage is written."""

from pathlib import Path

import pytest

from foirequests.domain.reading.phrase_tables import CUES, PhraseTable, PhraseTables
from foirequests.domain.reading.phrases import passages_of, weights
from foirequests.domain.reading.searched import Searched
from foirequests.domain.reading.words import fold, words_of


def found(table: str, text: str) -> list[str]:
    """The words of the text that the phrases of a table find."""
    hits = PhraseTable(f"[code 1]\n{table}").find(words_of(text))
    return [hit.passage.of(text) for hit in hits]


@pytest.mark.parametrize(
    ("phrase", "text", "words"),
    [
        ("letter of claim", "A LETTER  of\nclaim.", ["LETTER  of\nclaim"]),
        ("claim|claims paid", "claims paid", ["claims paid"]),
        ("settle* out", "settled out", ["settled out"]),
        ("my ?own file", "my own file, my file", ["my own file", "my file"]),
        ("?my own file", "my own file", ["my own file", "own file"]),
        ("number of .. claims", "number of the very many claims", ["number of the very many claims"]),
        ("top # trusts", "top 10 trusts", ["top 10 trusts"]),
        ("^ please send", "please send. We please send", ["please send"]),
        ("mother's", "my mother’s", ["mother’s"]),
    ],
)
def test_each_mark_of_the_notation_finds_what_it_means(phrase, text, words):
    assert found(phrase, text) == words


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("letter of claim", "a letter. Of claim"),
        ("number of .. claims", "number of one two three four five six seven claims"),
        ("claim", "claimant"),
        ("top # trusts", "top trusts"),
    ],
)
def test_a_phrase_is_whole_words_within_one_sentence(phrase, text):
    assert found(phrase, text) == []


def test_where_a_blocking_phrase_stands_the_code_does_not_count():
    table = PhraseTable("[eir 2]\nwaste\n[foi 1]\nmoney\n[-eir 1]\nwaste of money")
    assert weights(table.find(words_of("a waste of money"))) == {"foi": 1}
    assert weights(table.find(words_of("clinical waste"))) == {"eir": 2}


def test_a_phrase_speaks_once_however_often_it_stands_and_its_strongest_words_are_shown():
    table = PhraseTable("[sar 3]\nmy file\n[sar 1]\nmy")
    text = "my file, my file, my"
    hits = table.find(words_of(text))
    assert weights(hits) == {"sar": 4}
    assert [passage.of(text) for passage in passages_of(hits, "sar")] == ["my file", "my file", "my"]


@pytest.mark.parametrize("phrase", [".. claim", "claim ..", "claim ?paid", "a* claim"])
def test_a_phrase_that_cannot_be_meant_is_refused(phrase):
    with pytest.raises(ValueError, match="."):
        PhraseTable(f"[code 1]\n{phrase}")


@pytest.mark.parametrize("table", sorted(path.stem for path in CUES.glob("*.txt")))
def test_every_shipped_table_can_be_read(table):
    assert PhraseTable.named(table).find(words_of("Please tell me how many claims there were.")) is not None


@pytest.mark.parametrize("text", ["İstanbul İ", "Straße ﬁle", "A’B–C"])
def test_small_letters_keep_every_place(text):
    assert len(fold(text)) == len(text)


def test_phrases_are_looked_for_in_a_passage_of_a_text():
    text = "my claim. your claim."
    searched = Searched(text)
    table = PhraseTable("[claim 1]\nmy|your claim")
    first, second = (hit.passage for hit in searched.hits(table, searched.whole))
    assert [hit.passage for hit in searched.hits(table, second)] == [second]
    assert [word.folded for word in searched.words_in(first)] == ["my", "claim"]


def test_tables_that_are_looked_for_together_find_what_each_finds_alone():
    tables = [PhraseTable.named(path.stem) for path in sorted(CUES.glob("*.txt"))]
    text = "\n".join(
        path.read_text() for path in sorted((Path(__file__).parent.parent / "hard_requests").glob("*.txt"))
    )
    words = words_of(text)
    assert PhraseTables(*tables).find(words) == {table: table.find(words) for table in tables}


def test_words_of_a_gap_in_another_sentence_are_no_phrase():
    assert found("number of .. claims", "the number of them. Claims") == []
    assert found("number of .. ?paid claims", "the number of all the claims. Paid") == ["number of all the claims"]


def test_what_holds_for_the_whole_text_is_read_once():
    asked = []

    def reading(searched):
        asked.append(searched.text)
        return len(asked)

    searched = Searched("my claim")
    assert [searched.once(reading), searched.once(reading)] == [1, 1]
    assert asked == ["my claim"]
