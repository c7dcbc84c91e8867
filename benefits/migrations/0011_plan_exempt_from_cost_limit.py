from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('benefits', '0010_removed_rows_and_cobra'),
    ]

    operations = [
        migrations.AddField(
            model_name='plan',
            name='is_exempt_from_cost_limit',
            field=models.BooleanField(default=False, help_text='Only of a grandfathered plan or one for retirees alone: the federal limit on what people pay in a year does not bind it. The limits of plans with a health savings account do.'),
        ),
    ]
