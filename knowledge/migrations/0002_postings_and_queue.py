import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('term', models.CharField(max_length=60)),
                ('ordinals', models.BinaryField()),
                ('frequencies', models.BinaryField()),
            ],
        ),
        migrations.RemoveIndex(
            model_name='passage',
            name='passage_terms',
        ),
        migrations.RemoveField(
            model_name='passage',
            name='frequencies',
        ),
        migrations.RemoveField(
            model_name='passage',
            name='term_count',
        ),
        migrations.RemoveField(
            model_name='passage',
            name='terms',
        ),
        migrations.AddField(
            model_name='document',
            name='guessed',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None),
        ),
        migrations.AddField(
            model_name='documentversion',
            name='publish_when_ready',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='documentversion',
            name='queued_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='documentversion',
            name='retry_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='posting',
            name='version',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='postings', to='knowledge.documentversion'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.UniqueConstraint(fields=('version', 'term'), name='posting_term_unique'),
        ),
        # A vector of 1,536 numbers is 3 KB; left to itself PostgreSQL compresses it away from its row, and every
        # comparison pays to bring it back.
        migrations.RunSQL(
            "ALTER TABLE knowledge_passagevector ALTER COLUMN embedding SET STORAGE PLAIN",
            "ALTER TABLE knowledge_passagevector ALTER COLUMN embedding SET STORAGE EXTERNAL",
        ),
    ]
