"""What requests ask for that the claims database has no field for."""

from django.db import models

from codes.models.reference import ReferenceRow


class UnrecordedConcept(ReferenceRow):
    """One concept: `procedure`, `diagnosis`, `drug`, ... and who may hold it instead.

    `terms` is a list of groups, each with `words` (phrases as synonyms have them), `nearest` (codes to offer, as list
    and label) and, where it differs from the concept's own, `body`.
    """

    body = models.CharField(max_length=200, blank=True, help_text="The body that may hold it.")
    body_page = models.URLField(max_length=300, blank=True, help_text="Where that body says how to ask it.")
    terms = models.JSONField(default=list)

    class Meta(ReferenceRow.Meta):
        pass
