from typing import Any

from pydantic import Field

from benefits.glossary import TERMS
from chat.pipeline.tools.contract import Arguments, Session, Told, ToolResult
from knowledge.text.terms import plain_text


class TermAsked(Arguments):
    term: str = Field(description="The word, such as coinsurance or HSA.")


class Glossary:
    name = "glossary"
    description = "Says what a word of benefits means in general. It knows no company's figures."
    arguments = TermAsked

    def run(self, asked: Any, session: Session) -> ToolResult:
        wanted = plain_text(asked.term)
        for term in TERMS:
            if wanted in map(plain_text, (*term.names, *term.names_es)):
                told = Told(term.said(session.language), (term.name(session.language),))
                return ToolResult("ok", told=(told,), origin="glossary")
        return ToolResult("not_available", why="The glossary does not have this word.")
