"""Filling an office: which case is received when, by whom, and how it stands; then all of it into the database."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from django.db import transaction
from django.db.models import Max, Model
from django.utils import timezone

from accounts.models import Role, StaffMember, StaffRole
from codes.actions.reference_data import load_code_reference_data
from codes.models.bank_holidays import uk_calendar
from codes.models.organisation import office_on
from foirequests import search
from foirequests.actions import notices
from foirequests.actions.search import CASE
from foirequests.models import FoiRequest, ReferenceSeries, StoredFile
from responses.actions import windows
from responses.actions.shipped_wording import propose_shipped_wording
from responses.actions.wording_approval import approve_wording
from responses.models import TextBlockVersion
from tests.benchmarks.crowd.copying import Copy, Mould
from tests.benchmarks.crowd.kinds import CLOSED, OPEN, RECENT, STUCK, Kind, walked
from tests.benchmarks.crowd.loading import bulk_loading, dialect, gather_statistics, load, one_ahead
from tests.benchmarks.crowd.model_cases import Staff
from tests.benchmarks.crowd.rows import ModelCase, read_case, tables
from tests.benchmarks.crowd.words import Words
from tests.dates import moment

OPENED_AT = moment("Mon 9 January 2023 09:00")
YEARS = 20
GROWTH = 5
"""So many times as many requests come in the last year as in the first."""

LATELY = timedelta(weeks=9)
STUCK_OF_EACH = 3
AT_ONCE = 2000
STAFF = {Role.OFFICER: 12, Role.CLEARER: 4, Role.DEPUTY_DIRECTOR: 2}
DAYS_TO_REPLY = 20
"""Working days for a reply (FOIA section 10)."""


@dataclass(frozen=True)
class Planned:
    """One case to come: which kind, and by how many weeks its model moves."""

    kind: Kind
    weeks: int


@dataclass(frozen=True)
class Crowd:
    """What was added."""

    cases: int
    open_cases: int
    first_day: date
    last_day: date


def fill_office(cases: int, *, open_share: float = 0.01, seed: int = 2023, today: date | None = None) -> Crowd:
    """Add so many cases to the office of this database, furnishing it first when it has no staff of the crowd.

    `open_share` of them are not answered yet; the others were answered over the last twenty years. The same seed gives
    the same cases on the same day. The database must be migrated. Everything is written in one transaction.
    """
    today = today or timezone.localdate()
    random = Random(seed)
    staff = furnish()
    models = _models(staff)
    planned = _plan(cases, open_share, models, random, today)
    with bulk_loading(tables()), search.without_indexes(CASE):
        _write(planned, models, staff, Words(random, people=max(1, int(cases * 0.45))), random)
    gather_statistics()
    _sweep()
    days = [models[each.kind].begins + timedelta(weeks=each.weeks) for each in (planned[0], planned[-1])]
    return Crowd(sum(_size(models[each.kind]) for each in planned), FoiRequest.objects.open().count(), *days)


def _sweep() -> None:
    """What the timetable does in an hour: reminders of days that come up fall due with every new day."""
    now = timezone.now()
    notices.raise_notices(at=now)
    windows.close_review_windows(at=now)
    windows.warn_of_closing_windows(at=now)


def furnish() -> dict[str, list[StaffMember]]:
    """Reference data, approved wording and the crowd's staff, as far as they are not there."""
    load_code_reference_data(at=OPENED_AT)
    propose_shipped_wording(at=OPENED_AT)
    staff = {role: [_member(role, number) for number in range(number)] for role, number in STAFF.items()}
    if proposed := TextBlockVersion.objects.proposed():
        approve_wording(proposed, by=staff[Role.DEPUTY_DIRECTOR][1], at=OPENED_AT)
    return staff


def _member(role: Role, number: int) -> StaffMember:
    email = f"{role}{number + 1}@authority.example".replace("_", ".")
    found = StaffMember.objects.filter(email=email).first()
    if found is None:
        found = StaffMember.objects.create_user(email, f"{role.label} {number + 1}")
        StaffRole.objects.create(member=found, role=role)
    return found


def _models(staff: dict[str, list[StaffMember]]) -> dict[Kind, ModelCase]:
    """Walk every kind of case, read it back, and leave nothing of it but the bytes of its files."""
    acting = Staff(
        officer=staff[Role.OFFICER][0],
        clearer=staff[Role.CLEARER][0],
        reviewer=staff[Role.CLEARER][1],
        director=staff[Role.DEPUTY_DIRECTOR][0],
    )
    models = {}
    for kind in CLOSED + RECENT + OPEN + STUCK:
        # One by one: the sweeps that one walk needs must not meet the case of another.
        with transaction.atomic():
            models[kind] = read_case(walked(kind, acting))
            transaction.set_rollback(True)
    return models


def _kept(model: ModelCase) -> dict[int, int]:
    """The rows of the files of a model, made again; all its copies share them."""
    found = {}
    for pk, file in model.files.items():
        told = {"size": file.size, "media_type": file.media_type, "stored_at": file.stored_at}
        found[pk] = StoredFile.objects.get_or_create(sha256=file.sha256, defaults=told)[0].pk
    return found


