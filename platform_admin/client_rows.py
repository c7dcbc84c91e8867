"""Reads a list of clients from a CSV. It checks the list; the clients are checked by their form."""

from collections.abc import Sequence
from dataclasses import dataclass

from tenants.csv_lists import ListRefused, read_rows
from tenants.list_forms import ListForm

LIST_BYTES = 1024 * 1024
MOST_CLIENTS = 1_000
# Without a first line that names them, the columns stand so.
ORDER = (
    *("name", "subdomain", "owner_name", "owner_email", "tier", "account", "owner_language"),
    *("plans", "plan_year_starts_on", "time_zone"),
)
_NAMES = {
    "name": "name, company, company name, client",
    "subdomain": "subdomain, address, host",
    "owner_name": "owner name, owner, owner’s name, owner's name, contact name, contact",
    "owner_email": "owner email, email, e-mail, owner e-mail, owner’s email, owner's email, contact email",
    "tier": "tier, plan",
    "account": "account, account name, broker",
    "owner_language": "owner language, language",
    "plans": "plans, plan template",
    "time_zone": "time zone, timezone",
    "plan_year_starts_on": "plan year starts on, plan year starts, first day of the plan year",
}
_COLUMNS = {name: column for column, names in _NAMES.items() for name in names.split(", ")}


@dataclass(frozen=True)
class ClientRow:
    number: int  # of the line in the file, from 1
    name: str = ""
    subdomain: str = ""
    owner_name: str = ""
    owner_email: str = ""
    tier: str = ""
    account: str = ""
    owner_language: str = ""
    plans: str = ""
    plan_year_starts_on: str = ""
    time_zone: str = ""


class ClientListForm(ListForm):
    """A list of clients to be made."""

    most_bytes = LIST_BYTES
    too_large = f"This is more than 1 MB. Send at most {MOST_CLIENTS:,} clients at a time."

    def read(self, text: str) -> list[ClientRow]:
        return read_clients(text)


def read_clients(text: str) -> list[ClientRow]:
    """Return the lines in order, empty ones left out; raises ListRefused."""
    rows = read_rows(text)
    columns = _columns_of(rows[0][1])
    told = rows if columns is None else rows[1:]
    if not told:
        raise ListRefused("There is no client in it: the only line names the columns.")
    if len(told) > MOST_CLIENTS:
        raise ListRefused(f"These are {len(told):,} clients. Send at most {MOST_CLIENTS:,} at a time.")
    return [_row(number, cells, columns or ORDER) for number, cells in told]


def _columns_of(cells: Sequence[str]) -> tuple[str, ...] | None:
    """Return the column of each cell of the first line, or None if it is a client already."""
    if any("@" in cell for cell in cells):
        return None
    titles = [cell.lower().replace("_", " ").strip(" *:") for cell in cells]
    columns = tuple(_COLUMNS.get(title, "") for title in titles)
    for needed in ("name", "subdomain", "owner_email"):
        if needed not in columns:
            raise ListRefused(
                f"No column is named “{needed}”. Name the columns in the first line: {', '.join(ORDER[:6])}."
            )
    for column in set(columns) - {""}:
        if columns.count(column) > 1:
            raise ListRefused(f"Two columns are named “{column}”. Keep one of them.")
    unknown = [shown for shown, column in zip(cells, columns, strict=True) if not column and shown]
    if unknown:
        raise ListRefused(
            f"The column “{unknown[0][:60]}” is not known. Take it out, or name it one of {', '.join(ORDER)}."
        )
    return columns


def _row(number: int, cells: Sequence[str], columns: Sequence[str]) -> ClientRow:
    return ClientRow(number, **{column: cell for column, cell in zip(columns, cells, strict=False) if column})
