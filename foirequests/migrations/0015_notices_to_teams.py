"""A notice can be addressed to everybody who works in a team: something was handed over to it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('foirequests', '0014_keys_by_day_of_receipt'),
    ]

    operations = [
        migrations.AddField(
            model_name='notice',
            name='to_team',
            field=models.CharField(blank=True, help_text='Told to everybody who works in the team.', max_length=300),
        ),
        migrations.AlterField(
            model_name='notice',
            name='kind',
            field=models.CharField(choices=[('overdue', 'Overdue'), ('overdue_escalated', 'Overdue'), ('due_today', 'Due today'), ('due_today_escalated', 'Due today'), ('due_in_1', 'Due on the next working day'), ('due_in_5', 'Due within 5 working days'), ('due_in_10', 'Due within 10 working days'), ('lapsing', 'The requester’s time to answer or pay is running out'), ('may_lapse', 'Nothing came from the requester: the case can be closed as lapsed'), ('window_closing', 'Time for an internal review is running out'), ('window_closed', 'Time for an internal review has passed'), ('review_asked', 'Internal review asked for'), ('requester_wrote', 'The requester wrote'), ('review_allocated', 'An internal review was given to you'), ('told_early', 'Sensitive, or of interest to the press: planned to be cleared by'), ('handed_over', 'Handed over to your team on'), ('render_failed', 'A letter could not be rendered'), ('mail_failed', 'A message could not be sent')], max_length=30),
        ),
    ]
