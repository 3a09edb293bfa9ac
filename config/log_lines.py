"""Log lines without the secrets that some of our addresses are."""

import logging
import re

_SECRET = re.compile(r"(/r/|/account/password/reset/key/)[^/\s?]+")


class WithoutSecrets(logging.Filter):
    """Takes private links and password-reset keys out of a line: Django logs the address of every answer above 399."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line through, its secrets replaced by `…`."""
        said = record.getMessage()
        told = _SECRET.sub(r"\1…", said)
        if told != said:
            record.msg, record.args = told, ()
        return True
