"""For every rule of the rule book, changes to a lawful letter that break it, and the rules that break with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from responses.domain.decisions import Decision, Factor
from responses.domain.letter import Attachment, Part
from responses.domain.rules import LinkState
from responses.domain.tables import Table
from tests.dates import day
from tests.responses import rule_letters as letters
from tests.responses.rule_letters import Case

LATE = day("Wed 1 April 2026")


@dataclass(frozen=True)
class Mutation:
    """One change to one letter.

    `rule` is the rule that it breaks, `name` the letter (of `rule_letters.LETTERS`), `change` what is done to it;
    `follows` the other rules that the same change breaks of itself, and why stands beside the row.
    """

    rule: str
    name: str
    change: Callable[[Case], Case]
    follows: frozenset[str] = field(default_factory=frozenset)


def without(*keys: str) -> Callable[[Case], Case]:
    """These parts taken out."""

    def change(case: Case) -> Case:
        assert {part.key for part in case.letter.parts} >= set(keys)
        kept = tuple(part for part in case.letter.parts if part.key not in keys)
        return replace(case, letter=replace(case.letter, parts=kept))

    return change


def reworded(key: str, old: str, new: str = "") -> Callable[[Case], Case]:
    """Some words of a part replaced."""

    def change(case: Case) -> Case:
        assert old in case.letter.part(key).body, (key, old)
        parts = tuple(
            replace(part, body=part.body.replace(old, new)) if part.key == key else part for part in case.letter.parts
        )
        return replace(case, letter=replace(case.letter, parts=parts))

    return change


def rewritten(key: str, body: str) -> Callable[[Case], Case]:
    """A part of the library's wording changed for this letter."""

    def change(case: Case) -> Case:
        assert case.letter.part(key).slug
        parts = tuple(replace(part, body=body, edited=True) if part.key == key else part for part in case.letter.parts)
        return replace(case, letter=replace(case.letter, parts=parts))

    return change


def added(body: str, *, question: int = 0, role: str = "", source: str = "") -> Callable[[Case], Case]:
    """One paragraph more."""

    def change(case: Case) -> Case:
        part = Part("more", "paragraph", body, question=question, role=role, source=source)
        return replace(case, letter=replace(case.letter, parts=(*case.letter.parts, part)))

    return change


def table(of: Table, key: str = "table") -> Callable[[Case], Case]:
    """Another table in a part."""

    def change(case: Case) -> Case:
        parts = tuple(replace(part, table=of) if part.key == key else part for part in case.letter.parts)
        return replace(case, letter=replace(case.letter, parts=parts))

    return change


def with_row(of: Table, *cells: str) -> Table:
    """The table with one row more."""
    return replace(of, rows=(*of.rows, cells))


def printed(**facts) -> Callable[[Case], Case]:
    """Other facts around the text of the letter."""
    return lambda case: replace(case, letter=replace(case.letter, **facts))


def valued(**values: str) -> Callable[[Case], Case]:
    """Other values in the letter's gaps."""
    return lambda case: replace(case, letter=replace(case.letter, values={**case.letter.values, **values}))


def known(**facts) -> Callable[[Case], Case]:
    """Another record of the case."""
    return lambda case: replace(case, facts=replace(case.facts, **facts))


def decided(**changes) -> Callable[[Case], Case]:
    """Another decision on the first question."""

    def change(case: Case) -> Case:
        first, *others = case.letter.decisions
        decision = replace(Decision.from_mapping(first), **changes).to_mapping()
        return replace(case, letter=replace(case.letter, decisions=(decision, *others)))

    return change


def ground(**changes) -> Callable[[Case], Case]:
    """Another first ground of the first question; `details` stand above those that it has, None takes one away."""

    def change(case: Case) -> Case:
        decision = Decision.from_mapping(case.letter.decisions[0])
        first, *others = decision.grounds
        details: Mapping = {**first.details, **changes.get("details", {})}
        kept = {name: text for name, text in details.items() if text is not None}
        first = replace(first, **changes | {"details": kept})
        return decided(grounds=(first, *others))(case)

    return change


def lacking(*names: str) -> Callable[[Case], Case]:
    """A ground without the answers to these questions."""
    return ground(details=dict.fromkeys(names))


def estimated(hours: str, pounds: str, records: str = "1,200 claim files") -> Callable[[Case], Case]:
    """Another estimate, in the decision as in the letter; each record still takes ten minutes."""
    return all_of(
        ground(details={"hours": hours, "pounds": pounds, "records": records}),
        reworded("s12-estimate", "200 hours, or £5,000, for 1,200 claim files", f"{hours} hours, £{pounds}, {records}"),
    )


