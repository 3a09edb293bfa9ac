"""What stands in the way of a letter on a day."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from django.utils import timezone

from codes.domain.office_settings import Office
from codes.models import Code
from responses import rendering
from responses.actions.checking import findings_by_rule
from responses.actions.decision_values import limit_for
from responses.actions.link_states import are_checked, link_states
from responses.actions.stale import stale_findings
from responses.domain import placeholders
from responses.domain.decisions import decisions_in
from responses.domain.gap_slips import slips
from responses.domain.letter import Letter
from responses.domain.letter_rules import Finding, LetterNotReady, names
from responses.domain.links_of_wording import links_of_letter
from responses.domain.missing import unfinished
from responses.domain.passing import WarningNote, notes_in, passed, standing
from responses.domain.rules import rules_in_force
from responses.models import FoiResponse, ResponseVersion, TextBlockVersion


class Checked(NamedTuple):
    """What was found in a letter: what stands in its way, and the warnings that a note passes, each with its note."""

    standing: list[Finding]
    passed: list[tuple[Finding, WarningNote]]


def findings_of(
    letter: Letter, foi_response: FoiResponse, *, at: datetime, since: Iterable[WarningNote] = ()
) -> list[Finding]:
    """What stands in the way of clearing this letter; empty when nothing does.

    What the rules in force find in it, save the warnings that a note in the letter passes, or one written `since` it
    was submitted; wording that is not in force, codes of the case that no official workbook has confirmed, characters
    that the letter's fonts cannot print. The requester's own words are not ours and are not looked at.
    """
    return checked(letter, foi_response, at=at, since=since).standing


def checked(letter: Letter, foi_response: FoiResponse, *, at: datetime, since: Iterable[WarningNote] = ()) -> Checked:
    """What stands in the way of the letter, and the warnings that a note passes: one in it, or one written `since`."""
    found, notes = all_findings(letter, foi_response, at=at), (*notes_in(letter.decisions), *since)
    return Checked(standing(found, notes), passed(found, notes))


def all_findings(
    letter: Letter, foi_response: FoiResponse, *, at: datetime, office: Office | None = None
) -> list[Finding]:
    """Everything that was found, the warnings that a note passes among it.

    `office` are the settings of the day when the caller has read them.
    """
    day = timezone.localdate(at)
    links = link_states(links_of_letter(letter)) if are_checked() else None
    by_rule = findings_by_rule(foi_response, letter, leaves_on=day, as_of=day, office=office, links=links)
    stale = stale_findings(foi_response, letter, day)
    return list(dict.fromkeys((*stale, *_of_the_office(letter, day), *_undecided(letter, foi_response, day), *by_rule)))


def late_notes(version: ResponseVersion) -> list[WarningNote]:
    """The notes that pass warnings which arose after the version was submitted; they stand outside of its letter."""
    return [note.as_value() for note in version.passing_notes.standing()]


def decisions_are_judged(foi_response: FoiResponse, day: date) -> bool:
    """Whether what a decision lacks stands in the way of this letter: of a reply, from the day when letters are judged.

    The outcome of a review does not answer the questions anew. It begins with what the reply decided, and the rules
    look at each ground that it adds.
    """
    return foi_response.is_reply and bool(rules_in_force(day))


def _undecided(letter: Letter, foi_response: FoiResponse, day: date) -> list[Finding]:
    """What the decisions of a reply lack, for each question that was decided."""
    if not decisions_are_judged(foi_response, day):
        return []
    decisions = decisions_in(letter.decisions)
    limit = limit_for(decisions, on=day)
    return [
        Finding(each.words, provision=each.wanted_by, question=decision.question)
        for decision in decisions
        for each in unfinished(decision, limit=limit)
    ]


def _of_the_office(letter: Letter, day: date) -> list[Finding]:
    findings = [] if rules_in_force(day) else _gaps(letter)
    if not letter.parts:
        findings.append(Finding("The letter is empty. Add wording from the library."))
    pinned = {(part.slug, part.version) for part in letter.parts if part.kind == "block"}
    versions = TextBlockVersion.objects.in_force_on(day).filter(block__slug__in=[slug for slug, _number in pinned])
    in_force = set(versions.values_list("block__slug", "number"))
    for part in letter.parts:
        if part.kind == "block" and (part.slug, part.version) not in in_force:
            words = f"The wording “{part.title}” is not in force today. Replace it with the current wording."
            findings.append(Finding(words, part=part.key))
    touched = {code for decision in letter.decisions for code in decision.get("codes", ())}
    for label in Code.objects.filter(pk__in=touched, unconfirmed=True).values_list("label", flat=True):
        findings += [
            Finding(f"The code “{label}” is unconfirmed, so no letter names it.", part=part.key)
            for part in letter.parts
            if names(placeholders.fill(part.body, _ours(letter.values_for(part))), label)
        ]
    keys = {part.key for part in letter.parts}
    for strange in rendering.unprintable_characters(letter):
        words = f"Our letter font cannot print {strange}. Use another character."
        findings.append(Finding(words, part=strange.where if strange.where in keys else ""))
    return findings


def check_ready(letter: Letter, foi_response: FoiResponse, *, at: datetime, since: Iterable[WarningNote] = ()) -> None:
    """Raise `LetterNotReady` when something stands in the way of the letter, naming each."""
    if findings := findings_of(letter, foi_response, at=at, since=since):
        raise LetterNotReady(findings)


def _gaps(letter: Letter) -> list[Finding]:
    """What is still to be filled, on days before the rule that asks for it (L-G06)."""
    findings = [Finding(f"Fill the gap “{gap.label}”.", gap=gap.name, part=gap.part_key) for gap in letter.missing]
    for part in letter.parts:
        if wrong := [slip.text for slip in slips(part.body) if slip.is_certain]:
            findings.append(Finding(f"This looks like a gap and is none: {', '.join(wrong)}.", part=part.key))
    return findings


def _ours(values: Mapping[str, str]) -> dict[str, str]:
    """The values without the requester's own words."""
    return {name: value for name, value in values.items() if name != "request"}
