"""What stands in the way of a letter on a day."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from codes.models import Code
from responses import rendering
from responses.domain import placeholders
from responses.domain.clock_letter_rules import check_clock_letter
from responses.domain.letter import Letter
from responses.domain.letter_rules import Finding, LetterNotReady, names
from responses.models import TextBlockVersion


def findings_of(letter: Letter, *, at: datetime) -> list[Finding]:
    """What stands in the way of clearing this letter; empty when nothing does.

    Unfilled gaps, wording that is not in force, codes of the case that no official workbook has confirmed, what the law
    wants of a letter of the clock, characters that the letter's fonts cannot print. The requester's own words are not
    ours and are not looked at.
    """
    findings = [Finding(f"Fill the gap “{gap.label}”.", gap=gap.name, part=gap.part_key) for gap in letter.missing]
    if not letter.parts:
        findings.append(Finding("The letter is empty. Add wording from the library."))
    day = timezone.localdate(at)
    pinned = {(part.slug, part.version) for part in letter.parts if part.kind == "block"}
    in_force = {
        (version.block.slug, version.number)
        for version in TextBlockVersion.objects.in_force_on(day)
        .filter(block__slug__in=[slug for slug, _number in pinned])
        .select_related("block")
    }
    for part in letter.parts:
        if part.kind == "block" and (part.slug, part.version) not in in_force:
            words = f"The wording “{part.title}” is not in force today. Replace it with the current wording."
            findings.append(Finding(words, part=part.key))
        if wrong := placeholders.malformed(part.body):
            findings.append(Finding(f"This looks like a gap and is none: {', '.join(wrong)}.", part=part.key))
    touched = {code for decision in letter.decisions for code in decision.get("codes", ())}
    for label in Code.objects.filter(pk__in=touched, unconfirmed=True).values_list("label", flat=True):
        findings += [
            Finding(f"The code “{label}” is unconfirmed, so no letter names it.", part=part.key)
            for part in letter.parts
            if names(placeholders.fill(part.body, _ours(letter.values_for(part))), label)
        ]
    findings += check_clock_letter(letter, day)
    keys = {part.key for part in letter.parts}
    for strange in rendering.unprintable_characters(letter):
        words = f"Our letter font cannot print {strange}. Use another character."
        findings.append(Finding(words, part=strange.where if strange.where in keys else ""))
    return findings


def check_ready(letter: Letter, *, at: datetime) -> None:
    """Raise `LetterNotReady` when something stands in the way of the letter, naming each."""
    if findings := findings_of(letter, at=at):
        raise LetterNotReady(findings)


def _ours(values: Mapping[str, str]) -> dict[str, str]:
    """The values without the requester's own words."""
    return {name: value for name, value in values.items() if name != "request"}
