from django.db import migrations

_THEIR_OWN = ["erase", "erase_all", "download"]


def forget_counts(apps, schema_editor):
    """What people erase or take along is counted no more, so a recount would find what was counted wrong."""
    for model in ("Rollup", "ReleasedFigure"):
        apps.get_model("analytics", model).objects.filter(family="action", part__in=_THEIR_OWN).delete()


class Migration(migrations.Migration):
    dependencies = [("analytics", "0005_people_of_terms")]

    operations = [migrations.RunPython(forget_counts, migrations.RunPython.noop)]
