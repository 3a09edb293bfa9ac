"""Copies of a case: the same rows with other keys, days, people and words.

Days move by whole weeks, so that weekdays stay; due dates are counted anew for their year's bank holidays. The words
of letters and messages keep the days that the model's letters name. A model case becomes one text for each table, in
which stand the names of what differs from copy to copy: to fill such a text in is all the work that a copy makes.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, Model

from foirequests.models import FoiRequest, HistoryEntry, HistoryWords, Notice, OutgoingMail, PortalLink, WebSubmission
from foirequests.portal_links import link_token, lookup_hash
from responses.domain.letter import Letter
from responses.domain.outcomes import final_hash
from responses.models import IssuedLetter, ResponseVersion
from tests.benchmarks.crowd import words
from tests.benchmarks.crowd.loading import Dialect
from tests.benchmarks.crowd.rows import ModelCase

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ISO = {number: date.fromordinal(number).isoformat() for number in range(date(1995, 1, 1).toordinal(), 760_000)}
"""Days as they are written, by their number."""


@dataclass
class Copy:
    """One copy while it is written: the next free key of each table, the days by which it moves, and what it says.

    `said` begins with the words and the staff (`staff7`: who acts in place of member 7) and grows by all that follows
    from them; no cell needs quotation marks or signs of escape for any of these.
    """

    keys: dict[type[Model], int]
    shift: int
    said: dict[str, object]


Derive = Callable[[Copy], object]


class Mould:
    """A model case made ready to be copied many times."""

    def __init__(
        self, case: ModelCase, *, dialect: Dialect, files: Mapping[int, int], due: Callable[[int], int]
    ) -> None:
        """`files`: the keys of the stored files; `due`: from the number of the day counted from to that due."""
        self.case, self.dialect, self.files, self.due = case, dialect, files, due
        self.size = len(case.rows[FoiRequest])
        self.names = {model: _names(model, len(kept)) for model, kept in case.rows.items()}
        self.key_names = {model: dict(zip(kept, self.names[model], strict=True)) for model, kept in case.rows.items()}
        self.by_name = {model._meta.model_name: model for model in case.rows}
        self.marks = self._marks()
        self.days: dict[int, str] = {}
        self.derived = self._derived()
        self.texts = {model: dialect.rows(self._row(row) for row in kept.values()) for model, kept in case.rows.items()}

    def copy(self, copy: Copy, rows: Mapping[type[Model], list[str]]) -> None:
        """Add the rows of one copy to those of each table, and count its keys on."""
        said = copy.said
        for model, names in self.names.items():
            first = copy.keys[model]
            copy.keys[model] = first + len(names)
            said.update(zip(names, range(first, copy.keys[model]), strict=True))
        for number, name in self.days.items():
            said[name] = ISO[number + copy.shift]
        for name, derive in self.derived.items():
            said[name] = derive(copy)
        for model, text in self.texts.items():
            rows[model].append(text % said)

    def words(self, copy: Copy) -> list[tuple[int, dict[str, str]]]:
        """What search is told of the cases of the copy just made; of the reply only what differs from all others."""
        said = copy.said
        return [
            (
                said[key],
                {
                    "title": f"{said[f'reference{number}']}\n{said['subject']}\n{said['name']}\n{said['email']}",
                    "text": said["text"],
                    "reply": said["typed"],
                },
            )
            for number, key in enumerate(self.names[FoiRequest])
        ]

    def _marks(self) -> dict[str, str]:
        """What of the model's words is replaced, by the name of what stands there in a copy."""
        requests = self.case.rows[FoiRequest].values()
        mails = self.case.rows.get(OutgoingMail, {}).values()
        versions = self.case.rows.get(ResponseVersion, {}).values()
        letters = self.case.rows.get(IssuedLetter, {}).values()
        return {
            words.NAME: "name",
            words.EMAIL: "email",
            words.ADDRESS: "address",
            words.SUBJECT: "subject",
            words.TEXT: "text",
            words.TYPED: "typed",
            **{request.reference: f"reference{number}" for number, request in enumerate(requests)},
            **{mail.rfc_message_id: f"mail{number}" for number, mail in enumerate(mails)},
            **{version.letter_hash: f"hash{version.pk}" for version in versions},
            **{letter.final_hash: f"final{letter.pk}" for letter in letters},
        }

    def _derived(self) -> dict[str, Derive]:
        """What follows from the words of a copy: Message-IDs and the hashes of its letters."""
        found: dict[str, Derive] = {}
        for number in range(len(self.case.rows.get(OutgoingMail, {}))):
            found[f"mail{number}"] = self._filled(f"<%(reference0)s.{number}@authority.example>")
        for version in self.case.rows.get(ResponseVersion, {}).values():
            found[f"hash{version.pk}"] = self._digest(self._template(_canonical(version.letter)))
        for letter in self.case.rows.get(IssuedLetter, {}).values():
            cleared, moments = self.marks[letter.cleared_hash], letter.frozen["moments"]
            found[f"final{letter.pk}"] = lambda copy, cleared=cleared, moments=moments: final_hash(
                copy.said[cleared], moments
            )
        return found

    @staticmethod
    def _filled(text: str) -> Derive:
        return lambda copy: text % copy.said

    @staticmethod
    def _digest(text: str) -> Derive:
        return lambda copy: sha256((text % copy.said).encode()).hexdigest()

    def _template(self, text: str) -> str:
        """The text with the names of what is replaced: `%(reference0)s`."""
        text = text.replace("%", "%%")
        for mark, name in self.marks.items():
            text = text.replace(mark, f"%({name})s")
        return text

    def _row(self, row: Model) -> list[str]:
        """The cells of a row, with the names of what differs."""
        return [self._cell(column, row, getattr(row, column.attname)) for column in row._meta.concrete_fields]

    def _cell(self, column: Field, row: Model, value: Any) -> str:
        if value is None:
            return self.dialect.null
        key = self._key(column, row, value)
        if key is not None:
            return key
        special = self._special(column, row, value)
        if special is not None:
            name = f"{column.name}_{row._meta.model_name}{row.pk}"
            self.derived[name] = special
            return self.dialect.cell(f"%({name})s")
        match value:
            case bool():
                return self.dialect.booleans[value]
            case int():
                return str(value)
            case datetime():
                moment = value.astimezone(UTC)
                return self.dialect.cell(self._day(moment.date()) + self.dialect.time(moment))
            case date():
                return self.dialect.cell(self._day(value))
            case str():
                return self.dialect.cell(self._text(column, value))
            case _:
                return self.dialect.cell(self._json(value))

    def _key(self, column: Field, row: Model, value: Any) -> str | None:
        """A key of this case's rows, of a kept file or of a member of staff; None for what is no such key."""
        target = column.related_model
        if column.name == "object_id":
            target = self.by_name.get(row.object_kind)
        elif column.primary_key:
            target = type(row)
        if target in self.key_names and value in self.key_names[target]:
            return f"%({self.key_names[target][value]})s"
        if target is None or not column.is_relation:
            return None
        if target._meta.label == "foirequests.StoredFile":
            return str(self.files[value])
        if target._meta.label == "accounts.StaffMember":
            return f"%(staff{value})s"
        return str(value) if isinstance(value, int) else self.dialect.cell(value)

    def _special(self, column: Field, row: Model, value: Any) -> Derive | None:
        """What is worked out anew in each copy."""
        match row, column.name:
            case (FoiRequest(), "due_on"):
                return self._due(row.pk)
            case (Notice(kind=Notice.Kind.OVERDUE), "concerns_on"):
                return self._due(row.foi_request_id)
            case (PortalLink(), "lookup_hash"):
                name = self._mail_of(row)
                return lambda copy: lookup_hash(link_token(copy.said[name]))
            case (WebSubmission(), "form_hash"):
                return self._digest("%(reference0)s")
            case (HistoryEntry(), "words_digest") if value:
                spoken = next(each for each in self.case.rows[HistoryWords].values() if each.entry_id == row.pk)
                text = self._template(spoken.text)
                return lambda copy: HistoryWords.digest(text % copy.said, spoken.salt)
        return None

    def _due(self, request: int) -> Derive:
        counted_from = self.case.counted_from[request].toordinal()
        return lambda copy: ISO[self.due(counted_from + copy.shift)]

    def _mail_of(self, link: PortalLink) -> str:
        """The name of the message that a link came with."""
        return next(
            name
            for mark, name in self.marks.items()
            if name.startswith("mail") and lookup_hash(link_token(mark)) == link.lookup_hash
        )

    def _day(self, on: date) -> str:
        """A day that moves."""
        name = self.days.setdefault(on.toordinal(), f"day{on.toordinal()}")
        return f"%({name})s"

    def _text(self, column: Field, value: str) -> str:
        text = self._template(self.dialect.text(value))
        if column.unique and "%(" not in text:
            raise ValueError(f"{column.model.__name__}.{column.name} is unique: say what a copy has there.")
        return text

    def _json(self, value: Any) -> str:
        """JSON; days in it move when they are written as codes are (2023-06-05)."""
        written = self.dialect.text(json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False))
        return ISO_DAY.sub(lambda found: self._day(date.fromisoformat(found[0])), self._template(written))


def _names(model: type[Model], number: int) -> list[str]:
    """What the keys of the rows of a case are called."""
    return [f"{model._meta.model_name}_{place}" for place in range(number)]


def _canonical(letter: dict) -> str:
    """What the hash of a letter is taken of (`responses.domain.letter.letter_hash`)."""
    covered = letter | {"moments": list(Letter.from_json(letter).moment_gaps)}
    return json.dumps(covered, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
