"""What is stored of wording, drafts, clearances, letters and internal reviews."""

from responses.models.clearances import Clearance, ClearanceCondition
from responses.models.comments import PartComment
from responses.models.decision_notices import DecisionNotice, Finding, TribunalAppeal
from responses.models.decisions import (
    AppliedGround,
    PublicInterestFactor,
    QualifiedPersonOpinion,
    QuestionDecision,
)
from responses.models.internal_reviews import InternalReview
from responses.models.letters import IssuedLetter
from responses.models.links import LinkCheck
from responses.models.notes import PassingNote
from responses.models.precedent_notes import PrecedentNote
from responses.models.regulator import RegulatorComplaint, RegulatorLetter
from responses.models.responses import FoiResponse, ResponseVersion, WorkingCopy
from responses.models.tables import GeneratedFile, LetterTable
from responses.models.text_blocks import TextBlock, TextBlockChange, TextBlockVersion

__all__ = [
    "AppliedGround",
    "Clearance",
    "ClearanceCondition",
    "DecisionNotice",
    "Finding",
    "FoiResponse",
    "GeneratedFile",
    "InternalReview",
    "IssuedLetter",
    "LetterTable",
    "LinkCheck",
    "PartComment",
    "PassingNote",
    "PrecedentNote",
    "PublicInterestFactor",
    "QualifiedPersonOpinion",
    "QuestionDecision",
    "RegulatorComplaint",
    "RegulatorLetter",
    "ResponseVersion",
    "TextBlock",
    "TextBlockChange",
    "TextBlockVersion",
    "TribunalAppeal",
    "WorkingCopy",
]
