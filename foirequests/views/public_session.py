"""What a person has typed into the public form so far, good or not: kept in the session until it is sent."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.contrib.sessions.backends.base import SessionBase

from foirequests.forms.public import ReplyForm, WhatForm, YouForm
from foirequests.models.requests import PreferredFormat

_KEPT, _SENT = "request_form", "request_sent"


@dataclass(frozen=True)
class Step:
    """One page of the form: its part of the address, its place among the four pages, its name and its template."""

    slug: str
    number: int
    name: str
    template: str


STEPS = (
    Step("your-request", 1, "What you want to know", "portal/form_what.html"),
    Step("our-reply", 2, "How we reply to you", "portal/form_reply.html"),
    Step("about-you", 3, "Your name and contact", "portal/form_you.html"),
)
LAST = len(STEPS) + 1


class KeptForm:
    """The form of one session: a random key of its own, and what was typed on each page."""

    def __init__(self, session: SessionBase) -> None:
        self._session = session
        self._kept = session.get(_KEPT) or {"key": secrets.token_urlsafe(16), "typed": {}}

    @property
    def key(self) -> str:
        """The form's own key: whatever is sent under it is one request."""
        return self._kept["key"]

    @property
    def is_begun(self) -> bool:
        """Whether anything was typed."""
        return bool(self._kept["typed"])

    @property
    def is_by_post(self) -> bool:
        """Whether the reply is to come by post."""
        return self._kept["typed"].get("our-reply", {}).get("preferred_format") == PreferredFormat.POST

    def form(self, step: Step, data: Mapping[str, str] | None = None) -> forms.Form:
        """The form of one page with `data`, or with what was typed before, or empty."""
        typed = data if data is not None else self._kept["typed"].get(step.slug)
        if step.slug == "about-you":
            return YouForm(typed, by_post=self.is_by_post)
        return (WhatForm if step.slug == "your-request" else ReplyForm)(typed)

    def keep(self, step: Step, form: forms.Form) -> None:
        """Keep what was typed on a page, good or not; a box that is not on the page now keeps what it had."""
        typed = {name: form.data.get(name, "") for name in form.fields}
        self._kept["typed"][step.slug] = {**self._kept["typed"].get(step.slug, {}), **typed}
        self._save()

    def first_unanswered(self) -> Step | None:
        """The first page that still has to be answered or mended; None when the request can be sent."""
        return next((step for step in STEPS if not self.form(step).is_valid()), None)

    def answers(self) -> dict[str, str]:
        """Everything answered, under the names of the boxes; ask only when nothing is unanswered."""
        answered: dict[str, str] = {}
        for step in STEPS:
            form = self.form(step)
            form.is_valid()
            answered |= form.cleaned_data
        return answered

    def forget(self) -> None:
        """Begin again with an empty form."""
        self._session.pop(_KEPT, None)
        self._session.pop(_SENT, None)

    def mark_sent(self, case_pk: int) -> None:
        """Keep no more than which form became which case."""
        self._session.pop(_KEPT, None)
        self._session[_SENT] = {"key": self.key, "case": case_pk}

    def _save(self) -> None:
        self._session[_KEPT] = self._kept
        self._session.pop(_SENT, None)


def sent_case(session: SessionBase, key: str | None = None) -> int | None:
    """The case that this session's form became (the form with `key`, when one is given)."""
    sent = session.get(_SENT)
    return sent["case"] if sent and key in (None, sent["key"]) else None
