"""How one gets money back from an account: told below a heading of its own, whose steps seldom say "claim"."""

import re

from chat.extractive.amounts import accounts_in
from chat.extractive.statements import Statement
from knowledge.text.terms import plain_text

_ASKS = re.compile(
    r"\bhow (?:do|can|should|would|to)\b.{0,20}\b(?:submit|file|send(?: in)?|turn in|make|put in|get|be) .{0,30}"
    r"\b(?:claims?|expenses?|receipts?|reimburse\w*|paid back|money back)\b"
    r"|\bcomo .{0,20}\b(?:present\w+|envi\w+|mand\w+|hago|pido|cobro|recib\w+) .{0,30}"
    r"\b(?:reclam\w+|reembols\w+|recibos?|comprobantes?|gastos)\b"
)
_HEADING = re.compile(
    r"\bhow to (?:get (?:paid|reimbursed|your money)|(?:file|submit|make|send)\b.*|claim)\W*$|\b(?:filing"
    r"|submitting) (?:a )?claims?\b"
    r"|\bgetting (?:paid|reimbursed)\b|\bcomo (?:cobrar|pedir|recibir|presentar)\b|\breembolsos?\W*$"
)


def is_way_to_claim(question: str, statement: Statement) -> bool:
    """Whether it stands under a heading of how one is paid, in a paper of the account that is asked about."""
    asked = set(accounts_in(question))
    if not asked or not _ASKS.search(plain_text(question)):
        return False
    places = f"{statement.said} {statement.section} {statement.passage.document_title} {statement.passage.heading}"
    return bool(_HEADING.search(plain_text(statement.own_heading))) and bool(asked & set(accounts_in(places)))
