from django.db.backends.postgresql.introspection import TableInfo
from django.db.backends.utils import CursorWrapper
from django_tenants.postgresql_backend.introspection import DatabaseSchemaIntrospection


class SchemaIntrospection(DatabaseSchemaIntrospection):
    def get_table_list(self, cursor: CursorWrapper) -> list[TableInfo]:
        """Return the tables and views of the schema the connection stands on.

        Django asks of every table of the database whether the path leads to it: with 300 clients that takes longer
        than to add a column to 300 tables, and each plan of migrations asks twice.
        """
        cursor.execute(
            "SELECT relname, CASE WHEN relispartition THEN 'p' WHEN relkind IN ('m', 'v') THEN 'v' ELSE 't' END,"
            " obj_description(oid, 'pg_class') FROM pg_class"
            " WHERE relnamespace = to_regnamespace(quote_ident(%s)) AND relkind IN ('f', 'm', 'p', 'r', 'v')",
            [self.connection.schema_name],
        )
        return [TableInfo(*row) for row in cursor.fetchall() if row[0] not in self.ignored_tables]