def all_of(*changes: Callable[[Case], Case]) -> Callable[[Case], Case]:
    """Several changes, one after the other."""

    def change(case: Case) -> Case:
        for each in changes:
            case = each(case)
        return case

    return change


def row(rule: str, name: str, change: Callable[[Case], Case], *follows: str) -> Mutation:
    """One row of the table."""
    return Mutation(rule, name, change, frozenset(follows))


def links(**state) -> Callable[[Case], Case]:
    """What is known of the one link of the letter that says where the figures are."""

    def change(case: Case) -> Case:
        known_links = {
            address: LinkState(letters.LEAVES, True) for address in (letters.VALUES["regulator_complaint_url"],)
        }
        if state:
            known_links["https://resolution.nhs.uk/annual-report"] = LinkState(**state)
        return known(links=known_links)(case)

    return change


CSV = Attachment("claims.csv", "b" * 64)
UNEXPLAINED = replace(letters.MASKED, symbols=())
NO_TEST = "The public interest in maintaining the exemption has been weighed."

GENERAL = (
    row("L-G01", "full disclosure", printed(reference="FOI_0008")),
    row("L-G01", "full disclosure", printed(addressee=("Mr Tom Reed",))),
    row("L-G01", "full disclosure", printed(layout="plain", reference="", received_on="", addressee=(), salutation="")),
    row("L-G01", "full disclosure", printed(moments={"issued_on": "19 March 2026"})),
    row("L-G01", "full disclosure", printed(subject="Your request: claims about objects that were…")),
    row("L-G01", "full disclosure", printed(subject="Your request: claims about needles")),
    row("L-G02", "full disclosure", printed(received_on="3 March 2026")),
    # An acknowledgement is there to say when the request came.
    row("L-G02", "acknowledgement", valued(received_on="3 March 2026"), "L-A2"),
    row("L-G03", "full disclosure", reworded("opening", "Freedom of Information Act 2000")),
    row("L-G03", "exception", reworded("opening-environmental", "Environmental Information Regulations 2004")),
    row("L-G03", "exception", added("This is also exempt under section 43(2).", question=1)),
    row("L-G03", "prejudice", added("Regulation 12(4)(b) would apply as well.")),
    row("L-G03", "prejudice", added("We have regulation 6 of the Regulations in mind.")),
    row(
        "L-G03", "prejudice", added("It is due under regulations 5 and 6 of the Environmental Information Regulations.")
    ),
    row("L-G03", "prejudice", added("Look at regulation 12(4)(b) of the EIR.")),
    row(
        "L-G03", "exception", added("It is exempt under section 43(2) of the Act, as the Water Industry Act 1991 says.")
    ),
    row("L-G03", "exception", added("Section 43(2) of the Freedom of Information Act 2000 speaks of it.")),
    row("L-G03", "exception", added("Section 43 of FOIA speaks of it.")),
    row("L-G03", "exception", added("Section 43(2) (commercial interests) of the Act speaks of it.")),
    row("L-G03", "prejudice", added("Regulation 12 in the NHS is well known.")),
    row("L-G04", "several questions", without("a2"), "L-G05", "L-N2"),  # the same line says that it is not held
    row("L-G04", "several questions", added("We do not hold this.", question=2, role="outcome")),
    row("L-G04", "several questions", known(questions={1: "First?", 2: "Second?", 3: "Third?"})),
    row("L-G05", "not held", reworded("attribute-not-recorded", "We do not hold the information that you asked for.")),
    row("L-G05", "prejudice", reworded("held", "We hold the information", "You will not get the information")),
    row("L-G05", "neither confirm nor deny", added("We hold two letters about it.", question=1)),
    row("L-G05", "neither confirm nor deny", added("No such file is held: it was not held in March.", question=1)),
    # Words that belong to no question are read for every one.
    row("L-G05", "neither confirm nor deny", rewritten("conclusion", "We hold 3 files about this person.")),
    row("L-G05", "neither confirm nor deny", added("We hold 3 files about this person.")),
    row("L-G05", "neither confirm nor deny", rewritten("request-restated", "You asked. We hold 3 files about it.")),
    row("L-G06", "full disclosure", reworded("answer", "The table", "The [name of] table")),
    row("L-G06", "full disclosure", reworded("answer", "The table", "((missing_thing)) The table")),
    row("L-G06", "full disclosure", reworded("answer", "The table", "{{ name }} The table")),
    row("L-G06", "full disclosure", reworded("answer", "The table", "TBC. The table")),
    row("L-G06", "full disclosure", reworded("answer", "The table", "On XX April: the table")),
    row("L-G06", "full disclosure", table(replace(letters.TABLE, rows=(("Trust A", "TBC"),)))),
    # A gap is filled where it stands in the wording; in a value or a cell it prints as it was typed.
    row("L-G06", "full disclosure", table(replace(letters.TABLE, rows=(("Trust A", "((review_by))"),)))),
    row("L-G06", "full disclosure", table(replace(letters.TABLE, columns=("Trust", "((review_by))")))),
    row("L-G06", "extension", valued(exemption_reason="the rates are secret until ((review_by))")),
    row("L-G06", "prejudice", valued(review_period="28 days, until ((review_by))")),
    # Brackets that went missing in the wording leave the name of a gap behind.
    row("L-G06", "full disclosure", reworded("answer", "The table", "Received on (received_on)): the table")),
    row("L-G06", "full disclosure", reworded("answer", "The table", "Received on ((received_on: the table")),
    row("L-G06", "full disclosure", reworded("answer", "The table", "Received on ((received_on): the table")),
    row("L-G06", "full disclosure", reworded("answer", "The table", "Received on (received_on): the table")),
    row("L-G06", "full disclosure", reworded("answer", "The table", "Received on [received_on]: the table")),
    row("L-G06", "full disclosure", reworded("answer", "The table", "Received on received_on: the table")),
    row("L-G06", "full disclosure", reworded("answer", "The table", "The fee (fee) and the table")),
    row("L-G06", "full disclosure", reworded("answer", "The table", "The ward (ward_name) and the table")),
    row("L-G06", "full disclosure", reworded("answer", "The table", "The table)) of claims")),
    row("L-G06", "full disclosure", table(replace(letters.TABLE, columns=("Trust", "Since (received_on)")))),
    row("L-G06", "extension", valued(exemption_reason="the rates are secret until (review_by))")),
    row("L-G06", "full disclosure", reworded("answer", "The table", "[Insert the figures] The table")),
    row("L-G06", "full disclosure", reworded("answer", "The table", "[TBC] The table")),
    row("L-G06", "full disclosure", reworded("answer", "The table", "[he/she] The table")),
    row("L-G06", "full disclosure", reworded("answer", "The table", "[...] The table")),
    row("L-G06", "full disclosure", reworded("answer", "The table", "[ ] The table")),
    row("L-G06", "full disclosure", reworded("answer", "The table", "[xx] The table")),
    # Brackets that leave nothing open want a look.
    row("L-G06", "full disclosure", reworded("answer", "The table", "See [Annex A]. The table")),
    row("L-G06", "full disclosure", reworded("answer", "The table", "The judge said that “the [trust] accepts” it.")),
    # Without the paragraph there is no window that could be wrong.
    row("L-G07", "prejudice", without("internal-review")),
    row("L-G07", "full disclosure", without("internal-review")),
    row("L-G07", "prejudice", reworded("internal-review", "((review_by))", "the end of the month")),
    row("L-G07", "prejudice", reworded("internal-review", "someone who took no part in the original decision", "us")),
    row(
        "L-G07",
        "prejudice",
        reworded("internal-review", "[((reviewer_email))](mailto:((reviewer_email)))", "this office"),
    ),
    row("L-G08", "prejudice", without("information-commissioner")),
    row("L-G08", "prejudice", reworded("information-commissioner", "section 50 of the Act gives you", "you have")),
    row("L-G08", "exception", reworded("regulator-environmental", "regulation 18 of the Regulations", "the law")),
    row(
        "L-G08", "prejudice", reworded("information-commissioner", "expects you to have used our internal review first")
    ),
    row("L-G09", "prejudice", reworded("internal-review", "((code_days)) working days", "some time")),
    row("L-G09", "prejudice", valued(review_period="60 days")),
    row("L-G09", "exception", valued(review_period="28 days")),
    row("L-G09", "both laws", reworded("review-of-environmental-part", "regulation 11 of the Regulations", "the law")),
    row("L-G09", "both laws", reworded("review-of-environmental-part", "40 working days after", "28 days after")),
    row("L-G08", "both laws", reworded("review-of-environmental-part", "regulation 18 of the Regulations", "the law")),
    row("L-G10", "prejudice", added("As a journalist you will understand.")),
    row("L-G10", "prejudice", added("We note your employer.")),
    row("L-G10", "prejudice", added("Ms Ada Pearce has asked this before.")),
    row("L-G10", "prejudice", all_of(known(organisation="Harbour Times"), added("We told the Harbour Times."))),
    row("L-G11", "accessible", links()),
    row("L-G11", "accessible", links(checked_on=letters.LEAVES, alive=False)),
    row("L-G11", "accessible", links(checked_on=day("Thu 12 March 2026"), alive=True)),
    row("L-G11", "accessible", links(checked_on=letters.LEAVES, alive=True, wrapper=True)),
    row("L-G11", "prejudice", added("See https://view.officeapps.live.com/op/view.aspx?src=codes")),
    # Nobody outside the office could open it.
    row("L-G11", "full disclosure", added("See https://10.0.0.1/claims.")),
    row("L-G11", "full disclosure", added("See https://intranet/claims.")),
    row("L-G12", "full disclosure", known(passed_files=frozenset())),
    row("L-G13", "prejudice", known(leaves_on=LATE)),
    row("L-G13", "late, with an apology", reworded("apology", "We are sorry", "We note")),
    row("L-G14", "prejudice", valued(reviewer_email="tinku.mitra@nhs.net")),
    row(
        "L-G14",
        "prejudice",
        all_of(valued(reviewer_email="tmitra@nhs.net"), known(reviewer_name="Tinku Mitra")),
    ),
    row("L-G15", "partial disclosure", without("re-use")),
)

