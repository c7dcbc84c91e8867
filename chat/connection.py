from django.db import connection


def let_go_of_database() -> None:
    """Give this thread's connection back before a long wait: a hundred waiting answers must not hold a hundred.

    The next query opens one again. Inside a transaction, which is the caller's, nothing happens.
    """
    if not connection.in_atomic_block:
        connection.close()
