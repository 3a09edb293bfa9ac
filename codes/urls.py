"""Addresses of the room."""

from django.urls import path

from codes.views import code_lists, imports, office_settings, published, taught_words

urlpatterns = [
    path("codes/", code_lists.codes, name="codes"),
    path("codes/<int:pk>/", code_lists.code, name="code"),
    path("codes/editions/", code_lists.code_editions, name="code_editions"),
    path("codes/words/", taught_words.taught_words, name="taught_words"),
    path("codes/words/<int:pk>/remove/", taught_words.taught_words_remove, name="taught_words_remove"),
    path("codes/import/", imports.code_import, name="code_import"),
    path("codes/import/<uuid:pk>/", imports.code_import_check, name="code_import_check"),
    path("codes/import/<uuid:pk>/mapping/", imports.code_import_mapping, name="code_import_mapping"),
    path("codes/import/<uuid:pk>/confirm/", imports.code_import_confirm, name="code_import_confirm"),
    path("codes/import/<uuid:pk>/cancel/", imports.code_import_cancel, name="code_import_cancel"),
    path("published/", published.published, name="published"),
    path("published/add/", published.published_add, name="published_add"),
    path("published/<slug:slug>/", published.published_item, name="published_item"),
    path("published/<slug:slug>/change/", published.published_change, name="published_change"),
    path("published/<slug:slug>/checked/", published.published_checked, name="published_checked"),
    path("published/<slug:slug>/facts/", published.published_facts_read, name="published_facts_read"),
    path("settings/", office_settings.settings, name="settings"),
    path("settings/<slug:name>/", office_settings.setting, name="setting"),
    path("settings/<slug:name>/record/", office_settings.setting_record, name="setting_record"),
    path("settings/confirm/<int:pk>/", office_settings.setting_confirm, name="setting_confirm"),
]
