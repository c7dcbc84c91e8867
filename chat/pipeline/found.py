from dataclasses import dataclass
from datetime import date

from chat.figures_asked import AskedFigures
from chat.pipeline.tools.contract import ToolResult
from knowledge.retrieval.hits import Hit


@dataclass(frozen=True)
class Found:
    """A question with what search found for it; hits are numbered from 1 for the model."""

    question: str
    language: str
    asked: tuple[str, ...]  # the person's own words in this conversation, this question last
    day: date  # for which it is answered
    hits: tuple[Hit, ...]
    missing_years: tuple[str, ...] = ()  # asked for, but nothing published is of them
    figures: AskedFigures | None = None  # those asked for; hits hold what prints them
    results: tuple[ToolResult, ...] = ()  # what tools have told
