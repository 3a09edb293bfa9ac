"""Staff say when they are away, and who covers."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_teams_of_staff'),
    ]

    operations = [
        migrations.CreateModel(
            name='StaffAbsence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('clearer', 'Clearer'), ('deputy_director', 'Deputy director')], max_length=30)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('cover', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['first_day', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='an_absence_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('cover__isnull', True), models.Q(('cover', models.F('member')), _negated=True), _connector='OR'), name='nobody_covers_for_themselves'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('member', 'role', 'first_day'), name='an_absence_is_recorded_once')],
            },
        ),
    ]
