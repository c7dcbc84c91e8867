from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='documentversion',
            name='fidelity',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='passage',
            name='confidence',
            field=models.FloatField(null=True),
        ),
    ]
