"""The office's dated settings: read by all staff, recorded and confirmed by the deputy director."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.doors import staff_page
from accounts.models import Role
from codes.actions.settings import confirm_setting, record_setting
from codes.domain.errors import Refused
from codes.domain.office_settings import SETTINGS, declared_setting
from codes.forms import SettingForm, initial_value
from codes.models import DatedSetting
from codes.presenters import plain_day, setting_lines, setting_summary


@staff_page
def settings(http_request: HttpRequest) -> HttpResponse:
    """Every setting with the value in force today."""
    in_force = DatedSetting.objects.in_force_on(timezone.localdate())
    rows = []
    for name, declaration in SETTINGS.items():
        row = in_force.get(name)
        rows.append(
            {
                "name": name,
                "title": declaration.title,
                "value": setting_summary(row) if row else "no value yet",
                "since": plain_day(row.valid_from) if row else "",
                "unconfirmed": row is None or row.verified_on is None,
            }
        )
    unconfirmed = sum(row["unconfirmed"] for row in rows)
    return render(
        http_request, "codes/settings.html", {"section": "settings", "rows": rows, "unconfirmed": unconfirmed}
    )


@staff_page
def setting(http_request: HttpRequest, name: str) -> HttpResponse:
    """One setting: its meaning, value and history; for the deputy director also the form for a new value."""
    if name not in SETTINGS:
        raise Http404
    may_record = http_request.user.holds(Role.DEPUTY_DIRECTOR)
    return _setting_page(http_request, name, may_record=may_record)


@staff_page(Role.DEPUTY_DIRECTOR)
@require_POST
def setting_record(http_request: HttpRequest, name: str) -> HttpResponse:
    """Record a new value from a day on."""
    if name not in SETTINGS:
        raise Http404
    form = SettingForm(http_request.POST, setting=declared_setting(name))
    if form.is_valid():
        try:
            row = record_setting(
                name=name,
                value=form.value(),
                valid_from=form.cleaned_data["valid_from"],
                source=form.cleaned_data["source"],
                reason=form.cleaned_data["reason"],
                by=http_request.user,
                at=timezone.now(),
                verified_on=timezone.localdate(),
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(http_request, f"Recorded. The new value applies from {plain_day(row.valid_from)}.")
            return redirect("setting", name)
    return _setting_page(http_request, name, may_record=True, form=form)


@staff_page(Role.DEPUTY_DIRECTOR)
@require_POST
def setting_confirm(http_request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a value that was marked “to be confirmed”."""
    row = get_object_or_404(DatedSetting, pk=pk)
    try:
        confirm_setting(setting=row, by=http_request.user, at=timezone.now())
        messages.success(http_request, "Confirmed.")
    except Refused as refused:
        messages.error(http_request, str(refused))
    return redirect("setting", row.name)


def _setting_page(
    http_request: HttpRequest, name: str, *, may_record: bool, form: SettingForm | None = None
) -> HttpResponse:
    declaration = declared_setting(name)
    today = timezone.localdate()
    current = DatedSetting.objects.in_force_on(today).get(name)
    if form is None and may_record:
        form = SettingForm(
            setting=declaration,
            initial={**(initial_value(declaration, current.value) if current else {}), "valid_from": today},
        )
    last_words = DatedSetting.objects.named(name).last_word_for_each_day()
    history = [
        {
            "row": row,
            "heading": f"From {plain_day(row.valid_from)}",
            "facts": [
                *setting_lines(declaration, row.value),
                {"key": "Source", "value": row.source},
                {"key": "Recorded", "value": f"{plain_day(timezone.localdate(row.recorded_at))}, {_who(row)}"},
                *([{"key": "Reason", "value": row.reason}] if row.reason else []),
                _confirmation(row),
            ],
            "in_force": current is not None and row.pk == current.pk,
            "corrected": row.pk not in last_words,
            "may_confirm": may_record and row.verified_on is None and row.pk in last_words,
        }
        for row in DatedSetting.objects.named(name).newest_first().select_related("recorded_by")
    ]
    return render(
        http_request,
        "codes/setting.html",
        {
            "section": "settings",
            "setting": declaration,
            "history": history,
            "form": form,
            "may_record": may_record,
        },
    )


def _who(row: DatedSetting) -> str:
    return f"by {row.recorded_by}" if row.recorded_by else "at set-up"


def _confirmation(row: DatedSetting) -> dict[str, str]:
    if row.verified_on:
        return {"key": "Confirmed", "value": plain_day(row.verified_on)}
    return {"key": "Confirmed", "tag": "To be confirmed", "tone": "warning"}
