"""What single grounds want to be said: questions of their own, and their own words for those that many share.

Sources: the provisions named beside each question; ICO guidance on sections 41 and 43 for the defence of public
interest and a third party's own view.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from responses.domain.ground_choices import PRIVILEGES, PURPOSES

LINE, TEXT, DAY, CHOICE = "line", "text", "day", "choice"
HOURS_TAKEN, COST_IN_POUNDS, RECORDS, WORK = "hours", "pounds", "records", "work"
FIGURES = (HOURS_TAKEN, COST_IN_POUNDS, RECORDS, WORK)
"""Kinds of answers that have to have figures in them."""
LONGEST_ANSWER = 5000
"""Characters of one answer: more than any letter prints."""


@dataclass(frozen=True)
class GroundField:
    """One thing that has to be said for a ground.

    `wanted_by` is the provision that wants it, as a person reads it. `kind` is how it is answered: in one line, in
    words, with a day (kept as `2023-01-31`), by one of `choices` (code to words), or with figures that are checked by
    `ground_answers.kept_answer`: hours, pounds, a number of records, work in minutes. `or_else` names another field
    that may be answered instead.
    """

    name: str
    label: str
    wanted_by: str
    help: str = ""
    required: bool = True
    kind: str = TEXT
    choices: Mapping[str, str] = field(default_factory=dict)
    or_else: str = ""


DEFENCE = GroundField(
    "defence",
    "Would we have a defence of public interest, and why not?",
    "Section 41(1)(b)",
    "There is no public interest test. But a breach of confidence that the public interest excuses is not actionable.",
)
COST = (
    GroundField(
        "hours", "Hours that it would take", "Section 12; regulation 4",
        "Of all requests that are counted together. For example 23.5", kind=HOURS_TAKEN,
    ),
    GroundField(
        "pounds", "What that costs, in pounds", "Section 12; regulation 4(4)",
        "The hours at the rate of the regulations. For example 587.50", kind=COST_IN_POUNDS,
    ),
    GroundField(
        "records", "Records that would have to be looked at", "Section 12",
        "How many of what: for example 1,200 claim files.", kind=RECORDS,
    ),
    GroundField(
        "activities", "What would have to be done", "Regulation 4(3)",
        "One a line, with the minutes for each record: for example Extracting the dates: 1,200 files, 2 minutes each."
        " Only determining whether it is held, locating, retrieving and extracting count.", kind=WORK,
    ),
    GroundField(
        "narrower", "What could be provided within the limit?", "Section 16",
        "How the request could be made narrower.", or_else="nothing_narrower_because",
    ),
    GroundField(
        "nothing_narrower_because", "Or why nothing meaningful could", "Section 16",
        "Only when no narrower request would help.", required=False,
    ),
)  # fmt: skip
OF_A_CODE: Mapping[str, tuple[GroundField, ...]] = {
    "s12(1)": COST,
    "s12(2)": COST,
    "s14(1)": (
        GroundField(
            "history_of_requests", "Why is the request vexatious?", "Section 17(5)",
            "For the file, and for the letter if you choose: the burden, the history, the purpose and value. The"
            " request is vexatious, never the person.", required=False,
        ),
    ),
    "s14(2)": (
        GroundField("earlier_on", "When did we answer the earlier request?", "Section 14(2)", kind=DAY),
        GroundField("earlier_reference", "What was its reference?", "Section 14(2)", kind=LINE),
        GroundField(
            "history_of_requests", "Why has no reasonable time passed since?", "Section 14(2)",
            "How often the information changes.",
        ),
    ),
    "s21": (
        GroundField(
            "location", "Where is the information?", "",
            "A direct link that works, or the title and the place. A page full of other things is not enough.",
        ),
        GroundField(
            "access", "How can this requester get at it?", "",
            "It has to be reasonably accessible to them: on line, without cost, in a form that they can use?",
        ),
    ),
    "s22": (
        GroundField(
            "intended_before", "What shows that we meant to publish it before the request came?", "Section 22(1)(b)",
            "A plan, a minute or a schedule, with its date.",
        ),
        GroundField(
            "publish_on", "When will it be published?", "Section 22(1)(a)", "A day or a month; empty if not known.",
            required=False, kind=LINE,
        ),
        GroundField("engagement", "Why is it reasonable to wait until then?", "Section 22(1)(c)"),
    ),
}  # fmt: skip
"""Grounds whose fields are these alone; without a provision the ground's own wants it."""

