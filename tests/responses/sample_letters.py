"""Letters that have, between them, everything that a letter can have."""

from dataclasses import replace

from responses.domain.letter import Attachment, Part
from responses.domain.tables import Table
from tests.responses.letters import CLAIMS, MOMENTS, january_letter, paragraph, plain, todays_letter

NAMES = "Siân Ŵyn-Łukasz Žák, Ćwik, Ωμέγα, Жанна"
_LONG = Table(
    caption="Claims by trust",
    columns=("Trust", "Specialty in the words of the claim", "2022/23", "2023/24"),
    rows=tuple((f"Trust {row}", "Trauma & orthopaedic <surgery>", f"{row * 7:,}", f"{row}%") for row in range(70)),
)
_FREE = (
    paragraph('# Our "answer" & <reasons>\n\n**((name))** and ((name)); fish & chips at 3 < 4.', "p1"),
    paragraph(
        "1. first\n2. second, with [words](https://ico.org.uk/?a=1&b=2)\n\n- point\n- ((missing_attribute))", "p2"
    ),
    paragraph("> Is it so?\n> In lines?\n\nWrite to\\\n1 High Street\\\nTown\n\n## Further", "p3"),
    paragraph("https://resolution.nhs.uk/" + "a-very-long-address" * 9 + " and `code` *or* not.", "p4"),
    paragraph("We hold what was asked for, and what was not. " * 60, "p5"),
)

SAMPLES = {
    "the January 2023 letter": january_letter(),
    "today's letter with its gaps": todays_letter(attachments=(Attachment("Figures.xlsx", "a" * 64),)),
    "free paragraphs": replace(plain(*_FREE, name=NAMES), title='Reply \x00 to\ufffe "A & B" <i>&amp;\n\n'),
    "tables": replace(
        todays_letter().fill_moments(MOMENTS),
        parts=(*_FREE, *(Part(key=f"t{n}", kind="table", body="", table=t) for n, t in enumerate((CLAIMS, _LONG)))),
    ),
}
