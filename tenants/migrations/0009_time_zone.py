import tenants.time_zones
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tenants', '0008_senders'),
    ]

    operations = [
        migrations.AddField(
            model_name='client',
            name='time_zone',
            field=models.CharField(default=tenants.time_zones.usual_time_zone, max_length=64, validators=[tenants.time_zones.check_time_zone]),
        ),
        # Only now: clients that are there get the usual zone, not this one.
        migrations.AlterField(
            model_name='client',
            name='time_zone',
            field=models.CharField(db_default='UTC', default=tenants.time_zones.usual_time_zone, max_length=64, validators=[tenants.time_zones.check_time_zone]),
        ),
    ]
