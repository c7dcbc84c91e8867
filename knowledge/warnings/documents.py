"""Whether two documents can be compared at all: their plans, their people, their time."""

from datetime import date

from knowledge.models import Document
from knowledge.retrieval.plans import PlanGuide, PlanName, plan_names


def plans_of(document: Document, guide: PlanGuide) -> frozenset[PlanName]:
    return guide.names_of(document.pk) or named_plans(document)


def named_plans(document: Document) -> frozenset[PlanName]:
    """Return the plans of its title, else those that are said of it."""
    return plan_names(document.title) or plan_names(" · ".join(document.plans))


def meet(one: Document, other: Document) -> bool:
    """Whether there is a day on which both are in force."""
    return not (_ends_before(one, other) or _ends_before(other, one))


def are_rivals(one: Document, other: Document) -> bool:
    """Whether both speak to some of the same people at the same time."""
    return meet(one, other) and one.meant_for.is_rival_of(other.meant_for)


def _ends_before(one: Document, other: Document) -> bool:
    return bool(one.effective_to and other.effective_from and one.effective_to < other.effective_from)


def latest_first(document: Document) -> tuple[int]:
    return (-(document.effective_from or date.min).toordinal(),)
