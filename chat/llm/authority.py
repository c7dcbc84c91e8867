"""How binding a document is. The plan itself decides; a guide or an FAQ only tells of it, and goes stale in silence."""

from chat.llm.types import SourcePassage
from knowledge.models import Document

_KIND = Document.Kind
_RANKS = (
    (_KIND.PLAN_DOCUMENT, _KIND.SPD, _KIND.AMENDMENT),
    (_KIND.SBC, _KIND.RATE_SHEET, _KIND.NOTICE),
    (_KIND.SUMMARY, _KIND.ACCOUNT_GUIDE, _KIND.POLICY),
    (_KIND.GUIDE, _KIND.OTHER),
    (_KIND.FAQ, _KIND.DECK),
)
_RANK_OF = {str(kind): rank for rank, kinds in enumerate(_RANKS) for kind in kinds}
LEAST_BINDING = len(_RANKS) - 1


def rank_of(passage: SourcePassage) -> int:
    """Return 0 for the most binding kind of document, more for less; unknown kinds stand with guides."""
    return _RANK_OF.get(passage.document_kind, _RANK_OF[str(_KIND.OTHER)])
