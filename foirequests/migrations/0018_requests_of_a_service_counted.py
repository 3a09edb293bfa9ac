

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('codes', '0009_history_of_taught_words'),
        ('foirequests', '0017_the_regulator_late_notes_and_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='foirequest',
            name='request_by_stage',
        ),
        migrations.AddIndex(
            model_name='foirequest',
            index=models.Index(fields=['stage', 'due_on', 'regime', 'received_on', 'service_area'], name='request_by_stage'),
        ),
    ]
