"""A lawful letter of every kind in the rule book, with what the record knows of its case: what the rules pass."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from codes.domain.working_days import WorkingDayCalendar
from responses.domain import clock_letters
from responses.domain.decisions import Decision, Factor, Ground, Opinion
from responses.domain.letter import Attachment, Letter, Letterhead, Part, Signature, assemble
from responses.domain.provisions import Provision
from responses.domain.rules import CaseFacts, Regulator
from responses.domain.tables import Table
from responses.domain.wording_files import read_folder, valid_on
from tests.dates import day
from tests.responses.letters import TODAY_VALUES, WORDING

RECEIVED, LEAVES, DUE = day("Mon 2 March 2026"), day("Fri 20 March 2026"), day("Tue 31 March 2026")
FORTIETH = day("Thu 30 April 2026")
DIGEST = "a" * 64
LIBRARY = valid_on(read_folder(WORDING), LEAVES)
VALUES = TODAY_VALUES | {
    "received_on": "2 March 2026",
    "requested_on": "2 March 2026",
    "due_on": "31 March 2026",
    "reference": "FOI_0007",
    "requester": "Ms Ada Pearce",
    "authority_email": "foi@resolution.example",
    "request": "How many claims about wrong site surgery did you close in 2024/25, by trust?",
}
REVIEW = ("internal-review", "information-commissioner")
REVIEW_EIR = ("internal-review-environmental", "regulator-environmental")
SUBJECT = "surgery on the wrong site"
CALENDAR = WorkingDayCalendar("Working days", (), "FOIA s.10(6)")


@dataclass(frozen=True)
class Case:
    """A letter and what it is judged against."""

    letter: Letter
    facts: CaseFacts


FACTS = CaseFacts(
    kind="reply",
    regime="foi",
    reference="FOI_0007",
    requester="Ms Ada Pearce",
    received_on=RECEIVED,
    leaves_on=LEAVES,
    due_on=DUE,
    subject=SUBJECT,
    questions={1: VALUES["request"]},
    review_length=28,
    review_unit="calendar_days",
    reviewer_mailbox="foi-reviews@resolution.example",
    regulator=Regulator(
        ("Information Commissioner", "Information Commissioner’s Office"),
        (VALUES["regulator_complaint_url"], "Wycliffe House"),
    ),
    passed_files=frozenset({DIGEST}),
    calendar=CALENDAR,
)

S40 = Provision("s40(2)", "foi", "absolute", "principles", "Personal data", "s40(5B)(a)")
S41 = Provision("s41", "foi", "absolute", "class", "Confidence", "s41(2)")
S42 = Provision("s42", "foi", "qualified", "class", "Privilege", "s42(2)")
S43 = Provision("s43(2)", "foi", "qualified", "prejudice", "Commercial interests", "s43(3)")
S31 = Provision("s31(1)(a)", "foi", "qualified", "prejudice", "Crime", "s31(3)")
S36 = Provision("s36(2)(b)(i)", "foi", "qualified", "opinion", "Free and frank advice", "s36(3)")
S21 = Provision("s21", "foi", "absolute", "class", "Accessible")
S22 = Provision("s22", "foi", "qualified", "class", "Future publication", "s22(2)")
S12 = Provision("s12(1)", "foi", "none", "procedure", "Cost")
S14_1 = Provision("s14(1)", "foi", "none", "procedure", "Vexatious")
S14_2 = Provision("s14(2)", "foi", "none", "procedure", "Repeated")
REG12_5E = Provision("reg12(5)(e)", "eir", "qualified", "adverse_effect", "Commercial confidentiality")

FACTORS = (
    Factor("disclosure", "Openness about how public money is spent."),
    Factor("maintaining", "The firms would bid less keenly."),
)


def block(slug: str, **facts) -> Part:
    """A part with the library's wording of today."""
    version = LIBRARY[slug]
    return Part(slug, "block", version.body, slug=slug, version=version.version, title=version.title, **facts)


def words(
    key: str, body: str, *, question: int = 0, role: str = "", source: str = "", table: Table | None = None
) -> Part:
    """A part in the officer's or the assembly's own words."""
    return Part(key, "table" if table else "paragraph", body, question=question, role=role, source=source, table=table)


