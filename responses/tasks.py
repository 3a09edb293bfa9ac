"""Background work of this room: each task calls one action and may run twice."""

from celery import shared_task
from django.utils import timezone

from responses.actions import links, re_dating, regulator_reminders, render, windows, wording_in_drafts


@shared_task
def render_letter(letter_pk: int) -> None:
    """Render one issued letter, if it is still due."""
    render.render_letter(letter_pk, at=timezone.now())


@shared_task
def render_due_letters() -> None:
    """Render whatever was issued and not yet rendered."""
    render.render_due_letters(at=timezone.now())


@shared_task
def close_review_windows() -> None:
    """Tell of windows for an internal review that end soon, and write down which have passed since anybody looked."""
    now = timezone.now()
    windows.warn_of_closing_windows(at=now)
    windows.close_review_windows(at=now)


@shared_task
def note_departures() -> None:
    """Note when letters really left by e-mail."""
    windows.note_departures()


@shared_task
def re_date_open_reviews() -> None:
    """Let the days for the outcomes of open internal reviews follow the calendar of bank holidays."""
    re_dating.re_date_open_reviews(at=timezone.now())


@shared_task
def remind_of_the_regulator() -> None:
    """Tell of answers to the regulator and steps of its notices that are due, and of time to appeal that ends."""
    regulator_reminders.remind_of_the_regulator(at=timezone.now())


@shared_task
def ask_for_link_checks() -> None:
    """Have the addresses looked at that letters may lead to: each night all of them, by day what is new."""
    links.ask_for_all_checks(at=timezone.now())


@shared_task
def check_links() -> None:
    """Look at the addresses that somebody, or the night, asked for."""
    links.check_asked_links(at=timezone.now())


@shared_task
def tell_of_changed_wording() -> None:
    """Tell the owners of open letters whose wording has been replaced, has expired or was retired."""
    wording_in_drafts.tell_of_changed_wording(at=timezone.now())
