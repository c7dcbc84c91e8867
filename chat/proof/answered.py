"""Questions with their answers, put as what they say: "Do you need a referral? No." says that none is needed.

Summaries of benefits ask in a row's label and answer in its cell, and guides ask in a heading or a sentence.
"""

import re
from collections.abc import Iterable

_ANSWER = re.compile(
    r"^(?:(?:answers?|a|respuestas?|r)\s?[:.]\s*)?(?P<word>yes|none|no|si|sí|ninguno|ninguna)\b(?P<rest>[^\w]|$)", re.I
)
_IN_SHORT = re.compile(
    r"^\W*(?P<word>yes|no)\W+(?:(?:i|it|that|they|this|you|we|she|he|does|do|can|is|are|will|(?P<not>not|cannot)|be|look"
    r"|like|seem)\s?)+(?=[,:;])",
    re.I,
)
_AGAINST = re.compile(
    r"^\W*(?:no, (?:(?!not\b|no\b|only\b|solo\b)[\w’']+ ){1,5}?(?:(?:can|may|could)(?! (?:not|only)\b)|puede)\b"
    r"|yes, (?:[\w’']+ ){1,5}?(?:cannot|(?:can|may|could) not)\b|s[ií], (?:[\w’']+ ){0,5}?no (?:se )?puede)",
    re.I,
)
_ASKS_TO_BE_ALLOWED = re.compile(r"\b(?:can|may|could) (?:i|we|my|she|he|they)\b|\bpuedo\b", re.I)
_HEADER_OF_ANSWERS = re.compile(r"^(?:answers?|why this matters|a|respuestas?)$", re.I)
_ASKS_IF = re.compile(
    r"^(?:q\s?[:.]\s*)?(?P<verb>do|does|did|is|are|will|can|may|must|should|has|have)\s(?P<rest>.{3,200}?)\s?\?$", re.I
)
_SPANISH_ASKS_IF = re.compile(
    r"^¿\s?(?P<rest>(?:necesit|pued|deb|teng|tien|hay|se |est[aá]|son |es |cubr|incluy|pag|requ)\w*\b.{2,200}?)\s?\?$",
    re.I,
)
_ASKS_WHAT = re.compile(r"^(?:what|which)(?: \w+){0,2}? (?P<rest>(?:is|are|does|do) .{3,160}?)\s?\?$", re.I)
_ASKS_WHO = re.compile(r"^(?:who|qui[eé]n(?:es)?) (?P<rest>[^?]{3,80}?)\s?\??$", re.I)
_ASKS_WHOM = re.compile(r"^(?:q\s?[:.]\s*)?(?:who|whom|what) can (?:i|we|you) (?P<do>[^?]{3,60}?)\s?\?$", re.I)
_WITHOUT_A = re.compile(r"^(?:answers?|a|respuestas?|r)\s?[:.]\s*", re.I)
_ASKS_SPANISH_WHAT = re.compile(r"^¿\s?qu[eé] (?P<rest>(?:no )?(?:est[aá]|se|es|son)\b.{3,160}?)\s?\?$", re.I)
_PREDICATE = re.compile(
    r"\b(?=(?:required|needed|necessary|covered|included|available|eligible|counted|taxed|taxable|allowed|paid|payable"
    r"|reimbursed|subject|automatic|limited|refundable|transferable|waived)\b)",
    re.I,
)
_SUBJECT = re.compile(
    r"^(?:(?:the|my|your|a|an|this|all) )?(?:(?:full-time|part-time|temporary|new|domestic|retired) )?[\w-]+\b", re.I
)
_PERSONS = ((r"\bI\b", "you"), (r"\bmy\b", "your"), (r"\bme\b", "you"), (r"\bam\b", "are"))
_SPANISH_PERSONS = (
    (r"^necesito\b", "necesita"), (r"^puedo\b", "puede"), (r"^debo\b", "debe"), (r"^tengo\b", "tiene"),
    (r"\bmis?\b", "su"), (r"^pago\b", "paga"),
)  # fmt: skip
# An answer with a verb or another sentence is one by itself.
_SAYS_BY_ITSELF = re.compile(
    r"\b(?:is|are|does|do|not|will|can|may|must|pays?|you|has|have|see|no|es|son|debe|puede|paga|usted|vea)\b|[.;] ",
    re.I,
)
_DOES = re.compile(r"\b(?:pays?|paid|shares?|covers?|splits?|paga|pagan|comparten)\b", re.I)
_SEVERAL = frozenset({"you", "we", "they", "employees", "participants"})
_LONGEST_WHO = 6  # words that name somebody