DISCLOSURE = (
    # What section 1(1)(a) wants of every answer it wants of a disclosure first.
    row("L-D1", "full disclosure", reworded("held", "We hold", "Here is"), "L-G05"),
    row("L-D2", "full disclosure", without("answer", "table", "caveat")),
    row("L-D2", "full disclosure", without("table")),
    row("L-D2", "several questions", without("b1")),
    row("L-D3", "full disclosure", all_of(decided(details={}), printed(attachments=()))),
    row("L-D4", "full disclosure", all_of(known(preferred_format=""), printed(attachments=()))),
    row("L-D4", "full disclosure", without("re-use"), "L-G15"),  # a dataset's licence is a licence
    row("L-D5", "full disclosure", added("We give it on condition that you do not publish it.", question=1)),
    row("L-P1", "partial disclosure", decided(details={})),
    row("L-P1", "partial disclosure", without("removed"), "L-P2"),  # the same part says how the places are marked
    row("L-P2", "partial disclosure", reworded("removed", ", 43(2) for the rates")),
    row("L-P3", "partial disclosure", table(UNEXPLAINED)),
    row("L-P3", "full disclosure", table(letters.MASKED)),
    row("L-P4", "partial disclosure", table(with_row(letters.MASKED, "Trust C", "3"))),
    row("L-P5", "partial disclosure", table(with_row(letters.MASKED, "Total", "15"))),
)

