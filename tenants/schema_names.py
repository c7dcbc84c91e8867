import re

_NAME = re.compile(r"^t_[0-9a-f]{32}$")


class BadSchemaName(ValueError):
    """Only names made by tenants.models.new_schema_name may reach SQL."""


def check_name(schema_name: str) -> None:
    """Raise BadSchemaName for anything that is not a client's schema by its form."""
    if not _NAME.fullmatch(schema_name):
        raise BadSchemaName(f"{schema_name!r} is no schema name of ours.")
