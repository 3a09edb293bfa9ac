"""Wording that comes with the product: proposals with their source and reason, for the deputy director to approve."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from responses.actions.wording import propose_wording
from responses.domain import wording_files
from responses.models import TextBlockVersion

FOLDER = Path(__file__).resolve().parent.parent / "wording"


@transaction.atomic
def propose_shipped_wording(*, at: datetime) -> int:
    """Propose what is shipped and not in the library yet; returns how many versions are new.

    A version is known by its block and the words; the office's own versions are left alone.
    """
    known = set(TextBlockVersion.objects.values_list("block__slug", "body"))
    proposed = 0
    for version in wording_files.read_folder(FOLDER):
        if (version.slug, version.body) in known:
            continue
        propose_wording(
            slug=version.slug,
            kind=version.kind,
            title=version.title,
            body=version.body,
            valid_from=version.valid_from,
            valid_until=version.valid_until,
            continues=version.continues,
            source=version.source,
            reason=version.reason,
            owner=version.owner,
            legal_basis=version.legal_basis,
            guidance=version.guidance,
            review_by=version.review_by,
            at=at,
            by=None,
        )
        proposed += 1
    return proposed
