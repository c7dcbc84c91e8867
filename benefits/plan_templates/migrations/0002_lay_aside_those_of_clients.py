from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WHY = "Laid aside at an upgrade: it may still have the company’s own words for its classes. Read its catalogue anew."


def lay_aside(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Offer nobody what was read of a client before its codes and labels of classes stayed with it.

    All templates with such a version, for a workbook of it may have come back as the next one.
    """
    version = apps.get_model("plan_templates", "TemplateVersion")
    template = apps.get_model("plan_templates", "PlanTemplate")
    of_clients = version.objects.filter(origin__startswith="A client’s catalogue")
    template.objects.filter(pk__in=of_clients.values("template")).update(status="laid_aside")
    for one in of_clients:
        one.notes = [*one.notes, WHY]
        one.save(update_fields=["notes"])


class Migration(migrations.Migration):
    dependencies = [("plan_templates", "0001_plan_templates")]

    operations = [migrations.RunPython(lay_aside, migrations.RunPython.noop)]