REFUSAL = (
    row("L-R1", "prejudice", reworded("s43", "are exempt under", "fall under")),
    row(
        "L-R1",
        "exception",
        reworded("reg", "The exception in regulation", "Regulation"),
    ),
    row("L-R2", "prejudice", reworded("s43", "section 43(2)", "section 43")),
    row("L-R2", "personal data", reworded("s40", "section 40(2)", "section 40")),
    row("L-R2", "partial disclosure", without("s43"), "L-R1", "L-R3", "L-R4"),
    row("L-R3", "prejudice", lacking("engagement", "prejudice"), "L-R4"),
    row("L-R3", "confidence", lacking("engagement", "why_confidential")),
    row("L-R4", "prejudice", lacking("prejudice_to")),
    row("L-R4", "prejudice", lacking("likelihood")),
    row("L-R4", "prejudice", reworded("s43", "would be likely to prejudice", "would prejudice")),
    row("L-R4", "prejudice", ground(details={"likelihood": "would"})),
    row("L-R4", "exception", lacking("effect")),
    row("L-R4", "exception", reworded("reg", "Disclosure would have", "Disclosure would be likely to have")),
    row("L-R4", "exception", reworded("reg", "an adverse effect", "an effect")),
    row("L-R5", "prejudice", without("s43-interest")),
    row("L-R5", "prejudice", reworded("s43-interest", "outweighs", "is weighed against")),
    row("L-R5", "prejudice", reworded("s43-interest", "For disclosure: openness about how public money is spent.")),
    row("L-R5", "prejudice", ground(factors=letters.FACTORS[:1])),
    row("L-R5", "prejudice", ground(balance="disclosure")),
    row("L-R5", "exception", without("reg-interest")),
    row("L-R5", "section 36", without("s36-interest")),
    row("L-R6", "confidence", without("s41-defence")),
    row("L-R6", "confidence", lacking("defence")),
    row("L-R6", "personal data", without("s40-principle")),
    row("L-R6", "personal data", lacking("legitimate_interest")),
    row("L-R6", "personal data", lacking("principle")),
    row("L-R6", "personal data", added(NO_TEST, question=1)),
    row("L-R6", "partial disclosure", added(NO_TEST, question=1, role="public_interest", source="ground:40")),
    row("L-R7", "section 36", ground(opinion=None)),
    row("L-R7", "section 36", known(leaves_on=day("Fri 13 March 2026"))),
    row("L-R7", "section 36", reworded("s36-opinion", "16 March 2026", "a day in March")),
    row("L-R7", "section 36", reworded("s36-opinion", "the Chief Executive", "she")),
    row("L-R7", "section 36", without("s36-opinion")),
    row("L-R4", "section 36, statistics", lacking("likelihood")),
    row("L-R4", "section 36, statistics", reworded("s36", "would be likely to", "may")),
    row("L-R4", "section 36, statistics", reworded("s36", "statistical information", "information")),
    row("L-R4", "section 36, statistics", reworded("s36", "section 36(4) of the Act", "the Act")),
    row("L-T1", "cost limit", reworded("s12", "Section 12(1)", "Section 12")),
    row("L-T2", "cost limit", reworded("s12", "£450", "an amount")),
    row("L-T2", "cost limit", known(limit_pounds=600, limit_hours=24)),
    row("L-T3", "cost limit", lacking("records")),
    row("L-T3", "cost limit", without("s12-estimate"), "L-T4"),  # the table says which work was counted
    row("L-T3", "cost limit", reworded("s12-estimate", "200 hours, or £5,000", "much time")),
    # Estimates that carry no refusal: within the limit, with a wrong sum, or that their own steps do not come to.
    row("L-T3", "cost limit", estimated("3", "75", "18 claim files")),
    row("L-T3", "cost limit", estimated("18", "450", "108 claim files")),
    row("L-T3", "cost limit", estimated("200", "9,000")),
    row("L-T3", "cost limit", estimated("300", "7,500")),
    row("L-T3", "cost limit", known(pounds_an_hour=30)),
    row("L-T3", "cost limit", ground(details={"activities": "Extracting 1 in 10 files, 10 minutes each"})),
    row("L-T3", "cost limit, to find out", estimated("3", "75", "18 claim files")),
    row(
        "L-T4",
        "cost limit",
        reworded("s12-estimate", "We have not counted any time for redaction.", "Redaction takes 90 hours."),
    ),
    # The table of the letter still shows the steps that were counted before.
    row("L-T4", "cost limit", ground(details={"activities": "Redacting each file, 10 minutes"}), "L-T3"),
    row("L-T5", "cost limit", lacking("narrower")),
    row(
        "L-T5",
        "cost limit",
        reworded(
            "s12-advice",
            "Within the limit we could answer for one trust and one year. If you narrow the request in this way",
            "If you write again",
        ),
    ),
    row("L-T6", "cost limit", reworded("s12-advice", "treat it as a new request", "answer")),
    row("L-T7", "cost limit", added(NO_TEST, question=1)),
)