def letter(
    *parts: Part, decisions: Iterable[Decision | Mapping] = (), values: Mapping[str, str] | None = None, **facts
) -> Letter:
    """A letter in today's letterhead."""
    standing = {
        "letterhead": Letterhead("NHS Resolution", ("8th Floor", "10 South Colonnade")),
        "reference": "FOI_0007",
        "received_on": "2 March 2026",
        "addressee": ("Ms Ada Pearce", "14 Harbour Street", "Whitby"),
        "salutation": "Dear Ms Pearce",
        "subject": f"Your request: {SUBJECT}",
        "signature": Signature("Yours sincerely", "", "Freedom of Information Team"),
    }
    kept = tuple(each.to_mapping() if isinstance(each, Decision) else each for each in decisions)
    return assemble(
        parts=parts,
        values=VALUES | dict(values or {}),
        layout="letterhead",
        title="Reply to request FOI_0007",
        decisions=kept,
        **(standing | facts),
    )


def reply(*parts: Part, decision: Decision, environmental: bool = False, facts: CaseFacts = FACTS, **more) -> Case:
    """A reply to one question, with opening and ending around the parts."""
    opening, ending = ("opening", REVIEW) if not environmental else ("opening-environmental", REVIEW_EIR)
    values = {"review_period": "40 working days"} if environmental else {}
    made = letter(
        block(opening),
        block("request-restated", role="question", question=1),
        *parts,
        block("conclusion"),
        *(block(slug) for slug in ending),
        decisions=[decision],
        values=values,
        **more,
    )
    return Case(made, replace(facts, regime="eir") if environmental else facts)


def refused(*parts: Part, ground: Ground, held: str = "held", environmental: bool = False) -> Case:
    """A reply that refuses one question on one ground."""
    regime = "eir" if environmental else "foi"
    decision = Decision(1, regime, held, "refused", grounds=(ground,))
    return reply(*parts, decision=decision, environmental=environmental)


HELD_LINE = words("held", "We hold the information that you asked for.", question=1, role="outcome")
CONCLUSION = (
    "In all the circumstances of the case, the public interest in maintaining the exemption outweighs the public"
    " interest in disclosing the information."
)
TABLE = Table(
    "Claims closed in 2024/25, by trust",
    ("Trust", "Claims"),
    (("Trust A", "12"), ("Trust B", "7")),
    unit="claims",
)
MASKED = Table(
    "Claims closed in 2024/25, by trust",
    ("Trust", "Claims"),
    (("Trust A", "12"), ("Trust B", "*")),
    unit="claims",
    symbols=(("*", "a number from 1 to 4, withheld under section 40(2) of the Act"),),
)


def full_disclosure() -> Case:
    """Everything is given, as a table and a file of data."""
    decision = Decision(
        1, "foi", "held", "granted", answer="The table shows the claims.", tables=("table:4",),
        details={"dataset": "yes", "caveats": "Claims can be reopened."},
    )  # fmt: skip
    return reply(
        HELD_LINE,
        words("answer", "The table shows the claims.", question=1, role="answer"),
        words("table", "", question=1, role="table", source="table:4", table=TABLE),
        words("caveat", "Section 16 of the Act asks us to help: a claim that is reopened can count in two years."),
        block("re-use"),
        decision=decision,
        facts=replace(FACTS, preferred_format="spreadsheet"),
        attachments=(Attachment("claims.csv", DIGEST),),
    )


