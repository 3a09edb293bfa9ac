"""Addresses of the calendar of bank holidays."""

from django.urls import path

from foirequests.views import calendar

urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/add/", calendar.calendar_add, name="calendar_add"),
    path("calendar/holidays/<int:pk>/withdraw/", calendar.calendar_withdraw, name="calendar_withdraw"),
    path("calendar/changes/", calendar.calendar_changes, name="calendar_changes"),
    path("calendar/changes/<int:pk>/", calendar.calendar_change, name="calendar_change"),
    path("calendar/notices/<int:pk>/seen/", calendar.calendar_notice_seen, name="calendar_notice_seen"),
]
