"""Which families of measures an event counts in, and as which part."""

from collections.abc import Iterator

from analytics.measures import SHAPES, Family
from tenants.events import Kind

# Looked up for each event: as bare texts that is several times as quick.
_VALUES = {family: family.value for family in Family}
ACTIVE, QUESTIONS, OUTCOME, PROOF, REFUSAL, ROUTE, LANGUAGE, CLASS, DOCUMENT = (
    _VALUES[family]
    for family in (
        Family.ACTIVE,
        Family.QUESTIONS,
        Family.OUTCOME,
        Family.PROOF,
        Family.REFUSAL,
        Family.ROUTE,
        Family.LANGUAGE,
        Family.CLASS,
        Family.DOCUMENT,
    )
)
_ANSWERED, _REFUSED = SHAPES[Family.PROOF].of_parts, SHAPES[Family.REFUSAL].of_parts
UNSAID = "unsaid"  # the part of what has a reason, but none was given
OTHER = "other"
_THEIR_OWN = frozenset({"erase", "erase_all", "download"})


def places_of(kind: str, name: str, data: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Return family and part of each count that the event adds one to."""
    yield ACTIVE, ""
    match kind:
        case Kind.CHAT_MESSAGE:
            yield from _places_of_answer(data)
        case Kind.TOOL_USE:
            yield Family.TOOL.value, name
        case Kind.PAGE_VIEW:
            yield Family.PAGE.value, name
        case Kind.USER_ACTION:
            # That somebody takes or erases what is theirs is nothing for HR to act on.
            if name not in _THEIR_OWN:
                yield Family.ACTION.value, name
        case Kind.FEEDBACK:
            yield Family.OPINION.value, name
            if name in SHAPES[Family.FAULT].of_parts:
                yield Family.FAULT.value, _text(data, "reason", UNSAID)
        case Kind.HAND_OVER:
            # Without a name it is of before, when what HR has read itself was told too.
            if name:
                yield Family.HANDOVER.value, ""
        case Kind.SEARCH:
            yield Family.SEARCH.value, name
        case Kind.DOCUMENT_OPENED:
            yield Family.OPENED.value, _text(data, "document", OTHER)


def _places_of_answer(data: dict[str, object]) -> Iterator[tuple[str, str]]:
    outcome = _text(data, "outcome", OTHER)
    yield QUESTIONS, ""
    yield OUTCOME, outcome
    if outcome in _ANSWERED:
        yield PROOF, _text(data, "proof", OTHER)
        yield ROUTE, _text(data, "route", OTHER)
    if outcome in _REFUSED:
        yield REFUSAL, _text(data, "reason", UNSAID)
    yield LANGUAGE, _text(data, "language", OTHER)
    yield CLASS, _text(data, "benefit_class", "")
    documents = data.get("documents")
    if isinstance(documents, list):
        for document in set(documents):
            yield DOCUMENT, str(document)


def _text(data: dict[str, object], key: str, otherwise: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) and value else otherwise
