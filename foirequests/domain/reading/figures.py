"""How well codes and services are suggested, measured on requests whose labels are known.

Codes are judged where the authority published all labels (`labels_basis` is `published`), services wherever it
published at least that one. Precision counts suggestions of codes that are known as published labels (`high`) only:
whether others were right is not known, so they are listed apart.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

LISTS = ("specialty", "cause", "injury")
PUBLISHED = "published"
JUDGED_FOR_PRECISION = "high"

Code = tuple[str, str]
"""A code as (list, label)."""


@dataclass(frozen=True)
class LabelledRequest:
    """A request with the labels that it got. `service` by its name."""

    id: str
    text: str
    basis: str
    service: str
    codes: frozenset[Code]

    @property
    def has_known_codes(self) -> bool:
        """Whether its code labels are all published."""
        return self.basis == PUBLISHED

    @property
    def has_known_service(self) -> bool:
        """Whether its service label is published."""
        return self.basis.startswith(PUBLISHED)


@dataclass(frozen=True)
class Suggested:
    """What was suggested for a request: codes, and the service by its name."""

    codes: tuple[Code, ...]
    service: str


@dataclass(frozen=True)
class Rates:
    """Figures over some requests: shares from 0 to 1, None where there is nothing to count."""

    cases: int
    recall: float | None
    precision: float | None
    suggestions_per_case: float | None


@dataclass(frozen=True)
class Figures:
    """All figures. `recall_by_confidence` and `not_judged` are by the confidence of codes and by code."""

    all: Rates
    lists: Mapping[str, Rates]
    accuracy_of_service: float | None
    recall_by_service: Mapping[str, float]
    recall_by_confidence: Mapping[str, float]
    not_judged: Mapping[Code, int] = field(default_factory=dict)


def labelled_requests(rows: Iterable[Mapping]) -> tuple[LabelledRequest, ...]:
    """The requests of a file of examples. Only `paraphrase` is read of their words, neither title nor address."""
    return tuple(
        LabelledRequest(
            id=row["id"],
            text=row["paraphrase"],
            basis=row["labels_basis"],
            service=row["labels"]["service"],
            codes=frozenset((name, label) for name in LISTS for label in row["labels"].get(name, ())),
        )
        for row in rows
    )


def figures_of(
    requests: Sequence[LabelledRequest], suggested: Mapping[str, Suggested], confidence: Mapping[Code, str]
) -> Figures:
    """The figures of these suggestions, which stand by the requests' ids."""
    judged = [(request, suggested[request.id]) for request in requests if request.has_known_codes]
    services = [(request.service, suggested[request.id].service) for request in requests if request.has_known_service]
    others = Counter(code for _, found in judged for code in found.codes if confidence.get(code) != "high")
    return Figures(
        all=_rates(judged, LISTS, confidence),
        lists={name: _rates(judged, (name,), confidence) for name in LISTS},
        accuracy_of_service=_share(said == found for said, found in services),
        recall_by_service={
            name: _share(found == name for said, found in services if said == name)
            for name in sorted({said for said, _ in services})
        },
        recall_by_confidence=recall_by_confidence(judged, confidence),
        not_judged=dict(others.most_common()),
    )


def recall_by_confidence(
    judged: Iterable[tuple[LabelledRequest, Suggested]], confidence: Mapping[Code, str]
) -> dict[str, float]:
    """Which share of the labels was suggested, apart for each confidence of a code."""
    found = [(confidence.get(code, "unknown"), code in got.codes) for request, got in judged for code in request.codes]
    return {name: _share(hit for each, hit in found if each == name) for name in sorted({name for name, _ in found})}


def halves(requests: Sequence[LabelledRequest]) -> tuple[tuple[LabelledRequest, ...], tuple[LabelledRequest, ...]]:
    """Every second request, and the others: to measure each half by what the other could have taught."""
    return tuple(requests[::2]), tuple(requests[1::2])


def _rates(
    judged: Sequence[tuple[LabelledRequest, Suggested]], lists: Sequence[str], confidence: Mapping[Code, str]
) -> Rates:
    labels = [(code, got.codes) for request, got in judged for code in request.codes if code[0] in lists]
    suggestions = [(code, request.codes) for request, got in judged for code in got.codes if code[0] in lists]
    return Rates(
        cases=len(judged),
        recall=_share(code in got for code, got in labels),
        precision=_share(code in known for code, known in suggestions if confidence.get(code) == JUDGED_FOR_PRECISION),
        suggestions_per_case=round(len(suggestions) / len(judged), 3) if judged else None,
    )


def _share(answers: Iterable[bool]) -> float | None:
    answers = list(answers)
    return round(sum(answers) / len(answers), 3) if answers else None
