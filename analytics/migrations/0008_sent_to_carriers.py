from django.db import migrations, models

_FAMILIES = [
    ("active", "People who used the assistant in any way"),
    ("questions", "Questions asked"),
    ("outcome", "How questions ended"),
    ("proof", "Whether all of an answer was proven"),
    ("refusal", "Why a question was not answered"),
    ("route", "Which way questions went"),
    ("language", "Languages of questions"),
    ("class", "Benefit classes of those who asked"),
    ("topic", "What questions were about"),
    ("topic_unanswered", "What questions without an answer were about"),
    ("topic_unhelpful", "What answers marked as unhelpful were about"),
    ("tone", "How questions sound"),
    ("opinion", "What people think of answers"),
    ("fault", "What people find wrong with answers"),
    ("document", "Documents that answers cite"),
    ("opened", "Documents that people opened"),
    ("tool", "Calculators and other tools that answers used"),
    ("page", "Pages that were looked at"),
    ("action", "What people did"),
    ("search", "Searches"),
    ("handover", "Questions sent to a carrier"),
]


def forget_all_handed_over(apps, schema_editor):
    """Questions sent to HR were counted with those sent to carriers; beside HR's inbox that tells the rest exactly."""
    for model in ("Rollup", "ReleasedFigure"):
        apps.get_model("analytics", model).objects.filter(family="handover").delete()


class Migration(migrations.Migration):
    dependencies = [("analytics", "0007_routes_by_part")]

    operations = [
        migrations.AlterField(
            model_name="releasedfigure",
            name="family",
            field=models.CharField(choices=_FAMILIES, max_length=16),
        ),
        migrations.AlterField(
            model_name="rollup",
            name="family",
            field=models.CharField(choices=_FAMILIES, max_length=16),
        ),
        migrations.RunPython(forget_all_handed_over, migrations.RunPython.noop),
    ]
