"""Addresses of the office's pages about requests, and of the requester's."""

from django.urls import include, path

from foirequests import calendar_urls, portal_urls
from foirequests.views import (
    access,
    acts,
    background,
    calendar,
    case,
    clock_acts,
    correspondence,
    dates,
    home,
    questions,
    queue,
    record,
    triage,
)

of_a_case = [
    path("", case.case, name="case"),
    path("dates/", dates.case_dates, name="case_dates"),
    path("print/", case.case_print, name="case_print"),
    path("triage/", triage.case_triage, name="case_triage"),
    path("triage/questions/", questions.case_questions, name="case_questions"),
    path("message/", correspondence.case_message, name="case_message"),
    path("messages/<int:pk>/print/", case.message_print, name="message_print"),
    path("messages/<int:pk>/posted/", correspondence.message_posted, name="message_posted"),
    path("due-date/", calendar.case_tell_due_date, name="case_tell_due_date"),
    path("note/", correspondence.case_note, name="case_note"),
    path("commission/", correspondence.case_commission, name="case_commission"),
    path("commission/<int:pk>/answer/", correspondence.case_commission_answer, name="case_commission_answer"),
    path("acknowledge/", clock_acts.case_acknowledge, name="case_acknowledge"),
    path("clarification/", clock_acts.case_clarification, name="case_clarification"),
    path("clarification/received/", correspondence.case_clarification_received, name="case_clarification_received"),
    path("fees-notice/", clock_acts.case_fees_notice, name="case_fees_notice"),
    path("fee-paid/", clock_acts.case_fee_paid, name="case_fee_paid"),
    path("extension/", clock_acts.case_extension, name="case_extension"),
    path("lapse/", clock_acts.case_lapse, name="case_lapse"),
    path("transfer/", clock_acts.case_transfer, name="case_transfer"),
    path("mail/<int:pk>/retry/", correspondence.mail_retry, name="mail_retry"),
    path("mail/<int:pk>/new-address/", correspondence.mail_new_address, name="mail_new_address"),
    path("requester/", acts.case_requester, name="case_requester"),
    path("assign/", acts.case_assign, name="case_assign"),
    path("receipt-date/", acts.case_receipt_date, name="case_receipt_date"),
    path("withdraw/", acts.case_withdraw, name="case_withdraw"),
    path("reopen/", acts.case_reopen, name="case_reopen"),
    path("lateness/", acts.case_lateness, name="case_lateness"),
    path("link/", acts.case_link, name="case_link"),
    path("merge/", acts.case_merge, name="case_merge"),
    path("private-link/send/", access.case_send_link, name="case_send_link"),
    path("private-link/revoke/", access.case_revoke_links, name="case_revoke_links"),
    path("private-link/print/", access.case_print_code, name="case_print_code"),
    path("files/<int:pk>/", record.message_file, name="message_file"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("background/", background.background_work, name="background_work"),
    path("notices/<int:pk>/seen/", queue.notice_seen, name="notice_seen"),
    path("requests/", queue.queue, name="queue"),
    path("requests/assign/", queue.queue_assign, name="queue_assign"),
    path("requests/record/", record.record_request, name="record_request"),
    path("requests/<str:reference>/", include(of_a_case)),
    *calendar_urls.urlpatterns,
    *portal_urls.urlpatterns,
]