S40_GROUND = Ground(
    "ground:40",
    S40,
    "numbers below five",
    details={
        "engagement": "With what is known locally, a patient could be recognised by so small a number.",
        "principle": "a",
        "legitimate_interest": "The public gains from knowing where harm happened.",
        "necessity": "The bands that we give serve it.",
        "balance_of_rights": "They expect that nothing of their care is told.",
    },
)
S40_REFUSAL = words(
    "s40",
    "The numbers below five are exempt under section 40(2) of the Act. With what is known locally, a patient could be"
    " recognised by so small a number.",
    question=1,
    role="refusal",
    source="ground:40",
)
S40_PRINCIPLE = words(
    "s40-principle",
    "To disclose them would breach the first data protection principle, that processing is lawful, fair and"
    " transparent. There is a legitimate interest in the figures. It does not outweigh the rights of the people.",
    question=1,
    role="principle",
    source="ground:40",
)
S43_GROUND = Ground(
    "ground:43",
    S43,
    "the hourly rates of our panel firms",
    details={
        "engagement": "The firms tell us that their rates are known to nobody else in the market.",
        "prejudice": "Other firms could undercut them in the tender.",
        "prejudice_to": "the panel firms",
        "likelihood": "would_be_likely",
    },
    factors=FACTORS,
    balance="maintaining",
)
S43_REFUSAL = words(
    "s43",
    "The hourly rates of our panel firms are exempt under section 43(2) of the Act. The firms tell us that their rates"
    " are known to nobody else in the market. To disclose them would be likely to prejudice the commercial interests of"
    " the panel firms: Other firms could undercut them in the tender.",
    question=1,
    role="refusal",
    source="ground:43",
)
S43_INTEREST = words(
    "s43-interest",
    "For disclosure: openness about how public money is spent.\n\nFor maintaining the exemption: the firms would"
    " bid less"
    f" keenly.\n\n{CONCLUSION}",
    question=1,
    role="public_interest",
    source="ground:43",
)


def partial() -> Case:
    """Some is given; names and rates are taken out, and small numbers masked."""
    decision = Decision(
        1, "foi", "held", "part", answer="The table shows the claims.", tables=("table:4",),
        details={"removed": "One number below five, and the rates of four firms."}, grounds=(S40_GROUND, S43_GROUND),
    )  # fmt: skip
    return reply(
        HELD_LINE,
        words("answer", "The table shows the claims.", question=1, role="answer"),
        words("table", "", question=1, role="table", source="table:4", table=MASKED),
        words(
            "removed",
            "We have removed one number below five and the rates of four firms. Each place is marked with its section:"
            " 40(2) for the number, 43(2) for the rates.",
            question=1,
            role="removed",
        ),
        S40_REFUSAL,
        S40_PRINCIPLE,
        S43_REFUSAL,
        S43_INTEREST,
        block("re-use"),
        decision=decision,
    )


def prejudice() -> Case:
    """Refused under a qualified exemption that turns on harm."""
    return refused(HELD_LINE, S43_REFUSAL, S43_INTEREST, ground=S43_GROUND)


def late() -> Case:
    """Issued on the day after the last, with an apology."""
    made = prejudice()
    apology = words("apology", "We are sorry that this reply is late.")
    letter = replace(made.letter, parts=(*made.letter.parts, apology))
    return Case(letter, replace(made.facts, leaves_on=day("Wed 1 April 2026")))


def personal_data() -> Case:
    """Refused under section 40(2)."""
    return refused(HELD_LINE, S40_REFUSAL, S40_PRINCIPLE, ground=S40_GROUND)


def confidence() -> Case:
    """Refused under section 41."""
    ground = Ground(
        "ground:41",
        S41,
        "the trust's report",
        details={
            "engagement": "The trust gave it to us for the claim alone, and it has not been published.",
            "confider": "the trust",
            "why_confidential": "It was marked confidential when it came.",
            "detriment": "The trust would tell us less in future.",
            "defence": "Nothing in it shows wrongdoing.",
        },
    )
    return refused(
        HELD_LINE,
        words(
            "s41",
            "The report is exempt under section 41 of the Act. The trust gave it to us for the claim alone, and it has"
            " not been published. To disclose it would be a breach of confidence that the trust could bring to court.",
            question=1,
            role="refusal",
            source="ground:41",
        ),
        words(
            "s41-defence",
            "We would have no defence that the public interest called for it: nothing in it shows wrongdoing.",
            question=1,
            role="defence",
            source="ground:41",
        ),
        ground=ground,
    )


