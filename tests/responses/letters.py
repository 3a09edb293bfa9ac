"""Letters to test with: the January 2023 letter and one of today's, from the shipped wording."""

from datetime import date
from pathlib import Path

from responses.domain.letter import Letter, Letterhead, Part, Signature, assemble
from responses.domain.outline import LikelyOutcome, outline
from responses.domain.tables import Table
from responses.domain.wording_files import read_folder, valid_on

WORDING = Path(__file__).parents[2] / "responses" / "wording"
REAL_LETTER = Path(__file__).parent / "january_2023_letter.txt"
PROCEDURE_NOT_RECORDED = LikelyOutcome("not_held", "claims_management", attribute_not_recorded=True)

JANUARY_REQUEST = (
    "I wonder if NHS Resolution have any claims data that can be looked at by procedure. We are often asked about "
    "safety measures within independent healthcare and wondered if it would be possible to look at say the top ten "
    "elective procedures by NHS delivered and IS delivered care – anonymized of course. I appreciate that there are "
    "all sorts of issues with case mix adjustment so any data would need to be treated with caution – but it might "
    "be interesting to look at?"
)
REGULATOR = {
    "regulator_title": "Information Commissioner",
    "regulator_name": "Information Commissioner’s Office",
    "regulator_address": "Wycliffe House\nWater Lane\nWilmslow\nCheshire\nSK9 5AF",
    "regulator_url": "https://ico.org.uk/",
    "regulator_complaint_url": "https://ico.org.uk/make-a-complaint/foi-and-eir-complaints/foi-and-eir-complaints/",
}
JANUARY_VALUES = REGULATOR | {
    "request": JANUARY_REQUEST,
    "requested_on": "5 January 2023",
    "received_on": "5 January 2023",
    "missing_attribute": "the type of procedure",
    "authority": "NHS Resolution",
    "review_days": "28",
    "reviewer_name": "Tinku Mitra",
    "reviewer_role": "Deputy Director of Corporate and Information Governance",
    "reviewer_email": "tinku.mitra@nhs.net",
}
TODAY_VALUES = JANUARY_VALUES | {
    "review_period": "28 days",
    "code_days": "40",
    "reviewer_name": "",
    "reviewer_email": "foi-reviews@resolution.example",
}
MOMENTS = {"issued_on": "25 January 2023", "posted_on": "25 January 2023", "review_by": "22 February 2023"}

CLAIMS = Table(
    caption="Claims closed by year",
    columns=("Year of closing", "Claims", "Damages paid"),
    rows=(("2021/22", "1,204", "£3.5m"), ("2022/23", "987", "*"), ("2023/24", "*", "£2.1m")),
    unit="claims and pounds",
    notes=("As at 31 March 2024.", "Payments for life are not counted."),
    symbols=(("*", "fewer than five; withheld under section 40(2)"),),
)
"""A table with everything that a table can have."""


def parts_valid_on(day: date, likely: LikelyOutcome = PROCEDURE_NOT_RECORDED) -> tuple[Part, ...]:
    """The parts that the outline proposes for a reply drafted on the day."""
    library = valid_on(read_folder(WORDING), day)
    return tuple(
        Part(
            key=slug, kind="block", body=library[slug].body, slug=slug, version=library[slug].version,
            title=library[slug].title, continues=library[slug].continues,
        )
        for slug in outline([likely], on=day)
    )  # fmt: skip


def paragraph(body: str, key: str = "p1") -> Part:
    """A free paragraph of the officer's."""
    return Part(key=key, kind="paragraph", body=body)


def plain(*parts: Part, **values: str) -> Letter:
    """A letter in the plain layout."""
    return assemble(parts=parts, values=values, layout="plain", title="Reply to a request for information")


def january_letter() -> Letter:
    """The reply to the request of 5 January 2023, from the wording valid in that month."""
    return assemble(
        parts=parts_valid_on(date(2023, 1, 25)),
        values=JANUARY_VALUES,
        layout="plain",
        title="Reply to the request for information of 5 January 2023",
    )


def todays_letter(**facts) -> Letter:
    """A reply to the same request in today's wording and layout."""
    standing = {
        "letterhead": Letterhead(
            authority="NHS Resolution",
            address=("8th Floor", "10 South Colonnade", "Canary Wharf", "London", "E14 4PU"),
            telephone="020 7811 2700",
            email="foi@resolution.example",
            website="https://resolution.nhs.uk/",
        ),
        "reference": "FOI_0007",
        "received_on": "5 January 2023",
        "addressee": ("Ms Ada Pearce", "14 Harbour Street", "Whitby", "YO21 1AA"),
        "salutation": "Dear Ms Pearce",
        "subject": "Your request about claims by procedure",
        "signature": Signature("Yours sincerely", "", "Freedom of Information Team"),
    }
    return assemble(
        parts=parts_valid_on(date(2026, 11, 2)),
        values=TODAY_VALUES,
        layout="letterhead",
        title="Reply to your request FOI_0007",
        **(standing | facts),
    )
