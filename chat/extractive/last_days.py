"""When something ends and by when something is to be done: what questions ask of it, and what texts tell."""

import re

from chat.extractive.shapes import (
    ASKS_FOR_TIME_LEFT,
    HOW_MUCH_TIME,
    MONTHS_NAMED,
    PLAZO,
    SMALL_NUMBERS,
    UNTIL_IT_CLOSES,
    Shape,
    shape_of,
)
from knowledge.text.terms import plain_text


def is_due_for_another_act(question: str, statement: str) -> bool:
    """Whether its days are for sending something in, or for paying, where the question is about doing something
    else."""
    asked, said = plain_text(question), plain_text(statement)
    if _asks_by_name(asked):
        return False
    if _TO_PAY.search(asked) and not _OF_PAYING.search(said):
        return True
    acts = ((_SENDING, _SENDING), (_PAYMENT_DUE, _OF_PAYING))
    return any(told.search(said) and not meant.search(asked) for told, meant in acts)


def _asks_by_name(plain: str) -> bool:
    """Whether the deadline of a thing is asked for, and of nothing to do with it: "When is the gym deadline?" """
    return bool(_ASKS_FOR_DEADLINE.search(plain)) and not _ACTS.search(plain)


def asks_for_end(question: str) -> bool:
    """Whether it asks when coverage ends, and not how to go on with it."""
    plain = plain_text(question)
    return shape_of(question) is Shape.TIME and bool(_END.search(plain)) and not _GOING_ON.search(plain)


def asks_for_deadline(question: str) -> bool:
    plain = plain_text(question)
    return bool(_ASKS_FOR_DEADLINE.search(plain) or ASKS_FOR_TIME_LEFT.search(plain))


def asks_for_time_left(question: str) -> bool:
    """Whether it asks how much is left of a window, which only its last day tells."""
    return bool(_ASKS_WHAT_IS_LEFT.search(plain_text(question)))


def is_duty_of_others(text: str) -> bool:
    """Whether its days are for somebody else: "The administrator sends you a notice within 44 days." """
    plain = plain_text(text)
    return bool(_OTHERS_ACT.search(plain)) and not _OWN_ACT.search(plain)


def is_of_leaving(text: str) -> bool:
    """Whether it is about who leaves the company."""
    return bool(_OF_LEAVING.search(plain_text(text)))


def is_of_continuation(text: str) -> bool:
    """Whether it is about keeping coverage that has ended: "for up to 18 months after you stop work"."""
    return bool(_OF_CONTINUATION.search(plain_text(text)))


def speaks_of_an_end(question: str) -> bool:
    """Whether it is about coverage, a job or a marriage that ends, or about keeping it."""
    return bool(_OF_AN_END.search(plain_text(question)))


def tells_deadline(text: str) -> bool:
    """Whether its days are for doing something: not "lived together for six months"."""
    return bool(_TELLS_DEADLINE.search(plain_text(text)))


