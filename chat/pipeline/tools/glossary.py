from typing import Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from benefits.glossary import TERMS
from chat.pipeline.tools.contract import Arguments, Origin, Session, Told, Tool, ToolResult
from knowledge.text.terms import plain_text


class TermAsked(Arguments):
    term: str = Field(description="The word, such as coinsurance or HSA.")


class Glossary(Tool):
    name = "glossary"
    description = "Says what a word of benefits means in general. It knows no company's figures."
    arguments = TermAsked
    origin = Origin("glossary", _("The general glossary of benefits words"))

    def run(self, asked: Any, session: Session) -> ToolResult:
        wanted = plain_text(asked.term)
        for term in TERMS:
            if wanted in map(plain_text, (*term.names, *term.names_es)):
                told = Told(term.said(session.language), (term.name(session.language),))
                return ToolResult("ok", told=(told,))
        return ToolResult("not_available", why="The glossary does not have this word.")
