from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('codes', '0005_uploads'),
        ('foirequests', '0010_reminders_and_lateness'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='foirequest',
            name='request_by_stage_and_due',
        ),
        migrations.AddIndex(
            model_name='foirequest',
            index=models.Index(fields=['stage', 'due_on', 'regime', 'received_on'], name='request_by_stage'),
        ),
    ]
