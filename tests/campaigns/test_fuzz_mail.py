"""Any name, subject and text in an e-mail: no header is made of them, and the bytes are the same at every attempt."""

import email
import re
from datetime import UTC, datetime
from email import policy

from hypothesis import assume, given
from hypothesis import strategies as st

from foirequests import portal_links
from foirequests.emails import PRIVATE_LINK, Attachment, compose, with_link

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200) | st.sampled_from(
    ["\r\nBcc: all@requesters.example", "\nX-Evil: 1\n\nbody", "=?utf-8?q?x?=", ".", "From me", "--part-", PRIVATE_LINK]
)
ADDRESSES = st.from_regex(r"[a-z0-9.+_-]{1,20}@[a-z]{1,12}\.example", fullmatch=True)
NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).map(lambda name: name + ".pdf")
FILES = st.builds(
    Attachment, NAMES, st.sampled_from(["application/pdf", "text/csv", "image/png"]), st.binary(max_size=200)
)
HEADERS = ["Message-ID", "Date", "From", "To", "Subject", "Reply-To", "Auto-Submitted"]
OF_THE_BODY = {"Content-Type", "Content-Transfer-Encoding", "MIME-Version"}


def composed(subject="Your request", text="Words.\n", to="ada@requesters.example", files=()):
    return compose(
        message_id="<1@foi.authority.example>",
        at=datetime(2023, 1, 5, 9, 30, tzinfo=UTC),
        from_address="foi@authority.example",
        reply_to="foi@authority.example",
        to_address=to,
        subject=subject,
        text=text,
        attachments=files,
    )


def plain(text: str) -> str:
    """The text with one kind of line end and none at the end: what no mail program tells apart."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")


def read(content: bytes):
    return email.message_from_bytes(content, policy=policy.SMTP)


@given(TEXT, TEXT, ADDRESSES, st.lists(FILES, max_size=2))
def test_whatever_is_written_the_message_has_our_headers_and_one_recipient(subject, text, to, files):
    content = composed(subject, text, to, files)
    message = read(content)
    assert [name for name in message if name not in OF_THE_BODY] == HEADERS
    assert [address.addr_spec for address in message["To"].addresses] == [to]
    assert content == composed(subject, text, to, files), "the same message, the same bytes"
    assert [part.get_content_disposition() for part in message.walk()].count("attachment") == len(files)
    assert b"\n" not in content.replace(b"\r\n", b""), "every line ends as mail servers ask"


@given(TEXT, st.lists(FILES, max_size=1))
def test_the_text_arrives_as_it_was_written(text, files):
    arrived = read(composed(text=text, files=files)).get_body().get_content()
    assert plain(arrived) == plain(text)


@given(TEXT.filter(lambda words: words.strip()))
def test_the_subject_arrives_on_one_line(subject):
    arrived = read(composed(subject))["Subject"]
    assert "\r" not in arrived and "\n" not in arrived


@given(st.lists(TEXT, max_size=4), st.integers(0, 4), st.text("abcXYZ0189-_=?&", min_size=1, max_size=120))
def test_the_link_takes_its_own_line_and_changes_nothing_else(lines, at, token):
    assume(not any(line == PRIVATE_LINK for words in lines for line in plain(words).split("\n")))
    address = f"https://foi.authority.example/r/{token}"
    words = [*lines[:at], PRIVATE_LINK, *lines[at:]]
    kept = composed(text="\n".join(words) + "\n")
    arrived = read(with_link(kept, address)).get_body().get_content()
    assert plain(arrived) == plain("\n".join([*lines[:at], address, *lines[at:]]))
    assert with_link(kept, address) == with_link(kept, address)
    assert all(len(line) <= 78 for line in with_link(kept, address).splitlines() if b"https://foi" in line)


@given(st.text(max_size=60), st.text(max_size=60))
def test_links_and_codes_of_two_messages_differ_and_say_nothing_of_their_source(one, other):
    token, code = portal_links.link_token(one), portal_links.posted_code(one)
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", token)
    assert re.fullmatch(r"([2-9A-Z]{4}-){3}[2-9A-Z]{4}", code)
    assert (token == portal_links.link_token(other)) is (one == other)
    assert portal_links.lookup_hash(token) != portal_links.lookup_hash(code)
    assert token not in portal_links.lookup_hash(token)


@given(st.text(max_size=40))
def test_a_code_is_read_however_it_was_typed_and_never_breaks(typed):
    known = portal_links.posted_code("message 1")
    messy = "  ".join(known.replace("-", " - ").lower())
    assert portal_links.normalised_code(messy) == known
    normalised = portal_links.normalised_code(typed)
    assert all(letter.isalnum() or letter == "-" for letter in normalised)
