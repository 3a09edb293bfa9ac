"""What of the suggestions is counted as right, as wrong, and not at all."""

from foirequests.domain.reading.figures import LabelledRequest, Suggested, figures_of, halves, labelled_requests

CANCER, SCAR, BURN = ("injury", "Cancer"), ("injury", "Scarring"), ("injury", "Burn(s)")
CONFIDENCE = {CANCER: "high", BURN: "high", SCAR: "low"}


def request(number, *codes, basis="published", service="Claims Management"):
    return LabelledRequest(str(number), "words", basis, service, frozenset(codes))


def test_precision_judges_only_codes_whose_labels_are_known():
    figures = figures_of([request(1, CANCER)], {"1": Suggested((CANCER, SCAR), "Claims Management")}, CONFIDENCE)
    assert (figures.all.recall, figures.all.precision, figures.all.suggestions_per_case) == (1.0, 1.0, 2.0)
    assert figures.not_judged == {SCAR: 1}


def test_a_wrong_code_costs_precision_and_a_missed_one_recall():
    figures = figures_of([request(1, CANCER)], {"1": Suggested((BURN,), "Corporate")}, CONFIDENCE)
    assert (figures.all.recall, figures.all.precision, figures.accuracy_of_service) == (0.0, 0.0, 0.0)
    assert figures.lists["specialty"].recall is None


def test_codes_are_judged_only_where_all_labels_are_published():
    requests = [
        request(1, CANCER),
        request(2, BURN, basis="published (service only)"),
        request(3, BURN, basis="inferred"),
    ]
    suggested = {each.id: Suggested((CANCER,), "Corporate" if each.id == "3" else each.service) for each in requests}
    figures = figures_of(requests, suggested, CONFIDENCE)
    assert figures.all.cases == 1 and figures.all.recall == 1.0
    assert figures.accuracy_of_service == 1.0 and figures.recall_by_service == {"Claims Management": 1.0}


def test_only_the_paraphrase_of_an_example_is_read():
    row = {
        "id": "1", "title": "Cancer", "url": "https://example.org/cancer", "paraphrase": "words",
        "labels_basis": "published",
        "labels": {"service": "Corporate", "specialty": [], "cause": [], "injury": ["Cancer"]},
    }  # fmt: skip
    [read] = labelled_requests([row])
    assert read == LabelledRequest("1", "words", "published", "Corporate", frozenset({CANCER}))


def test_the_halves_share_no_request():
    requests = [request(number) for number in range(5)]
    first, second = halves(requests)
    assert {each.id for each in first} | {each.id for each in second} == {"0", "1", "2", "3", "4"} and len(first) == 3
