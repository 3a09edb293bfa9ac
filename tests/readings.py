"""What reading a request could give, made by hand: the words are found in the text, so that the places are right."""

from codes.domain.passages import Passage
from foirequests.actions.reading import begin_reading, end_reading
from foirequests.domain.reading.values import Cue, NotRecorded, Period, QuestionRead, RequestRead, SuggestedCode
from foirequests.models import FoiRequest, Reading
from tests.dates import moment

READ_AT = moment("Thu 5 January 2023 10:05")

TWO_QUESTIONS = (
    "Dear colleagues,\n\n1. How many claims about fractures that were missed were settled from 2019 to 2021?\n"
    "2. How much did you spend on clinical waste?\n\nYours, Rowan Ellery"
)
"""Claims under the Act, and environmental information."""


def where(text: str, words: str) -> Passage:
    """Where the words stand first."""
    start = text.index(words)
    return Passage(start, start + len(words))


def cue(text: str, value: str, words: str = "", why: str = "It says so.") -> Cue:
    """A cue with the words that caused it."""
    return Cue(value, why, (where(text, words),) if words else ())


def read_january(text: str) -> RequestRead:
    """The January request: one question, about something that the claims database does not record."""
    question = QuestionRead(
        number=1,
        passage=Passage(0, len(text)),
        text=text,
        regime=cue(text, "foi", "claims data"),
        service=cue(text, "claims_management", "claims data"),
        holder="Claims Management",
        not_recorded=(
            NotRecorded(
                concept="procedure",
                named="procedure",
                passages=(where(text, "by procedure"),),
                nearest=(("cause", "Fail / Delay Treatment"),),
                body="NHS England",
            ),
        ),
        breakdowns=(cue(text, "procedure", "by procedure"),),
    )
    return RequestRead((question,), cue(text, "foi", "claims data"), cue(text, "claims_management", "claims data"))


def read_two_questions(text: str = TWO_QUESTIONS, *, code: tuple[str, str] = ("injury", "Fracture")) -> RequestRead:
    """Two questions under two laws, the first with a code; the whole of interest to the press."""
    first = "How many claims about fractures that were missed were settled from 2019 to 2021?"
    second = "How much did you spend on clinical waste?"
    return RequestRead(
        questions=(
            QuestionRead(
                number=1,
                passage=where(text, first),
                text=first,
                regime=cue(text, "foi", "How many claims"),
                service=cue(text, "claims_management", "claims"),
                holder="Claims Management",
                codes=(SuggestedCode(*code, 0.9, (where(text, "fractures"),)),),
                measures=(cue(text, "claims_settled", "settled"),),
                period=Period(2019, 2021, "", (where(text, "from 2019 to 2021"),)),
            ),
            QuestionRead(
                number=2,
                passage=where(text, second),
                text=second,
                regime=cue(text, "eir", "clinical waste"),
                service=cue(text, "corporate", "spend"),
                measures=(cue(text, "spend", "How much"),),
            ),
        ),
        regime=cue(text, "foi", "claims"),
        service=cue(text, "claims_management", "claims"),
        flags=(cue(text, "press", "Yours", "It reads as if from the press."),),
    )


def put_on(foi_request: FoiRequest, read: RequestRead, *, at=READ_AT) -> Reading:
    """The reading, put on the case as the worker does."""
    return end_reading(begin_reading(foi_request, at=at), read, at=at)