def answer_of(text: str) -> bool | None:
    """Return whether the text begins with a yes or a no; None if with neither."""
    found = _ANSWER.match(text.strip())
    return None if found is None else not found["word"].lower().startswith("n")


def answers_both_ways(text: str) -> bool:
    """Whether it answers in short with a word that the next ones gainsay: "yes, it does not: ..."."""
    found = _IN_SHORT.match(text)
    return bool(found) and (found["word"].lower() == "yes") == bool(found["not"])


def answers_against_itself(text: str, asked: Iterable[str]) -> bool:
    """Whether it says no to what somebody asks to be allowed, and then that it may be, or yes, and that it may not."""
    return bool(_AGAINST.match(text)) and any(_ASKS_TO_BE_ALLOWED.search(question) for question in asked)


def asks_if(text: str) -> bool:
    """Whether it is a question to be answered with yes or no, which says nothing by itself."""
    plain = text.strip()
    return plain.endswith("?") and bool(_ASKS_IF.match(plain) or _SPANISH_ASKS_IF.match(plain))


def said_by(question: str, answer: str) -> str:
    """Return what a question says with its answer; "" where they make no sentence."""
    asked = question.strip()
    is_so = answer_of(answer)
    if is_so is not None:
        said = _of_yes_or_no(asked, is_so)
        return f"{said.rstrip('.')}: {_items_behind(answer)}." if said and _items_behind(answer) else said
    told = answer.strip().rstrip(".")
    if not told:
        return ""
    what = _ASKS_WHAT.match(asked) or _ASKS_SPANISH_WHAT.match(asked)
    if what:
        return f"{told} {what['rest']}."
    whom = _ASKS_WHOM.match(asked)
    if whom:
        return f"you can {whom['do']} {_WITHOUT_A.sub('', told)}."
    who = _ASKS_WHO.match(asked)
    if not who or len(told.split()) > _LONGEST_WHO or _DOES.search(told):
        return ""
    name, comma, behind = told.partition(",")
    does = re.sub(r"^(\w+)s\b", r"\1", who["rest"]) if name.lower() in _SEVERAL else who["rest"]
    return f"{name} {does}{comma}{behind}."


def said_by_cell(label: str, header: str, value: str) -> str:
    """Return what a row's label says with one of its cells."""
    said = said_by(label, value)
    if not said and answer_of(value) is not None and not label.strip().endswith("?"):
        said = f"{label}." if answer_of(value) else _denied(label)
    if not said or _HEADER_OF_ANSWERS.match(header.strip()):
        return said
    return f"{header}: {said}"


def _items_behind(answer: str) -> str:
    """Return what an answer names behind its yes or no: "Yes. Preventive care and generic drugs"."""
    found = _ANSWER.match(answer.strip())
    behind = answer.strip()[found.end("word") :].strip(" .,;:—-") if found else ""
    return "" if _SAYS_BY_ITSELF.search(behind) else behind


def _denied(label: str) -> str:
    """Return that it is not so: "Referral required" becomes that a referral is not required."""
    at = _PREDICATE.search(label)
    return f"{label[: at.start()]}not {label[at.start() :]}." if at else f"No {label[:1].lower()}{label[1:]}."


def _of_yes_or_no(asked: str, is_so: bool) -> str:
    spanish = _SPANISH_ASKS_IF.match(asked)
    if spanish:
        body = _with(spanish["rest"], _SPANISH_PERSONS)
        return f"{body}." if is_so else f"no {body}."
    found = _ASKS_IF.match(asked)
    if not found:
        return ""
    verb, rest = found["verb"].lower(), _with(found["rest"], _PERSONS)
    if rest.startswith("there "):
        kept = rest.removeprefix("there ")
        return f"there {verb} {kept}." if is_so else f"there {verb} no {re.sub(r'^(?:any|a|an) ', '', kept)}."
    at = _PREDICATE.search(rest) if verb in ("is", "are", "has", "have") else None
    subject = _SUBJECT.match(rest)
    ends = at.start() if at else (subject.end() + 1 if subject else 0)
    before, behind = rest[:ends].strip(), rest[ends:].strip()
    if verb in ("do", "does", "did"):
        return f"{before} {behind}." if is_so else f"{before} {verb} not {behind}."
    return f"{before} {verb} {behind}." if is_so else f"{before} {verb} not {behind}."


def _with(text: str, persons: tuple[tuple[str, str], ...]) -> str:
    for pattern, put in persons:
        text = re.sub(pattern, put, text, flags=re.I)
    return text
