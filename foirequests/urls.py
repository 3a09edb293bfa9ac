"""Addresses of the office's pages about requests, and of the requester's."""

from foirequests import portal_urls

urlpatterns = [*portal_urls.urlpatterns]
