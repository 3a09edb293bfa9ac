"""The service areas of the authority that hold information."""

from django.db import models

from codes.models.reference import ReferenceRow


class ServiceArea(ReferenceRow):
    """One service area: `claims_management`, `safety_and_learning`, ..."""

    holds = models.TextField(blank=True, help_text="What kind of information it holds, for triage.")

    class Meta(ReferenceRow.Meta):
        pass
