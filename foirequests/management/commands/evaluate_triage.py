"""`python manage.py evaluate_triage FILE.json [--json]`: how well triage suggests codes and services."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from codes.actions.code_reading import code_confidence, code_lexicon
from codes.domain.code_matching import CodeLexicon, suggest_codes
from codes.models import ServiceArea
from foirequests.actions.code_figures import lexicons_of_halves
from foirequests.domain.reading.figures import (
    LISTS,
    Figures,
    LabelledRequest,
    Rates,
    Suggested,
    figures_of,
    halves,
    labelled_requests,
)
from foirequests.domain.reading.services import read_service


class Command(BaseCommand):
    """Measure on a file of labelled requests, in the shape of `triage_examples.json`. Nothing is saved.

    Cross-validated figures stand beside the plain ones. The requests are parted in two halves; each is measured by a
    lexicon without any synonym that needs a word which, of all the requests and the labels of the lists, stands in that
    half alone. What is left could have been known without having seen the half: it shows how far synonyms carry beyond
    the requests that they may have been learnt from. The measure is strict: a plain English word is struck too when
    only one half happens to use it. Requests for services are read as they always are.
    """

    help = "Print recall and precision of suggested codes, and the accuracy of services, on labelled requests."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and whether to print JSON."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="print everything as JSON")

    def handle(self, *, file: Path, **options) -> None:
        """Read, suggest, count, print."""
        requests = self._read(file)
        services = dict(ServiceArea.objects.values_list("code", "name"))
        confidence = code_confidence()
        suggested = _suggest(requests, code_lexicon(), services)
        figures = figures_of(requests, suggested, confidence)
        apart = {}
        for half, lexicon in zip(halves(requests), lexicons_of_halves(requests), strict=True):
            apart |= _suggest(half, lexicon, services)
        crossed = figures_of(requests, apart, confidence)
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(requests, suggested, figures, crossed), indent=1, ensure_ascii=False))
        else:
            self._print(figures, crossed)

    def _read(self, file: Path) -> tuple[LabelledRequest, ...]:
        try:
            return labelled_requests(json.loads(file.read_text(encoding="utf-8"))["cases"])
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except (ValueError, KeyError, TypeError) as error:
            raise CommandError(f"{file} is not a file of labelled requests: {error!r}.") from error

    def _print(self, figures: Figures, crossed: Figures) -> None:
        self._print_rates("All lists", figures.all, crossed.all)
        for name in LISTS:
            self._print_rates(name.capitalize(), figures.lists[name], crossed.lists[name])
        for name, share in figures.recall_by_confidence.items():
            self.stdout.write(f"Recall of codes of {name} confidence: {_percent(share)}.")
        self.stdout.write(f"Service: right in {_percent(figures.accuracy_of_service)}.")
        for name, share in figures.recall_by_service.items():
            self.stdout.write(f"  {name}: {_percent(share)} found.")
        if figures.not_judged:
            self.stdout.write("Suggested as well, of codes whose labels are not known:")
        for (name, label), times in figures.not_judged.items():
            self.stdout.write(f"  {label} ({name}): {times}")

    def _print_rates(self, name: str, plain: Rates, crossed: Rates) -> None:
        self.stdout.write(
            f"{name}: recall {_percent(plain.recall)} (cross-validated {_percent(crossed.recall)}), precision"
            f" {_percent(plain.precision)} ({_percent(crossed.precision)}), {plain.suggestions_per_case} suggestions"
            f" a case, {plain.cases} cases."
        )


def _suggest(
    requests: tuple[LabelledRequest, ...], lexicon: CodeLexicon, services: dict[str, str]
) -> dict[str, Suggested]:
    return {
        request.id: Suggested(
            codes=tuple((code.list_name, code.label) for code in suggest_codes(request.text, lexicon)),
            service=services[read_service(request.text).value],
        )
        for request in requests
    }


def _as_json(
    requests: tuple[LabelledRequest, ...], suggested: dict[str, Suggested], figures: Figures, crossed: Figures
) -> dict:
    cases = [
        {
            "id": request.id,
            "suggested": {
                name: [label for each, label in suggested[request.id].codes if each == name] for name in LISTS
            },
            "service": suggested[request.id].service,
        }
        for request in requests
    ]
    return {
        "cases": cases,
        **_rates_as_json(figures),
        "service": {"accuracy": figures.accuracy_of_service, "recall_by_service": figures.recall_by_service},
        "recall_by_confidence": figures.recall_by_confidence,
        "not_judged": [
            {"list": name, "description": label, "times": times} for (name, label), times in figures.not_judged.items()
        ],
        "cross_validated": _rates_as_json(crossed),
    }


def _rates_as_json(figures: Figures) -> dict:
    return {"all": asdict(figures.all), **{name: asdict(figures.lists[name]) for name in LISTS}}


def _percent(share: float | None) -> str:
    return "nothing to count" if share is None else f"{share:.1%}"