ADDED: Mapping[str, tuple[GroundField, ...]] = {
    "s24": (
        GroundField("document", "The certificate, if there is one", "Section 24(3)", required=False, kind=LINE),
    ),
    "s31(1)(g)": (
        GroundField("limb_purpose", "For which purpose?", "Section 31(2)", kind=CHOICE, choices=PURPOSES),
    ),
    "s32": (GroundField("document", "In which court, inquiry or arbitration paper is it?", "Section 32", kind=LINE),),
    "s40(4A)": (
        GroundField("enactment", "Which exemption from subject access applies?", "Section 40(4A)", kind=LINE),
    ),
    "s41": (
        GroundField("confider", "Who gave it to us?", "Section 41(1)(a)", kind=LINE),
        GroundField(
            "why_confidential", "Why does it carry a duty of confidence?", "Section 41(1)(b)",
            "What was said or understood when it was given; that it is neither trivial nor public.",
        ),
        GroundField("detriment", "What detriment would disclosure cause, and to whom?", "Section 41(1)(b)"),
        DEFENCE,
    ),
    "s42": (GroundField("privilege", "Which privilege?", "Section 42(1)", kind=CHOICE, choices=PRIVILEGES),),
    "s43(1)": (GroundField("prejudice_to", "Whose trade secret is it?", "Section 43(1)", kind=LINE),),
    "s44(1)(a)": (GroundField("enactment", "Which enactment forbids it?", "Section 44(1)(a)", kind=LINE),),
    "s44(1)(b)": (GroundField("enactment", "Which obligation forbids it?", "Section 44(1)(b)", kind=LINE),),
    "s44(1)(c)": (GroundField("document", "Which order of which court?", "Section 44(1)(c)", kind=LINE),),
    "reg12(4)(b)": (
        GroundField(
            "volume", "How much work would it be, in figures?", "Regulation 12(4)(b)",
            "Records, hours, people. There is no cost limit under these regulations.",
        ),
        GroundField("complexity", "What makes it complex?", "Regulation 12(4)(b)", required=False),
    ),
    "reg12(4)(c)": (GroundField("narrower", "How did we help to make it more precise?", "Regulation 9(2)"),),
    "reg12(4)(d)": (
        GroundField(
            "document", "What is unfinished, and which authority is preparing it?", "Regulation 14(4)", kind=LINE
        ),
        GroundField(
            "publish_on", "When is it expected to be finished?", "Regulation 14(4)", "An estimate.", kind=LINE
        ),
    ),
    "reg12(5)(f)": (
        GroundField("confider", "Who gave it to us of their own will?", "Regulation 12(5)(f)", kind=LINE),
    ),
    "reg13(3A)": (
        GroundField("enactment", "Which exemption from subject access applies?", "Regulation 13(3A)", kind=LINE),
    ),
}  # fmt: skip
"""What single grounds want beside why they apply and what their basis asks for."""

ASKED_WHEN_DENYING = frozenset(("defence", "limb_purpose"))
"""Of these the questions that tell nothing of the information, so that they are asked too when nothing is confirmed."""

ENGAGEMENT: Mapping[str, tuple[str, str]] = {
    "s22A": ("Which continuing programme of research, and which report is it to lead to?", "Section 22A(1)."),
    "s32": ("Why do we hold it only because it is in that document?", "Held otherwise too, it is not exempt here."),
    "s36(2)(a)": ("Why is this information within the opinion?", "What it has to do with collective responsibility."),
    "s36(2)(b)(i)": ("Why is this information within the opinion?", "What free and frank advice it has to do with."),
    "s36(2)(b)(ii)": ("Why is this information within the opinion?", "Which exchange of views it has to do with."),
    "s36(2)(c)": ("Why is this information within the opinion?", "A prejudice that no other limb covers."),
    "s40(1)": ("Why is it the requester’s own personal data?", "It goes on as a subject access request."),
    "s40(2)": ("Why is it personal data of somebody else?", "How a living person can be known by it."),
    "s40(3B)": ("What is the person’s objection?", "The objection to processing under UK GDPR Article 21."),
    "reg5(3)": ("Why is it the requester’s own personal data?", "It goes on as a subject access request."),
    "reg13(1)": ("Why is it personal data of somebody else?", "How a living person can be known by it."),
    "reg13(2B)": ("What is the person’s objection?", "The objection to processing under UK GDPR Article 21."),
    "s43(2)": ("What shows it?", "Who gives the evidence. A third party’s own view, not our guess at it."),
}

HARMED: Mapping[str, tuple[str, str]] = {
    "s38(1)(a)": ("Whose health would be endangered?", "How would it endanger their physical or mental health?"),
    "s38(1)(b)": ("Whose safety would be endangered?", "How would it endanger their safety?"),
    "s43(2)": ("Whose commercial interests would be harmed?", "How would they be harmed?"),
}
