"""What is decided on each question of a letter: grounds, factors, and opinions of the qualified person."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('codes', '0008_who_added_code_words'),
        ('foirequests', '0016_acts_and_notices_of_drafting'),
        ('responses', '0008_search_wording'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='QualifiedPersonOpinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.CharField(max_length=300)),
                ('office', models.CharField(max_length=300)),
                ('given_on', models.DateField()),
                ('limbs', models.JSONField()),
                ('likelihood', models.CharField(choices=[('would', 'would'), ('would_be_likely', 'would be likely to')], max_length=20)),
                ('reasons', models.TextField()),
                ('denies', models.BooleanField(default=False)),
                ('recorded_at', models.DateTimeField()),
                ('foi_request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='foirequests.foirequest')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('setting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='codes.datedsetting')),
            ],
            options={
                'ordering': ['given_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='QuestionDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.TextField(blank=True)),
                ('details', models.JSONField(blank=True, default=dict)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('foi_response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='question_decisions', to='responses.foiresponse')),
                ('held', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='codes.informationheld')),
                ('outcome', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='codes.outcome')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='foirequests.question')),
            ],
            options={
                'ordering': ['foi_response', 'question__number'],
            },
        ),
        migrations.CreateModel(
            name='AppliedGround',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('information', models.TextField(blank=True)),
                ('denies', models.BooleanField(default=False)),
                ('details', models.JSONField(blank=True, default=dict)),
                ('balance', models.CharField(blank=True, max_length=20)),
                ('withheld_explanation', models.TextField(blank=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('revision', models.PositiveIntegerField(default=1)),
                ('exemption', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='codes.exemption')),
                ('opinion', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grounds', to='responses.qualifiedpersonopinion')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grounds', to='responses.questiondecision')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='PublicInterestFactor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('disclosure', 'For disclosure'), ('maintaining', 'For withholding')], max_length=20)),
                ('words', models.TextField()),
                ('weight', models.PositiveSmallIntegerField(choices=[(1, 'little weight'), (2, 'some weight'), (3, 'great weight')], default=2)),
                ('note', models.TextField(blank=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('ground', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='factors', to='responses.appliedground')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('ground', 'position'), name='a_place_among_the_factors_is_taken_once'), models.CheckConstraint(condition=models.Q(('side__in', ['disclosure', 'maintaining'])), name='a_factor_is_on_one_side'), models.CheckConstraint(condition=models.Q(('weight__in', [1, 2, 3])), name='a_factor_has_a_known_weight'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='a_factor_has_words')],
            },
        ),
        migrations.AddConstraint(
            model_name='qualifiedpersonopinion',
            constraint=models.CheckConstraint(condition=models.Q(('likelihood__in', ['would', 'would_be_likely'])), name='an_opinion_says_how_likely_the_effect_is'),
        ),
        migrations.AddConstraint(
            model_name='qualifiedpersonopinion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reasons', ''), _negated=True), models.Q(('person', ''), _negated=True)), name='an_opinion_has_a_person_and_reasons'),
        ),
        migrations.AddConstraint(
            model_name='questiondecision',
            constraint=models.UniqueConstraint(fields=('foi_response', 'question'), name='a_question_is_decided_once_in_a_letter'),
        ),
        migrations.AddIndex(
            model_name='appliedground',
            index=models.Index(fields=['exemption', 'id'], name='grounds_by_exemption'),
        ),
        migrations.AddConstraint(
            model_name='appliedground',
            constraint=models.UniqueConstraint(fields=('decision', 'position'), name='a_place_among_the_grounds_is_taken_once'),
        ),
        migrations.AddConstraint(
            model_name='appliedground',
            constraint=models.CheckConstraint(condition=models.Q(('balance__in', ['', 'maintaining', 'disclosure'])), name='the_balance_falls_on_one_side'),
        ),
    ]
