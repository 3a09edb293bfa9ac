from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('foirequests', '0006_search'),
        ('responses', '0005_dropped_corrections'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='issuedletter',
            name='a_rendered_letter_has_its_pdf',
        ),
        migrations.RemoveIndex(
            model_name='issuedletter',
            name='letters_still_to_render',
        ),
        migrations.AddIndex(
            model_name='foiresponse',
            index=models.Index(fields=['stage', 'submitted_at'], name='responses_by_stage'),
        ),
        migrations.AddIndex(
            model_name='internalreview',
            index=models.Index(fields=['stage', 'due_on'], name='reviews_by_stage_and_due'),
        ),
        migrations.AddIndex(
            model_name='issuedletter',
            index=models.Index(condition=models.Q(('pdf__isnull', True)), fields=['next_attempt_at'], name='letters_without_pdf'),
        ),
        migrations.AddIndex(
            model_name='issuedletter',
            index=models.Index(fields=['channel', 'posted_on'], name='letters_by_posting'),
        ),
        migrations.AddConstraint(
            model_name='issuedletter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('pdf__isnull', False), ('render_state', 'rendered')), models.Q(models.Q(('render_state', 'rendered'), _negated=True), ('pdf__isnull', True)), _connector='OR'), name='a_rendered_letter_and_no_other_has_its_pdf'),
        ),
    ]
