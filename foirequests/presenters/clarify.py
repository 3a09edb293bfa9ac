"""The question that makes a code of something that the claims database does not record."""

from foirequests.domain.advice import attribute_words
from foirequests.models import Advice


def question_from(piece: Advice) -> dict[str, object]:
    """What the form that asks the requester to clarify begins with, from advice that something is not recorded."""
    named = piece.details.get("named", "")
    attribute = attribute_words(piece.details.get("concept", "")) or f"“{named}”"
    nearest = [f"- {list_name.capitalize()}: {label}" for list_name, label in piece.details.get("nearest", ())]
    lists = "specialty, cause or injury"
    options = (
        "We can look for claims by the codes of our published lists. Those nearest to what you ask for are:\n"
        + "\n".join(nearest)
        + f"\nPlease tell us which of these, or which other codes of the lists ({lists}), we should look for."
        if nearest
        else f"Please tell us which codes of our published lists ({lists}) we should look for, and for which years."
    )
    return {
        "question": str(piece.question.number) if piece.question else "",
        "unclear": f"You ask about “{named}”. Our claims database does not record {attribute}, so we cannot look for"
        " claims by it.",
        "clarification_options": options,
    }
