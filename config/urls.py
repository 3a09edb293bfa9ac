"""Every address of FOI Desk, room by room."""

from django.urls import include, path

urlpatterns = [path("", include(f"{room}.urls")) for room in ("accounts", "codes", "foirequests", "responses")]
handler500 = "config.outages.page_failed"
