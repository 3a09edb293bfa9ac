"""The letters of the clock: each does one act on the day on which it is issued, and none of them answers the request.

Which kinds there are, which wording each is put together from, who may issue it, and which of them refuse something and
so say how to complain.
"""

from collections.abc import Mapping

from foirequests.domain.clock import EIR, FEES_NOTICE, FOI
from foirequests.domain.workflow import DRAFTING, ISSUED, stage_after

ACKNOWLEDGEMENT = "acknowledgement"
CLARIFICATION = "clarification"
FEES = "fees_notice"
EXTENSION = "extension"
LAPSE = "lapse_notice"
TRANSFER = "transfer_notice"

KINDS = (ACKNOWLEDGEMENT, CLARIFICATION, FEES, EXTENSION, LAPSE, TRANSFER)

CLEARED_BY_ANOTHER = frozenset({EXTENSION})
"""Kinds that a second person clears, like a reply.

An extension notice is a refusal notice: it names the exemption (FOIA s.17(1)). The others decide nothing about the
information, and the law wants them promptly, so the officer issues them alone; that is a fact of the kind, no setting.
"""

NOTICES_OPEN_TO_REVIEW = frozenset({(EXTENSION, FOI), (CLARIFICATION, EIR)})
"""Kind and regime of the letters that refuse something though they are no reply.

FOIA s.17(7): the notice that extends the time for the public interest. EIR reg.14(5): asking for particulars is a
refusal under regulation 12(4)(c). Both say until when an internal review of them can be asked for.
"""

_REVIEW = ("internal-review", "information-commissioner")
_ENVIRONMENTAL_REVIEW = ("internal-review-environmental", "regulator-environmental")

_OUTLINES: Mapping[tuple[str, str], tuple[str, ...]] = {
    (ACKNOWLEDGEMENT, FOI): ("acknowledgement",),
    (ACKNOWLEDGEMENT, EIR): ("acknowledgement-environmental",),
    (CLARIFICATION, FOI): ("clarification-request",),
    (CLARIFICATION, EIR): ("clarification-environmental", *_ENVIRONMENTAL_REVIEW),
    (FEES, FOI): ("fees-notice",),
    (FEES, EIR): ("charge-environmental",),
    (EXTENSION, FOI): ("extension-public-interest", *_REVIEW),
    (EXTENSION, EIR): ("extension-environmental",),
    (LAPSE, FOI): ("lapse-clarification",),
    (LAPSE, EIR): ("lapse-clarification",),
    (TRANSFER, FOI): ("transfer",),
    (TRANSFER, EIR): ("transfer",),
}

_OF_ONE_PART = {
    "clarification-request": "clarification-of-a-part",
    "clarification-environmental": "clarification-of-a-part-environmental",
}


def outline(kind: str, *, regime: str, part: bool = False, waited_for: str = "") -> tuple[str, ...]:
    """The slugs of a letter; none for a regime whose letters this library has not got (subject access).

    `part` when only one question of several is unclear, `waited_for` the event of the clock that a lapse ends.
    """
    slugs = _OUTLINES.get((kind, regime), ())
    if kind == LAPSE and waited_for == FEES_NOTICE:
        slugs = ("lapse-fee",) if slugs else ()
    return tuple(_OF_ONE_PART.get(slug, slug) for slug in slugs) if part else slugs


def is_issued_by_officer(kind: str) -> bool:
    """Whether an officer issues such a letter without a second person's clearance."""
    return kind in KINDS and kind not in CLEARED_BY_ANOTHER


def letter_stage_after(act: str, stage: str, *, kind: str) -> str:
    """The stage of a letter after an act: as for the case, save that some letters are issued without clearance.

    Raises:
        NotPermitted: the act does not start from that stage.
    """
    if act == "issued" and stage == DRAFTING and is_issued_by_officer(kind):
        return ISSUED
    return stage_after(act, stage)
