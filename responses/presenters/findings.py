"""What the rules found, in words: for a line of text and for other programs."""

from responses.domain.letter_rules import WARNING, Finding


def as_json(finding: Finding) -> dict[str, str]:
    """One finding for other programs; `where` is `part:p3`, `gap:requester`, `question:2` and the like, or `letter`."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.words,
        "provision": finding.provision,
        "where": finding.where,
    }


def as_line(finding: Finding) -> str:
    """One finding as a line: `L-G07 W  What to mend. (FOIA s.17(7)) part:internal-review`."""
    weight = "warning" if finding.severity == WARNING else "blocks"
    provision = f" ({finding.provision})" if finding.provision else ""
    return f"{finding.rule or '-'} {weight}: {finding.words}{provision} [{finding.where}]"
