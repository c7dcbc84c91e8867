"""django-tenants' backend with a tripwire and a database role per client.

Tripwire: a query is refused when the connection does not stand on the schema the work is bound to, or
when unbound work reaches for a client's schema. Role: inside a client the connection acts as that
client's own role, so the database itself refuses every other schema and the platform's people.

Path and role are set with every statement of a cursor, as one message with it (cursor.py). Caching them per
connection would spare them, but a raw ROLLBACK TO SAVEPOINT or DISCARD undoes them unseen, and the next read is
another client's. Several statements at once go behind them by `ask`.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import lru_cache

from django.db import Error
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.backends.utils import CursorWrapper
from django.utils.asyncio import async_unsafe
from django_tenants.postgresql_backend import base
from psycopg import ClientCursor, Connection, Cursor
from psycopg.pq import Format
from psycopg.sql import SQL, Literal

from tenants.binding import bound
from tenants.postgresql.cursor import OwingCursor
from tenants.postgresql.introspection import SchemaIntrospection
from tenants.postgresql.kept_lines import kept_lines
from tenants.postgresql.statement import Statement

PUBLIC = "public"
_SET_PATH_AND_ROLE = "SELECT set_config('search_path', %s, false), set_config('role', %s, false)"


class TenantMismatch(RuntimeError):
    """Work bound to one client met a connection on another, or no client at all."""


class StillUnderWay(RuntimeError):
    """Something was to be sent between statements and their rows."""


class NotOneEach(RuntimeError):
    """One of several statements is none, or two: whose rows are whose cannot be told."""


class Operations(DatabaseOperations):
    def last_executed_query(self, cursor: Cursor, sql: str, params: Sequence[object] | None) -> str:
        """Return the statement as it is logged: without path and role, which went along with it."""
        return sql if params is None else ClientCursor(cursor.connection).mogrify(sql, params)


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = Operations
    _is_under_way = False
    _is_passed_on = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.introspection = SchemaIntrospection(self)

    def pass_on(self) -> None:
        """Close for this thread; the line itself goes to the next thread that opens one.

        A new line costs the database a process and all that one reads before its first answer. Nothing of a client is
        left on it: path and role are set before every cursor, whoever had the line before.
        """
        self._is_passed_on = True
        try:
            self.close()
        finally:
            self._is_passed_on = False

    def get_new_connection(self, conn_params: dict) -> Connection:
        line = kept_lines.take(_place_of(conn_params)) or super().get_new_connection(conn_params)
        line.cursor_factory = OwingCursor
        return line

    def _close(self) -> None:
        if self._is_passed_on and self.connection is not None:
            kept_lines.keep(_place_of(self.get_connection_params()), self.connection)
        else:
            super()._close()

    def ask(self, *statements: Statement) -> list[list[tuple]]:
        """Return the rows of each statement. All are sent at once behind path and role, and answered as a whole or not
        at all: if path and role cannot be set, the database passes over the rest.

        No cursor is handed out, so nothing can be sent without them. Values are written into the statements, as every
        cursor of Django's does, so they are planned as if they were sent one by one.
        """
        if any(statement.is_binary for statement in statements):
            with self.under_way(*statements) as rows:
                return rows()
        return self._ask_in_one(statements)

    def tell(self, *statements: Statement) -> None:
        """Say the statements, all at once behind path and role; of rows that they give none is read.

        Outside a transaction they are one of their own: all of it comes to pass, or nothing.
        """
        with self._said_in_one(statements):
            pass

    def _ask_in_one(self, statements: Sequence[Statement]) -> list[list[tuple]]:
        """Ask by one message of several statements: a pipeline, which binary rows need, takes twice as long."""
        with self._said_in_one(statements) as raw:
            rows = [raw.fetchall() for _ in iter(raw.nextset, None)]
        if len(rows) != len(statements):
            raise NotOneEach(f"{len(statements)} statements gave the rows of {len(rows)}.")
        return rows

    @contextmanager
    def _said_in_one(self, statements: Sequence[Statement]) -> Iterator[Cursor]:
        path_and_role = _written(self._path_and_role())
        self._open_line()
        raw = self.create_cursor()
        with self.wrap_database_errors, raw:
            # By this cursor: one made for each statement, as Django's mogrify makes two, takes longer than to write it.
            said = [raw.mogrify(one.sql, one.parameters) for one in statements]
            # Django's own wrapper: it logs, counts, and refuses in a broken transaction.
            self._prepare_cursor(raw).execute("; ".join([path_and_role, *said]))
            yield raw

    @contextmanager
    def under_way(self, *statements: Statement) -> Iterator[Callable[[], list[list[tuple]]]]:
        """Send the statements as `ask` does, and go on while the database works; what is yielded waits for their rows.

        Until then nothing else may be sent, and no other client entered.
        """
        path_and_role = self._path_and_role()
        with ExitStack() as sent:
            cursors = self._begin(sent, path_and_role, statements)

            def rows() -> list[list[tuple]]:
                sent.close()
                if self._path_and_role() != path_and_role:
                    raise TenantMismatch(f"What another client was asked for is not read at {self.schema_name!r}.")
                with self.wrap_database_errors:
                    return [cursor.fetchall() for cursor in cursors]

            yield rows

    def _begin(
        self, sent: ExitStack, path_and_role: tuple[str, str], statements: Sequence[Statement]
    ) -> list[ServerBindingCursor]:
        line = self._open_line()
        sent.enter_context(self.wrap_database_errors)
        sent.enter_context(line.pipeline())
        self._is_under_way = True
        sent.callback(self._forget_under_way)
        ServerBindingCursor(self.connection).execute(_SET_PATH_AND_ROLE, path_and_role)
        writer = ClientCursor(self.connection)
        return [self._send(statement, writer) for statement in statements]

    @async_unsafe
    def _open_line(self) -> Connection:
        self._refuse_if_under_way()
        self.validate_thread_sharing()
        self.close_if_health_check_failed()
        self.ensure_connection()
        return self.connection

    def _refuse_if_under_way(self) -> None:
        if self._is_under_way:
            raise StillUnderWay("The rows of what was sent before have not been waited for.")

    def _forget_under_way(self) -> None:
        self._is_under_way = False

    def _send(self, statement: Statement, writer: ClientCursor) -> ServerBindingCursor:
        raw = ServerBindingCursor(self.connection)
        raw.format = Format.BINARY if statement.is_binary else Format.TEXT
        # Django's own wrapper: it logs, counts, and refuses in a broken transaction.
        self._prepare_cursor(raw).execute(writer.mogrify(statement.sql, statement.parameters))
        return raw

    def _handle_search_path(self, cursor: CursorWrapper | None = None) -> None:
        """Have the cursor set path and role with each of its statements; of one with a name, which bears no other
        statement, set them now."""
        if self._setting_search_path:
            return
        self._refuse_if_under_way()
        path, role = self._path_and_role()
        if cursor is None:
            self._set_path_and_role((path, role))
        else:
            cursor.cursor.owe(lambda: _written(self._owed(role)), lambda: self._set_path_and_role(self._owed(role)))

    def _owed(self, role: str) -> tuple[str, str]:
        """Return path and role, as they are when they are sent: maintenance may have moved to another schema since it
        has the cursor. Raises TenantMismatch if another client was entered meanwhile."""
        self._refuse_if_under_way()
        path_and_role = self._path_and_role()
        if path_and_role[1] != role:
            raise TenantMismatch(f"A cursor made elsewhere was used at {self.schema_name!r}.")
        return path_and_role

    def _set_path_and_role(self, path_and_role: tuple[str, str]) -> None:
        self._setting_search_path = True
        try:
            # On a raw cursor, so that it is neither logged nor counted as one of the page's own queries.
            # The wrapper makes a lost connection Django's own error, and has it opened anew for the next request.
            with self.wrap_database_errors, self.connection.cursor() as own:
                own.execute(_SET_PATH_AND_ROLE, path_and_role, prepare=True)
        except Error:
            self.search_path_set_schemas = None
            # In an aborted transaction only a rollback may follow; anything else is a real failure.
            if self.connection.info.transaction_status.name != "INERROR":
                raise
        else:
            self.search_path_set_schemas = path_and_role[0]
        finally:
            self._setting_search_path = False

    def _path_and_role(self) -> tuple[str, str]:
        role = self._role_or_refuse()
        return ",".join(f'"{path}"' for path in self._get_cursor_search_paths()), role

    def _role_or_refuse(self) -> str:
        binding = bound.get()
        if binding is None:
            if self.schema_name != PUBLIC:
                raise TenantMismatch(
                    f"Unbound work reached for schema {self.schema_name!r}; enter it with tenant_scope(client)."
                )
            return "none"
        if binding.schema_name is None:
            return "none"
        if binding.schema_name != self.schema_name:
            raise TenantMismatch(
                f"The connection is on {self.schema_name!r}, but the work is bound to {binding.schema_name!r}."
            )
        return "none" if self.schema_name == PUBLIC else self.schema_name


@lru_cache(maxsize=4096)
def _written(path_and_role: tuple[str, str]) -> str:
    statement = SQL("SELECT set_config('search_path', {}, false), set_config('role', {}, false)")
    return statement.format(*map(Literal, path_and_role)).as_string()


def _place_of(parameters: dict) -> str:
    return " ".join(str(parameters.get(name)) for name in ("host", "port", "dbname", "user"))
