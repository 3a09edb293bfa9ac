"""Write down which wording the drafts that are there hold, as every saving does from now on."""

from django.db import migrations

AT_ONCE = 500


def write_down(apps, _schema_editor) -> None:
    known = apps.get_model("responses", "TextBlockVersion").objects.values_list("pk", "block__slug", "number")
    versions = {(slug, number): pk for pk, slug, number in known}
    copies = apps.get_model("responses", "WorkingCopy").objects
    through = copies.model.wording.through
    rows = []
    for pk, parts in copies.values_list("pk", "parts").iterator(chunk_size=AT_ONCE):
        held = {versions.get((part.get("slug"), part.get("version"))) for part in parts} - {None}
        rows += [through(workingcopy_id=pk, textblockversion_id=version) for version in sorted(held)]
    through.objects.bulk_create(rows, batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [('responses', '0013_life_of_wording_and_links')]

    operations = [migrations.RunPython(write_down, migrations.RunPython.noop)]
