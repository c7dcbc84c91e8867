"""How well a client is served, as one number and where each of its points went.

The weights are those of the industry paper the product follows: content 25, tests 20, reach 20, answers with a source
15, HR's queue 10, payment 10. What is not known yet weighs nothing: the score is of the rest.
"""

from dataclasses import dataclass

FULL_REACH = 0.5  # of all people active within 30 days; more than that is no better service
MOST_OPEN_GAPS = 20  # subjects that wait for HR; from here on the queue gets no point


@dataclass(frozen=True)
class Part:
    """One side of it. `share` is how much of the points it got, 0 to 1; None: not known, and not weighed."""

    name: str
    points: int
    share: float | None
    note: str

    def as_row(self) -> dict[str, object]:
        return {"name": self.name, "points": self.points, "share": self.share, "note": self.note}


@dataclass(frozen=True)
class Signs:
    """What the score is made of. None: there was nothing to count."""

    covered: int
    subjects: int  # of which `covered` are told by what is published; 0: the map is not drawn yet
    documents: int
    tests_right: int
    tests: int
    people: int
    active_30: int
    answered_30: int
    refused_30: int
    open_gaps: int
    late_handovers: int
    is_past_due: bool


def health_parts(signs: Signs) -> tuple[Part, ...]:
    return (
        Part("Content", 25, _content(signs), _content_note(signs)),
        Part(
            "Test questions",
            20,
            signs.tests_right / signs.tests if signs.tests else 0.0,
            f"{signs.tests_right} of {signs.tests} answered rightly" if signs.tests else "No test question yet",
        ),
        Part(
            "Reach",
            20,
            min(1.0, signs.active_30 / signs.people / FULL_REACH) if signs.people else None,
            f"{signs.active_30} of {signs.people} people active in 30 days"
            if signs.people
            else "Nobody has an account yet",
        ),
        Part("Answers with a source", 15, _answered(signs), _answered_note(signs)),
        Part("HR’s queue", 10, _queue(signs), _queue_note(signs)),
        Part("Payment", 10, 0.0 if signs.is_past_due else 1.0, "Past due" if signs.is_past_due else "Nothing is due"),
    )


def health_score(parts: tuple[Part, ...]) -> int | None:
    """Return 0 to 100, of the parts that are known; None where none is."""
    known = [part for part in parts if part.share is not None]
    possible = sum(part.points for part in known)
    return round(100 * sum(part.points * part.share for part in known) / possible) if possible else None


def _content(signs: Signs) -> float | None:
    if not signs.documents:
        return 0.0
    return signs.covered / signs.subjects if signs.subjects else None


def _content_note(signs: Signs) -> str:
    if not signs.documents:
        return "No document is published"
    if not signs.subjects:
        return "The coverage map is not drawn yet"
    return f"{signs.covered} of {signs.subjects} subjects are covered, by plan and plan year"


def _answered(signs: Signs) -> float | None:
    asked = signs.answered_30 + signs.refused_30
    return signs.answered_30 / asked if asked else None


def _answered_note(signs: Signs) -> str:
    asked = signs.answered_30 + signs.refused_30
    return f"{signs.answered_30} of {asked} questions in 30 days" if asked else "Nothing was asked in 30 days"


def _queue(signs: Signs) -> float:
    if signs.late_handovers:
        return 0.0
    return max(0.0, 1 - signs.open_gaps / MOST_OPEN_GAPS)


def _queue_note(signs: Signs) -> str:
    late = f"{signs.late_handovers} sent to HR wait for more than three days, " if signs.late_handovers else ""
    return f"{late}{signs.open_gaps} subjects wait for an answer"
