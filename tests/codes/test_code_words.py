"""The words that mean codes in an office: shipped, followed by later releases, and added by officers at once."""

import pytest

from codes.actions.code_reading import code_lexicon, concept_lexicon
from codes.actions.code_words import add_code_words, load_code_words, remove_code_words
from codes.domain.code_matching import suggest_codes
from codes.domain.errors import Refused
from codes.domain.unrecorded import not_recorded
from codes.models import Code, CodeSynonym, CodeWordsChange, UnrecordedConcept
from tests.codes.conftest import LOADED_AT

pytestmark = pytest.mark.usefixtures("office")


def suggested(text):
    return [code.label for code in suggest_codes(text, code_lexicon())]


@pytest.fixture
def add(officer):
    """Add words as an officer does."""
    return lambda code, text: add_code_words(code=code, text=text, by=officer, at=LOADED_AT)


def code(label):
    return Code.objects.get(label=label)


def test_set_up_brings_words_for_every_code():
    assert not Code.objects.exclude(synonyms__kind=CodeSynonym.Kind.SHIPPED).exists()
    assert suggested("a drill bit left behind in the patient") == ["Foreign Body Left In Situ"]


def test_general_words_look_up_a_code_and_suggest_none():
    assert Code.objects.called("infection").exists()
    assert suggested("infection") == []


def test_words_that_an_officer_adds_are_used_at_once(add):
    assert suggested("a Figglesworth incident") == []
    add(code("Burn(s)"), "  Figglesworth   incident ")
    assert suggested("a Figglesworth incident") == ["Burn(s)"]


def test_an_officer_may_make_general_words_suggest(add):
    add(Code.objects.get(list_name="injury", label="Nerve Damage"), "nerve")
    assert suggested("a nerve") == ["Nerve Damage"]
    load_code_words()
    assert suggested("a nerve") == ["Nerve Damage"]


@pytest.mark.parametrize("text", ["", " - ", "x" * 201, "BURNS", "scald"])
def test_words_that_say_nothing_new_are_refused(add, text):
    with pytest.raises(Refused):
        add(code("Burn(s)"), text)


def test_loading_again_mends_what_the_file_says_and_leaves_officers_words(add):
    add(code("Burn(s)"), "Figglesworth")
    gone = code("Burn(s)").synonyms.filter(kind=CodeSynonym.Kind.SHIPPED).first()
    gone.delete()
    CodeSynonym.objects.create(code=code("Burn(s)"), text="Old words", normalised="old words", kind="shipped")
    assert load_code_words() == 2
    assert set(code("Burn(s)").synonyms.values_list("text", flat=True)) >= {gone.text, "Figglesworth"}
    assert not CodeSynonym.objects.filter(text="Old words").exists()
    assert load_code_words() == 0


def test_the_lexicon_is_built_once_while_nothing_changes():
    assert code_lexicon() is code_lexicon()


def test_a_retired_code_is_not_suggested_and_takes_no_words(add):
    burn = code("Burn(s)")
    burn.retired_in = burn.added_in
    burn.save()
    add(code("Scarring"), "Figglesworth")
    assert "Burn(s)" not in suggested("burns and scalds")
    with pytest.raises(Refused, match="retired"):
        add(burn, "toasted")


def test_what_is_not_recorded_is_known_to_the_office():
    [missing] = not_recorded("claims by procedure", concept_lexicon())
    assert (missing.concept, missing.body) == ("procedure", "NHS England")
    procedure = UnrecordedConcept.objects.get(pk="procedure")
    assert procedure.body_page.startswith("https://www.england.nhs.uk/")


@pytest.mark.parametrize("text", ["claims", "the number of claims", "of the", "NHS trusts", "costs/claims paid a year"])
def test_words_of_requests_about_anything_are_refused_with_the_reason(add, text):
    with pytest.raises(Refused, match="stands in requests about anything"):
        add(code("Burn(s)"), text)


def test_words_taken_away_suggest_nothing_from_then_on_and_stay_on_record(add, officer):
    taught = add(code("Burn(s)"), "Figglesworth")
    assert suggested("a Figglesworth") == ["Burn(s)"]
    remove_code_words(taught, by=officer, at=LOADED_AT)
    assert suggested("a Figglesworth") == []
    acts = CodeWordsChange.objects.filter(text="Figglesworth").values_list("act", "made_by")
    assert list(acts) == [("removed", officer.pk), ("taught", officer.pk)]
    with pytest.raises(Refused, match="removed already"):
        remove_code_words(taught, by=officer, at=LOADED_AT)
    assert add(code("Burn(s)"), "Figglesworth")


def test_words_of_a_list_that_were_taught_are_the_lists_again_when_taken_away(add, officer):
    nerve = Code.objects.get(list_name="injury", label="Nerve Damage")
    before = CodeSynonym.objects.get(code=nerve, normalised="nerve")
    remove_code_words(add(nerve, "nerve"), by=officer, at=LOADED_AT)
    after = CodeSynonym.objects.get(pk=before.pk)
    assert (after.kind, after.suggests, after.added_by) == (before.kind, False, None)
    assert suggested("a nerve") == []


def test_a_clearer_takes_no_words_away(add, clearer):
    with pytest.raises(Refused, match="officers and the deputy director"):
        remove_code_words(add(code("Burn(s)"), "Figglesworth"), by=clearer, at=LOADED_AT)


def test_the_page_lists_what_was_taught_and_takes_it_away(add, client, officer, deputy_director):
    taught = add(code("Burn(s)"), "Figglesworth")
    client.force_login(officer)
    assert "Figglesworth" in client.get("/codes/words/").content.decode()
    client.force_login(deputy_director)
    page = client.post(f"/codes/words/{taught.pk}/remove/", follow=True).content.decode()
    assert "no longer means Burn(s) at triage" in page and "Nothing taught yet" in page
    assert client.post(f"/codes/words/{taught.pk}/remove/").status_code == 404
