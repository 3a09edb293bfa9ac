"""Acts of deciding a question stand in the history."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('foirequests', '0015_notices_to_teams'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='historyentry',
            name='act_is_a_known_act',
        ),
        migrations.AlterField(
            model_name='historyentry',
            name='act',
            field=models.CharField(choices=[('received', 'Request received'), ('acknowledged', 'Acknowledgement prepared'), ('advice_decided', 'Advice decided'), ('questions_changed', 'Questions split, merged or reworded'), ('part_taken_out', 'A part was made a case of its own'), ('passed_on', 'Handed over to another team'), ('told_early', 'Deputy director told early'), ('triaged', 'Triaged'), ('corrected_triage', 'Triage corrected'), ('assigned', 'Owner changed'), ('receipt_corrected', 'Date of receipt corrected'), ('requester_corrected', 'Requester corrected'), ('clarification_asked', 'Asked the requester to clarify'), ('clarification_received', 'Clarification received'), ('fees_notice_given', 'Fees notice given'), ('fee_paid', 'Fee paid'), ('extended', 'Time for the reply extended'), ('due_date_moved', 'Due date worked out again: the bank holidays changed'), ('due_date_told', 'Told the requester the new last day for the reply'), ('lateness_explained', 'Reason for the late reply recorded'), ('commissioned', 'Asked for information'), ('commission_answered', 'Answer recorded'), ('messaged', 'Message to the requester'), ('message_posted', 'Message posted'), ('message_received', 'Message from the requester'), ('noted', 'Note'), ('linked', 'Linked with another request'), ('merged', 'Merged with another request'), ('merged_from', 'Another request was merged into this one'), ('withdrawn', 'Withdrawn'), ('lapsed', 'Closed as lapsed'), ('transferred', 'Transferred to another authority'), ('reopened', 'Reopened'), ('link_sent_again', 'Private link sent again'), ('links_revoked', 'Earlier private links revoked'), ('code_printed', 'Address and code printed for the requester'), ('cost_estimated', 'Cost of complying estimated'), ('s43_card_filled', 'Card for commercial interests (section 43(2)) filled in'), ('draft_started', 'Draft started'), ('outline_reused', 'Outline of an earlier reply taken over'), ('draft_saved', 'Draft saved'), ('question_decided', 'Question decided'), ('ground_applied', 'Ground for refusal applied'), ('ground_changed', 'Ground for refusal changed'), ('ground_removed', 'Ground for refusal taken away'), ('interest_weighed', 'Public interest weighed'), ('opinion_recorded', 'Opinion of the qualified person recorded'), ('handed_over', 'Draft handed over'), ('submitted', 'Submitted for clearance'), ('taken_back', 'Taken back for changes'), ('returned', 'Returned by the clearer'), ('cleared', 'Cleared'), ('issued', 'Reply issued'), ('rendered', 'Letter rendered'), ('render_failed', 'Letter could not be rendered'), ('sent', 'Sent'), ('send_failed', 'Sending failed'), ('sent_again_after_interruption', 'Sent again after an interruption, with the same Message-ID'), ('retried', 'Sending tried again'), ('sent_to_new_address', 'Failed message replaced by one to the corrected address'), ('posted', 'Posted'), ('receipt_recorded', 'Day the requester received the reply recorded'), ('reply_corrected', 'Corrected reply started'), ('correction_dropped', 'Corrected reply dropped'), ('letter_dropped', 'Draft dropped'), ('superseded', 'Reply replaced by a corrected one'), ('review_window_closed', 'The time to ask for an internal review has passed'), ('review_asked', 'Internal review asked for'), ('review_accepted', 'Late request for internal review accepted'), ('review_declined', 'Late request for internal review declined'), ('review_allocated', 'Internal review given to a reviewer'), ('review_decided', 'Outcome of the internal review drafted'), ('review_closed', 'Internal review closed'), ('erased', 'Words erased')], max_length=40),
        ),
        migrations.AddConstraint(
            model_name='historyentry',
            constraint=models.CheckConstraint(condition=models.Q(('act__in', ['received', 'acknowledged', 'advice_decided', 'questions_changed', 'part_taken_out', 'passed_on', 'told_early', 'triaged', 'corrected_triage', 'assigned', 'receipt_corrected', 'requester_corrected', 'clarification_asked', 'clarification_received', 'fees_notice_given', 'fee_paid', 'extended', 'due_date_moved', 'due_date_told', 'lateness_explained', 'commissioned', 'commission_answered', 'messaged', 'message_posted', 'message_received', 'noted', 'linked', 'merged', 'merged_from', 'withdrawn', 'lapsed', 'transferred', 'reopened', 'link_sent_again', 'links_revoked', 'code_printed', 'cost_estimated', 's43_card_filled', 'draft_started', 'outline_reused', 'draft_saved', 'question_decided', 'ground_applied', 'ground_changed', 'ground_removed', 'interest_weighed', 'opinion_recorded', 'handed_over', 'submitted', 'taken_back', 'returned', 'cleared', 'issued', 'rendered', 'render_failed', 'sent', 'send_failed', 'sent_again_after_interruption', 'retried', 'sent_to_new_address', 'posted', 'receipt_recorded', 'reply_corrected', 'correction_dropped', 'letter_dropped', 'superseded', 'review_window_closed', 'review_asked', 'review_accepted', 'review_declined', 'review_allocated', 'review_decided', 'review_closed', 'erased'])), name='act_is_a_known_act'),
        ),
    ]