PROCEDURAL = (
    row(
        "L-N2",
        "not held",
        reworded(
            "attribute-not-recorded",
            " Our claims management database does not record ((missing_attribute)), so we cannot look up claims"
            " in that way.",
        ),
    ),
    row("L-N2", "several questions", reworded("a2", ": our database does not record it, and we have looked there")),
    row("L-N3", "several questions", without("b2")),
    row("L-N4", "not held", without("referral-nhs-england")),
    row("L-N4", "several questions", reworded("c2", "may hold it", "holds this information")),
    row("L-N4", "several questions", reworded("c2", ": https://www.england.nhs.uk/foi")),
    row(
        "L-K1",
        "neither confirm nor deny",
        reworded("ncnd", "neither confirm nor deny that we hold", "say nothing about"),
    ),
    row("L-K2", "neither confirm nor deny", reworded("ncnd-reason", "Section 40(5B)(a)", "Section 40")),
    # The letter still names the provision, which nobody decided any more.
    row("L-K2", "neither confirm nor deny", decided(grounds=()), "L-G04"),
    row("L-K3", "neither confirm nor deny", lacking("engagement")),
    # What an officer writes beside it is read once more.
    row("L-K3", "neither confirm nor deny", added("The file concerns a neighbour.", question=1), "L-K6"),
    row("L-K4", "neither confirm nor deny, weighed", without("ncnd-interest")),
    row("L-K4", "neither confirm nor deny, weighed", ground(factors=())),
    row(
        "L-K4",
        "neither confirm nor deny, weighed",
        reworded("ncnd-interest", "the exclusion of the duty to confirm or deny", "the exemption"),
    ),
    row(
        "L-K5",
        "neither confirm nor deny",
        reworded("ncnd-reason", " This should not be taken as an indication that we hold it, or that we do not."),
    ),
    row("L-K6", "neither confirm nor deny", added("The information is exempt from disclosure.", question=1)),
    row("L-K6", "neither confirm nor deny", rewritten("conclusion", "We are withholding it.")),
    row("L-V1", "vexatious", reworded("outcome", "section 14(1)", "section 14")),
    row("L-V1", "repeated", reworded("outcome", "section 14(2)", "section 14")),
    row("L-V1", "vexatious", reworded("outcome", ": it is vexatious", "")),
    row("L-V1", "repeated", reworded("why", "the same request of yours", "you")),
    row("L-V1", "vexatious", added("We neither confirm nor deny that we hold it.", question=1)),
    # Late, and without an apology, as any reply.
    row("L-V2", "vexatious", known(leaves_on=LATE), "L-G13"),
    row("L-V4", "vexatious", without("why")),
    row("L-V5", "repeated", lacking("earlier_reference")),
    row("L-V5", "repeated", reworded("why", "12 January 2026", "an earlier day")),
    row("L-V5", "repeated", reworded("why", ", FOI_0003")),
    row("L-V6", "vexatious", added("You are a vexatious requester.", question=1)),
    row("L-21a", "accessible", reworded("s21", "section 21", "a section")),
    row("L-21b", "accessible", lacking("location")),
    row("L-21b", "accessible", reworded("s21", "https://resolution.nhs.uk/annual-report", "our website")),
    row("L-21c", "accessible", lacking("access")),
    row("L-21c", "accessible", reworded("s21", "reasonably accessible to you", "elsewhere")),
    row("L-21d", "accessible", added(NO_TEST, question=1)),
    row("L-22a", "to be published", lacking("intended_before")),
    row(
        "L-22a",
        "to be published",
        reworded(
            "s22",
            "We already intended to publish it when we received your request, as our publication plan of January"
            " 2026 shows.",
        ),
    ),
    row("L-22b", "to be published", without("s22-interest")),
    row("L-22b", "to be published", ground(balance="")),
    row("L-22c", "to be published", reworded("s22", " in July 2026", " soon")),
)

