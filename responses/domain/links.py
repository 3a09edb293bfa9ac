"""Addresses that letters lead to: which may be looked at, which are public, which only wrap another, what was found.

A check opens nothing but `https` on port 443 of public addresses: whoever types an address into a draft must not be
able to make the office's server knock at doors inside its own network.
"""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, urljoin, urlsplit

LONGEST = 500
"""Characters of an address: as long as the register of published information keeps them."""

_MAY_STAY = "%/:@!$&'()*+,;=~-._"
_CARRIERS = tuple(
    map(ipaddress.ip_network, ("::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/23"))
)
"""IPv6 ranges whose addresses lead to an IPv4 address that they carry (mapped, NAT64, 6to4, Teredo and the like)."""
_ORDINARY = ipaddress.ip_network("2000::/3")
"""The only range from which public IPv6 addresses are given out."""
_NAMES_OF_OUR_OWN = frozenset(
    ("localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "corp", "private", "test", "invalid",
     "onion", "arpa")
)  # fmt: skip
"""Last parts of names that the internet does not know, or not as sites (RFC 6761, 6762, 7686, 8375, 9476 and habit)."""

ALIVE = "alive"
OFFLINE = "offline"
WORDS = {
    ALIVE: "It opens",
    OFFLINE: "Our own network could not look it up. It is tried again",
    "gone": "The page is not there any more",
    "turned_away": "The site does not let programs look. Open it yourself",
    "error": "The site answered with an error",
    "odd": "The site gave no page",
    "malformed": "This is no address that can be opened",
    "too_long": f"The address is longer than {LONGEST} characters",
    "not_https": "The address does not begin with https://",
    "credentials": "The address has a name or password in it",
    "numbered": "The address names a computer by its number, not a site by its name",
    "mailbox": "This is no mailbox that a reader could write to",
    "port": "The address names a port, as addresses of public pages do not",
    "unknown_host": "There is no site of this name",
    "private": "It leads into a private network",
    "leads_to_not_https": "It leads on to an address without https",
    "leads_nowhere": "It leads on to something that cannot be opened",
    "leads_on": "It leads on from address to address without an end",
    "certificate": "The site cannot prove that it is the one named: its certificate is wrong or has run out",
    "slow": "The site did not answer within 5 seconds",
    "no_answer": "The site did not answer",
    "garbled": "What the site answered is no web page",
}
"""What a check can find, in words for the person who has to mend the letter."""


class NotCheckable(ValueError):
    """An address that is not looked at; `why` is one of the keys of `WORDS`."""

    def __init__(self, why: str):
        super().__init__(WORDS[why])
        self.why = why


@dataclass(frozen=True)
class Target:
    """Where one step of a check goes: the host as the wire wants it, and what is asked of it."""

    host: str
    path: str

    @property
    def address(self) -> str:
        """The address in full."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"https://{host}{self.path}"


@dataclass(frozen=True)
class Found:
    """What a check found: one of the keys of `WORDS`, the site's status (0: none came), the last address reached."""

    why: str
    status: int = 0
    final: str = ""

    @property
    def is_alive(self) -> bool:
        """Whether a reader who follows the link gets a page."""
        return self.why == ALIVE


def target_of(address: str) -> Target:
    """What to ask of whom to look at the address; what stands behind `#` is the reader's own business.

    Raises:
        NotCheckable: no https, a name or password or port in it, or no address at all.
    """
    if len(address) > LONGEST:
        raise NotCheckable("too_long")
    if not address.isprintable() or any(character in address for character in ' "<>\\'):
        raise NotCheckable("malformed")
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").rstrip(".").encode("idna").decode(), parts.port
    except ValueError as wrong:  # a bracket too few, a port that is no number, a label that no name may have
        raise NotCheckable("malformed") from wrong
    if parts.scheme != "https":
        raise NotCheckable("not_https")
    if not host:
        raise NotCheckable("malformed")
    if "@" in parts.netloc:
        raise NotCheckable("credentials")
    if port not in (None, 443):
        raise NotCheckable("port")
    query = f"?{quote(parts.query, safe=_MAY_STAY + '?')}" if parts.query else ""
    return Target(host, (quote(parts.path, safe=_MAY_STAY) or "/") + query)


