from collections.abc import Sequence

from django.db.models import QuerySet

from tenants.models import Client, SchemaMigration

_MOST_NAMED = 10


def standing(clients: QuerySet[Client]) -> dict[str, object]:
    """Return which of them are not up to date (`behind`, keys), and the sentence that names them (`behind_words`)."""
    behind = list(clients.behind())
    return {"behind": {client.pk for client in behind}, "behind_words": words_of(behind)}


def words_of(clients: Sequence[Client]) -> str:
    """Return what operators are told of clients that are behind: who, what their people see, why, what to do."""
    if not clients:
        return ""
    names = ", ".join(client.name for client in clients[:_MOST_NAMED])
    more = f" and {len(clients) - _MOST_NAMED} more" if len(clients) > _MOST_NAMED else ""
    verb = "lacks" if len(clients) == 1 else "lack"
    told = (
        f"{names}{more} {verb} migrations of this version: the people there see a maintenance page, and tasks wait."
        " Run `fleet migrate`; `fleet status` tells more."
    )
    return f"{told} {_why(clients)}".strip()


def _why(clients: Sequence[Client]) -> str:
    """Return how the last try ended, if they all ended the same way."""
    failures = set(
        SchemaMigration.objects.filter(pk__in=[client.schema_name for client in clients]).values_list(
            "failure", flat=True
        )
    ) - {""}
    return f"The last try failed: {failures.pop()}" if len(failures) == 1 else ""
