"""How well codes and services are suggested: the command that measures it."""

import json

import pytest
from django.core.management import CommandError, call_command


@pytest.fixture
def examples(tmp_path):
    texts = ["Claims where a swab was left inside, excluding maternity.", "Deaths after misdiagnosis in A&E.", "?"]
    labels = [{"cause": ["Foreign Body Left In Situ"]}, {"injury": ["Fatality"], "specialty": ["Casualty / A & E"]}, {}]
    cases = [
        {
            "id": f"case-{n}",
            "paraphrase": text,
            "labels_basis": "published",
            "labels": {"service": "Claims Management", **each},
        }
        for n, (text, each) in enumerate(zip(texts, labels, strict=True))
    ]
    place = tmp_path / "examples.json"
    place.write_text(json.dumps({"cases": cases}))
    return place


def test_the_command_prints_what_anybody_can_score_again(office, examples, capsys):
    call_command("evaluate_triage", str(examples), "--json")
    printed = json.loads(capsys.readouterr().out)
    assert printed["cases"][0] == {
        "id": "case-0",
        "suggested": {"specialty": [], "cause": ["Foreign Body Left In Situ"], "injury": []},
        "service": "Claims Management",
    }
    assert printed["all"]["cases"] == 3 and printed["all"]["recall"] == 1.0
    assert set(printed["specialty"]) == {"cases", "recall", "precision", "suggestions_per_case"}
    assert printed["service"]["accuracy"] == 1.0 and printed["cross_validated"]["all"]["cases"] == 3


def test_the_command_says_the_figures_in_words(office, examples, capsys):
    call_command("evaluate_triage", str(examples))
    said = capsys.readouterr().out
    assert "All lists: recall 100.0% (cross-validated" in said and "Service: right in 100.0%." in said


@pytest.mark.parametrize("content", ["", "[]", '{"cases": [{}]}'])
def test_a_file_of_anything_else_is_refused(office, tmp_path, content):
    place = tmp_path / "other.json"
    place.write_text(content)
    with pytest.raises(CommandError, match="is not a file of labelled requests"):
        call_command("evaluate_triage", str(place))
