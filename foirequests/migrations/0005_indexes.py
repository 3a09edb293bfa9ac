import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('codes', '0005_uploads'),
        ('foirequests', '0004_notices_of_reviews_and_letters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='foirequest',
            name='request_by_due',
        ),
        migrations.RemoveIndex(
            model_name='outgoingmail',
            name='mail_still_to_send',
        ),
        migrations.RemoveIndex(
            model_name='requester',
            name='requester_by_email',
        ),
        migrations.AlterField(
            model_name='foirequest',
            name='owner',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='owned_requests', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='commission',
            index=models.Index(condition=models.Q(('answered_on__isnull', True)), fields=['foi_request'], name='commissions_still_to_answer'),
        ),
        migrations.AddIndex(
            model_name='foirequest',
            index=models.Index(fields=['owner', 'stage', 'due_on'], name='request_by_owner'),
        ),
        migrations.AddIndex(
            model_name='foirequest',
            index=models.Index(fields=['closed_on', 'due_on', 'regime', 'stage'], name='request_by_closing_day'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('seen_at__isnull', True)), fields=['raised_at'], name='notices_unseen'),
        ),
        migrations.AddIndex(
            model_name='outgoingmail',
            index=models.Index(condition=models.Q(('sent_at__isnull', True)), fields=['next_attempt_at'], name='mail_not_sent'),
        ),
        migrations.AddIndex(
            model_name='requester',
            index=models.Index(django.db.models.functions.text.Lower('email'), name='requester_by_email'),
        ),
        migrations.AddIndex(
            model_name='requester',
            index=models.Index(fields=['name'], name='requester_by_name'),
        ),
        migrations.AddConstraint(
            model_name='outgoingmail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='sent_mail_and_no_other_has_its_moment'),
        ),
    ]