CLOCK = (
    row("L-Q1", "clarification", reworded("clarification-request", "((unclear))", "something")),
    row("L-Q2", "clarification", reworded("clarification-request", "((clarification_options))", "more")),
    row("L-Q3", "clarification", reworded("clarification-request", "20 working days", "some days")),
    row("L-Q4", "clarification", reworded("clarification-request", "((clarify_by))", "the summer")),
    row("L-Q4", "clarification", valued(clarify_by="21 May 2026")),
    row("L-Q5", "clarification", known(leaves_on=LATE)),
    row("L-Q6", "clarification", added("We refuse the request.")),
    row("L-Q6", "clarification, environmental", reworded("clarification-environmental", "12(4)(c)", "12(4)")),
    row("L-G07", "clarification, environmental", without("internal-review-environmental")),
    row("L-G08", "clarification, environmental", without("regulator-environmental")),
    row("L-X1", "extension", reworded("extension-public-interest", "((exemptions))", "an exemption")),
    row("L-X1", "extension", reworded("extension-public-interest", "((exemption_reason))", "it applies")),
    row(
        "L-X2",
        "extension",
        reworded("extension-public-interest", "We have not yet reached a decision on where that balance lies."),
    ),
    row("L-X3", "extension", reworded("extension-public-interest", "**((extended_to))**", "the summer")),
    row("L-X3", "extension", known(extension_limit=day("Wed 29 April 2026"))),
    row("L-X3", "extension", all_of(known(extended_to=day("Sat 25 April 2026")), valued(extended_to="25 April 2026"))),
    row("L-X4", "extension", known(grounds=(letters.S43, letters.S40))),
    row("L-X5", "extension", known(leaves_on=LATE)),
    row("L-X6", "extension", known(questions={1: "First?", 2: "Second?"})),
    row("L-G07", "extension", without("internal-review")),
    row("L-G08", "extension", without("information-commissioner")),
    row("L-XE1", "extension, environmental", reworded("extension-environmental", "((volume))", "much")),
    row("L-XE1", "extension, environmental", reworded("extension-environmental", "((complexity))", "much")),
    row(
        "L-XE1",
        "extension, environmental",
        reworded("extension-environmental", "Regulation 7 of the Regulations", "The law"),
    ),
    row("L-XE2", "extension, environmental", known(extension_limit=day("Wed 29 April 2026"))),
    row("L-XE2", "extension, environmental", reworded("extension-environmental", "((extended_to))", "the summer")),
    row("L-XE3", "extension, environmental", known(leaves_on=LATE)),
    row("L-F1", "fees notice", reworded("fees-notice", "((fee))", "a sum")),
    row("L-F1", "charge", reworded("charge-environmental", "((fee_for))", "something")),
    row("L-F2", "fees notice", reworded("fees-notice", "((how_to_pay))", "as usual")),
    row("L-F3", "fees notice", reworded("fees-notice", "((pay_by))", "the summer")),
    row("L-F3", "fees notice", valued(pay_by="20 June 2026")),
    row(
        "L-F4",
        "fees notice",
        reworded(
            "fees-notice",
            "The time that we have for our reply stands still: the days from the day of this letter to the day"
            " on which we receive the fee, both included, do not count towards our 20 working days.",
            "We wait.",
        ),
    ),
    row("L-F5", "fees notice", known(leaves_on=LATE)),
    row("L-L1", "lapse", reworded("lapse-clarification", "a new request", "it")),
    row("L-RD1", "transfer", all_of(reworded("transfer", "((transferred_to))", "another authority"))),
    row("L-RD2", "transfer", reworded("transfer", "you agreed that we pass", "we pass")),
    row("L-A1", "acknowledgement", reworded("acknowledgement", "((reference))", "below")),
    # The letterhead has the day of receipt as well; what an acknowledgement says of it stands in its own words.
    row("L-A2", "acknowledgement", reworded("acknowledgement", "((received_on))", "time")),
    row("L-A3", "acknowledgement", reworded("acknowledgement", "**((due_on))**", "the last day")),
    row(
        "L-A4",
        "acknowledgement",
        reworded("acknowledgement", "[((authority_email))](mailto:((authority_email)))", "us"),
    ),
    row("L-A5", "acknowledgement", added("You will hear from us on 1 April 2026.")),
    row("L-RA1", "review acknowledgement", reworded("review-acknowledgement", "((review_requested_on))", "a day")),
    row("L-RA2", "review acknowledgement", reworded("review-acknowledgement", "((review_due_on))", "the summer")),
    row("L-RA3", "review acknowledgement", reworded("review-acknowledgement", "who took no part in our reply")),
)

