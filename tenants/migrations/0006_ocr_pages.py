from django.db import migrations, models

# What the tiers of a new installation begin with; operators change it under "Tiers".
PAGES = {'starter': 500, 'professional': 5_000}


def write_pages(apps, schema_editor):
    for tier, pages in PAGES.items():
        apps.get_model('tenants', 'TierTerms').objects.filter(pk=tier).update(ocr_pages_a_month=pages)


class Migration(migrations.Migration):

    dependencies = [
        ('tenants', '0005_offboarding'),
    ]

    operations = [
        migrations.AddField(
            model_name='tierterms',
            name='ocr_pages_a_month',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.RunPython(write_pages, migrations.RunPython.noop),
    ]
