"""The golden questions of the demo companies as lines that evaluate_answers reads."""

from accounts.audience import Audience
from chat.models import Answer
from platform_admin.demo.company import Company
from platform_admin.demo.golden import golden_questions
from platform_admin.demo.golden_shapes import CRISIS, NO_PICK, OTHER_CLIENT, PRIVATE, GoldenQuestion, Source
from platform_admin.demo.numbers import company

_REFUSALS = {
    NO_PICK: Answer.Reason.CHOICE,
    PRIVATE: Answer.Reason.PERSONAL_RECORD,
    OTHER_CLIENT: Answer.Reason.NOT_IN_DOCUMENTS,
}


def golden_lines(subdomain: str) -> list[dict[str, object]]:
    return [_line(question) for question in golden_questions() if question.client == subdomain]


def name_of(question: GoldenQuestion) -> str:
    return f"{question.number}{question.part}"


def asker_of(house: Company, class_code: str) -> Audience:
    """Return the first of the demo's people who is of this class."""
    person = next(one for one in house.people if one.class_code == class_code)
    return Audience(class_code, person.work_state, person.hours)


def _line(question: GoldenQuestion) -> dict[str, object]:
    return {
        "name": name_of(question),
        "question": question.question,
        "expect": _expect(question),
        "audience": _audience(asker_of(company(question.client), question.class_code)),
        "on": question.as_of.isoformat(),
    }


def _audience(asker: Audience) -> dict[str, str]:
    return {"class": asker.class_code, "state": asker.work_state, "hours": asker.hours.replace("_", " ")}


def _expect(question: GoldenQuestion) -> dict[str, object]:
    expect: dict[str, object] = {"language": question.language}
    if question.forbidden:
        expect["lacks"] = list(question.forbidden)
    if question.kind in _REFUSALS:
        expect["refuses"] = _REFUSALS[question.kind]
    if question.kind == CRISIS:
        expect["replies"] = Answer.Reason.CRISIS
    # Whom to ask stands on a card beside a refusal.
    if question.expected:
        expect["points_to" if question.kind == PRIVATE else "contains"] = list(question.expected)
    if question.sources:
        # Nothing of another plan, year or class may come first.
        right = dict.fromkeys([*question.expected, *(text for source in question.sources for text in source.contains)])
        gold = (*question.sources, *question.also)
        expect |= {"leads_with": list(right), "cites_one_of": _places(gold), "sure": True}
    return expect


def _places(sources: tuple[Source, ...]) -> list[dict[str, object]]:
    return [{"document": source.file_name} | ({"page": source.page} if source.page else {}) for source in sources]
