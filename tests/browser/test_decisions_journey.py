"""Four questions decided in four ways, in a real browser: from triage to the letter that left, with every reason."""

import io
import re
import subprocess
import sys
import uuid
from pathlib import Path

import pikepdf
import pypdf
from playwright.sync_api import Page

from tests.browser.january import Counted, mail_to, the_request_comes_by_the_public_form, wait_for
from tests.services.chromium import sign_in
from tests.services.office import PASSWORD, Office

REQUEST = """Please tell me, for claims against hospital trusts:

1. How many claims about retained objects were closed in each year from 2022/23 to 2024/25, and who made them?
2. What target for the cost of a claim is set for the firms on your legal panel?
3. Has a claim been made about the treatment of Mrs Ada Quill of Leeds?
4. Which wards do the papers of all claims closed since 2015 name?
"""
HELD = ("Held", "Held", "Neither confirmed nor denied", "Held")
TABLE = {
    "question": "1",
    "caption": "Claims about retained objects, closed",
    "unit": "claims",
    "typed": "Year of closing | Claims\n2022/23 | 1,204\n2023/24 | 987\n2024/25 | *",
    "symbols": "* = fewer than five, withheld under section 40(2)",
    "notes": "As at 31 March 2025.",
}
NAMES = {
    "engagement": "each name tells of a living person that they made a claim",
    "principle": "a",
    "special_category": "no",
    "legitimate_interest": "The public has an interest in how claims are dealt with.",
    "necessity": "The figures serve it, and no name is needed.",
    "balance_of_rights": "They expect not to be named, and being named would distress them.",
}
ONE_PATIENT = {
    "engagement": "to say so would tell whether a person who is named had made a claim",
    "principle": "a",
    "special_category": "special",
    "legitimate_interest": "An answer would serve the requester alone; we see no wider interest.",
    "necessity": "Nothing is served by it that the figures do not serve.",
    "balance_of_rights": "Anyone expects that nobody is told, and no condition of Article 9 would be met.",
}
TARGET = {
    "engagement": "the manager of our panel told us so, with two examples",
    "prejudice_to": "NHS Resolution",
    "prejudice": "Claimant firms would time their offers to a target that they know.",
    "likelihood": "would_be_likely",
}
FOR_DISCLOSURE = ("Public money is spent on these firms.", "People can judge how we manage them.")
FOR_WITHHOLDING = ("Claims would cost the NHS more.", "Firms would compete on the target, not on quality.")
WORK = {"unit": "claim files", "units": "1200", "minutes": "10", "basis": "20 files timed in October"}
NOTE = "The figures are three numbers; our website says how they may be used again."
LAW_WANTS = (
    # Given in part, and what was taken out (section 17(1)).
    "We give you part of it, and explain below why we withhold the rest.",
    "we have taken out the names of 2,191 people",
    "1 figure is shown as *: fewer than five, withheld under section 40(2)",
    # Section 40(2): the principle and the three steps (section 40(3A); UK GDPR Article 6(1)(f)).
    "We withhold the names of those who made the claims. This information is exempt under section 40(2) of the Act",
    "lawfulness, fairness and transparency (Article 5(1)(a))",
    *(NAMES[step] for step in ("legitimate_interest", "necessity", "balance_of_rights")),
    # Section 43(2): whom the harm would be to, how likely, and the test of section 2(2)(b).
    "exempt under section 43(2) of the Act",
    "would be likely to prejudice the commercial interests of NHS Resolution",
    *FOR_DISCLOSURE,
    *FOR_WITHHOLDING,
    "in all the circumstances of the case, the public interest in maintaining the exemption outweighs the public"
    " interest in disclosing the information",
    # Section 40(5B)(a): nothing that hints.
    "We neither confirm nor deny whether we hold the information that you asked for. For this we rely on section"
    " 40(5B)(a) of the Act. This should not be taken as indicating that we do or do not hold the information.",
    # Section 12(1): the limit, the estimate, and what could be had within it (section 16).
    "the appropriate limit of £450. Section 12(1) of the Act",
    "1,200 claim files, 10 minutes each, 200 hours",
    "200 hours, which comes to £5,000",
    "Within the limit we could do this: The wards that 100 files name.",
    # Sections 17(1), 17(7) and 50.
    "it is a refusal notice under section 17 of the Act",
    "You can ask us for an internal review",
    "section 50 of the Act gives you the right to apply to the Information Commissioner",
)


