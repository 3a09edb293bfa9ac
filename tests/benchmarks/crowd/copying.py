"""Copies of a case: the same rows with other keys, days, people and words.

Days move by whole weeks, so that weekdays stay; due dates are counted anew for their year's bank holidays. The words
of letters and messages keep the days that the model's letters name.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
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
    """One copy while it is written: the next free key of each table, days moved, words, and staff for staff."""

    keys: dict[type[Model], int]
    shift: int = 0
    said: dict[str, str] = field(default_factory=dict)
    staff: Mapping[int, str] = field(default_factory=dict)


Cell = Callable[[Copy], str]


class Mould:
    """A model case made ready to be copied many times."""

    def __init__(
        self, case: ModelCase, *, dialect: Dialect, files: Mapping[int, int], due: Callable[[int], int]
    ) -> None:
        """`files`: the keys of the stored files; `due`: from the number of the day counted from to that due."""
        self.case, self.dialect, self.files, self.due = case, dialect, files, due
        self.size = len(case.rows[FoiRequest])
        self.places = {model: {pk: place for place, pk in enumerate(kept)} for model, kept in case.rows.items()}
        self.by_name = {model._meta.model_name: model for model in case.rows}
        self.marks = self._marks()
        self.derived = self._derived()
        self.rows = [(model, *self._row(model, row)) for model, kept in case.rows.items() for row in kept.values()]

    def copy(self, copy: Copy, lines: Mapping[type[Model], list[list[str | None]]]) -> None:
        """Add the rows of one copy to the lines of each table, and count its keys on."""
        for name, derive in self.derived.items():
            copy.said[name] = derive(copy.said)
        for model, constant, changes in self.rows:
            row = constant.copy()
            for place, cell in changes:
                row[place] = cell(copy)
            lines[model].append(row)
        for model, kept in self.case.rows.items():
            copy.keys[model] += len(kept)

    def words(self, copy: Copy) -> list[tuple[int, dict[str, str]]]:
        """What search is told of the cases of the copy just made; of the reply only what differs from all others."""
        said, first = copy.said, copy.keys[FoiRequest] - self.size
        return [
            (
                first + number,
                {
                    "title": f"{said[f'reference{number}']}\n{said['subject']}\n{said['name']}\n{said['email']}",
                    "text": said["text"],
                    "reply": said["typed"],
                },
            )
            for number in range(self.size)
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

    def _derived(self) -> dict[str, Callable[[Mapping[str, str]], str]]:
        """What follows from the words of a copy: Message-IDs and the hashes of its letters."""
        found: dict[str, Callable[[Mapping[str, str]], str]] = {}
        for number in range(len(self.case.rows.get(OutgoingMail, {}))):
            found[f"mail{number}"] = lambda said, number=number: f"<{said['reference0']}.{number}@authority.example>"
        for version in self.case.rows.get(ResponseVersion, {}).values():
            canonical = self._template(_canonical(version.letter))
            found[f"hash{version.pk}"] = lambda said, text=canonical: sha256((text % said).encode()).hexdigest()
        for letter in self.case.rows.get(IssuedLetter, {}).values():
            cleared, moments = self.marks[letter.cleared_hash], letter.frozen["moments"]
            found[f"final{letter.pk}"] = lambda said, cleared=cleared, moments=moments: final_hash(
                said[cleared], moments
            )
        return found

    def _template(self, text: str) -> str:
        """The text with the names of what is replaced: `%(reference0)s`."""
        text = text.replace("%", "%%")
        for mark, name in self.marks.items():
            text = text.replace(mark, f"%({name})s")
        return text

    def _row(self, model: type[Model], row: Model) -> tuple[list[str | None], list[tuple[int, Cell]]]:
        """The cells that all copies share, and how the others are made."""
        constant: list[str | None] = []
        changes: list[tuple[int, Cell]] = []
        for place, column in enumerate(model._meta.concrete_fields):
            cell = self._cell(column, row, getattr(row, column.attname))
            constant.append(None if callable(cell) else cell)
            if callable(cell):
                changes.append((place, cell))
        return constant, changes

    def _cell(self, column: Field, row: Model, value: Any) -> str | None | Cell:
        if value is None:
            return self.dialect.null
        key = self._key(column, row, value)
        if key is not None:
            return key
        special = self._special(column, row, value)
        if special is not None:
            return special
        match value:
            case bool():
                return self.dialect.booleans[value]
            case int():
                return str(value)
            case datetime():
                return self._moment(value.astimezone(UTC))
            case date():
                return lambda copy, number=value.toordinal(): ISO[number + copy.shift]
            case str():
                return self._text(column, value)
            case _:
                return self._json(value)

    def _key(self, column: Field, row: Model, value: Any) -> str | Cell | None:
        """A key of this case's rows, of a kept file or of a member of staff; None for what is no such key."""
        target = column.related_model
        if column.name == "object_id":
            target = self.by_name.get(row.object_kind)
        elif column.primary_key:
            target = type(row)
        if target in self.places and value in self.places[target]:
            return lambda copy, target=target, place=self.places[target][value]: str(copy.keys[target] + place)
        if target is None or not column.is_relation:
            return None
        if target._meta.label == "foirequests.StoredFile":
            return str(self.files[value])
        if target._meta.label == "accounts.StaffMember":
            return lambda copy: copy.staff[value]
        return str(value)

    def _special(self, column: Field, row: Model, value: Any) -> Cell | None:
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
                return lambda copy: sha256(copy.said["reference0"].encode()).hexdigest()
            case (HistoryEntry(), "words_digest") if value:
                spoken = next(each for each in self.case.rows[HistoryWords].values() if each.entry_id == row.pk)
                text = self._template(spoken.text)
                return lambda copy: HistoryWords.digest(text % copy.said, spoken.salt)
        return None

    def _due(self, request: int) -> Cell:
        counted_from = self.case.counted_from[request].toordinal()
        return lambda copy: ISO[self.due(counted_from + copy.shift)]

    def _mail_of(self, link: PortalLink) -> str:
        """The name of the message that a link came with."""
        return next(
            name
            for mark, name in self.marks.items()
            if name.startswith("mail") and lookup_hash(link_token(mark)) == link.lookup_hash
        )

    def _moment(self, value: datetime) -> Cell:
        number, time = value.date().toordinal(), self.dialect.time(value)
        return lambda copy: ISO[number + copy.shift] + time

    def _text(self, column: Field, value: str) -> str | Cell:
        text = self._template(self.dialect.text(value))
        if "%(" in text:
            return lambda copy: text % copy.said
        if column.unique:
            raise ValueError(f"{column.model.__name__}.{column.name} is unique: say what a copy has there.")
        return self.dialect.text(value)

    def _json(self, value: Any) -> str | Cell:
        """JSON; days in it move when they are written as codes are (2023-06-05)."""
        written = self.dialect.text(json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False))
        text = self._template(written)
        days = {day: date.fromisoformat(day).toordinal() for day in ISO_DAY.findall(text)}
        for day in days:
            text = text.replace(day, f"%({day})s")
        if days:
            return lambda copy: text % (copy.said | {day: ISO[number + copy.shift] for day, number in days.items()})
        return (lambda copy: text % copy.said) if "%(" in text else written


def _canonical(letter: dict) -> str:
    """What the hash of a letter is taken of (`responses.domain.letter.letter_hash`)."""
    covered = letter | {"moments": list(Letter.from_json(letter).moment_gaps)}
    return json.dumps(covered, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