def opinion() -> Case:
    """Refused under section 36."""
    given = Opinion(
        "Dr Ines Marlow", "Chief Executive", day("Mon 16 March 2026"), ("s36(2)(b)(i)",), "would_be_likely", "Reasons."
    )
    ground = Ground(
        "ground:36",
        S36,
        "advice to the Board",
        details={
            "engagement": "The advice weighs options that the Board has not yet decided.",
            "likelihood": "would_be_likely",
        },
        factors=FACTORS,
        balance="maintaining",
        opinion=given,
    )
    return refused(
        HELD_LINE,
        words(
            "s36",
            "The advice is exempt under section 36(2)(b)(i) of the Act. The advice weighs options that the Board"
            " has not"
            " yet decided.",
            question=1,
            role="refusal",
            source="ground:36",
        ),
        words(
            "s36-opinion",
            "Our qualified person, the Chief Executive, gave the opinion on 16 March 2026 that disclosure would be"
            " likely to inhibit the free and frank provision of advice.",
            question=1,
            role="opinion",
            source="ground:36",
        ),
        words(
            "s36-interest",
            "For disclosure: openness about how public money is spent.\n\nFor maintaining the exemption: the"
            " firms would"
            f" bid less keenly.\n\n{CONCLUSION}",
            question=1,
            role="public_interest",
            source="ground:36",
        ),
        ground=ground,
    )


def statistics() -> Case:
    """Refused under section 36 for statistical information, without an opinion (section 36(4))."""
    ground = Ground(
        "ground:36",
        S36,
        "the marks that panel members gave",
        details={
            "statistical": "yes",
            "engagement": "The marks of a small panel show who advised what, and its members would mark guardedly.",
            "likelihood": "would_be_likely",
        },
        factors=FACTORS,
        balance="maintaining",
    )
    of_ground = {"question": 1, "source": "ground:36"}
    return refused(
        HELD_LINE,
        words(
            "s36",
            "The marks are exempt under section 36(2)(b)(i) of the Act. They are statistical information, so that"
            " section 36(4) of the Act asks for no opinion of the qualified person. To disclose them would be likely to"
            " inhibit the free and frank provision of advice. The marks of a small panel show who advised what, and"
            " its members would mark guardedly.",
            role="refusal",
            **of_ground,
        ),
        words(
            "s36-interest",
            "For disclosure: openness about how public money is spent.\n\nFor maintaining the exemption: the firms"
            f" would bid less keenly.\n\n{CONCLUSION}",
            role="public_interest",
            **of_ground,
        ),
        ground=ground,
    )


def cost() -> Case:
    """Refused because it would cost more than the limit."""
    ground = Ground(
        "ground:12",
        S12,
        "the claim files",
        details={
            "hours": "200",
            "pounds": "5,000",
            "records": "1,200 claim files",
            "activities": "Locating each file, 2 minutes; retrieving it, 3 minutes; extracting the information,"
            " 5 minutes",
            "narrower": "One trust and one year.",
        },
    )
    estimate = Table(
        "Our estimate",
        ("Activity", "Files", "Minutes for each", "Hours"),
        (("Locating", "1,200", "2", "40"), ("Retrieving", "1,200", "3", "60"), ("Extracting", "1,200", "5", "100")),
    )
    return refused(
        HELD_LINE,
        words(
            "s12",
            "Section 12(1) of the Act lets us refuse a request that would cost more than the appropriate limit. For us"
            " it is £450, which is 18 hours at £25 an hour under the Fees Regulations.",
            question=1,
            role="refusal",
            source="ground:12",
        ),
        words(
            "s12-estimate",
            "We estimate 200 hours, or £5,000, for 1,200 claim files. We have not counted any time for redaction.",
            question=1,
            role="estimate",
            source="ground:12",
            table=estimate,
        ),
        words(
            "s12-advice",
            "Within the limit we could answer for one trust and one year. If you narrow the request in this way,"
            " we will"
            " treat it as a new request.",
            question=1,
            role="advice",
        ),
        ground=ground,
    )


