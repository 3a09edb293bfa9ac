"""Shipped words without what only the measured texts can have taught."""

from codes.domain.code_matching import CodeWords
from codes.domain.held_out import without_words, words_only_in
from codes.domain.tokens import Keys
from codes.stems import stem

KEYS = Keys(stem)
CODE = CodeWords("injury", "Brain Damage", words=("brain trauma",), shipped=("head/skull harm", "concussion"))


def test_words_that_the_other_half_or_the_lists_have_are_not_struck():
    only = words_only_in(["head trauma, concussion, damage"], ["a concussion"], [CODE], KEYS)
    assert only == {KEYS.of("head"), KEYS.of("trauma")}


def test_a_phrase_loses_the_words_that_are_struck_or_goes():
    [left] = without_words([CODE], {KEYS.of(word) for word in ("head", "concussion", "trauma", "brain")}, KEYS)
    assert left.shipped == ("skull harm",) and left.words == () and left.label == "Brain Damage"
