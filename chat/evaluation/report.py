"""Whether answers are what was expected of them, and the figures of a whole run. Nothing here asks a database."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from chat.evaluation.given import Given
from chat.evaluation.questions import ExpectedAnswer
from knowledge.evaluation.ask_search import Asker
from knowledge.evaluation.evaluate import percentile

Verdict = Literal["right", "wrong", "refused rightly", "refused wrongly", "no answer"]
_FAILED_VERDICTS: tuple[Verdict, ...] = ("wrong", "refused wrongly", "no answer")


@dataclass(frozen=True)
class Asked:
    """A question with what was answered to one asker."""

    question: ExpectedAnswer
    asker: Asker
    given: Given

    @property
    def unmet(self) -> tuple[str, ...]:
        """What is wrong with the answer, a sentence's end for each thing."""
        if not self.given.is_done:
            return ("gave no answer",)
        wants_answer = not (self.question.wants_refusal or self.question.wants_reply)
        refused = (f"refuses as {self.given.reason}",) if wants_answer and self.given.is_refusal else ()
        told = (expectation.unmet(self.given) for expectation in self.question.expectations)
        return (*refused, *filter(None, told))

    @property
    def verdict(self) -> Verdict:
        if not self.given.is_done:
            return "no answer"
        if self.given.is_refusal and not self.question.wants_refusal:
            return "refused wrongly"
        if self.unmet:
            return "wrong"
        return "refused rightly" if self.given.is_refusal else "right"

    @property
    def cites_gold(self) -> bool:
        return any(place.is_cited(self.given.quotes) for place in self.question.places)


@dataclass(frozen=True)
class Failure:
    line: int
    name: str
    question: str
    asked_as: str
    is_critical: bool
    verdict: Verdict
    unmet: tuple[str, ...]
    said: str  # what was said instead
    cited: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    asked: int  # each question once for each asker
    answered: int  # not refused
    right: int
    wrong: int
    refused_rightly: int
    refused_wrongly: int
    without_answer: int  # failed or broken off
    uncertain: int  # of those answered: the answer calls itself uncertain
    gold_named: int  # of which a page to be cited is named
    gold_cited: int
    milliseconds_p50: float
    milliseconds_p95: float
    failures: tuple[Failure, ...]

    @property
    def critical_failures(self) -> tuple[Failure, ...]:
        return tuple(failure for failure in self.failures if failure.is_critical)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def report(asked: Sequence[Asked]) -> Report:
    verdicts = Counter(one.verdict for one in asked)
    answered = [one for one in asked if one.given.is_done and not one.given.is_refusal]
    with_gold = [one for one in asked if one.question.places]
    times = [float(one.given.milliseconds) for one in asked]
    return Report(
        asked=len(asked),
        answered=len(answered),
        right=verdicts["right"],
        wrong=verdicts["wrong"],
        refused_rightly=verdicts["refused rightly"],
        refused_wrongly=verdicts["refused wrongly"],
        without_answer=verdicts["no answer"],
        uncertain=sum(one.given.is_uncertain for one in answered),
        gold_named=len(with_gold),
        gold_cited=sum(one.cites_gold for one in with_gold),
        milliseconds_p50=percentile(times, 0.50),
        milliseconds_p95=percentile(times, 0.95),
        failures=tuple(_failure(one) for one in asked if one.verdict in _FAILED_VERDICTS),
    )


def _failure(one: Asked) -> Failure:
    return Failure(
        line=one.question.line,
        name=one.question.name,
        question=one.question.question,
        asked_as=_asked_as(one.asker),
        is_critical=one.question.is_critical,
        verdict=one.verdict,
        unmet=one.unmet,
        said=one.given.text,
        cited=tuple(f"{quote.file_name} p. {quote.page}" for quote in one.given.quotes if not quote.is_near),
    )


def _asked_as(asker: Asker) -> str:
    audience = asker.audience
    parts = (audience.class_code, audience.work_state, audience.hours.replace("_", " "))
    return f"{' / '.join(filter(None, parts)) or 'anybody'}, on {asker.day}"