def cost_to_find_out() -> Case:
    """Refused because it would cost more than the limit even to find out whether it is held."""
    made = cost()
    [ground] = Decision.from_mapping(made.letter.decisions[0]).grounds
    decision = Decision(
        1, "foi", "not_confirmed", "refused", grounds=(replace(ground, provision=replace(S12, code="s12(2)")),)
    )
    parts = tuple(
        replace(part, body=part.body.replace("Section 12(1)", "Section 12(2)"))
        for part in made.letter.parts
        if part is not HELD_LINE
    )
    line = words("outcome", "To find out whether we hold it would cost too much.", question=1, role="outcome")
    letter = replace(made.letter, parts=(*parts[:2], line, *parts[2:]), decisions=(decision.to_mapping(),))
    return Case(letter, made.facts)


def not_held() -> Case:
    """Nothing is held: today's own wording of the January 2023 reply."""
    slugs = (
        "attribute-not-recorded",
        "claims-coding",
        "offer-by-code",
        "independent-providers",
        "referral-nhs-england",
    )
    made = reply(*(block(slug) for slug in slugs), decision=Decision(1, "foi", "not_held", "not_held"))
    plain = tuple(replace(part, question=0, role="") if part.role == "question" else part for part in made.letter.parts)
    return Case(replace(made.letter, parts=plain), made.facts)


def not_held_environmental() -> Case:
    """Nothing is held, under the Regulations."""
    made = reply(
        block("not-held-environmental", question=1, role="outcome"),
        words(
            "nearby", "We hold figures on our buildings' energy, and could give you those.", question=1, role="advice"
        ),
        words("other", "The Environment Agency may hold it: https://www.gov.uk/ea", question=1, role="referral"),
        decision=Decision(1, "eir", "not_held", "not_held"),
        environmental=True,
    )
    values = {**made.letter.values, "information_not_held": "the readings", "places_searched": "the estates files"}
    return Case(replace(made.letter, values=values), made.facts)


def _neither(provision: Provision, *reasons: Part, **facts) -> Case:
    details = {"engagement": "To say that we hold such a file would tell that the person had made a claim."}
    ground = Ground("ground:k", provision, "whether there is a claim", denies=True, details=details, **facts)
    return refused(
        words(
            "ncnd",
            "We neither confirm nor deny that we hold the information that you asked for.",
            question=1,
            role="outcome",
        ),
        words(
            "ncnd-reason",
            f"{provision.ncnd.replace('s', 'Section ', 1)} of the Act lifts the duty to say whether we hold it."
            " To say that"
            " we hold such a file would tell that the person had made a claim. This should not be taken as an"
            " indication"
            " that we hold it, or that we do not.",
            question=1,
            role="refusal",
            source="ground:k",
        ),
        *reasons,
        ground=ground,
        held="not_confirmed",
    )


def neither() -> Case:
    """Neither confirmed nor denied under an absolute exemption."""
    return _neither(S40)


def neither_weighed() -> Case:
    """Neither confirmed nor denied under a qualified exemption."""
    interest = words(
        "ncnd-interest",
        "For confirming: openness about how public money is spent.\n\nAgainst confirming: the firms would bid"
        " less keenly."
        "\n\nIn all the circumstances of the case, the public interest in maintaining the exclusion of the duty"
        " to confirm"
        " or deny outweighs the public interest in disclosing whether we hold the information.",
        question=1,
        role="public_interest",
        source="ground:k",
    )
    return _neither(S31, interest, factors=FACTORS, balance="maintaining")


def vexatious() -> Case:
    """Refused as vexatious."""
    return refused(
        words(
            "outcome",
            "We refuse this request under section 14(1) of the Act: it is vexatious.",
            question=1,
            role="outcome",
        ),
        words(
            "why",
            "This is why: it would place a great burden on us without serving a purpose.",
            question=1,
            role="refusal",
        ),
        ground=Ground("ground:14", S14_1, "the request", details={"history_of_requests": "Forty requests in a year."}),
    )


def repeated() -> Case:
    """Refused as repeated."""
    details = {
        "earlier_on": "2026-01-12",
        "earlier_reference": "FOI_0003",
        "history_of_requests": "Nothing has changed.",
    }
    return refused(
        words("outcome", "We refuse this request under section 14(2) of the Act.", question=1, role="outcome"),
        words(
            "why",
            "On 12 January 2026 we answered the same request of yours, FOI_0003. No reasonable time has passed since,"
            " because the figures are made once a year.",
            question=1,
            role="refusal",
        ),
        ground=Ground("ground:14", S14_2, "the request", details=details),
    )


