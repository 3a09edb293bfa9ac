"""What the office's PostgreSQL holds of one case, read past the product; and holding its work at a telling moment."""

from contextlib import suppress

import psycopg

UNDONE = """
SELECT 'mail ' || state FROM foirequests_outgoingmail WHERE state IN ('waiting', 'sending')
UNION ALL
SELECT 'letter ' || render_state FROM responses_issuedletter WHERE render_state IN ('waiting', 'rendering')
"""
MAILS = """
SELECT mail.rfc_message_id, mail.state, mail.sent_again_after_interruption, (
    SELECT count(*) FROM foirequests_historyentry entry
    WHERE entry.act = 'sent_again_after_interruption'
    AND entry.object_kind = 'outgoingmail' AND entry.object_id = mail.id
)
FROM foirequests_outgoingmail mail
JOIN foirequests_message message ON message.id = mail.message_id
JOIN foirequests_foirequest the_case ON the_case.id = message.foi_request_id
WHERE the_case.reference = %s ORDER BY mail.id
"""
LETTERS = """
SELECT letter.id, letter.render_state, file.sha256 FROM responses_issuedletter letter
JOIN foirequests_foirequest the_case ON the_case.id = letter.foi_request_id
LEFT JOIN foirequests_storedfile file ON file.id = letter.pdf_id
WHERE the_case.reference = %s
"""
HISTORY = """
SELECT entry.act FROM foirequests_historyentry entry
JOIN foirequests_foirequest the_case ON the_case.id = entry.foi_request_id
WHERE the_case.reference = %s ORDER BY entry.id
"""
CASES = """
SELECT the_case.reference, the_case.stage FROM foirequests_foirequest the_case
JOIN foirequests_requester requester ON requester.id = the_case.requester_id WHERE requester.email = %s
"""

AT_A_LOCK = """
SELECT client_port FROM pg_stat_activity WHERE pid IN (SELECT pid FROM pg_locks WHERE NOT granted)
"""

LET_TIME_PASS = """
UPDATE foirequests_outgoingmail SET next_attempt_at = now()
WHERE (state = 'waiting' AND attempts > 0) OR (state = 'sending' AND last_error <> '')
"""


class Records:
    """The database at an address."""

    def __init__(self, url: str) -> None:
        self.url = url

    def ask(self, question: str, *values: object) -> list[tuple]:
        """The rows that answer."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            return connection.execute(question, values).fetchall()

    def history(self, reference: str) -> list[str]:
        """The acts of a case, in the order in which they were written."""
        return [act for (act,) in self.ask(HISTORY, reference)]

    def cases(self, mailbox: str) -> list[tuple[str, str]]:
        """Reference and stage of everything that a requester asked."""
        return self.ask(CASES, mailbox)

    def mails(self, reference: str) -> list[tuple[str, str, bool, int]]:
        """Message-ID, state, whether it may have left before, and how often the history says that it was sent again."""
        return self.ask(MAILS, reference)

    def letters(self, reference: str) -> list[tuple[int, str, str]]:
        """Key, state of the rendering, and hash of the PDF."""
        return self.ask(LETTERS, reference)

    def undone(self) -> list[str]:
        """Work that waits or is claimed."""
        return [what for (what,) in self.ask(UNDONE)]

    def let_time_pass(self) -> None:
        """The minutes before the next attempt at a message that was not delivered, or may have been, go by."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(LET_TIME_PASS)

    def is_waited_for(self) -> bool:
        """Whether somebody stands at a lock."""
        return bool(self.ask("SELECT 1 FROM pg_locks WHERE NOT granted"))

    def ports_at_a_lock(self) -> set[int]:
        """The local ports of those who stand at a lock."""
        return {port for (port,) in self.ask(AT_A_LOCK)}


class Hold:
    """Whoever comes to what a statement locks stands there until `release()`, or until PostgreSQL ends."""

    def __init__(self, records: Records, lock: str) -> None:
        self.url, self.lock = records.url, lock
        self.connection: psycopg.Connection | None = None

    def __enter__(self) -> "Hold":
        self.take()
        return self

    def __exit__(self, *_failure: object) -> None:
        self.release()

    def take(self) -> None:
        """Lock it; also once more, after PostgreSQL has ended and started."""
        try:
            if self.connection:
                self.connection.execute("SELECT 1")
                return
        except psycopg.OperationalError:
            self.release()
        self.connection = psycopg.connect(self.url)
        self.connection.execute(self.lock)

    def release(self) -> None:
        """Let those who stand there go on."""
        if self.connection:
            with suppress(psycopg.OperationalError):
                self.connection.rollback()
            self.connection.close()
            self.connection = None
