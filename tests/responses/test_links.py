"""Addresses in letters, without a network: what is public, what wraps another address."""

import pytest

from responses.domain.links import NotCheckable, is_public, target_of, why_not_public, wrapper_of


@pytest.mark.parametrize("ip", ["198.41.0.4", "8.8.8.8", "2606:4700::1111"])
def test_an_address_of_the_public_internet_is_public(ip):
    assert is_public(ip)


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "255.255.255.255", "224.0.0.1", "240.0.0.1", "192.0.2.1", "198.18.0.1", "203.0.113.9",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "ff0e::1", "fec0::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::a00:1", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "not an address", "",
    ],
)  # fmt: skip
def test_everything_else_is_not(ip):
    assert not is_public(ip)


def test_what_stands_behind_the_hash_is_the_reader_s_own_business():
    assert target_of("https://pages.example/a?b=c#d").address == "https://pages.example/a?b=c"


def test_names_and_paths_in_any_letters_are_asked_for_as_the_wire_wants_them():
    assert target_of("https://bücher.example/straße?q=ü").address == (
        "https://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%BC"
    )
    assert target_of("https://Pages.Example.").address == "https://pages.example/"


def test_what_is_quoted_already_is_not_quoted_again():
    assert target_of("https://pages.example/a%20b?c=%2F").path == "/a%20b?c=%2F"


def test_a_letter_leads_to_pages_by_https_alone():
    with pytest.raises(NotCheckable, match="does not begin with https"):
        target_of("http://pages.example/")


@pytest.mark.parametrize(
    ("address", "service", "inside"),
    [
        (
            "https://view.officeapps.live.com/op/view.aspx?src=https%3A%2F%2Fresolution.nhs.uk%2Fcodes.xlsx&wdOrigin=X",
            "Microsoft’s online viewer",
            "https://resolution.nhs.uk/codes.xlsx",
        ),
        ("https://VIEW.officeapps.live.com./op/embed.aspx", "Microsoft’s online viewer", ""),
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fico.org.uk%2F&data=1",
            "Outlook’s Safe Links",
            "https://ico.org.uk/",
        ),
        ("https://docs.google.com/viewer?url=javascript:alert(1)", "Google’s online viewer", ""),
        ("https://www.google.com/url?q=https://ico.org.uk/", "a Google results page", "https://ico.org.uk/"),
        ("https://urldefense.com/v3/__https://ico.org.uk/__", "Proofpoint’s URL Defense", ""),
    ],
)
def test_a_viewer_or_forwarder_is_recognised_with_what_it_leads_to(address, service, inside):
    wrapper = wrapper_of(address)
    assert (wrapper.service, wrapper.inside) == (service, inside)


@pytest.mark.parametrize(
    "address",
    [
        "https://resolution.nhs.uk/view.officeapps.live.com",
        "https://view.officeapps.live.com.example/",
        "https://docs.google.com/document/d/1",
        "https://www.google.com/",
        "https://[::1",
        "mailto:foi@authority.example",
    ],
)
def test_an_address_that_stands_for_itself_is_not_taken_for_a_wrapper(address):
    assert wrapper_of(address) is None


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "10.1.2.3", "169.254.169.254", "[::1]", "[fd00::1]", "localhost", "intranet", "files.local",
        "wiki.internal", "box.lan", "printer.home.arpa", "a.localhost", "localhost.", "LOCALHOST",
    ],
)  # fmt: skip
def test_a_site_that_only_our_own_network_knows_is_not_public(host):
    assert why_not_public(f"https://{host}/x") == "private"


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "0177.0.0.1", "8.8.8.8", "[2606:4700::1111]"])
def test_a_public_site_is_named_and_not_numbered(host):
    assert why_not_public(f"https://{host}/x") == "numbered"


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://pages.example/", "not_https"),
        ("ftp://pages.example/", "not_https"),
        ("javascript:alert(1)", "not_https"),
        ("data:text/html,x", "not_https"),
        ("//pages.example/", "not_https"),
        ("https://user@pages.example/", "credentials"),
        ("https://pages.example:8443/", "port"),
        ("https://", "malformed"),
        ("https://pages.example/", ""),
        ("https://bücher.example/straße", ""),
        ("https://www.legislation.gov.uk/ukpga/2000/36", ""),
    ],
)
def test_what_keeps_a_link_out_of_wording_is_told_without_a_network(address, why):
    assert why_not_public(address) == why
