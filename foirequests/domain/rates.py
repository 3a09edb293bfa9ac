"""How often a visitor without an account may try something."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True)
class Limit:
    """So many attempts of one kind in each stretch of `minutes`."""

    name: str
    attempts: int
    minutes: int

    def window(self, at: datetime) -> tuple[datetime, datetime]:
        """Beginning and end of the stretch in which `at` lies; the end itself belongs to the next."""
        length = self.minutes * 60
        begins = datetime.fromtimestamp(int(at.timestamp()) // length * length, tz=UTC)
        return begins, begins + timedelta(minutes=self.minutes)


WRONG_LINKS = Limit("wrong private links from one address", 20, 15)
WRONG_CODES = Limit("wrong codes from one address", 10, 15)
LINKS_ASKED_FOR = Limit("links asked for from one address", 5, 60)
LINKS_OF_A_CASE = Limit("links sent for one case", 3, 24 * 60)
FORM_PAGES = Limit("pages of the public form from one address", 120, 15)
REQUESTS = Limit("requests from one address", 20, 60)
REQUESTS_OF_A_PERSON = Limit("requests under one e-mail address", 10, 24 * 60)
MESSAGES = Limit("messages through one private link", 20, 60)
