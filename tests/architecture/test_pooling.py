"""A pooler may stand between the product and PostgreSQL and give each transaction another connection.

What holds then was tried with PgBouncer 1.18 (`pool_mode = transaction`): reference data, the demonstration office,
migrations and a backup. Here stands what keeps it so.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
ROOMS = ("accounts", "codes", "config", "foirequests", "responses")

OUTLASTS_A_TRANSACTION = {
    "an advisory lock": r"pg_(try_)?advisory_lock",
    "messages of the server": r"\bLISTEN\b|pg_notify|\bnotifies\(",
    "a temporary table": r"(?i)create\s+(local\s+)?temp",
    "a setting of the connection": r"""execute\(\s*f?["']+\s*SET (?!LOCAL|CONSTRAINTS)""",
    "a cursor on the server": r"\.iterator\(|ServerCursor|\bcursor\(name=",
    "a statement that is prepared": r"prepare_threshold|\bprepare=True",
}
WITHIN_A_TRANSACTION = {
    "config/backups/office.py": {"a cursor on the server"},
    "responses/actions/links.py": {"a cursor on the server"},
}
"""Files of a backup are listed in the transaction of its copy (`snapshot`), addresses of all drafts in that of the
nightly act (`ask_for_all_checks`)."""


@pytest.mark.parametrize("what", OUTLASTS_A_TRANSACTION)
def test_nothing_that_runs_leans_on_what_outlasts_a_transaction(what):
    found = {
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if "migrations" not in path.parts and re.search(OUTLASTS_A_TRANSACTION[what], path.read_text())
    }

    assert found == {path for path, uses in WITHIN_A_TRANSACTION.items() if what in uses}


def test_no_migration_works_outside_a_transaction():
    migrations = [path for room in ROOMS for path in (ROOT / room).glob("migrations/*.py")]

    assert migrations
    assert not [path.name for path in migrations if re.search(r"atomic\s*=\s*False", path.read_text())]


def test_the_readme_says_how_the_role_gets_what_a_pooler_does_not_pass_on():
    asked = re.findall(r"-c (\w+)=(\w+)", (ROOT / "config/settings.py").read_text())

    assert asked
    for name, value in asked:
        assert f"ALTER ROLE foidesk SET {name} = {value};" in README
    assert "`ignore_startup_parameters = options`" in README
