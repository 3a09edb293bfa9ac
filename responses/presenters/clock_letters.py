"""What the issue of a letter of the clock does, in words."""

from responses.domain.letter import Letter
from responses.models import FoiResponse

Kind = FoiResponse.Kind


def what_issue_means(foi_response: FoiResponse, letter: Letter) -> str:
    """What happens to the case on the day on which the letter is issued; empty for letters that are no act."""
    printed = letter.values
    words = {
        Kind.ACKNOWLEDGEMENT: "Nothing changes on the clock.",
        Kind.CLARIFICATION: "The clock stands still from today until the answer comes, for the part that is not clear."
        if foi_response.facts.get("question")
        else "The clock stands still from today until the answer comes.",
        Kind.FEES_NOTICE: f"The clock stands still from today until {printed.get('fee', 'the fee')} is paid.",
        Kind.EXTENSION: f"The reply is then due by {printed.get('extended_to', 'the new day')}.",
        Kind.LAPSE_NOTICE: "The case closes as lapsed.",
        Kind.TRANSFER_NOTICE: "The case closes as transferred.",
    }
    return words.get(foi_response.kind, "")


TO_CHANGE = {
    Kind.CLARIFICATION: ("case_clarification", "Change which part is not clear"),
    Kind.FEES_NOTICE: ("case_fees_notice", "Change the fee"),
    Kind.EXTENSION: ("case_extension", "Change the exemptions, the day or the reasons"),
    Kind.TRANSFER_NOTICE: ("case_transfer", "Change the authority"),
}
"""The page on which the facts of a draft are changed, and its words."""