_SENDING = re.compile(
    r"\b(?:send|submit|upload|provide|mail|return|bring|attach|enviar|envie|presentar|presente)\b"
    r"|\b(?:certificates?|proof|documents?|papers?|paperwork|copy|copies|documentos?|actas?)\b"
)
# When money is due: "The first payment is due 45 days after you choose."
_PAYMENT_DUE = re.compile(
    r"\b(?:payments?|premiums?)\b.{0,20}\b(?:(?:is|are) due|must (?:be made|arrive))\b"
    r"|\b(?:make|pay|send) (?:the|your) first (?:payment|premium)\b"
    r"|\b(?:pagos?|primas?)\b.{0,20}\b(?:vencen?|se deben?|deben? (?:hacerse|llegar))\b"
)
_TO_PAY = re.compile(r"\b(?:have|need) to pay\b|\b(?:must|should|do) (?:i|we) pay\b|\b(?:pagar|pago)\b")
_OF_PAYING = re.compile(r"\b(?:pay\w*|premiums?|due|money|pag\w+|primas?|dinero)\b")
_ACTS = re.compile(
    r"\b(?:add\w*|enroll\w*|chang\w+|choos\w+|pick\w*|elect\w*|report\w*|tell|sign(?:ing)? up|register\w*|drop\w*"
    r"|cancel\w*|appeal\w*|pay(?:ing)?|us(?:e|ing)|spend\w*|cobra|married|marriage|newborn|baby|birth|born|adopt\w*"
    r"|agregar\w*|anadir\w*|inscri\w+|cambi\w+|elegir\w*|avisar\w*|cancelar|apel\w+|pagar|usar|gastar|matrimonio|bebe"
    r"|nac\w+|adop\w+)\b"
)
_END = re.compile(r"\b(?:ends?|stops?|lose|over|termina|pierdo)\b")
_GOING_ON = re.compile(r"\b(?:cobra|keep|continue|continuation|continuar|mantener)\b")
_ASKS_FOR_DEADLINE = re.compile(
    r"\bby when\b|\btime limit\b|\bdeadlines?\b|\bhow (?:long|much time) do (?:i|we) have\b"
    r"|\bwhen (?:do|must|should) (?:i|we) (?:have to|need to|must|report|tell|add|enroll|send)\b"
    r"|\bneeds? to be (?:added|reported|enrolled|sent)\b"
    r"|\bwhen (?:is|are) .{1,60}\bdue\b"
    rf"|{PLAZO}|\bfechas? (?:limite|tope|de vencimiento)\b"
    r"|\b(?:hasta|para) cuando\b|\bhasta que (?:dia|fecha)\b|\bcuanto tiempo (?:tengo|tenemos|hay)\b"
)
_ASKS_WHAT_IS_LEFT = re.compile(
    rf"{HOW_MUCH_TIME}.{{0,20}}\b{UNTIL_IT_CLOSES}|\bcuantos dias (?:me )?(?:quedan|faltan)\b"
)
_OTHERS_ACT = re.compile(
    r"\b(?:sends|mails|answers|decides|replies|notifies|gives you|tells you|you (?:get|receive|hear)"
    r"|we (?:send|mail|answer|decide|reply|notify))\b"
)
_OWN_ACT = re.compile(
    r"\byou (?:\w+ )?(?:have|must|may|can|need|should|ask)\b|\bmust (?:ask|add|enroll|report)\b|\bask\b"
    r"|\bdebe\b|\btiene\b"
)
_OF_LEAVING = re.compile(
    r"\b(?:if|when) you(?:r employment)? (?:leave|quit|ends?)\b|\blast day of work\b|\bleaving\b|\bcobra\b"
    r"|\bmilitary leave\b|\bsi deja la empresa\b|\bstop work\b"
)
_OF_CONTINUATION = re.compile(
    r"\bkeep (?:[\w,-]+ ){1,8}(?:for )?(?:up to )?\d+ months\b.{0,40}\bafter\b|\bcobra (?:coverage )?(?:after|lasts)\b"
    r"|\bafter you stop work\b"
)
_OF_AN_END = re.compile(
    r"\b(?:cobra|continu\w+|keep\w*|end(?:s|ed|ing)?|los(?:e|es|t|ing)|leav\w+|left|quit\w*|resign\w*|retir\w*|fired"
    r"|laid off|let go|stop\w*|divorc\w*|die[sd]?|death|after|age|turns?|\d\d|job|unemployed|how long"
    r"|termin\w+|pierd\w*"
    r"|dej\w+|renunci\w*|jubil\w*|despid\w*|mantener|cuanto tiempo)\b"
)
_TELLS_DEADLINE = re.compile(
    rf"\bwithin\b|\bby (?:the |your )?(?:\w+ )?(?:\d|{MONTHS_NAMED}|end|last)|\b(?:no|not) later than\b"
    r"|\bdeadlines?\b|\bdue\b|\bdays? (?:to|after|from|before|of)\b"
    rf"|\b(?:has|have|get|gets) (?:\w+ )?(?:\d+|{SMALL_NUMBERS}) (?:\w+ )?days\b"
    r"|\bwindow\b|\blast day\b|\bfrom .{3,40} (?:to|through|until) |\bbetween .{3,40} and |\b(?:ends?|closes?) on\b"
    rf"|\b(?:{MONTHS_NAMED})\b\.? \d+(?:, \d{{4}})? (?:to|through|-) "
    r"|\b(?:terminan?|cierran?|acaban?|vencen?|sera|abren?) (?:el|en)\b|\b(?:will be|opens?|closes?|ends?) in\b"
    r"|\b(?:use|used|spend|spent|pays? for|expenses?)\b.{0,40}\b(?:through|until)\b"
    r"|\bdentro de\b|\ba mas tardar\b|\bhasta\b|\bplazo\b|\btiene[ns]? (?:\d+|\w+) dias\b|\bantes del?\b"
    r"|\bdel? \d+ al? \d+\b|\bdias (?:para|despues|desde|a partir)\b"
)
