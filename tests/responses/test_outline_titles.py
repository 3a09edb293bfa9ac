"""How the parts of a letter are called in its outline."""

from responses.domain.letter import Part
from responses.presenters.drafting import part_title


def heading(key: str, title: str, **facts) -> Part:
    return Part(key, "block", "### Words", version=1, title=title, **facts)


def test_the_headings_of_several_answers_are_told_apart_by_their_numbers():
    headings = [
        heading(f"h{number}", "Number of a question", slug="question-heading", question=number) for number in (1, 2)
    ]

    assert [part_title(each) for each in headings] == ["Question 1", "Question 2"]


def test_a_heading_of_no_question_keeps_the_title_of_its_wording():
    assert part_title(heading("h", "Heading of the answer", slug="answer-heading")) == "Heading of the answer"
