"""How long something lasts, and when coverage begins: "weekly pay" is no length, and "a lawsuit must begin" is no
beginning of anybody's coverage.
"""

import re

from chat.extractive.windows import NUMBER, without_windows
from knowledge.text.terms import plain_text


def asks_how_long(question: str) -> bool:
    """Whether it asks how long something lasts, and not until when one may do something."""
    return bool(_HOW_LONG.search(plain_text(question)))


def tells_length(text: str) -> bool:
    """Whether it gives a length of time or an end: no "weekly pay", and no "a month"."""
    return bool(_LENGTH.search(plain_text(text)))


def is_only_window(question: str, text: str) -> bool:
    """Whether its only time is one within which something must be done, where it is asked how long something lasts."""
    return bool(_ASKS_HOW_IT_LASTS.search(plain_text(question))) and not tells_length(without_windows(text))


def lasts(text: str) -> bool:
    """Whether it says how long something goes on: "for up to 13 weeks"."""
    return bool(_LASTS.search(plain_text(text)))


def is_not_what_it_takes(question: str, text: str) -> bool:
    """Whether it tells how long one has to do something, or nothing of anybody's work, where it is asked how long that
    takes others: who waits for an appeal is not told by when to make one."""
    said = plain_text(text)
    return bool(_TAKES.search(plain_text(question))) and not (
        _DONE_BY_OTHERS.search(said) and not _OWN_DAYS.search(said)
    )


def asks_for_start(question: str) -> bool:
    """Whether it asks when coverage begins."""
    return bool(_ASKS_FOR_START.search(plain_text(question)))


def tells_start(text: str) -> bool:
    """Whether it tells when coverage, or a choice, begins: no lawsuit, no leave and no payment."""
    return bool(_TELLS_START.search(plain_text(text)))


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t|tember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre"
    r"|diciembre)"
)
_HOW_LONG = re.compile(
    r"\bhow long (?:is|are|was|do(?:es)?|will|would|can|could|may)\b(?! (?:i|we) have\b)|\bcuanto (?:tiempo )?duran?\b"
)
_ASKS_HOW_IT_LASTS = re.compile(r"\bhow long\b.{1,40}\b(?:last|lasts|good for)\b|\bcuanto (?:tiempo )?duran?\b")
_LENGTH = re.compile(
    rf"(?<![\d,.$]){NUMBER}[- ](?:to \d+ )?(?:(?!(?:a|per|each|every) )\w+ )?"
    r"(?:minute|hour|day|week|month|year|minuto|hora|dia|semana|mes|ano)"
    r"|\b(?:until|through|till|as long as|to age|up to age|age \d|end of|hasta|at once|immediately)\b"
    rf"|\b(?:{_MONTH})\b\.? (?:de )?\d|\b\d{{1,2}} (?:de )?(?:{_MONTH})\b|\bday \d+ (?:to|through)\b"
)
_LASTS = re.compile(
    rf"\b(?:for|lasts?|goes on for|paid for|por|dura)(?: (?:up to|at most|hasta|a maximum of))* {NUMBER} (?:\w+ )?"
    r"(?:days?|weeks?|months?|years?|dias?|semanas?|mes(?:es)?|anos?)\b"
)
_TAKES = re.compile(
    r"\bhow (?:long|much time|many (?:days|weeks)) (?:do(?:es)?|will|would|can|could|should)\b.{1,60}\btakes?\b"
    r"|\bhow (?:fast|quickly|soon) (?:do(?:es)?|will|would|can|is|are)\b.{1,60}\b(?:decide[ds]?|answer(?:ed)?"
    r"|process(?:ed)?|paid)\b"
    r"|\bcuanto (?:tiempo )?(?:se )?(?:tarda[nr]?|demora[nr]?|tarda en|lleva)\b"
)
_DONE_BY_OTHERS = re.compile(
    r"\b(?:decisions?|decid\w+|answer(?:s|ed)?|takes?|comes?|process\w*|review(?:s|ed)?|arriv\w+|repl(?:y|ies)|paid|pays?"
    r"|decisi\w+|respuestas?|responde\w*|tardan?|llegan?)\b"
)
_OWN_DAYS = re.compile(
    r"\b(?:you|members?|employees?) (?:may|must|should|can|need to|have (?:\w+ )?(?:\d|until))\b"
    r"|\b(?:suit|lawsuit)\b|\busted (?:puede|debe|tiene)\b|^tiene \d"
)
_OF_COVERAGE = r"(?:cover(?:age|ed)?|insurance|insured|benefits?|medical|dental|vision|plans?|choices?)"
_ASKS_FOR_START = re.compile(
    rf"\bwhen (?:do(?:es)?|will|would|is|are|can)\b(?:(?!\b(?:claim|enroll\w*)\b).){{0,50}}\b{_OF_COVERAGE}\b"
    r"(?: \w+){0,2}? (?:starts?|begins?|kicks? in|effective|takes? effect)\b"
    r"|\bwhen (?:am|are|will) (?:i|we)(?: be)? (?:covered|insured)\b"
    r"|\bcuando (?:empieza|comienza|inicia) (?:mi|la) (?:cobertura|seguro|plan)\b"
)
_TELLS_START = re.compile(
    rf"\b(?:{_OF_COVERAGE}|enroll\w*|cobertura|seguro|plan)\b[^.;]{{0,80}}"
    r"\b(?:starts?|begins?|effective|takes? effect|covered|empieza|comienza)\b"
    r"|\b(?:covered|coverage|cubiert[oa]s?) (?:from|on|desde)\b|\bwaiting period\b|\bperiodo de espera\b"
    r"|\b(?:starts?|begins?) (?:on|the|from)\b[^.;]{0,40}\b(?:day|month|hire|employment)\b"
)
