"""The table that search looks into; `load_reference_data` and `rebuild_search` fill it for the cases that are there."""

from django.db import migrations

from foirequests import search


def create(_apps, _schema_editor) -> None:
    search.create("case")


def drop(_apps, _schema_editor) -> None:
    search.drop("case")


class Migration(migrations.Migration):

    dependencies = [("foirequests", "0005_indexes")]

    operations = [migrations.RunPython(create, drop)]
