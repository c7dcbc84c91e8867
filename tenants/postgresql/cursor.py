"""A cursor that sends path and role together with each of its statements, as one message.

The statement cannot be answered without them: if they cannot be set the database passes over the rest. Nobody waits for
an answer of theirs. Not with the first one alone: what came with a statement that fails, or within a savepoint that is
gone back to, is taken back with it, and the connection may have been another client's meanwhile.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from django.db.backends.postgresql.base import Cursor
from psycopg import Copy
from psycopg.pq import TransactionStatus

# What may share a message: outside a transaction the message is one, which not every statement bears.
_MAY_SHARE = re.compile(r"\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH)\b", re.I)
# Those read and write no table, whoever's path and role it is.
_NEEDS_NEITHER = re.compile(r"(?:SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT) ")


class OwingCursor(Cursor):
    """It owes the database the statement that sets path and role, each time that it sends something of its own."""

    _owed: Callable[[], str] | None = None
    _send_owed: Callable[[], None] | None = None

    def owe(self, statement: Callable[[], str], send: Callable[[], None]) -> None:
        """Owe what `statement` gives; `send` sends it on its own. Both may refuse."""
        self._owed, self._send_owed = statement, send

    def execute(self, query: str, params: Sequence[object] | None = None, **options: object) -> "OwingCursor":
        if self._owed is None or _NEEDS_NEITHER.match(query):
            return super().execute(query, params, **options)
        if not self._may_share(query):
            self._pay()
            return super().execute(query, params, **options)
        said = query if params is None else self.mogrify(query, params)
        super().execute(f"{self._owed()}; {said}", None, **options)
        self.nextset()
        return self

    def executemany(self, query: str, params_seq: Iterable[Sequence[object]], **options: object) -> None:
        self._pay()
        super().executemany(query, params_seq, **options)

    def copy(self, statement: str, params: Sequence[object] | None = None, **options: object) -> Copy:
        self._pay()
        return super().copy(statement, params, **options)

    def _may_share(self, query: str) -> bool:
        # In a transaction that is broken only a rollback may follow.
        is_broken = self.connection.info.transaction_status == TransactionStatus.INERROR
        return not is_broken and _MAY_SHARE.match(query) is not None

    def _pay(self) -> None:
        if self._send_owed is not None:
            self._send_owed()