def accessible() -> Case:
    """Refused because it can be had elsewhere."""
    details = {"location": "https://resolution.nhs.uk/annual-report", "access": "You wrote to us by e-mail."}
    return refused(
        HELD_LINE,
        words(
            "s21",
            "It is exempt under section 21 of the Act, because it is reasonably accessible to you: you will find it at"
            " https://resolution.nhs.uk/annual-report on page 12.",
            question=1,
            role="refusal",
            source="ground:21",
        ),
        ground=Ground("ground:21", S21, "the annual figures", details=details),
    )


def to_be_published() -> Case:
    """Refused because it will be published."""
    details = {
        "engagement": "Half a year's figures would be misread beside those of the whole year.",
        "intended_before": "Our publication plan of January 2026.",
        "publish_on": "July 2026",
    }
    ground = Ground("ground:22", S22, "this year's figures", details=details, factors=FACTORS, balance="maintaining")
    return refused(
        HELD_LINE,
        words(
            "s22",
            "It is exempt under section 22 of the Act. We already intended to publish it when we received your"
            " request, as"
            " our publication plan of January 2026 shows. We expect to do so in July 2026. Half a year's figures"
            " would be"
            " misread beside those of the whole year.",
            question=1,
            role="refusal",
            source="ground:22",
        ),
        words(
            "s22-interest",
            "For disclosure: openness about how public money is spent.\n\nFor maintaining the exemption: the"
            " firms would bid"
            f" less keenly.\n\n{CONCLUSION}",
            question=1,
            role="public_interest",
            source="ground:22",
        ),
        ground=ground,
    )


def exception() -> Case:
    """Refused under the Regulations because of an adverse effect."""
    details = {
        "engagement": "The contract's prices are confidential by law while the tender runs.",
        "effect": "The supplier would lose the tender.",
    }
    ground = Ground("ground:e", REG12_5E, "the prices", details=details, factors=FACTORS, balance="maintaining")
    return refused(
        HELD_LINE,
        words(
            "reg",
            "The exception in regulation 12(5)(e) of the Regulations applies to the prices. The contract's prices are"
            " confidential by law while the tender runs. Disclosure would have an adverse effect: the supplier"
            " would lose"
            " the tender.",
            question=1,
            role="refusal",
            source="ground:e",
        ),
        words(
            "reg-interest",
            "For disclosure: openness about how public money is spent.\n\nFor maintaining the exception: the"
            " firms would bid"
            f" less keenly.\n\n{CONCLUSION.replace('exemption', 'exception')}",
            question=1,
            role="public_interest",
            source="ground:e",
        ),
        ground=ground,
        environmental=True,
    )


def several() -> Case:
    """Two questions: one given, one not held."""
    given = Decision(1, "foi", "held", "granted", answer="There were 12.")
    missing = Decision(2, "foi", "not_held", "not_held")
    made = letter(
        block("opening"),
        words("q1", "How many claims about wrong site surgery did you close?", question=1, role="question"),
        words("a1", "We hold this.", question=1, role="outcome"),
        words("b1", "There were 12.", question=1, role="answer"),
        words("q2", "Which surgeons were concerned?", question=2, role="question"),
        words(
            "a2",
            "We do not hold this: our database does not record it, and we have looked there.",
            question=2,
            role="outcome",
        ),
        words("b2", "We can give you the number of claims by specialty.", question=2, role="advice"),
        words("c2", "NHS England may hold it: https://www.england.nhs.uk/foi", question=2, role="referral"),
        block("re-use"),
        *(block(slug) for slug in REVIEW),
        decisions=[given, missing],
    )
    questions = {1: "How many claims about wrong site surgery did you close?", 2: "Which surgeons were concerned?"}
    return Case(made, replace(FACTS, questions=questions))


