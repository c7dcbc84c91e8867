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
_NEVER = """
    UPDATE benefits_{table} SET was_reviewed = false WHERE reviewed_at IS NULL AND id IN (
        SELECT "row" FROM benefits_cataloguechange
        GROUP BY "row" HAVING count(*) = 1 AND min(kind) = 'added' AND left(min(why), 12) <> 'Copied from '
    )
"""


class Migration(migrations.Migration):
    dependencies = [("benefits", "0011_plan_exempt_from_cost_limit")]

    # Of a row that is there already and waits, mostly nobody knows whether it was reviewed before: it stays as it was
    # taken until now. One that was entered and nothing since was not; a copy may be of one that was.
    operations = [
        *(
            migrations.AddField(table, "was_reviewed", models.BooleanField(default=True, editable=False))
            for table in _TABLES
        ),
        *(
            migrations.AlterField(table, "was_reviewed", models.BooleanField(default=False, editable=False))
            for table in _TABLES
        ),
        *(migrations.RunSQL(_NEVER.format(table=table), migrations.RunSQL.noop) for table in _TABLES),
        # What is left to the end of the transaction would keep the next migrations from changing these tables.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL IMMEDIATE"),
        migrations.RunSQL("SET CONSTRAINTS ALL DEFERRED", "SET CONSTRAINTS ALL DEFERRED"),
    ]
