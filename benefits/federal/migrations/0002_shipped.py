from django.db import migrations

from benefits.federal.shipped import load_shipped


def load(apps, schema_editor):
    load_shipped(apps.get_model("federal", "FederalLimit"))


class Migration(migrations.Migration):
    dependencies = [("federal", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