def both_laws() -> Case:
    """Two questions: one given under the Act, one refused under the Regulations."""
    refused_one = Decision.from_mapping(exception().letter.decisions[0])
    given = Decision(1, "foi", "held", "granted", answer="There were 12.")
    of_two = tuple(
        replace(part, question=2) for part in exception().letter.parts if part.key in ("held", "reg", "reg-interest")
    )
    made = letter(
        block("opening"),
        block("another-regime"),
        words("a1", "We hold this.", question=1, role="outcome"),
        words("b1", "There were 12.", question=1, role="answer"),
        *of_two,
        *(block(slug) for slug in ("re-use", *REVIEW, "review-of-environmental-part")),
        decisions=[given, replace(refused_one, question=2)],
    )
    return Case(made, replace(FACTS, questions={1: "How many claims were there?", 2: "What was the price of it?"}))


def _clock(kind: str, *slugs: str, regime: str = "foi", values: Mapping[str, str] | None = None, **facts) -> Case:
    act = {"act": kind, "regime": regime, "facts": {}, "notice_by": DUE.isoformat()}
    more = {"review_period": "40 working days"} if regime == "eir" else {}
    made = letter(*(block(slug) for slug in slugs), decisions=[act], values={**more, **(values or {})})
    return Case(made, replace(FACTS, kind=kind, regime=regime, notice_by=DUE, **facts))


QUESTION = {
    "unclear": "which year you mean",
    "clarification_options": "- 2023/24\n- 2024/25",
    "clarify_by": "20 May 2026",
}
LAPSE = {"asked_on": "9 March 2026", "lapsed_on": "8 May 2026"}


def clarification() -> Case:
    """Asking what is meant, under the Act."""
    clarify_by = day("Wed 20 May 2026")
    return _clock(clock_letters.CLARIFICATION, "clarification-request", values=QUESTION, clarify_by=clarify_by)


def clarification_environmental() -> Case:
    """Asking what is meant, under the Regulations: a refusal."""
    slugs = ("clarification-environmental", *REVIEW_EIR)
    clarify_by = day("Wed 20 May 2026")
    return _clock(clock_letters.CLARIFICATION, *slugs, regime="eir", values=QUESTION, clarify_by=clarify_by)


def extension() -> Case:
    """More time for the public interest."""
    values = {
        "exemptions": "section 43(2) (commercial interests)",
        "exemption_reason": "the firms' rates are known to nobody else in the market",
        "extended_to": "30 April 2026",
    }
    return _clock(
        clock_letters.EXTENSION, "extension-public-interest", *REVIEW, values=values, extended_to=FORTIETH,
        extension_limit=FORTIETH, grounds=(S43,),
    )  # fmt: skip


def extension_environmental() -> Case:
    """More time for a complex and voluminous request."""
    values = {"complexity": "three systems", "volume": "4,000 readings", "extended_to": "30 April 2026"}
    return _clock(
        clock_letters.EXTENSION, "extension-environmental", regime="eir", values=values, extended_to=FORTIETH,
        extension_limit=FORTIETH,
    )  # fmt: skip


FEE = {"fee": "£12.00", "fee_for": "copying 120 pages", "how_to_pay": "By transfer, reference FOI_0007"}


def fees() -> Case:
    """A fees notice under the Act."""
    values = FEE | {"pay_by": "19 June 2026"}
    return _clock(clock_letters.FEES, "fees-notice", values=values, pay_by=day("Fri 19 June 2026"))


def charge() -> Case:
    """A charge in advance under the Regulations."""
    values = FEE | {"pay_by": "18 June 2026"}
    pay_by = day("Thu 18 June 2026")
    return _clock(clock_letters.FEES, "charge-environmental", regime="eir", values=values, pay_by=pay_by)


def acknowledgement() -> Case:
    """The request has arrived."""
    return _clock(clock_letters.ACKNOWLEDGEMENT, "acknowledgement")


def acknowledgement_environmental() -> Case:
    """An environmental request has arrived."""
    return _clock(clock_letters.ACKNOWLEDGEMENT, "acknowledgement-environmental", regime="eir")


def lapse() -> Case:
    """Nobody answered our question."""
    return _clock(clock_letters.LAPSE, "lapse-clarification", values=LAPSE)


