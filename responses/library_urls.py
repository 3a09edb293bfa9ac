"""Addresses of the deputy director's home, the wording library and internal reviews."""

from django.urls import path

from responses.views import deputy, links, reviews, wording, wording_approval, wording_life, wording_review

BLOCK = "wording/blocks/<slug:slug>"
REVIEW = "reviews/<int:pk>"

urlpatterns = [
    path("deputy-director/", deputy.deputy_home, name="deputy_home"),
    path("wording/", wording.wording, name="wording"),
    path("wording/propose/", wording.wording_propose, name="wording_propose"),
    path("wording/check/", wording.wording_check, name="wording_check"),
    path("wording/approve/", wording_approval.wording_approve, name="wording_approve"),
    path("wording/decline/<int:pk>/", wording_approval.wording_decline, name="wording_decline"),
    path("wording/review/", wording_review.wording_review, name="wording_review"),
    path("wording/export/", wording_review.wording_export, name="wording_export"),
    path(f"{BLOCK}/", wording.wording_block, name="wording_block"),
    path(f"{BLOCK}/propose/", wording.wording_propose, name="wording_propose"),
    path(f"{BLOCK}/confirm/", wording_life.wording_confirm, name="wording_confirm"),
    path(f"{BLOCK}/retire/", wording_life.wording_retire, name="wording_retire"),
    path(f"{BLOCK}/bring-back/", wording_life.wording_bring_back, name="wording_bring_back"),
    path(f"{BLOCK}/use/", wording_life.wording_use, name="wording_use"),
    path(f"{BLOCK}/drafts/", wording_life.wording_drafts, name="wording_drafts"),
    path(f"{BLOCK}/links/", links.wording_links, name="wording_links"),
    path("requests/<str:reference>/record-review/", reviews.review_record, name="review_record"),
    path("requests/<str:reference>/questions/<int:number>/open-review/", reviews.review_inside, name="review_inside"),
    path(f"{REVIEW}/", reviews.review, name="review"),
    path(f"{REVIEW}/allocate/", reviews.review_allocate, name="review_allocate"),
    path(f"{REVIEW}/accept/", reviews.review_accept, name="review_accept"),
    path(f"{REVIEW}/decline/", reviews.review_decline, name="review_decline"),
    path(f"{REVIEW}/outcome/", reviews.review_outcome, name="review_outcome"),
]
