"""Words of requests about anything mean nothing by themselves."""

from codes.domain.general_words import stands_in_many, telling_words

SAID = [{"how", "many", "hernia", "mesh"}, {"hernia", "repair"}, {"sepsis"}, {"falls", "ward"}]


def test_little_words_and_words_of_any_request_tell_nothing():
    assert telling_words("the number of claims for each NHS trust") == []
    assert telling_words("claims about a hernia, Hernia or mesh") == ["about", "hernia", "mesh"]
    assert telling_words("x MS scan") == ["ms", "scan"]


def test_words_are_general_when_many_requests_have_all_that_tells_something():
    assert stands_in_many("hernia", SAID, fewest=4, share=0.25)
    assert not stands_in_many("hernia mesh", SAID, fewest=4, share=0.25)


def test_few_requests_tell_nothing_and_neither_do_words_that_are_none():
    assert not stands_in_many("hernia", SAID, fewest=5, share=0.25)
    assert stands_in_many("claims", SAID, fewest=1, share=0.0) is False
