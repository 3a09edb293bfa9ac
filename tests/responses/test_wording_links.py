"""Links in wording and in an officer's own words: only pages that everybody can open, and mailboxes."""

import pytest

from responses.domain.wording_links import Unfit, unfit_links


@pytest.mark.parametrize(
    "body",
    [
        "See [the list](https://resolution.nhs.uk/list) or <https://resolution.nhs.uk/x>.",
        "See https://resolution.nhs.uk/F_(b), please.",
        "See [it](https://resolution.nhs.uk/F_(b)).",
        "Write to [((reviewer_email))](mailto:((reviewer_email))) or [us](mailto:foi@authority.example).",
        "Look [here](((regulator_url))) or at [the case](https://resolution.nhs.uk/((reference))).",
        "The data: 12 claims. Note: see section 21. Time 12:30. NHS data:2023.",
        "A [word] (in brackets) and [another](in brackets).",
        "((request))",
    ],
)
def test_links_that_everybody_can_open_stay(body):
    assert unfit_links(body) == ()


@pytest.mark.parametrize(
    ("body", "address", "why"),
    [
        ("[x](javascript:alert(1))", "javascript:alert(1)", "not_https"),
        ("[x]( JavaScript:alert )", "JavaScript:alert", "not_https"),
        ("[x](<javascript:alert>)", "javascript:alert", "not_https"),
        ("[x](data:text/html;base64,AAAA)", "data:text/html;base64,AAAA", "not_https"),
        ("Open javascript:alert(1) now", "javascript:alert(1)", "not_https"),
        ("[x](vbscript:x)", "vbscript:x", "not_https"),
        ("[x](file:///etc/passwd)", "file:///etc/passwd", "not_https"),
        ("[x](//pages.example/x)", "//pages.example/x", "not_https"),
        ("[x](tel:123)", "tel:123", "not_https"),
        ("<http://pages.example/x>", "http://pages.example/x", "not_https"),
        ("See http://127.0.0.1/admin.", "http://127.0.0.1/admin", "private"),
        ("See https://127.0.0.1/admin.", "https://127.0.0.1/admin", "private"),
        ("[x](https://10.0.0.4)", "https://10.0.0.4", "private"),
        ("[x](https://intranet/x)", "https://intranet/x", "private"),
        ("[x](https://a:b@pages.example/x)", "https://a:b@pages.example/x", "credentials"),
        ("[x](https://((host))/x)", "https://((host))/x", "private"),
        ("[x](((reference))javascript:x)", "((reference))javascript:x", "not_https"),
        ("[x](mailto:nobody)", "mailto:nobody", "mailbox"),
        ("[x](mailto:a@b.example?bcc=c@d.example)", "mailto:a@b.example?bcc=c@d.example", "mailbox"),
    ],
)
def test_every_other_address_is_named_with_what_is_wrong(body, address, why):
    assert unfit_links(body) == (Unfit(address, why),)


def test_each_address_is_named_once_in_reading_order():
    body = "See [x](http://a.example/), <http://b.example/> and http://a.example/."
    assert [each.address for each in unfit_links(body)] == ["http://a.example/", "http://b.example/"]


def test_what_is_said_is_plain():
    (unfit,) = unfit_links("[x](http://127.0.0.1/)")
    assert unfit.words == "http://127.0.0.1/: It leads into a private network."


def test_a_long_text_of_brackets_is_read_in_a_moment():
    unfit_links("[" * 20_000)
    unfit_links("[x](" * 5_000)
    unfit_links("a:" * 10_000)