REVIEWS = (
    row("L-O1", "review, not upheld", reworded("review-outcome-not-upheld", "**I do not uphold your complaint.**")),
    row("L-O1", "review, not upheld", known(review_result="upheld")),
    row(
        "L-O1",
        "review, partly upheld",
        reworded("review-outcome-partly-upheld", "I do not uphold it on this: ((review_not_upheld_points))"),
    ),
    row(
        "L-O2",
        "review, not upheld",
        reworded("review-outcome-not-upheld", "afresh, as things stood when you made it", "again"),
    ),
    row("L-O3", "review, not upheld", added("It is also exempt under section 31(1)(a).")),
    row("L-O3", "review with a new exemption", added("It is also exempt under section 31(1)(a).")),
    row("L-O4", "review, upheld", added("We send with this letter what you asked for.")),
    row("L-O5", "review, not upheld", known(reply_was_late=True)),
    row(
        "L-O6",
        "review, not upheld",
        reworded(
            "review-final", "section 50 of the Freedom of Information Act 2000", "the Freedom of Information Act 2000"
        ),
    ),
    row("L-O6", "review, not upheld", reworded("review-final", "within six weeks of", "after")),
    row(
        "L-O7",
        "review, not upheld",
        reworded("review-final", "This is the end of our internal review; there is no further stage in this office."),
    ),
    row("L-O7", "review, not upheld", added("You can ask for another internal review.")),
    # Reasons for a new exemption are those of a reply.
    row("L-R5", "review with a new exemption", without("s43-interest")),
    row("L-R2", "review with a new exemption", reworded("s43", "section 43(2)", "section 43")),
    row(
        "L-K5",
        "review that neither confirms nor denies",
        reworded("ncnd-reason", " This should not be taken as an indication that we hold it, or that we do not."),
    ),
    row("L-G05", "review that neither confirms nor denies", added("We hold 3 files about this person.")),
    row("L-T6", "review with the cost limit", reworded("s12-advice", "treat it as a new request", "answer")),
)

GIVEN_AWAY = (
    "We found 3 files.",
    "We have identified 3 records.",
    "Our database contains one entry.",
    "The three files stay closed.",
    "There are no such claims.",
    "We cannot let you have the 3 letters.",
)
LEFT_OPEN = (
    "TBD",
    "DD/MM/YYYY",
    "We did it on ____.",
    "??",
    "<name>",
    "{date}",
    "insert date here",
    "To be confirmed.",
)