def test_four_questions_decided_in_four_ways_leave_in_one_letter_that_says_what_the_law_wants(
    office_processes: Office, open_page, tmp_path
):
    office = office_processes
    mailbox = f"four.{uuid.uuid4().hex[:8]}@requesters.example"
    officer, clearer, director = (open_page(office, viewport={"width": 1280, "height": 1000}) for _person in range(3))
    for page, name in ((officer, "officer"), (clearer, "clearer"), (director, "deputy.director")):
        sign_in(page, f"{name}@nhs-resolution.example", PASSWORD)

    # Given a request that was split into its four questions at triage, and an estimate of the work
    reference = the_request_comes_by_the_public_form(Counted(open_page(office)), mailbox, REQUEST)
    estimate_the_work(officer, reference)
    triage(officer, reference)

    # When each question is decided, with what the law wants to be said for it
    officer.get_by_role("button", name="Decide the questions").click()
    decide(officer, 1, "Given in part", answer="The table shows how many.", removed="The names of 2,191 people.")
    apply(officer, 1, "Section 40(2)", "The names of those who made the claims", **NAMES)
    decide(officer, 2, "Refused")
    apply(officer, 2, "Section 43(2)", "The target for the cost of a claim", **TARGET)
    weigh(officer)
    decide(officer, 3)
    apply(officer, 3, "Section 40(2)", "Whether a claim was made about the treatment of one person", **ONE_PATIENT)
    decide(officer, 4, "Refused")
    apply(officer, 4, "Section 12(1)", "The wards that the papers name", narrower="The wards that 100 files name.")

    # and the letter is made from it, its table typed in and its gap filled
    officer.get_by_role("link", name="Back to the decisions").click()
    officer.get_by_text("Complete", exact=True).first.wait_for()
    officer.get_by_role("link", name="Back to the letter").click()
    officer.get_by_role("link", name="Add a table").click()
    fill(officer, **TABLE)
    officer.get_by_role("button", name="Save the table").click()
    bring_up_to_date(officer)
    pass_the_warning_that_the_licence_is_left_out(officer)
    fill(officer, gap_as_at="31 March 2025")
    officer.get_by_role("button", name="Submit for clearance").click()
    officer.wait_for_url(f"**/requests/{reference}/")

    # and two people clear it, since a question is neither confirmed nor denied
    assert "Step 1 of 2: clearer" in officer.locator("main").inner_text()
    clear(clearer, reference)
    officer.reload()
    assert "Step 2 of 2: deputy director" in officer.locator("main").inner_text()
    clear(director, reference)
    officer.reload()
    officer.get_by_role("button", name="Issue the reply").click()
    officer.get_by_role("button", name="Issue", exact=True).click()
    officer.wait_for_url(f"**/requests/{reference}/")

    # Then the letter that left says what the law wants
    (attached,) = mail_to(office, mailbox, f"Reply to your request {reference}").iter_attachments()
    pdf = attached.get_content()
    read = words_of(pdf)
    assert [words for words in LAW_WANTS if words not in read] == []
    assert "special category" not in read, "the answer to question 3 hints at what there may be"

    # and everybody can read it: tags, the headers of the table with their scope, nothing that pdfua finds
    assert scopes_of_headers(pdf) == ["/Column"] * 2 + ["/Row"] * 3
    (tmp_path / "letter.pdf").write_bytes(pdf)
    pdfua = Path(sys.executable).parent / "pdfua"
    checked = subprocess.run([pdfua, "check", tmp_path / "letter.pdf"], capture_output=True, timeout=60, check=False)
    assert checked.returncode == 0, checked.stdout


def estimate_the_work(officer: Page, reference: str) -> None:
    """Estimate what the fourth question would take."""
    officer.goto(f"/requests/{reference}/cost/")
    press(officer, "Add work to the estimate")
    officer.get_by_role("radio", name=re.compile("^Extracting")).check()
    fill(officer, **WORK)
    officer.locator("main form button[type=submit]").last.click()
    officer.get_by_text("over the limit of 18 hours, £450").wait_for()


def triage(officer: Page, reference: str) -> None:
    """Split the request as its reading proposes, say of each question whether it is held, and start the draft."""
    officer.goto(f"/requests/{reference}/triage/")
    split = officer.get_by_role("button", name="Split into 4 questions")
    wait_for(lambda: split.count() or officer.goto(officer.url).ok and split.count())
    split.click()
    for number, held in enumerate(HELD, start=1):
        question = officer.get_by_role("region", name=f"Question {number}", exact=True)
        question.get_by_role("radio", name=held, exact=True).check()
    officer.get_by_role("button", name="Save and start the draft").click()
    officer.wait_for_url("**/draft/")


