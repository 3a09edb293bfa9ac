"""What is stored of requests."""

from foirequests.models.advice import Advice, Reading
from foirequests.models.calendar_changes import CalendarChange, CalendarNotice, ChangedHoliday, DueDateMove
from foirequests.models.commercial_cards import CommercialCard
from foirequests.models.commissions import Commission
from foirequests.models.correspondence import Message, MessageFile, OutgoingMail, PortalLink, StoredFile
from foirequests.models.cost_estimates import CostEstimate, CostLine
from foirequests.models.handovers import Handover
from foirequests.models.history import ClockEvent, HistoryEntry, HistoryWords
from foirequests.models.lateness import Lateness
from foirequests.models.notices import Notice
from foirequests.models.questions import Question
from foirequests.models.rate_windows import RateWindow, WebSubmission
from foirequests.models.requesters import Requester
from foirequests.models.requests import FoiRequest, ReferenceSeries

__all__ = [
    "Advice",
    "CalendarChange",
    "CalendarNotice",
    "ChangedHoliday",
    "ClockEvent",
    "CommercialCard",
    "Commission",
    "CostEstimate",
    "CostLine",
    "DueDateMove",
    "FoiRequest",
    "Handover",
    "HistoryEntry",
    "HistoryWords",
    "Lateness",
    "Message",
    "MessageFile",
    "Notice",
    "OutgoingMail",
    "PortalLink",
    "Question",
    "RateWindow",
    "Reading",
    "ReferenceSeries",
    "Requester",
    "StoredFile",
    "WebSubmission",
]
