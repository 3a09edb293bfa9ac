"""Clearing has steps and conditions, and parts of a letter have comments."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def name_the_step_of_reviews(apps, schema_editor):
    """The outcome of an internal review has always been cleared by a deputy director."""
    clearances = apps.get_model('responses', 'Clearance').objects
    clearances.filter(version__foi_response__kind='review_outcome').update(step='deputy_director')


class Migration(migrations.Migration):

    dependencies = [
        ('foirequests', '0016_acts_and_notices_of_drafting'),
        ('responses', '0011_tables_and_files'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ClearanceCondition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('told', 'After somebody was told'), ('not_before', 'Not before a day')], max_length=20)),
                ('whom', models.CharField(blank=True, max_length=200)),
                ('day', models.DateField(blank=True, null=True)),
                ('told', models.CharField(blank=True, max_length=200)),
                ('met_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['clearance', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PartComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(max_length=40)),
                ('title', models.CharField(blank=True, help_text='Of the wording, for when the part is gone.', max_length=200)),
                ('made_on', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('resolved_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='clearance',
            name='a_version_is_cleared_once',
        ),
        migrations.AddField(
            model_name='clearance',
            name='step',
            field=models.CharField(choices=[('clearer', 'Clearer'), ('deputy_director', 'Deputy director')], default='clearer', max_length=20),
        ),
        migrations.RunPython(name_the_step_of_reviews, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name='clearance',
            constraint=models.UniqueConstraint(condition=models.Q(('verdict', 'cleared')), fields=('version', 'step'), name='a_version_is_cleared_once_at_a_step'),
        ),
        migrations.AddConstraint(
            model_name='clearance',
            constraint=models.UniqueConstraint(condition=models.Q(('verdict', 'cleared')), fields=('version', 'by'), name='a_person_clears_one_step_of_a_version'),
        ),
        migrations.AddField(
            model_name='clearancecondition',
            name='clearance',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conditions', to='responses.clearance'),
        ),
        migrations.AddField(
            model_name='clearancecondition',
            name='met_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='partcomment',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='partcomment',
            name='entry',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foirequests.historyentry'),
        ),
        migrations.AddField(
            model_name='partcomment',
            name='foi_response',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='part_comments', to='responses.foiresponse'),
        ),
        migrations.AddField(
            model_name='partcomment',
            name='mentions',
            field=models.ManyToManyField(blank=True, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='partcomment',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='responses.partcomment'),
        ),
        migrations.AddField(
            model_name='partcomment',
            name='resolved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='partcomment',
            name='version',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responses.responseversion'),
        ),
        migrations.AddConstraint(
            model_name='clearancecondition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('day__isnull', True), ('kind', 'told'), models.Q(('whom', ''), _negated=True)), models.Q(('day__isnull', False), ('kind', 'not_before'), ('met_at__isnull', True), ('whom', '')), _connector='OR'), name='a_condition_is_somebody_told_or_a_day'),
        ),
        migrations.AddConstraint(
            model_name='clearancecondition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('met_at__isnull', True), ('met_by__isnull', True), ('told', '')), models.Q(('met_at__isnull', False), ('met_by__isnull', False), models.Q(('told', ''), _negated=True)), _connector='OR'), name='a_met_condition_says_who_was_told_and_by_whom'),
        ),
        migrations.AddConstraint(
            model_name='partcomment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('resolved_at__isnull', True), ('resolved_by__isnull', True)), models.Q(('parent__isnull', True), ('resolved_at__isnull', False), ('resolved_by__isnull', False)), _connector='OR'), name='a_thread_is_resolved_by_somebody'),
        ),
    ]
