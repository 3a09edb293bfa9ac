"""The keys of a span of days of receipt come from the index alone: search asks for the newest of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("foirequests", "0013_cost_estimates_and_cards")]

    operations = [
        migrations.RemoveIndex(model_name="foirequest", name="request_by_receipt"),
        migrations.AddIndex(
            model_name="foirequest",
            index=models.Index(fields=["received_on", "id"], name="request_by_day_of_receipt"),
        ),
    ]
