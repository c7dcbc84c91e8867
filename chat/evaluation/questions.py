"""Questions with what is expected of their answers, one JSON object a line:

{"question": "...", "expect": {"contains": ["$318.00"], "cites": [{"document": "guide.pdf", "page": 4}]},
 "audience": {"class": "SAL", "state": "OH", "hours": "full time"}, "earlier": ["..."], "on": "2026-11-10",
 "critical": true, "name": "family price"}

Only the first two are needed. A key that nobody knows is a mistake of spelling, and told as one. HR's own test
questions are kept, exported and imported in the same form (kept.py).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from accounts.audience import Audience, read_hours, read_work_state
from chat.evaluation.expect import (
    Cites,
    CitesOneOf,
    Contains,
    Expectation,
    Figures,
    HandsOver,
    InLanguage,
    IsSure,
    Lacks,
    Leads,
    Place,
    PointsTo,
    Refuses,
    Replies,
)
from chat.models import Answer
from chat.proof.measures import measures
from knowledge.evaluation.json_lines import BadLine, earlier_of, question_of, read_lines

FORM = '{"question": "...", "expect": {"contains": ["$50"]}}'
ANY = "any"
REFUSALS = (ANY, *(reason.value for reason in Answer.REFUSALS))
REPLIES = tuple(reason.value for reason in (*Answer.FIXED, Answer.Reason.GLOSSARY))
LANGUAGES = ("en", "es")
_KEYS = ("question", "expect", "audience", "earlier", "on", "critical", "name")
TOLERANCE = "tolerance"  # how far off the figures may be
_ENDS = ("refuses", "not_known", "hands_over", "replies")  # of which an answer has one
_AUDIENCE_KEYS = ("class", "state", "hours")


@dataclass(frozen=True)
class ExpectedAnswer:
    """One line of the file."""

    line: int
    question: str
    expectations: tuple[Expectation, ...]
    audience: Audience | None = None  # None: whoever the run asks as
    earlier: tuple[str, ...] = ()
    on: date | None = None  # None: the run's day
    is_critical: bool = False
    name: str = ""

    @property
    def places(self) -> tuple[Place, ...]:
        """The pages that are to be cited, all or one of them."""
        cited = [one for one in self.expectations if isinstance(one, Cites | CitesOneOf)]
        return tuple(place for one in cited for place in one.places)

    @property
    def wants_refusal(self) -> bool:
        return any(isinstance(one, Refuses | HandsOver) for one in self.expectations)

    @property
    def wants_reply(self) -> bool:
        return any(isinstance(one, Replies) for one in self.expectations)


def read_expected(lines: Iterable[str]) -> list[ExpectedAnswer]:
    """Return one question a line, in order; empty lines are passed over. Raises BadQuestions for all bad lines."""
    return read_lines(lines, _expected, form=FORM)


def _expected(number: int, row: Mapping[str, Any]) -> ExpectedAnswer:
    question = question_of(row)
    _check_keys(row, _KEYS, "the line")
    is_critical = row.get("critical", False)
    if not isinstance(is_critical, bool):
        raise BadLine('"critical" is neither true nor false.')
    name = row.get("name", "")
    if not isinstance(name, str):
        raise BadLine('"name" is no text.')
    return ExpectedAnswer(
        number,
        question,
        expectations_of(row.get("expect")),
        audience=_audience(row["audience"]) if "audience" in row else None,
        earlier=earlier_of(row),
        on=_day(row["on"]) if "on" in row else None,
        is_critical=is_critical,
        name=name.strip(),
    )


def expectations_of(expect: object) -> tuple[Expectation, ...]:
    """Return what "expect" asks for; raises BadLine."""
    if not isinstance(expect, dict) or not expect:
        raise BadLine(f'"expect" is missing or empty. Say what the answer must be, for example {FORM}.')
    _check_keys(expect, (*_KINDS, TOLERANCE), '"expect"')
    ends = [kind for kind in _ENDS if kind in expect]
    if len(ends) > 1:
        raise BadLine(f'an answer either "{ends[0]}" or "{ends[1]}". Keep one of them.')
    if TOLERANCE in expect and "figures" not in expect:
        raise BadLine(f'"{TOLERANCE}" is said of "figures". Write them beside it, or leave it out.')
    tolerance = _tolerance(expect.get(TOLERANCE, 0))
    found = tuple(_KINDS[kind](kind, value) for kind, value in expect.items() if kind != TOLERANCE)
    return tuple(replace(one, tolerance=tolerance) if isinstance(one, Figures) else one for one in found)


def _tolerance(value: object) -> Decimal:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not 0 <= value < 1_000_000:
        raise BadLine(f'"{TOLERANCE}" is no number. Write how far off a figure may be, such as 0.5, or leave it out.')
    return Decimal(str(value))


def _check_keys(row: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    for key in row:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            hint = f'Did you mean "{near[0]}"?' if near else f"There are: {', '.join(known)}."
            raise BadLine(f'nobody knows "{key}" in {where}. {hint}')


def _texts(kind: str, value: object) -> tuple[str, ...]:
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not texts or not all(isinstance(text, str) and text.strip() for text in texts):
        raise BadLine(f'"{kind}" is no text. Write one, or a list of texts.')
    return tuple(text.strip() for text in texts)


def _figures(kind: str, value: object) -> Figures:
    texts = _texts(kind, value)
    none = next((text for text in texts if not measures(text)), "")
    if none:
        raise BadLine(f'“{none}” in "{kind}" has no figure. Write one: $50, 20%, 30 days, 2027-03-05, a phone.')
    return Figures(texts)


def _places(kind: str, value: object) -> tuple[Place, ...]:
    if not isinstance(value, list) or not value:
        raise BadLine(f'"{kind}" is no list of pages. Write [{{"document": "file name", "page": 3}}].')
    return tuple(_place(kind, item) for item in value)


def _place(kind: str, item: object) -> Place:
    if not isinstance(item, dict):
        raise BadLine(f'an item of "{kind}" is no object. Write {{"document": "file name", "page": 3}}.')
    _check_keys(item, ("document", "page"), f'"{kind}"')
    document, page = item.get("document"), item.get("page")
    if not isinstance(document, str) or not document.strip():
        raise BadLine(f'"document" is missing in "{kind}". Write the name of the file as it was uploaded.')
    if page is not None and (not isinstance(page, int) or isinstance(page, bool) or page < 1):
        raise BadLine(f'"page" of {document} is no page number. Count from 1, or leave it out for any page.')
    return Place(document.strip(), page)


def _one_of(value: object, kind: str, known: Sequence[str]) -> str:
    if value not in known:
        raise BadLine(f'"{kind}" is none of {", ".join(known)}.')
    return str(value)


def _refuses(kind: str, value: object) -> Refuses:
    reason = _one_of(value, kind, REFUSALS)
    return Refuses("" if reason == ANY else reason)


def _is_true(kind: str, value: object) -> None:
    if value is not True:
        raise BadLine(f'"{kind}" can only be true. Leave it out otherwise.')


def _not_known(kind: str, value: object) -> Refuses:
    _is_true(kind, value)
    return Refuses(Answer.Reason.NOT_IN_DOCUMENTS.value)


def _hands_over(kind: str, value: object) -> HandsOver:
    _is_true(kind, value)
    return HandsOver()


def _is_sure(kind: str, value: object) -> IsSure:
    if value is not True:
        raise BadLine(f'"{kind}" can only be true. Leave it out where an uncertain answer will do.')
    return IsSure()


_KINDS: dict[str, Callable[[str, object], Expectation]] = {
    "contains": lambda kind, value: Contains(_texts(kind, value)),
    "figures": _figures,
    "lacks": lambda kind, value: Lacks(_texts(kind, value)),
    "leads_with": lambda kind, value: Leads(_texts(kind, value)),
    "cites": lambda kind, value: Cites(_places(kind, value)),
    "cites_one_of": lambda kind, value: CitesOneOf(_places(kind, value)),
    "refuses": _refuses,
    "not_known": _not_known,
    "hands_over": _hands_over,
    "replies": lambda kind, value: Replies(_one_of(value, kind, REPLIES)),
    "language": lambda kind, value: InLanguage(_one_of(value, kind, LANGUAGES)),
    "points_to": lambda kind, value: PointsTo(_texts(kind, value)),
    "sure": _is_sure,
}


def _audience(value: object) -> Audience:
    if not isinstance(value, dict):
        raise BadLine('"audience" is no object. Write {"class": "SAL", "state": "OH", "hours": "full time"}.')
    _check_keys(value, _AUDIENCE_KEYS, '"audience"')
    parts = [value.get(key, "") for key in _AUDIENCE_KEYS]
    if not all(isinstance(part, str) for part in parts):
        raise BadLine('a part of "audience" is no text.')
    class_code, state, hours = parts
    work_state, working_time = read_work_state(state), read_hours(hours)
    if work_state is None:
        raise BadLine(f"{state} is no state. Write its name or its two letters: California or CA.")
    if working_time is None:
        raise BadLine(f"{hours} is no working time. Write full time or part time.")
    return Audience(class_code.strip(), work_state, working_time)


def _day(value: object) -> date:
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError as error:
        raise BadLine(f'"on" is no day: {value}. Write it as 2026-11-10.') from error
