"""Every address of FOI Desk, room by room."""

from importlib.util import find_spec

from django.urls import include, path

urlpatterns = [
    path("", include(f"{room}.urls"))
    for room in ("accounts", "codes", "foirequests", "responses")
    if find_spec(f"{room}.urls")
]
