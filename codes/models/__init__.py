"""Reference data: what the organisation agrees on."""

from codes.models.bank_holidays import BankHoliday, england_and_wales_calendar, uk_calendar
from codes.models.closures import InformationHeld, Outcome, RefusalReason
from codes.models.code_lists import Code, CodeInEdition, CodeListEdition, CodeSynonym, CodeWordsChange, ListName
from codes.models.exemptions import Exemption
from codes.models.organisation import DatedSetting, office_on
from codes.models.published_items import KpiFact, PublishedItem, PublishedItemChange, StrategicRisk
from codes.models.regimes import Regime
from codes.models.services import ServiceArea
from codes.models.unrecorded import UnrecordedConcept
from codes.models.uploads import PendingImport

__all__ = [
    "BankHoliday",
    "Code",
    "CodeInEdition",
    "CodeListEdition",
    "CodeSynonym",
    "CodeWordsChange",
    "DatedSetting",
    "Exemption",
    "InformationHeld",
    "KpiFact",
    "ListName",
    "Outcome",
    "PendingImport",
    "PublishedItem",
    "PublishedItemChange",
    "RefusalReason",
    "Regime",
    "ServiceArea",
    "StrategicRisk",
    "UnrecordedConcept",
    "england_and_wales_calendar",
    "office_on",
    "uk_calendar",
]
