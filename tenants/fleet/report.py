"""How the fleet stands, in words and as JSON."""

from collections.abc import Iterator, Sequence

from tenants.fleet.states import Owner, SchemaState

_NAMES_SHOWN = 3


def needs_work(state: SchemaState) -> bool:
    return state.is_behind or state.is_missing or state.owner == Owner.NOBODY


def standing(state: SchemaState) -> str:
    """Return "up to date", "behind", "failed", "no schema", "not made yet", or "orphan"."""
    if state.owner == Owner.NOBODY:
        return "orphan"
    if not state.exists:
        return "no schema" if state.is_expected else "not made yet"
    if not state.lacks:
        return "up to date"
    return "failed" if state.failure else "behind"


def as_lines(platform_lacks: Sequence[str], states: Sequence[SchemaState]) -> Iterator[str]:
    """Yield a line for the platform, one for each schema that is not up to date, and the sum."""
    if platform_lacks:
        yield f"The platform: behind by {_listed(platform_lacks)}. The clients are not looked at before: fleet migrate"
        return
    yield "The platform: up to date"
    for state in states:
        if (how := standing(state)) != "up to date":
            yield f"{state.name} ({state.schema_name}): {how}{_more(state)}"
    whole = sum(standing(state) == "up to date" for state in states)
    yield f"{counted(whole, 'schema')} of {len(states)} up to date"


def as_json(platform_lacks: Sequence[str], states: Sequence[SchemaState]) -> dict[str, object]:
    return {
        "platform": {"standing": "behind" if platform_lacks else "up to date", "lacks": list(platform_lacks)},
        "schemas": [
            {
                "schema": state.schema_name,
                "owner": state.owner.value,
                "name": state.name,
                "standing": standing(state),
                "lacks": list(state.lacks),
                "failure": state.failure,
                "failed_since": state.failed_since.isoformat() if state.failed_since else None,
            }
            for state in states
        ],
    }


def counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _more(state: SchemaState) -> str:
    if not state.is_behind:
        return ""
    since = f" since {state.failed_since:%Y-%m-%d %H:%M} UTC: {state.failure}" if state.failed_since else ""
    return f"{since} (lacks {_listed(state.lacks)})"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
    return f"{counted(len(names), 'migration')}: {', '.join(names[:_NAMES_SHOWN])}{more}"
