"""Addresses of the public form, of the private page and of what the service says about itself."""

from django.urls import path, re_path

from foirequests.views import dates, portal, portal_acts, portal_entry, public, public_information
from foirequests.views.public_session import STEPS

_STEP = "|".join(step.slug for step in STEPS)

urlpatterns = [
    path("request/", public.public_request, name="public_request"),
    path("request/check-your-answers/", public.public_request_check, name="public_request_check"),
    path("request/sent/", public.public_request_sent, name="public_request_sent"),
    re_path(rf"^request/(?P<slug>{_STEP})/$", public.public_request_step, name="public_request_step"),
    # Mail programs like to add a slash, which is no part of a link.
    re_path(r"^r/(?P<token>[^/]+)/?$", portal_entry.portal_enter, name="portal_enter"),
    path("code/", portal_entry.portal_code, name="portal_code"),
    path("new-link/", portal_entry.portal_link_lost, name="portal_link_lost"),
    path("page-closed/", public_information.portal_closed, name="portal_closed"),
    path("your-request/<str:reference>/", portal.portal, name="portal"),
    path("your-request/<str:reference>/letters/<int:number>/", portal.portal_letter, name="portal_letter"),
    path("your-request/<str:reference>/letters/<int:number>/pdf/", portal.portal_letter_pdf, name="portal_letter_pdf"),
    path(
        "your-request/<str:reference>/letters/<int:number>/files/<int:pk>/",
        portal.portal_letter_file,
        name="portal_letter_file",
    ),
    path("your-request/<str:reference>/message/", portal_acts.portal_message, name="portal_message"),
    path("your-request/<str:reference>/answer/", portal_acts.portal_clarify, name="portal_clarify"),
    path("your-request/<str:reference>/internal-review/", portal_acts.portal_review, name="portal_review"),
    path("your-request/<str:reference>/new-link/", portal.portal_link_again, name="portal_link_again"),
    path("your-request/<str:reference>/close/", portal.portal_close, name="portal_close"),
    path("deadline-calculator/", dates.deadline_calculator, name="deadline_calculator"),
    path("accessibility-statement/", public_information.accessibility_statement, name="accessibility_statement"),
    path("cookies/", public_information.cookies, name="cookies"),
    path("privacy/", public_information.privacy, name="privacy"),
    path("logo/", public_information.office_logo, name="office_logo"),
    path("robots.txt", public_information.robots, name="robots"),
]
