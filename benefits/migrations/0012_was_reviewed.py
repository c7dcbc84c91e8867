from django.db import migrations, models

_TABLES = (
    "accountrule",
    "accumulator",
    "classrule",
    "dentalcost",
    "dentalterms",
    "disabilityrule",
    "leaverule",
    "lifeeventrule",
    "liferule",
    "plan",
    "priceassumption",
    "rate",
    "retirementrule",
    "rxtier",
    "seed",
    "servicecost",
    "surcharge",
    "usageprofile",
    "visionallowance",
)


class Migration(migrations.Migration):
    dependencies = [("benefits", "0011_plan_exempt_from_cost_limit")]

    # Of a row that is there already nobody knows whether it was reviewed before: it stays as it was taken until now.
    operations = [
        *(
            migrations.AddField(table, "was_reviewed", models.BooleanField(default=True, editable=False))
            for table in _TABLES
        ),
        *(
            migrations.AlterField(table, "was_reviewed", models.BooleanField(default=False, editable=False))
            for table in _TABLES
        ),
    ]