def _size(model: ModelCase) -> int:
    return len(model.rows[FoiRequest])


def _plan(cases: int, open_share: float, models: dict[Kind, ModelCase], random: Random, today: date) -> list[Planned]:
    """Every case in the order of receipt."""
    still_open = round(cases * open_share)
    planned = [_within_its_time(kind, models[kind], random, today) for kind in _drawn(OPEN, still_open, random)]
    for kind in STUCK:
        planned += [_within_its_time(kind, models[kind], random, today) for _ in range(STUCK_OF_EACH)]
    closed = cases - len(planned)
    days = YEARS * 365
    lately = round(closed * LATELY.days / days * 2 * GROWTH / (GROWTH + 1))
    for kind in _drawn(RECENT, lately, random):
        planned.append(_within_its_time(kind, models[kind], random, today))
    left = closed - lately
    for kind in _drawn(CLOSED, left, random):
        size = _size(models[kind])
        if size <= left:
            ago = _days_ago(random, days) + LATELY.days + (models[kind].ends - models[kind].begins).days
            received = today - timedelta(days=ago)
            planned.append(Planned(kind, (received - models[kind].begins).days // 7))
            left -= size
    return sorted(planned, key=lambda each: models[each.kind].begins + timedelta(weeks=each.weeks))


def _drawn(kinds: Sequence[Kind], number: int, random: Random) -> Iterator[Kind]:
    yield from random.choices(kinds, weights=[kind.weight for kind in kinds], k=number)


def _days_ago(random: Random, days: int) -> int:
    """How long ago a case came, when each year brings more than the one before: linear growth."""
    least = 1 / GROWTH
    height = random.random() * (1 + least) / 2
    # The area under the line from 1 (today) down to `least` (first year), solved for the day.
    return int(days * (1 - (1 - 2 * height * (1 - least)) ** 0.5) / (1 - least))


def _within_its_time(kind: Kind, model: ModelCase, random: Random, today: date) -> Planned:
    """Moved to some week in which all that happened lies behind and what falls due lies ahead."""
    latest = (today - model.ends).days // 7
    earliest = latest if model.until is None else -((model.until - today).days // 7)
    return Planned(kind, random.randint(min(earliest, latest), latest))


def _write(
    planned: Sequence[Planned],
    models: dict[Kind, ModelCase],
    staff: dict[str, list[StaffMember]],
    words: Words,
    random: Random,
) -> None:
    """Copy the models, some thousand rows of each table at a time."""
    moulds = {kind: Mould(model, dialect=dialect(), files=_kept(model), due=_due) for kind, model in models.items()}
    keys = {model: (model._base_manager.aggregate(last=Max("pk"))["last"] or 0) + 1 for model in tables()}
    references, rows, said = _References(), defaultdict(list), []
    _calendar()
    with one_ahead() as load_meanwhile:
        for number, each in enumerate(planned, start=1):
            mould = moulds[each.kind]
            names = {f"reference{place}": references.next() for place in range(mould.size)}
            copy = Copy(keys, each.weeks * 7, words.of_a_case() | _acting(staff, random) | names)
            mould.copy(copy, rows)
            said += mould.words(copy)
            if number % AT_ONCE == 0 or number == len(planned):
                load_meanwhile(_load, rows, said)
                rows, said = defaultdict(list), []
    references.keep()


def _load(rows: dict[type[Model], list[str]], said: list[tuple[int, dict[str, str]]]) -> None:
    for model, loaded in rows.items():
        load(model, loaded)
    search.add_many(CASE, said)


def _acting(staff: dict[str, list[StaffMember]], random: Random) -> dict[str, object]:
    """Who acts in one copy: somebody of the same role for each member of staff of the model."""
    officers, clearers, directors = staff[Role.OFFICER], staff[Role.CLEARER], staff[Role.DEPUTY_DIRECTOR]
    clearer = random.randrange(len(clearers))
    return {
        f"staff{officers[0].pk}": random.choice(officers).pk,
        f"staff{clearers[0].pk}": clearers[clearer].pk,
        f"staff{clearers[1].pk}": clearers[(clearer + 1) % len(clearers)].pk,
        f"staff{directors[0].pk}": directors[0].pk,
    }


@cache
def _calendar():
    return uk_calendar()


@cache
def _due(counted_from: int) -> int:
    """The number of the day on which a reply is due that is counted from another."""
    return _calendar().nth_working_day_after(date.fromordinal(counted_from), DAYS_TO_REPLY).toordinal()


class _References:
    """The running numbers of the office's series in force now."""

    def __init__(self) -> None:
        self.series = office_on(timezone.localdate()).reference_series
        self.row, _made = ReferenceSeries.objects.get_or_create(prefix=self.series.prefix)
        self.number = self.row.next_number

    def next(self) -> str:
        """The next reference."""
        self.number += 1
        return self.series.reference(self.number - 1)

    def keep(self) -> None:
        """Go on behind the last one."""
        ReferenceSeries.objects.filter(pk=self.row.pk).update(next_number=self.number)
