"""Which of a client's tables go into a backup, and which into a copy for another client.

What is not named here as somebody's goes with every backup; a test asks that each table be on one of the lists.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import FileField

# Made by migrations, or of this installation alone: keys of rights and of kinds of things are others elsewhere.
_OF_THE_SCHEMA = (
    "django_migrations",
    "auth_",
    "accounts_user_groups",
    "accounts_user_user_permissions",
    "benefits_cataloguemark",
)
# A session that was ended since would be one again. Whoever was signed in signs in anew.
_NEVER = ("django_session",)
# Ways in, and mails that are still to be sent: in a copy they would be another client's.
_NOT_IN_A_COPY = (
    *("accounts_invitation", "accounts_join", "accounts_apikey", "account_emailconfirmation"),
    "accounts_addresstrouble",
    *("chat_handover", "chat_gapwish", "audit_", "chat_receipt"),
    # Marks are made with the client's own key, and nobody at the other company has said anything.
    *("analytics_surveyasked", "analytics_surveyanswer"),
    # What happened at the other company, under pseudonyms and figures made with keys of its own.
    *("analytics_event", "analytics_personnumber", "analytics_rollup", "analytics_releasedfigure"),
    "analytics_figurerule",
    # What its people asked about, and what its HR made of it.
    *("analytics_topic", "analytics_advicedecision"),
    # Who changed a figure, and from what, is the other company's own.
    "benefits_cataloguechange",
    # Files that people of the other company sent.
    "benefits_catalogueupload",
    # What people have told of themselves, to their own employer's assistant alone.
    "benefits_toldfact",
    # Of one person, who has not said yet that it should be so.
    "branding_branddraft",
)
# What a company has without its people: the frame, the look, documents, official answers, announcements, test
# questions.
_OF_THE_COMPANY = (
    "benefits_",
    "branding_",
    "knowledge_",
    "chat_official",
    "chat_announcement",
    "chat_testquestion",
    "chat_keepingrule",
    "analytics_surveyrule",
)
_UPLOADS = ("knowledge_uploadbatch", "knowledge_batchfile")


class Scope(Enum):
    EVERYTHING = "everything"
    COPY = "copy"
    COPY_WITHOUT_PEOPLE = "copy without people"

    def takes(self, table: str) -> bool:
        if table.startswith(_OF_THE_SCHEMA) or table.startswith(_NEVER):
            return False
        if self == Scope.EVERYTHING:
            return True
        if table.startswith(_NOT_IN_A_COPY):
            return False
        if self == Scope.COPY:
            return True
        return table.startswith(_OF_THE_COMPANY) and not table.startswith(_UPLOADS)


@dataclass(frozen=True)
class Table:
    """A table with its columns; those in `emptied` point to rows that are left out."""

    name: str
    columns: tuple[str, ...]
    emptied: frozenset[str] = frozenset()


_COLUMNS = """
    SELECT thing.relname, array_agg(attribute.attname::text ORDER BY attribute.attnum)
    FROM pg_class AS thing
    JOIN pg_namespace AS namespace ON namespace.oid = thing.relnamespace
    JOIN pg_attribute AS attribute ON attribute.attrelid = thing.oid
    WHERE namespace.nspname = %s AND thing.relkind = 'r'
        AND attribute.attnum > 0 AND NOT attribute.attisdropped AND attribute.attgenerated = ''
    GROUP BY thing.relname ORDER BY thing.relname
"""
_POINTERS = """
    SELECT source.relname, attribute.attname, target.relname
    FROM pg_constraint AS pointer
    JOIN pg_class AS source ON source.oid = pointer.conrelid
    JOIN pg_class AS target ON target.oid = pointer.confrelid
    JOIN pg_namespace AS namespace ON namespace.oid = source.relnamespace
    JOIN pg_attribute AS attribute ON attribute.attrelid = source.oid AND attribute.attnum = ANY(pointer.conkey)
    WHERE pointer.contype = 'f' AND namespace.nspname = %s
"""


def tables_of(schema_name: str, scope: Scope) -> list[Table]:
    """Return the tables that the scope takes, by name, as they are in the schema now."""
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS, [schema_name])
        columns = {name: those for name, those in cursor.fetchall() if scope.takes(name)}
        cursor.execute(_POINTERS, [schema_name])
        pointers = [(source, column) for source, column, target in cursor.fetchall() if target not in columns]
    return [
        Table(name, tuple(those), frozenset(column for source, column in pointers if source == name))
        for name, those in columns.items()
    ]


def file_columns(tables: Collection[str]) -> list[tuple[str, str]]:
    """Return table and column of every field that holds the key of a file, of the tables given."""
    labels = {config.label for config in apps.get_app_configs() if config.name in settings.TENANT_APPS}
    return [
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        if model._meta.app_label in labels and model._meta.db_table in tables
        for field in model._meta.local_fields
        if isinstance(field, FileField)
    ]
