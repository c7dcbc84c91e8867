import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0003_page_words'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='posting',
            name='posting_term_unique',
        ),
        migrations.AlterField(
            model_name='posting',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='postings', to='knowledge.documentversion'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.UniqueConstraint(fields=('term', 'version'), name='posting_term_unique'),
        ),
    ]
