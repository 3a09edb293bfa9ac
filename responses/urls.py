"""Addresses of drafting, clearance and letters, and of the library and internal reviews."""

from responses import library_urls

urlpatterns = [*library_urls.urlpatterns]
