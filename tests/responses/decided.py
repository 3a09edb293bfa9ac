"""Decisions to test with: provisions as they are shipped, grounds with everything said, letters assembled from them."""

import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from responses.domain.assembly import planned_parts
from responses.domain.decisions import Factor, Ground, Opinion
from responses.domain.letter import Letter, Part
from responses.domain.placeholders import GROUND_GAPS
from responses.domain.planned import Plan
from responses.domain.provisions import Provision
from responses.domain.reassembly import first_parts
from responses.domain.wording_files import read_folder, valid_on
from tests.responses.letters import TODAY_VALUES, WORDING, todays_letter

TODAY = date(2026, 11, 2)
_SHIPPED = Path(__file__).parents[2] / "codes" / "reference" / "exemptions.json"
_CHOSEN = {
    "likelihood": "would_be_likely",
    "principle": "a",
    "privilege": "advice",
    "limb_purpose": "a",
    "earlier_on": "2022-03-02",
    "engagement": "the firms on our panel told us so when we asked them, and gave us two examples of it",
    "activities": "Extracting the figures: 1,200 files at 10 minutes each",
    "location": "Annual report 2021, page 12",
    "records": "1,200 files",
    "hours": "200",
    "pounds": "5,000",
}
FACTORS = (
    Factor("disclosure", "public money is spent on it", 3),
    Factor("disclosure", "People can judge how we manage it.", 1),
    Factor("maintaining", "claims would cost the NHS more", 2),
)
OPINION = Opinion(
    "A. Person", "Chief Executive", date(2023, 1, 20), ("s36(2)(b)(i)",), "would_be_likely", "Advice would be guarded."
)
SETTINGS = {"cost_limit_pounds": "450", "cost_limit_hours": "18", "cost_rate": "25"}


@cache
def provisions() -> dict[str, Provision]:
    """Every provision that is shipped, by its code."""
    return {
        row["code"]: Provision(row["code"], row["regime"], row["kind"], row["basis"], row["name"], row["ncnd"])
        for row in json.loads(_SHIPPED.read_text("utf-8"))
    }


def ground(code: str, key: str = "ground:1", **changes) -> Ground:
    """A ground with everything said that its provision asks for."""
    said = {name: "what was said of " + name.replace("_", " ") for name in GROUND_GAPS} | _CHOSEN
    made = Ground(
        key=key,
        provision=provisions()[code],
        information="the target of KPI 1",
        details={name: text for name, text in said.items() if name != "nothing_narrower_because"},
        factors=FACTORS,
        balance="maintaining",
        opinion=replace(OPINION, limbs=(code,), denies=True) if code.startswith("s36") else None,
    )
    return replace(made, **changes)


@cache
def wording() -> dict[str, Part]:
    """The blocks of the library of today, by slug."""
    return {
        slug: Part(
            slug, "block", version.body, slug=slug, version=version.version, title=version.title,
            continues=version.continues,
        )
        for slug, version in valid_on(read_folder(WORDING), TODAY).items()
    }  # fmt: skip


def letter_of(plan: Plan, **values: str) -> Letter:
    """Today's letter put together from a plan."""
    parts = first_parts(planned_parts(plan), wording())
    return replace(todays_letter(), parts=parts, values=TODAY_VALUES | SETTINGS | values)
