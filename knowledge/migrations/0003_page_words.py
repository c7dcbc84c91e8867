from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0002_postings_and_queue'),
    ]

    operations = [
        migrations.AddField(
            model_name='page',
            name='word_count',
            field=models.PositiveIntegerField(default=0),
        ),
    ]