def lapse_of_fee() -> Case:
    """Nobody paid."""
    return _clock(clock_letters.LAPSE, "lapse-fee", values=LAPSE)


def transfer() -> Case:
    """Another authority answers."""
    values = {"transferred_to": "NHS England", "transfer_contact": "https://www.england.nhs.uk/"}
    return _clock(clock_letters.TRANSFER, "transfer", values=values)


REVIEWED = {
    "review_requested_on": "2 April 2026",
    "review_of_letter_on": "20 March 2026",
    "review_due_on": "1 May 2026",
    "review_points": "You refused my request and I uphold nothing of it.",
    "review_reasons": "The search was complete.",
    "review_remedy": "we will look again.",
    "review_upheld_points": "the search",
    "review_not_upheld_points": "the delay",
}


def review_acknowledgement() -> Case:
    """A request for internal review has arrived."""
    facts = replace(
        FACTS,
        kind="review_acknowledgement",
        review_asked_on=day("Thu 2 April 2026"),
        review_due_on=day("Fri 1 May 2026"),
    )
    return Case(letter(block("review-acknowledgement"), values=REVIEWED), facts)


def review_outcome(result: str = "not_upheld", regime: str = "foi") -> Case:
    """The internal review has ended."""
    final = "review-final" if regime == "foi" else "review-final-environmental"
    slugs = (f"review-outcome-{result.replace('_', '-')}", final)
    made = letter(*(block(slug) for slug in slugs), decisions=[Decision(1, regime, "held", "refused")], values=REVIEWED)
    return Case(made, replace(FACTS, kind="review_outcome", regime=regime, review_result=result))


def _review_on(ground_letter: Case, *keys: str) -> Case:
    """The internal review has decided anew, on what the reply did not name: no part of its letter names a question."""
    made = review_outcome()
    own = tuple(replace(ground_letter.letter.part(key), question=0, role="", source="") for key in keys)
    letter = replace(made.letter, parts=(*made.letter.parts, *own), decisions=ground_letter.letter.decisions)
    return Case(letter, made.facts)


def review_with_new_exemption() -> Case:
    """The internal review relies on an exemption that the reply did not name."""
    return _review_on(prejudice(), "held", "s43", "s43-interest")


def review_with_neither() -> Case:
    """The internal review neither confirms nor denies."""
    return _review_on(neither(), "ncnd", "ncnd-reason")


def review_with_cost() -> Case:
    """The internal review relies on the cost limit."""
    return _review_on(cost(), "s12", "s12-estimate", "s12-advice")


LETTERS = {
    "full disclosure": full_disclosure,
    "partial disclosure": partial,
    "prejudice": prejudice,
    "late, with an apology": late,
    "personal data": personal_data,
    "confidence": confidence,
    "section 36": opinion,
    "section 36, statistics": statistics,
    "cost limit": cost,
    "cost limit, to find out": cost_to_find_out,
    "not held": not_held,
    "not held, environmental": not_held_environmental,
    "neither confirm nor deny": neither,
    "neither confirm nor deny, weighed": neither_weighed,
    "vexatious": vexatious,
    "repeated": repeated,
    "accessible": accessible,
    "to be published": to_be_published,
    "exception": exception,
    "several questions": several,
    "both laws": both_laws,
    "clarification": clarification,
    "clarification, environmental": clarification_environmental,
    "extension": extension,
    "extension, environmental": extension_environmental,
    "fees notice": fees,
    "charge": charge,
    "acknowledgement": acknowledgement,
    "acknowledgement, environmental": acknowledgement_environmental,
    "lapse": lapse,
    "lapse of a fee": lapse_of_fee,
    "transfer": transfer,
    "review acknowledgement": review_acknowledgement,
    "review, not upheld": review_outcome,
    "review, upheld": lambda: review_outcome("upheld"),
    "review, partly upheld": lambda: review_outcome("partly_upheld"),
    "review, environmental": lambda: review_outcome("not_upheld", "eir"),
    "review with a new exemption": review_with_new_exemption,
    "review that neither confirms nor denies": review_with_neither,
    "review with the cost limit": review_with_cost,
}
"""Each kind of letter in the rule book (law 4.2), by name."""