def led_to(target: Target, location: str) -> Target:
    """Where a redirect from the target leads.

    Raises:
        NotCheckable: to something that is not looked at.
    """
    try:
        address = urljoin(target.address, location)
    except ValueError as wrong:
        raise NotCheckable("leads_nowhere") from wrong
    try:
        return target_of(address)
    except NotCheckable as refusal:
        raise NotCheckable("leads_to_not_https" if refusal.why == "not_https" else "leads_nowhere") from refusal


def found_at(target: Target, status: int) -> Found:
    """What a final answer with this status says of the page."""
    if 200 <= status < 300:
        why = ALIVE
    elif status in (404, 410):
        why = "gone"
    elif status in (401, 403, 405, 406, 407, 429, 451):
        why = "turned_away"
    else:
        why = "error" if status >= 500 else "odd"
    return Found(why, status, target.address)


def is_public(ip: str) -> bool:
    """Whether an IP address belongs to the public internet: neither private, local, shared, reserved nor multicast.

    An IPv6 address that carries an IPv4 address is refused, whichever it carries.
    """
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:  # `fe80::1%eth0` and whatever else is no plain address
        return False
    if address.version == 6 and (address not in _ORDINARY or any(address in carrier for carrier in _CARRIERS)):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def why_not_public(address: str) -> str:
    """Why nobody outside could open the address, as far as it says so itself; empty for one that stands to be opened.

    One of the keys of `WORDS`; no network is asked.
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return "malformed"
    if parts.scheme in ("http", "https") and host and (why := _why_not_a_site(host)):
        return why
    try:
        target_of(address)
    except NotCheckable as refusal:
        return refusal.why
    return ""


def _why_not_a_site(host: str) -> str:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        last = host.rpartition(".")[2]
        if re.fullmatch(r"\d+|0x[0-9a-f]*", last):  # the numbers that browsers take for addresses as well
            return "numbered"
        return "private" if "." not in host or last in _NAMES_OF_OUR_OWN else ""
    return "numbered" if is_public(host) else "private"


@dataclass(frozen=True)
class Wrapper:
    """Somebody's service that shows or forwards to another address; `inside` is that address, empty when not told."""

    service: str
    inside: str


_WRAPPERS = (  # host (a dot at the head: and below it), beginning of the path, parameter with the address, service
    ("view.officeapps.live.com", "/", "src", "Microsoft’s online viewer"),
    (".safelinks.protection.outlook.com", "/", "url", "Outlook’s Safe Links"),
    ("docs.google.com", "/viewer", "url", "Google’s online viewer"),
    ("docs.google.com", "/gview", "url", "Google’s online viewer"),
    ("drive.google.com", "/viewerng", "url", "Google’s online viewer"),
    ("www.google.com", "/url", "q", "a Google results page"),
    (".urldefense.com", "/", "u", "Proofpoint’s URL Defense"),
    (".urldefense.proofpoint.com", "/", "u", "Proofpoint’s URL Defense"),
    ("l.facebook.com", "/l.php", "u", "Facebook’s forwarding"),
    ("translate.google.com", "/", "u", "Google’s translation"),
)


def wrapper_of(address: str) -> Wrapper | None:
    """The viewer or forwarder that the address leads through; None for an address that stands for itself."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").casefold().rstrip(".")
    except ValueError:
        return None
    for name, path, parameter, service in _WRAPPERS:
        is_it = host == name.lstrip(".") or (name.startswith(".") and host.endswith(name))
        if is_it and (parts.path or "/").casefold().startswith(path):
            inside = parse_qs(parts.query).get(parameter, [""])[0]
            return Wrapper(service, inside if inside.startswith(("http://", "https://")) else "")
    return None
