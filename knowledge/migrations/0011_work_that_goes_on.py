from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0010_warning_kinds'),
    ]

    operations = [
        migrations.AddField(
            model_name='documentversion',
            name='pages_reached',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='documentversion',
            name='without_pictures',
            field=models.BooleanField(default=False),
        ),
    ]
