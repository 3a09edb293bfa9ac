"""Addresses of complaints to the regulator, its notices, and appeals to the tribunal."""

from django.urls import path

from responses.views import decision_notices, regulator

COMPLAINT = "regulator/<int:pk>"

urlpatterns = [
    path("requests/<str:reference>/record-regulator/", regulator.regulator_record, name="regulator_record"),
    path(f"{COMPLAINT}/", regulator.regulator_complaint, name="regulator_complaint"),
    path(f"{COMPLAINT}/change/", regulator.regulator_change, name="regulator_change"),
    path(f"{COMPLAINT}/letters/add/", regulator.regulator_letter, name="regulator_letter"),
    path(f"{COMPLAINT}/letters/<int:letter_pk>/answered/", regulator.regulator_answered, name="regulator_answered"),
    path(f"{COMPLAINT}/letters/<int:letter_pk>/day/", regulator.regulator_answer_day, name="regulator_answer_day"),
    path(f"{COMPLAINT}/end/", regulator.regulator_end, name="regulator_end"),
    path(f"{COMPLAINT}/resume/", regulator.regulator_resume, name="regulator_resume"),
    path(f"{COMPLAINT}/decision/", decision_notices.regulator_decision, name="regulator_decision"),
    path(f"{COMPLAINT}/steps/", decision_notices.regulator_steps, name="regulator_steps"),
    path(f"{COMPLAINT}/appeals/add/", decision_notices.regulator_appeal, name="regulator_appeal"),
    path(f"{COMPLAINT}/appeals/<int:appeal_pk>/outcome/", decision_notices.appeal_outcome, name="appeal_outcome"),
]
