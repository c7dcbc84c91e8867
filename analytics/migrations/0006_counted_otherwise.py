from django.db import migrations

_THEIR_OWN = ["erase", "erase_all", "download"]


def forget_counts(apps, schema_editor):
    """What people erase or take along is counted no more, and which way questions went of answers alone: a recount
    would find what was counted before wrong.
    """
    for model in ("Rollup", "ReleasedFigure"):
        rows = apps.get_model("analytics", model).objects
        rows.filter(family="action", part__in=_THEIR_OWN).delete()
        rows.filter(family="route").delete()


class Migration(migrations.Migration):
    dependencies = [("analytics", "0005_people_of_terms")]

    operations = [migrations.RunPython(forget_counts, migrations.RunPython.noop)]
