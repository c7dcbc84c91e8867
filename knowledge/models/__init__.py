"""The tables of knowledge, one module a subject; everybody imports them from here."""

from knowledge.models.checks import CoverageMap, DocumentWarning, Evaluation, KeptClaims
from knowledge.models.documents import (
    HEARTBEAT_LIMIT,
    LOWEST_RANK,
    MAX_ATTEMPTS,
    PLAN_LIMIT,
    AsIf,
    Document,
    DocumentVersion,
    DocumentVersionQuerySet,
    KnowledgeBase,
    is_superseded,
)
from knowledge.models.facts import ExtractedFact
from knowledge.models.passages import EmbeddedText, Page, PageInPictures, Passage, PassageVector, Posting
from knowledge.models.uploads import BatchFile, UploadBatch

__all__ = [
    "HEARTBEAT_LIMIT",
    "LOWEST_RANK",
    "MAX_ATTEMPTS",
    "PLAN_LIMIT",
    "AsIf",
    "BatchFile",
    "CoverageMap",
    "Document",
    "DocumentVersion",
    "DocumentVersionQuerySet",
    "DocumentWarning",
    "EmbeddedText",
    "Evaluation",
    "ExtractedFact",
    "KeptClaims",
    "KnowledgeBase",
    "Page",
    "PageInPictures",
    "Passage",
    "PassageVector",
    "Posting",
    "UploadBatch",
    "is_superseded",
]
