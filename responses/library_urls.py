"""Addresses of the deputy director's home, the wording library and internal reviews."""

from django.urls import path

from responses.views import deputy, reviews, wording

REVIEW = "reviews/<int:pk>"

urlpatterns = [
    path("deputy-director/", deputy.deputy_home, name="deputy_home"),
    path("wording/", wording.wording, name="wording"),
    path("wording/propose/", wording.wording_propose, name="wording_propose"),
    path("wording/check/", wording.wording_check, name="wording_check"),
    path("wording/approve/", wording.wording_approve, name="wording_approve"),
    path("wording/decline/<int:pk>/", wording.wording_decline, name="wording_decline"),
    path("wording/blocks/<slug:slug>/", wording.wording_block, name="wording_block"),
    path("wording/blocks/<slug:slug>/propose/", wording.wording_propose, name="wording_propose"),
    path("requests/<str:reference>/record-review/", reviews.review_record, name="review_record"),
    path("requests/<str:reference>/questions/<int:number>/open-review/", reviews.review_inside, name="review_inside"),
    path(f"{REVIEW}/", reviews.review, name="review"),
    path(f"{REVIEW}/allocate/", reviews.review_allocate, name="review_allocate"),
    path(f"{REVIEW}/accept/", reviews.review_accept, name="review_accept"),
    path(f"{REVIEW}/decline/", reviews.review_decline, name="review_decline"),
    path(f"{REVIEW}/outcome/", reviews.review_outcome, name="review_outcome"),
]
