"""Addresses of drafting, clearance and letters, and of the library and internal reviews."""

from django.urls import path

from responses import library_urls
from responses.views import clearance, comments, decisions, draft, draft_acts, grounds, issue, letters, passing, tables

LETTER = "requests/<str:reference>/letters/<int:response_id>"
PART = f"{LETTER}/draft/parts/<slug:key>"
DECIDED = f"{LETTER}/decisions"

urlpatterns = [
    path("requests/<str:reference>/draft/start/", draft.draft_start, name="draft_start"),
    path("requests/<str:reference>/draft/like/<str:earlier>/", draft.draft_like, name="draft_like"),
    path(f"{LETTER}/draft/", draft.draft, name="draft"),
    path(f"{LETTER}/draft/library/", draft.draft_library, name="draft_library"),
    path(f"{LETTER}/draft/versions/", draft.draft_versions, name="draft_versions"),
    path(f"{LETTER}/draft/preview.pdf", draft.draft_preview_pdf, name="draft_preview_pdf"),
    path(f"{LETTER}/draft/typed/", draft_acts.draft_typed, name="draft_typed"),
    path(f"{LETTER}/draft/save/", draft_acts.draft_save, name="draft_save"),
    path(f"{LETTER}/draft/find-wording/", draft_acts.draft_find_wording, name="draft_find_wording"),
    path(f"{LETTER}/draft/add-wording/", draft_acts.draft_add_block, name="draft_add_block"),
    path(f"{LETTER}/draft/put-back/<int:place>/", draft_acts.draft_put_back, name="draft_put_back"),
    path(f"{LETTER}/draft/keep-version/", draft_acts.draft_save_version, name="draft_save_version"),
    path(f"{LETTER}/draft/hand-over/", draft_acts.draft_hand_over, name="draft_hand_over"),
    path(f"{LETTER}/draft/submit/", draft_acts.draft_submit, name="draft_submit"),
    path(f"{LETTER}/draft/to-issue/", draft_acts.draft_to_issue, name="draft_to_issue"),
    path(f"{LETTER}/draft/up-to-date/", draft_acts.draft_up_to_date, name="draft_up_to_date"),
    path(f"{LETTER}/draft/estimate/", draft_acts.draft_cost_table, name="draft_cost_table"),
    path(f"{LETTER}/draft/tables/<int:pk>/remove/", draft_acts.draft_table_remove, name="draft_table_remove"),
    path(f"{LETTER}/tables/add/", tables.table_add, name="table_add"),
    path(f"{LETTER}/tables/<int:pk>/", tables.table_change, name="table_change"),
    path(f"{LETTER}/files/<int:pk>/", tables.table_file, name="table_file"),
    path(f"{LETTER}/draft/take-back/", draft_acts.draft_take_back, name="draft_take_back"),
    path(f"{PART}/open/", draft_acts.draft_open_part, name="draft_open_part"),
    path(f"{PART}/up/", draft_acts.draft_move, {"direction": "up"}, name="draft_move_up"),
    path(f"{PART}/down/", draft_acts.draft_move, {"direction": "down"}, name="draft_move_down"),
    path(f"{PART}/remove/", draft_acts.draft_remove, name="draft_remove"),
    path(f"{PART}/restore/", draft_acts.draft_restore, name="draft_restore"),
    path(f"{LETTER}/draft/to-decisions/", draft_acts.draft_to_decisions, name="draft_to_decisions"),
    path(f"{LETTER}/draft/warnings/<slug:key>/", passing.draft_warning, name="draft_warning"),
    path(f"{LETTER}/draft/warnings/<slug:key>/open/", draft_acts.draft_to_warning, name="draft_to_warning"),
    path(f"{DECIDED}/", decisions.decisions, name="decisions"),
    path(f"{DECIDED}/questions/<int:number>/", decisions.decision, name="decision"),
    path(f"{DECIDED}/questions/<int:number>/add/", grounds.ground_add, name="ground_add"),
    path(f"{DECIDED}/grounds/<int:pk>/", grounds.ground, name="ground"),
    path(f"{DECIDED}/grounds/<int:pk>/weighing/", grounds.weighing, name="weighing"),
    path(f"{DECIDED}/grounds/<int:pk>/remove/", grounds.ground_remove, name="ground_remove"),
    path(f"{DECIDED}/opinions/add/", decisions.opinion_add, name="opinion_add"),
    path("clearance/", clearance.clearance_queue, name="clearance_queue"),
    path(f"{LETTER}/clear/", clearance.clear, name="clear"),
    path(f"{LETTER}/clear/similar/", clearance.clear_similar, name="clear_similar"),
    path(f"{LETTER}/conditions/<int:pk>/met/", issue.condition_met, name="condition_met"),
    path(f"{LETTER}/comments/add/", comments.comment_add, name="comment_add"),
    path("requests/<str:reference>/comments/", comments.case_comments, name="case_comments"),
    path("requests/<str:reference>/comments/<int:pk>/answer/", comments.comment_answer, name="comment_answer"),
    path("requests/<str:reference>/comments/<int:pk>/resolve/", comments.comment_resolve, name="comment_resolve"),
    path(f"{LETTER}/issue/", issue.issue, name="issue"),
    path(f"{LETTER}/", letters.letter, name="letter"),
    path(f"{LETTER}/letter.pdf", letters.letter_pdf, name="letter_pdf"),
    path(f"{LETTER}/posted/", letters.letter_posted, name="letter_posted"),
    path(f"{LETTER}/received/", letters.letter_received, name="letter_received"),
    path(f"{LETTER}/render-again/", letters.letter_retry, name="letter_retry"),
    path(f"{LETTER}/correct/", letters.correct_reply, name="correct_reply"),
    path(f"{LETTER}/drop/", letters.draft_drop, name="draft_drop"),
    *library_urls.urlpatterns,
]
