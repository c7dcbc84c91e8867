"""What HR could do next, each with what speaks for it and the page on which it is done.

Everything is told from released figures, from gaps that HR may see and from HR's own documents. What HR has done or
does not want stays away until twice as much speaks for it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db import transaction
from django.urls import reverse

from accounts.models import User
from analytics.insights.told_topics import TopicRow, topic_rows
from analytics.measures import Family
from analytics.models import AdviceDecision
from analytics.query.company import Company, the_company
from analytics.query.figures import told
from analytics.query.timeframes import timeframe_of
from chat.gaps.queue import shown_gaps
from chat.models import Gap
from knowledge.evaluation.coverage_map import Map, kept_map
from knowledge.evaluation.subjects import SUBJECTS, Subject
from knowledge.models import Document
from tenants.audit.log import record
from tenants.clock import day_in_words, today

MOST_SHOWN = 8
MOST_OF_A_KIND = 3
EXPIRES_WITHIN = timedelta(days=30)
UNUSED_FOR = timedelta(days=90)
LOOKED_AT = "30d"
_NOWHERE = frozenset({"missing", "expired"})


@dataclass(frozen=True)
class Advice:
    key: str
    title: str
    evidence: str
    action: str
    url: str
    weight: int  # of the evidence; what weighs most stands first


def open_advice(now: datetime) -> list[Advice]:
    """Return what is recommended and not decided, what weighs most first."""
    decided = _decided_weights()
    standing = [one for kind in _kinds(now) for one in _first(kind, decided)]
    return sorted(standing, key=lambda one: (-one.weight, one.key))[:MOST_SHOWN]


@transaction.atomic
def decide(key: str, state: AdviceDecision.State, *, by: User, now: datetime) -> bool:
    """Remember what HR has made of it; False of what is not recommended any more.

    What was shown may be decided though other advice has taken its place since.
    """
    decided = _decided_weights()
    found = (one for kind in _kinds(now) for one in kind)
    one = next((one for one in found if one.key == key and _is_open(one, decided)), None)
    if one is None:
        return False
    facts = {"state": state, "weight": one.weight, "decided_by": by, "decided_at": now}
    row, _ = AdviceDecision.objects.update_or_create(key=key, defaults=facts)
    # Not its title: of a gap that is what people asked.
    record(f"advice.{state.value}", actor=by, subject=row, kind=key.partition(":")[0])
    return True


def _kinds(now: datetime) -> Iterator[Iterator[Advice]]:
    """Yield all that could be recommended, decided or not, a kind at a time."""
    company = the_company()
    yield _of_gaps()
    yield _of_expiring()
    if not company.is_small:
        rows = topic_rows(timeframe_of(LOOKED_AT, now=now), company)
        for kind in (_of_unanswered, _of_unhelpful, _of_missing, _of_rising):
            yield kind(rows)
        yield _of_unused(company, now)


def _first(advice: Iterator[Advice], decided: Mapping[str, int]) -> list[Advice]:
    standing = [one for one in advice if _is_open(one, decided)]
    return sorted(standing, key=lambda one: -one.weight)[:MOST_OF_A_KIND]


def _is_open(one: Advice, decided: Mapping[str, int]) -> bool:
    return one.key not in decided or one.weight >= 2 * max(decided[one.key], 1)


def _decided_weights() -> dict[str, int]:
    return dict(AdviceDecision.objects.values_list("key", "weight"))


def _of_unanswered(rows: list[TopicRow]) -> Iterator[Advice]:
    for row in rows:
        if row.unanswered:
            yield Advice(
                f"unanswered:{row.part}",
                f"Write the official answer about {row.name}",
                f"Nothing published answered at least {row.unanswered} questions about it in 30 days.",
                "Write the answer",
                f"{reverse('chat:official_add')}?{urlencode({'about': row.asked_as})}",
                3 * row.unanswered,
            )


def _of_unhelpful(rows: list[TopicRow]) -> Iterator[Advice]:
    for row in rows:
        if row.unhelpful:
            yield Advice(
                f"unhelpful:{row.part}",
                f"Look at what is answered about {row.name}",
                f"At least {row.unhelpful} answers about it were marked as not helpful in 30 days.",
                "Try it as an employee",
                f"{reverse('knowledge:search')}?{urlencode({'q': row.asked_as})}",
                3 * row.unhelpful,
            )


def _of_missing(rows: list[TopicRow]) -> Iterator[Advice]:
    """Yield subjects that no document covers and that a topic is about."""
    kept = kept_map()
    if kept is None:
        return
    for subject in _uncovered(Map.from_json(kept.content)):
        about = [row for row in rows if not row.is_sensitive and subject.signs.search(row.name)]
        if about:
            count = sum(row.count for row in about)
            yield Advice(
                f"missing:{subject.code}",
                f"Upload a document about {about[0].name}",
                f"Nothing that is published for this year covers it, and {count} questions were about it in 30 days.",
                "Upload it",
                reverse("knowledge:upload"),
                2 * count,
            )


def _uncovered(found: Map) -> list[Subject]:
    states: dict[str, set[str]] = {}
    for cell in found.cells:
        states.setdefault(cell.subject, set()).add(cell.state)
    return [subject for subject in SUBJECTS if subject.code in states and states[subject.code] <= _NOWHERE]


def _of_rising(rows: list[TopicRow]) -> Iterator[Advice]:
    for row in rows:
        if row.change == "more" and not row.is_sensitive:
            yield Advice(
                f"announce:{row.part}",
                f"Tell everybody about {row.name}",
                "Clearly more people ask about it than in the 30 days before. An announcement on the first page tells "
                "them before they look for it.",
                "Write an announcement",
                f"{reverse('chat:announcement_add')}?{urlencode({'about': row.name})}",
                row.count,
            )


def _of_gaps() -> Iterator[Advice]:
    for one in shown_gaps(state=Gap.State.OPEN):
        if one.may_be_official:
            yield Advice(
                f"gap:{one.gap.pk}",
                f"Answer what was asked in vain: {one.text.removeprefix('About: ')}",
                f"{one.people} people or more asked it. {one.reason_words}.",
                "Write the answer",
                f"{reverse('chat:official_add')}?{urlencode({'gap': one.gap.pk})}",
                4 * one.people,
            )


def _of_expiring() -> Iterator[Advice]:
    day = today()
    ending = Document.objects.published().filter(effective_to__range=(day, day + EXPIRES_WITHIN), successors=None)
    for document in ending:
        yield Advice(
            f"expiring:{document.pk}:{document.effective_to}",
            f"Have what follows on {document.title} ready",
            f"It is in force until {day_in_words(document.effective_to)}. From then on no answer is told from it.",
            "Look at the document",
            reverse("knowledge:document", args=[document.pk]),
            20,
        )


def _of_unused(company: Company, now: datetime) -> Iterator[Advice]:
    """Yield what was published all the while and is cited by no answer that is told of."""
    frame = timeframe_of("90d", now=now)
    found = told([Family.DOCUMENT], frame, company)
    cited: Mapping[str, int] = found[Family.DOCUMENT].parts if Family.DOCUMENT in found else {}
    if not cited:
        return
    for document in Document.objects.published().filter(published_at__lt=now - UNUSED_FOR):
        if str(document.pk) not in cited:
            yield Advice(
                f"unused:{document.pk}",
                f"See whether {document.title} is found",
                "It has been published for 90 days, and too few answers to be told of cite it.",
                "Look at the document",
                reverse("knowledge:document", args=[document.pk]),
                5,
            )
