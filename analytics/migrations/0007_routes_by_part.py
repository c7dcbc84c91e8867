from django.db import migrations


def forget_released_routes(apps, schema_editor):
    """Where answers came from was told as shares of all of them; it is released anew, each way for itself."""
    apps.get_model("analytics", "ReleasedFigure").objects.filter(family="route").delete()


class Migration(migrations.Migration):
    dependencies = [("analytics", "0006_counted_otherwise")]

    operations = [migrations.RunPython(forget_released_routes, migrations.RunPython.noop)]
