import uuid

from django.db import migrations, models

# All that pages of plans and rules are made of; a test asks that no such table be left out.
TABLES = [
    *("accountrule", "accumulator", "benefitclass", "classrule", "contact", "dentalcost", "dentalterms"),
    *("disabilityrule", "leaverule", "lifeeventrule", "liferule", "paycalendar", "plan", "planyear"),
    *("priceassumption", "rate", "retirementrule", "rxtier", "seed", "servicecost", "surcharge"),
    *("usageprofile", "visionallowance"),
]
CHANGE = """
CREATE OR REPLACE FUNCTION catalogue_mark_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- By its schema's name: whoever brings back a backup has another path.
    EXECUTE format('UPDATE %I.benefits_cataloguemark SET mark = gen_random_uuid()', TG_TABLE_SCHEMA);
    RETURN NULL;
END $$;
INSERT INTO benefits_cataloguemark (id, mark) VALUES (1, gen_random_uuid());
""" + "".join(
    f"CREATE TRIGGER catalogue_mark_changes AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON benefits_{table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION catalogue_mark_changes();\n"
    for table in TABLES
)
LET_GO = "".join(f"DROP TRIGGER catalogue_mark_changes ON benefits_{table};\n" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("benefits", "0006_catalogue_uploads")]

    operations = [
        migrations.CreateModel(
            name="CatalogueMark",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("mark", models.UUIDField(default=uuid.uuid4)),
            ],
        ),
        migrations.RunSQL(CHANGE, LET_GO + "DROP FUNCTION catalogue_mark_changes();"),
    ]
