"""Addresses of what earlier answers say against a letter, and of how exemptions fared."""

from django.urls import path

from responses.views import guard, overturns

LETTER = "requests/<str:reference>/letters/<int:response_id>"

urlpatterns = [
    path(f"{LETTER}/precedents/", guard.draft_precedents, name="draft_precedents"),
    path(f"{LETTER}/precedents/<slug:key>/note/", guard.draft_precedent_note, name="draft_precedent_note"),
    path("reports/exemptions/", overturns.exemptions_fared, name="exemptions_fared"),
    path("reports/exemptions.csv", overturns.exemptions_fared_file, name="exemptions_fared_file"),
]
