from typing import Any

from pydantic import Field

from chat.pipeline.tools.contract import Arguments, Session, Tool, ToolResult

MOST_PASSAGES = 5


class SearchAsked(Arguments):
    words: str = Field(description="What to look for, in a few words, with the plan's name and the year.")


class SearchDocuments(Tool):
    name = "search_documents"
    description = "Looks for further passages of the company's documents, where those given do not hold the answer."
    arguments = SearchAsked

    def run(self, asked: Any, session: Session) -> ToolResult:
        hits = session.scope.search(asked.words).hits[:MOST_PASSAGES]
        if not hits:
            return ToolResult("not_available", why="Nothing was found.")
        return ToolResult("ok", hits=tuple(hits))
