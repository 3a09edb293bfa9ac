"""Wording carries its own title and guidance until it is approved; letters know their wording and closed windows."""

from django.db import migrations, models

FACTS = ("title", "owner", "legal_basis", "guidance")


def copy_facts_from_blocks(apps, schema_editor):
    """Each version that is there already has the facts that its block has."""
    version = apps.get_model("responses", "TextBlockVersion")
    block = apps.get_model("responses", "TextBlock").objects.filter(pk=models.OuterRef("block"))
    version.objects.update(**{name: models.Subquery(block.values(name)[:1]) for name in FACTS})


class Migration(migrations.Migration):
    dependencies = [("responses", "0001_initial")]

    operations = [
        migrations.RemoveIndex(model_name="issuedletter", name="letters_by_last_review_day"),
        migrations.AddField(
            model_name="issuedletter",
            name="window_told_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="issuedletter",
            name="wording",
            field=models.ManyToManyField(blank=True, related_name="letters", to="responses.textblockversion"),
        ),
        migrations.AddField(
            model_name="textblockversion",
            name="title",
            field=models.CharField(default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="textblockversion",
            name="owner",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="textblockversion",
            name="legal_basis",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="textblockversion",
            name="guidance",
            field=models.TextField(blank=True),
        ),
        migrations.AddIndex(
            model_name="issuedletter",
            index=models.Index(
                condition=models.Q(("superseded_by__isnull", True), ("window_told_at__isnull", True)),
                fields=["review_by"],
                name="windows_still_to_close",
            ),
        ),
        migrations.AddIndex(
            model_name="textblockversion",
            index=models.Index(
                condition=models.Q(("approved_at__isnull", True), ("declined_at__isnull", True)),
                fields=["block"],
                name="wording_still_to_decide",
            ),
        ),
        migrations.RunPython(copy_facts_from_blocks, migrations.RunPython.noop, elidable=True),
    ]
