"""What HR sees of the gaps: those that enough people asked about, in words that enough of them used (record 0028)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Self
from uuid import UUID

from accounts.models import User
from branding.models import Brand
from chat.gaps.people import asked_since
from chat.meaning import meaning_of, means
from chat.models import Gap, GapPerson, OfficialWording
from chat.topics import TOPICS
from chat.usage import fewest_people, fewest_sensitive, is_too_small
from tenants.audit.log import record

STEP = 5  # counts are told in such steps: one more would tell who has just asked
MOST_WORDS = 8
SENSITIVE = "A sensitive subject; its words are not shown"
TOO_FEW_WORDS = "Asked in words that too few people share"


@dataclass(frozen=True)
class ShownGap:
    gap: Gap
    text: str
    question: str  # "" unless it is one that everybody knows
    people: int  # at least so many
    reason: Gap.Reason | None  # None: several, none of them enough people's

    @property
    def people_words(self) -> str:
        return f"{self.people} people asked in vain"

    @property
    def reason_words(self) -> str:
        return self.reason.label if self.reason else "Several reasons"

    @property
    def may_be_official(self) -> bool:
        """Whether an official answer would be told: advice that is not given stays so."""
        return self.reason != Gap.Reason.BEYOND


def shown_gaps(*, state: Gap.State, reason: str = "") -> list[ShownGap]:
    """Return what HR may see, the most asked first. In a small company only what was made up for the demonstration."""
    rows = Gap.objects.filter(state=state).prefetch_related("people")
    if is_too_small():
        rows = rows.filter(is_demo=True)
    known, fewest = list(_known_questions()), _Fewest.now()
    shown = [one for gap in rows if (one := _shown(gap, known, fewest))]
    wanted = [one for one in shown if not reason or one.reason == reason]
    return sorted(wanted, key=lambda one: (-one.people, one.text))


def shown_gap(gap_id: UUID) -> ShownGap | None:
    """Return one that HR may see."""
    gap = Gap.objects.filter(pk=gap_id).prefetch_related("people").first()
    if gap is None or (is_too_small() and not gap.is_demo):
        return None
    return _shown(gap, list(_known_questions()), _Fewest.now())


def total_in_words() -> str:
    """Return how often something was not answered, for a company too small to be told more."""
    count = GapPerson.objects.filter(gap__state=Gap.State.OPEN, gap__is_demo=False).count()
    fewest = fewest_people()
    return f"Fewer than {fewest} times" if count < fewest else f"At least {count // STEP * STEP} times"


def count_open() -> int:
    return len(shown_gaps(state=Gap.State.OPEN))


def dismiss(gap: Gap, *, by: User, now: datetime) -> bool:
    """Take it out of the queue; False if that is done."""
    done = Gap.objects.filter(pk=gap.pk, state=Gap.State.OPEN).update(
        state=Gap.State.DISMISSED, decided_by=by, decided_at=now
    )
    if done:
        record("gap.dismissed", actor=by, subject=gap)
    return bool(done)


def reopen(gap: Gap, *, by: User) -> bool:
    """Put it back with all who have asked, as if nothing had been decided; False if that is done."""
    decided = Gap.objects.filter(pk=gap.pk).exclude(state=Gap.State.OPEN)
    done = decided.update(state=Gap.State.OPEN, decided_by=None, decided_at=None)
    if done:
        record("gap.reopened", actor=by, subject=gap)
    return bool(done)


class _Fewest(NamedTuple):
    """How many people are behind a gap that is shown, and behind a word and a reason of it."""

    usual: int
    sensitive: int

    @classmethod
    def now(cls) -> Self:
        return cls(fewest_people(), fewest_sensitive())


def _shown(gap: Gap, known: Sequence[str], fewest_of: _Fewest) -> ShownGap | None:
    people = asked_since(gap) if gap.state == Gap.State.OPEN else list(gap.people.all())
    fewest = fewest_of.sensitive if gap.is_sensitive else fewest_of.usual
    if len(people) < fewest:
        return None
    question = next((text for text in known if _asks(text, gap)), "")
    text = question or _in_words(gap, people, fewest)
    reasons = Counter(person.reason for person in people)
    told = [reason for reason in Gap.Reason if reasons[reason] >= fewest]
    reason = max(told, key=lambda one: reasons[one], default=None)
    return ShownGap(gap, text, question, len(people) // STEP * STEP, reason)


def _asks(question: str, gap: Gap) -> bool:
    return means(meaning_of(question), gap.marks, [tuple(idea) for idea in gap.ideas])


def _in_words(gap: Gap, people: Sequence[GapPerson], fewest: int) -> str:
    """Return the words that at least so many people used, the commonest first: none of them is anybody's own."""
    if gap.is_sensitive:
        return SENSITIVE
    used = Counter(word for person in people for word in set(person.words))
    shared = sorted((word for word, count in used.items() if count >= fewest), key=lambda word: (-used[word], word))
    return f"About: {', '.join(shared[:MOST_WORDS])}" if shared else TOO_FEW_WORDS


def _known_questions() -> Iterator[str]:
    """Yield questions that everybody can read anyway: those suggested, and those with an official answer."""
    for topic in TOPICS:
        yield from topic.question.values()
    for brand in Brand.objects.all():
        yield from (question["text"] for question in brand.suggested_questions)
    yield from OfficialWording.objects.filter(answer__state="published").values_list("text", flat=True)
