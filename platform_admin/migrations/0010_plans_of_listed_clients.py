from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("platform_admin", "0009_domain_keys")]

    operations = [
        migrations.AddField("clientline", "plans", models.CharField(blank=True, default="", max_length=255), False),
        migrations.AddField(
            "clientline", "plan_year_starts_on", models.CharField(blank=True, default="", max_length=40), False
        ),
    ]
