"""The table that the search of the wording library looks into; `load_reference_data` and `rebuild_search` fill it."""

from django.db import migrations

from foirequests import search


def create(_apps, _schema_editor) -> None:
    search.create("wording")


def drop(_apps, _schema_editor) -> None:
    search.drop("wording")


class Migration(migrations.Migration):
    dependencies = [("responses", "0007_letters_of_the_clock")]

    operations = [migrations.RunPython(create, drop)]
