"""Shipped words without what only the measured texts can have taught."""

from codes.domain.code_matching import CodeWords
from codes.domain.held_out import without_words, words_only_in
from codes.domain.tokens import Keys
from codes.stems import stem

KEYS = Keys(stem)
CODE = CodeWords("injury", "Brain Damage", words=("brain injury",), shipped=("head/skull injury", "concussion"))


def test_words_that_the_other_half_or_the_lists_have_are_not_struck():
    only = words_only_in(["head injury concussion"], ["a concussion"], [CODE], KEYS)
    assert only == {KEYS.of("head")}


def test_a_phrase_loses_the_words_that_are_struck_or_goes():
    [left] = without_words([CODE], {KEYS.of("head"), KEYS.of("concussion")}, KEYS)
    assert left.shipped == ("skull injury",) and left.words == ("brain injury",)
