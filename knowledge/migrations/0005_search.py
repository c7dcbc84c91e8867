import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

# Until now every ready version was found by the vectors that it has.
SERVED_BY_WHAT_THERE_IS = """
    UPDATE knowledge_documentversion AS version SET served_by = 'pgvector/' || held.model
    FROM (
        SELECT DISTINCT ON (passage.version_id) passage.version_id, vector.model
        FROM knowledge_passagevector AS vector JOIN knowledge_passage AS passage ON passage.id = vector.passage_id
        GROUP BY passage.version_id, vector.model
        ORDER BY passage.version_id, count(*) DESC
    ) AS held
    WHERE held.version_id = version.id AND version.status = 'ready'
"""


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0004_facts'),
    ]

    operations = [
        migrations.AddField(
            model_name='documentversion',
            name='served_by',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name='documentversion',
            name='revision',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.CreateModel(
            name='EmbeddedText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('model', models.CharField(max_length=80)),
                ('sha256', models.CharField(max_length=64)),
                ('values', models.BinaryField()),
                ('created_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='embedded_texts', to='knowledge.document')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('document', 'model', 'sha256'), name='embedded_text_unique')],
            },
        ),
        migrations.RunSQL(SERVED_BY_WHAT_THERE_IS, migrations.RunSQL.noop),
    ]
