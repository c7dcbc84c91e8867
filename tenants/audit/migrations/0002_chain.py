from django.db import migrations, models

from tenants.audit.chain import COLUMNS, ROOT, hash_of

_AT_ONCE = 2000


def chain_rows(apps, schema_editor):
    """Number what is there in its order and give each row its hash, a few thousand at a time."""
    events = apps.get_model("audit", "AuditEvent").objects.order_by("at", "id")
    number, previous, links = 0, ROOT, []
    for row in events.values(*COLUMNS).iterator(chunk_size=_AT_ONCE):
        number += 1
        row |= {"number": number, "previous": previous}
        link = (row["id"], number, previous, hash_of(row))
        previous = link[-1]
        links.append(link)
        if len(links) == _AT_ONCE:
            _write(schema_editor, links)
            links = []
    if links:
        _write(schema_editor, links)


def _write(schema_editor, links):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "UPDATE audit_auditevent AS event SET number = link.number, previous = link.previous, hash = link.hash"
            " FROM unnest(%s::uuid[], %s::bigint[], %s::text[], %s::text[]) AS link(id, number, previous, hash)"
            " WHERE event.id = link.id",
            [list(column) for column in zip(*links, strict=True)],
        )


# Made in the schema that is migrated, the first of the search path. Refused by statement, so TRUNCATE is as well.
REFUSE = """
CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit is append-only: % of %.% is refused.', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
"""
ALLOW = "DROP TRIGGER audit_append_only ON audit_auditevent; DROP FUNCTION audit_append_only();"


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.AddField("auditevent", "number", models.BigIntegerField(null=True)),
        migrations.AddField("auditevent", "ip_address", models.CharField(blank=True, max_length=45, default=""), False),
        migrations.AddField("auditevent", "request_id", models.CharField(blank=True, max_length=32, default=""), False),
        migrations.AddField("auditevent", "previous", models.CharField(max_length=64, default=""), False),
        migrations.AddField("auditevent", "hash", models.CharField(max_length=64, default=""), False),
        migrations.RunPython(chain_rows, migrations.RunPython.noop),
        migrations.AlterField("auditevent", "number", models.BigIntegerField(unique=True)),
        migrations.AddIndex(
            "auditevent", models.Index(fields=["subject_id", "-number"], name="audit_of_subject")
        ),
        migrations.AlterModelOptions("auditevent", {"ordering": ("-number",)}),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
