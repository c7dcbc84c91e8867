"""What a file's first words say about plans, days and people, and which document it takes the place of.

Everything here is a proposal: HR is asked to look. Until then a guessed audience shows a document to too few rather
than to too many, and a guessed predecessor stays in force.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, timedelta

from benefits.models import PlanYear
from knowledge.models import PLAN_LIMIT, Document
from knowledge.retrieval.plans import PAPERS_OF_ONE_PLAN, PlanName, find_plans, name_in_title
from knowledge.text.terms import plain_text

Kind = Document.Kind
# They begin on a day and hold until something else takes their place, whatever year they name.
LASTING = frozenset({Kind.PLAN_DOCUMENT, Kind.SPD, Kind.AMENDMENT, Kind.POLICY, Kind.NOTICE, Kind.FAQ, Kind.OTHER})
# Shorter stretches of days are times to enroll, not times a document holds for.
SHORTEST_PERIOD = timedelta(days=80)
_MONTHS = (
    "january february march april may june july august september october november december",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
)
_MONTH_NUMBERS = {name: number for names in _MONTHS for number, name in enumerate(names.split(), start=1)}
_MONTH = "|".join(_MONTH_NUMBERS)
_DAYS = (
    rf"(?:{_MONTH}) \d{{1,2}},? 20\d\d",
    rf"\d{{1,2}} de (?:{_MONTH}) de 20\d\d",
    r"\d{1,2}/\d{1,2}/20\d\d",
    r"20\d\d-\d\d-\d\d",
)
_DAY = f"(?:{'|'.join(_DAYS)})"
_PERIOD = re.compile(rf"({_DAY})\s*(?:-|to|through|until|al?|hasta)\s*(?:el )?({_DAY})")
_START = re.compile(
    rf"\b(?:effective|in force|valid|vigente|en vigor|a partir)\b(?: date)?:?(?: (?:as of|on|from|since|del?|desde))*"
    rf"(?: el)? ({_DAY})"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:[-/](?:\d\d){1,2})?\b")


def guess_plans(title: str, pages: Iterable[str], *, kind: str = "") -> list[str]:
    """Return the plans the title names, else those of all the pages, as they write them. A plan's own paper whose
    title has a proper name is about that plan: others it names in passing, as those one had before.
    """
    proper = name_in_title(title) if kind in PAPERS_OF_ONE_PLAN and not find_plans(title) else ""
    if proper:
        return [proper[:PLAN_LIMIT]]
    names = set(find_plans(title)) or {name for page in pages for name in find_plans(page)}
    # Beside "PPO 750" a bare "PPO" is the same plan told shortly.
    told = [name for name in names if name.level or not any(_is_level_of(name, other) for other in names)]
    return sorted({_as_written(name) for name in told})


def guess_period(text: str) -> tuple[date | None, date | None]:
    """Return the first and last day the text says it is for; None for what it does not say."""
    plain = re.sub(r"[‐-―−]", "-", " ".join(plain_text(text).split()))
    for found in _PERIOD.finditer(plain):
        first, last = _date(found[1]), _date(found[2])
        if first and last and last - first >= SHORTEST_PERIOD:
            return first, last
    starts = (_date(found[1]) for found in _START.finditer(plain))
    return next((day for day in starts if day), None), None


def days_of_year(kind: str, year: PlanYear) -> tuple[date, date | None]:
    """Return the days to propose for a document of a plan year. One that lasts has no last day but what it says."""
    return year.starts_on, None if kind in LASTING else year.ends_on


def without_first_day(text: str) -> str:
    """Return the text without the day it says it begins on: "effective March 1, 2026" makes no plan year of 2026."""
    return _START.sub(" ", " ".join(plain_text(text).split()))


def guess_audience(title: str, labels: Mapping[str, str]) -> list[str]:
    """Return the codes of the classes the title names; none if it names all of them, for then it is for everyone."""
    named = [code for code, label in labels.items() if _names_class(title, code, label)]
    return sorted(named) if len(named) < len(labels) else []


def guess_superseded(document: Document) -> Document | None:
    """Return the published document this one seems to take the place of: called the same, begun before, not over."""
    if document.effective_from is None:
        return None
    others = Document.objects.published().exclude(pk=document.pk)
    alike = others.filter(
        kind=document.kind,
        language=document.language,
        audience=document.audience,
        work_states=document.work_states,
        hours=document.hours,
    )
    found = [other for other in alike if _name(other.title) == _name(document.title) and _goes_on_into(other, document)]
    return max(found, key=lambda other: other.effective_from or date.min, default=None)


def plans_from_text(text: str) -> list[str]:
    """Return the plans a person wrote into one field."""
    names = (" ".join(name.split())[:PLAN_LIMIT] for name in re.split(r"[,;\n]", text))
    return list(dict.fromkeys(name for name in names if name))


def plans_as_text(plans: Iterable[str]) -> str:
    return ", ".join(plans)


def _names_class(title: str, code: str, label: str) -> bool:
    plain = plain_text(title)
    # "PT" is a code, "pt" may be anything.
    has_code = _holds(plain, plain_text(code)) if len(code) > 2 else _holds(title, code)
    return has_code or _holds(plain.replace("-", " "), plain_text(label).replace("-", " "))


def _is_level_of(name: PlanName, other: PlanName) -> bool:
    return bool(other.level) and other.type == name.type


def _as_written(name: PlanName) -> str:
    label = str(name)
    return (label.removesuffix(" PLAN") if name.level else label)[:PLAN_LIMIT]


def _date(text: str) -> date | None:
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    with suppress(ValueError):
        if "/" in text:
            return date(numbers[2], numbers[0], numbers[1])
        if "-" in text:
            return date(*numbers)
        month = next(_MONTH_NUMBERS[word] for word in re.findall(r"[a-z]+", text) if word in _MONTH_NUMBERS)
        return date(numbers[1], month, numbers[0])
    return None


def _holds(text: str, words: str) -> bool:
    return bool(words) and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _name(title: str) -> str:
    """Return the title without what changes from year to year."""
    return " ".join(re.findall(r"\w+", _YEAR.sub(" ", re.sub(r"[‐-―−]", "-", plain_text(title)))))


def _goes_on_into(older: Document, newer: Document) -> bool:
    has_begun = older.effective_from is None or older.effective_from < newer.effective_from
    return has_begun and (older.effective_to is None or older.effective_to >= newer.effective_from)