def decide(officer: Page, number: int, outcome: str = "", **facts: str) -> None:
    """Say what becomes of a question, and then the facts that the page asks for."""
    to_all_decisions(officer)
    press(officer, f"Decide question {number}")
    if outcome:
        officer.get_by_role("radio", name=outcome, exact=True).check()
    save(officer)
    if facts:
        fill(officer, **facts)
        save(officer)


def apply(officer: Page, number: int, provision: str, information: str, **answers: str) -> None:
    """Apply a provision to what it withholds, and say what the law wants to be said for it."""
    to_all_decisions(officer)
    officer.get_by_role("link", name=f"Add a ground for refusal to question {number}").click()
    officer.get_by_role("link", name=re.compile(rf"^{re.escape(provision)}:")).click()
    fill(officer, information=information)
    officer.get_by_role("button", name="Apply it and go on").click()
    fill(officer, **answers)
    save(officer)
    assert "Everything that the law wants for this ground" in said(officer) or "Weigh the public interest" in said(
        officer
    )


def weigh(officer: Page) -> None:
    """Weigh the public interest: a factor on each side at a time, and the conclusion that withholding weighs more."""
    officer.get_by_role("link", name="Weigh the public interest").click()
    for number, (disclose, withhold) in enumerate(zip(FOR_DISCLOSURE, FOR_WITHHOLDING, strict=True)):
        fill(officer, **{f"disclosure-{number}-words": disclose, f"maintaining-{number}-words": withhold})
        fill(officer, **{f"maintaining-{number}-weight": "3"})
        save(officer)
    fill(officer, balance="maintaining")
    save(officer)
    officer.get_by_role("link", name="Back to section 43(2)").first.click()


def bring_up_to_date(officer: Page) -> None:
    """Let the letter follow what was decided; its own words then stand in it."""
    press(officer, "Bring the letter up to date")
    officer.locator("#draft-letter").get_by_text("We neither confirm nor deny").first.wait_for()
    officer.locator(".fd-up-to-date").wait_for(state="detached")


def pass_the_warning_that_the_licence_is_left_out(officer: Page) -> None:
    """Take the paragraph on re-use out, and say why the letter may leave without it."""
    officer.get_by_role("button", name="Re-use of what we supply", exact=True).click()
    officer.get_by_role("button", name="Remove this part").click()
    officer.get_by_role("button", name=re.compile("^Pass it with a note")).click()
    fill(officer, words=NOTE)
    officer.get_by_role("button", name="Pass the warning with this note").click()
    officer.wait_for_url("**/draft/")


def clear(clearer: Page, reference: str) -> None:
    """Read the letter, with the note of its drafter, and clear it at this step."""
    clearer.goto("/clearance/")
    clearer.get_by_role("row").filter(has_text=reference).get_by_role("link").first.click()
    assert f"Note of the drafter: {NOTE}" in said(clearer)
    clearer.get_by_role("button", name="Clear", exact=True).click()
    clearer.wait_for_url("**/clearance/")


def to_all_decisions(officer: Page) -> None:
    """Go back to all questions, from wherever one of them is decided."""
    back = officer.get_by_role("link", name="Back to the decisions")
    if back.count():
        back.first.click()


def press(page: Page, name: str) -> None:
    """Press what looks like a button, be it a link or a button."""
    page.get_by_role("link", name=name, exact=True).or_(page.get_by_role("button", name=name, exact=True)).first.click()


def fill(page: Page, **fields: str) -> None:
    """Fill fields by their names: with words, or with the value of a choice."""
    for name, value in fields.items():
        field = page.locator(f"main [name='{name}']")
        kind = field.first.evaluate("field => field.type")
        if kind == "radio":
            page.locator(f"main [name='{name}'][value='{value}']").check()
        elif kind == "select-one":
            field.select_option(value)
        else:
            field.fill(value)


def save(page: Page) -> None:
    """Save the form of the page, which refuses nothing of it."""
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.get_by_role("heading", name="Success").wait_for()
    assert not page.locator(".nhsuk-error-summary").count(), said(page)


def said(page: Page) -> str:
    """What the page says."""
    return page.locator("main").inner_text()


def words_of(pdf: bytes) -> str:
    """Everything that the PDF says, in one line."""
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    return " ".join(" ".join(pages).split())


def scopes_of_headers(pdf: bytes) -> list[str]:
    """The scope of every header cell, in order; the PDF is tagged and says so."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert bool(opened.Root.MarkInfo.Marked)
        tags = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary)]
        return [str(each.A.get("/Scope", "")) for each in tags if each.get("/S") == pikepdf.Name("/TH")]
