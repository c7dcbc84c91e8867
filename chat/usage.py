"""How often a document has answered. Counts alone, and none that could be about somebody: HR never reads chats."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date

from django.db.models import Count, Max

from accounts.models import User
from chat.models import Answer, Citation
from knowledge.models import Document
from knowledge.text.terms import plain_text
from tenants.roles import EMPLOYEE

FEWEST_ASKERS = 5
# What people would least want anybody to know they asked about.
FEWEST_ASKERS_SENSITIVE = 10
FEWEST_PEOPLE = 20  # in a smaller company five of them are too easy to name
_SENSITIVE = re.compile(
    r"leave|disabilit|\bstd\b|\bltd\b|cobra|terminat|\beap\b|employee assistance|mental|behavioral|substance|"
    r"pregnan|matern|patern|parental|fertil|complaint|grievance|licencia|embarazo|discapacidad",
    re.IGNORECASE,
)

# Beyond what a document's title may be about: what people ask about themselves.
_PERSONAL = re.compile(
    r"depress|anxi|therap|counsel|psych|suicid|bipolar|autis|\badhd\b|eating disorder|addict|alcohol|rehab|detox|sober"
    r"|methadone|opioid|drug (?:use|abuse)|overdos|ivf|abortion|miscarr|infertil|contracep|birth control|prenatal"
    r"|postpartum|vasectom|steriliz|\bhiv\b|\baids\b|cancer|gender|transition|harass|discriminat|fired|laid off|let go"
    r"|quit|resign|lawsuit|garnish|divorc|abuse|violence|immigration|visa status|depres|ansiedad|terap|psic|psiq|adicc"
    r"|alcoh|\bvih\b|\bsida\b|anticoncep|embaraz|aborto|acoso|abuso|violencia|despid|renunci|divorci",
    re.IGNORECASE,
)

_chosen: list[Callable[[], int]] = []


@dataclass(frozen=True)
class Usage:
    answers: int
    last_month: date  # the first day of the month in which it answered last; a day could be somebody's

    @property
    def at_least(self) -> int:
        """What may be shown: whoever looks every hour would see each question by itself."""
        return self.answers // FEWEST_ASKERS * FEWEST_ASKERS


def usage_of(document: Document) -> Usage | None:
    """Return how many questions of employees were answered from it; None while the number could be about few people.

    HR, who reads it, knows what HR has asked: behind that nobody is hidden.
    """
    people = User.objects.filter(role=EMPLOYEE, is_active=True)
    if people.count() < FEWEST_PEOPLE:
        return None
    counts = Citation.objects.filter(
        version__document=document,
        is_near=False,
        answer__status=Answer.Status.DONE,
        answer__question__is_counted=True,
        answer__question__conversation__user__role=EMPLOYEE,
    ).aggregate(
        questions=Count("answer__question", distinct=True),
        askers=Count("answer__question__conversation__user", distinct=True),
        last=Max("answer__finished_at"),
    )
    if counts["askers"] < fewest_askers(document):
        return None
    # Of UTC for every client: at another zone's midnight the month would tell at which hour somebody asked last.
    return Usage(counts["questions"], counts["last"].astimezone(UTC).date().replace(day=1))


def fewest_askers(document: Document) -> int:
    return fewest_sensitive() if is_personal(document.title) else fewest_people()


def let_fewest_be(chosen: Callable[[], int]) -> None:
    """Have this say how many people the company in use wants behind what HR is told. More than five counts."""
    _chosen.append(chosen)


def fewest_people() -> int:
    """Return how many people are behind whatever HR is told of what was asked."""
    return max([FEWEST_ASKERS, *(chosen() for chosen in _chosen)])


def fewest_sensitive() -> int:
    return max(FEWEST_ASKERS_SENSITIVE, fewest_people())


def is_personal(text: str) -> bool:
    """Whether it is about what people would least want anybody to know they asked: their health, work or family."""
    return bool(_SENSITIVE.search(text)) or bool(_PERSONAL.search(plain_text(text)))


def is_too_small() -> bool:
    """Whether the company is so small that even a few of its people are too easy to name."""
    return User.objects.filter(role=EMPLOYEE, is_active=True).count() < FEWEST_PEOPLE
