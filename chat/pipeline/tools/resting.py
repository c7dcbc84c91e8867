from collections.abc import Iterable

from chat.pipeline.tools.contract import ToolResult
from chat.proof.measures import measures
from knowledge.text.terms import list_terms

_MOSTLY = 0.4  # of a meaning's words that must stand in what is said from it


def rests_on(text: str, results: Iterable[ToolResult]) -> bool:
    """Whether an answer that cites no passage says what tools have told."""
    said, terms = _values(text), set(list_terms(text))
    for result in results:
        for one in result.told:
            told = _values(one.text)
            if said & told if told else _share(one.text, terms) >= _MOSTLY:
                return True
    return False


def _share(text: str, terms: set[str]) -> float:
    own = set(list_terms(text))
    return len(own & terms) / len(own) if own else 0.0


def _values(text: str) -> set[tuple[str, str]]:
    return {(one.kind, one.value) for one in measures(text)}