TURNED_ROUND = (
    # What has to be said is said, and its opposite meant.
    row("L-R1", "prejudice", reworded("s43", "are exempt under", "are not exempt under")),
    row("L-R3", "prejudice", ground(details={"engagement": "because " * 9, "prejudice": "It would be bad."})),
    row("L-R4", "prejudice", ground(details={"prejudice": "Harm"})),
    row("L-R5", "prejudice", reworded("s43-interest", "outweighs the public", "does not outweigh the public")),
    row("L-R5", "prejudice", ground(factors=(Factor("disclosure", "Openness"), Factor("maintaining", "Harm")))),
    row("L-R6", "confidence", reworded("s41-defence", "would have no defence", "would have a defence")),
    row("L-R6", "personal data", reworded("s40-principle", "would breach", "would not breach")),
    row(
        "L-R7",
        "section 36",
        all_of(known(received_on=day("Tue 17 March 2026")), printed(received_on="17 March 2026")),
        "L-G02",  # the opening prints its own day of receipt
    ),
    row("L-T2", "cost limit", reworded("s12", "£450", "£4500")),
    row("L-T2", "cost limit", reworded("s12", "18 hours", "118 hours")),
    row("L-V6", "vexatious", added("You are abusive.")),
    row("L-G07", "prejudice", added("We do not offer an internal review.")),
    row("L-G08", "prejudice", added("You have no right to complain to the Information Commissioner.")),
    row("L-G10", "prejudice", added("We know that you write for a newspaper.")),
    row("L-G13", "late, with an apology", reworded("apology", "We are sorry", "We are not sorry")),
    row("L-D2", "full disclosure", decided(answer="There were 99 claims.")),
    row("L-D5", "full disclosure", added("You may not publish this.", question=1)),
    row("L-P1", "partial disclosure", reworded("removed", "one number below five and the rates of four firms", "bits")),
    row("L-G04", "full disclosure", added("Some of it is exempt under section 43(2) of the Act.")),
    row("L-G04", "full disclosure", added("We withhold the rest.")),
    row("L-G04", "full disclosure", table(with_row(letters.TABLE, "Trust C", "Exempt under section 43(2)"))),
    row("L-G04", "prejudice", added("The names are exempt under section 40(2) of the Act.")),
    *(row("L-G05", "neither confirm nor deny", added(said, question=1)) for said in GIVEN_AWAY),
    row("L-K6", "neither confirm nor deny", all_of(added("", question=1), table(letters.TABLE, "more"))),
    row("L-K6", "neither confirm nor deny", printed(attachments=(Attachment("claims.csv", letters.DIGEST),))),
    *(row("L-G06", "prejudice", added(said)) for said in LEFT_OPEN),
    row("L-A5", "acknowledgement", added("You will hear from us within 30 working days.")),
    row("L-A5", "acknowledgement", added("You will hear from us within two months.")),
    row(
        "L-22c",
        "to be published",
        all_of(ground(details={"publish_on": "1 March 2026"}), reworded("s22", "in July 2026", "on 1 March 2026")),
    ),
    row("L-Q6", "clarification", added("We decline your request.")),
    row("L-F3", "fees notice", added("Please pay by 1 April 2026.")),
    row("L-T5", "cost limit", reworded("s12-advice", "we could answer for one trust and one year", "nothing can be")),
    row("L-R7", "section 36", added("This was done on behalf of our qualified person.", question=1)),
    row(
        "L-21b",
        "accessible",
        all_of(
            ground(details={"location": "our website"}),
            reworded("s21", "https://resolution.nhs.uk/annual-report", "our website"),
        ),
    ),
    row("L-G04", "neither confirm nor deny", decided(outcome="granted")),
    row("L-G05", "prejudice", added("We do not hold the information.", question=1)),
    row("L-G05", "not held", added("We hold the information that you asked for.")),
    row("L-G05", "neither confirm nor deny", added("The information exists.", question=1)),
    row("L-K6", "neither confirm nor deny", added("It has been withheld.", question=1)),
    row("L-G10", "prejudice", added("We looked you up.")),
    row("L-X2", "extension", added("We have decided to withhold it.")),
)

MUTATIONS = (*GENERAL, *DISCLOSURE, *REFUSAL, *PROCEDURAL, *CLOCK, *REVIEWS, *TURNED_ROUND)
"""The table: each row one change, the rule that it breaks, and the rules that follow."""
