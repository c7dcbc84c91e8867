"""For whom something is: one asker against what a document says, and both in words.

A document may name classes, states and full or part time; what it names none of, it leaves open. It is for whoever
fits in all three.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils import translation
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.audience import Audience, Hours, WorkState
from benefits.models import BenefitClass
from tenants.postgresql.rows import Rows, written
from tenants.read_once import Once


@dataclass(frozen=True)
class MeantFor:
    """For whom a document is. What is empty is left open; all of it empty is everyone."""

    classes: tuple[str, ...] = ()
    work_states: tuple[str, ...] = ()
    hours: str = ""

    @property
    def is_everyone(self) -> bool:
        return self == EVERYONE

    def may_meet(self, other: "MeantFor") -> bool:
        """Whether one person can be among those of both."""
        return all(not one or not two or bool(one & two) for one, two in self._beside(other))

    def is_rival_of(self, other: "MeantFor") -> bool:
        """Whether both name the same people, or some of the same.

        What names particular people beside what leaves that open is no rival of it, but the exception to its rule.
        """
        return all(bool(one & two) or not (one or two) for one, two in self._beside(other))

    def covers(self, other: "MeantFor") -> bool:
        """Whether this is for whomever the other is for."""
        return all(not one or (bool(two) and two <= one) for one, two in self._beside(other))

    def shared_with(self, other: "MeantFor") -> "MeantFor":
        """Return the people of both, where one person can be among them."""
        classes, work_states, hours = (tuple(sorted(one & two or one | two)) for one, two in self._beside(other))
        return MeantFor(classes, work_states, "".join(hours))

    def _beside(self, other: "MeantFor") -> list[tuple[frozenset[str], frozenset[str]]]:
        return list(zip(self._parts(), other._parts(), strict=True))

    def _parts(self) -> tuple[frozenset[str], ...]:
        return frozenset(self.classes), frozenset(self.work_states), frozenset({self.hours} - {""})


EVERYONE = MeantFor()


def meant_for_just(audience: Audience) -> MeantFor:
    """Return the people of whom is known what is known of this one."""
    named = {"classes": audience.class_code, "work_states": audience.work_state}
    return MeantFor(**{name: (value,) for name, value in named.items() if value}, hours=audience.hours)


def somebody_of(meant_for: MeantFor) -> Audience:
    """Return somebody who is among these people."""
    return Audience(
        class_code=next(iter(meant_for.classes), ""),
        work_state=next(iter(meant_for.work_states), ""),
        hours=meant_for.hours,
    )


def told_apart(classes: Iterable[str], documents_are_for: Collection[MeantFor]) -> list[Audience]:
    """Return the askers whom documents tell apart: of every class, each also in every state and with the hours that a
    document names; those of whom only the class is known first.
    """
    states = ["", *sorted({state for one in documents_are_for for state in one.work_states})]
    hours = ["", *sorted({one.hours for one in documents_are_for} - {""})]
    askers = [Audience(code, state, hour) for code in classes for state in states for hour in hours]
    return sorted(askers, key=lambda one: (one.work_state != "", one.hours != ""))


def class_labels(language: str = "en") -> dict[str, str]:
    """Return code -> label of the client's benefit classes; in English where they have no other."""
    return {one.code: one.label_es if one.label_es and language == "es" else one.label for one in all_classes()}


@written
def _all() -> Rows[BenefitClass]:
    return Rows(BenefitClass.objects.all())


all_classes = Once("classes", _all)


def class_names(audience: Audience) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of the asker's class of employees, its code among them, and those of all other classes."""
    labels = class_labels()
    own = frozenset({audience.class_code, labels.pop(audience.class_code, "")} - {""})
    return own, frozenset(name for pair in labels.items() for name in pair) - own


def audience_words(meant_for: MeantFor, labels: Mapping[str, str], language: str = "en") -> str:
    """Return for whom a document is, in words, "" if it is for everyone.

    `labels` are the names of classes in that language; a class that was renamed away shows its code.
    """
    parts = [
        sorted(labels.get(code, code) for code in meant_for.classes),
        sorted(state_name(code) for code in meant_for.work_states),
        [hours_word(meant_for.hours, language)] if meant_for.hours else [],
    ]
    told = [part for part in parts if part]
    with translation.override(language):
        # Beside another fact "A, B" would read as if both had to be true.
        one_of = ", ".join if len(told) < 2 else (lambda names: get_text_list(names, _("or")))
        return ", ".join(one_of(part) for part in told)


def own_words(audience: Audience) -> str:
    """Return who somebody is in the words of the page's language; "" if nothing is known."""
    language = translation.get_language()
    return audience_words(meant_for_just(audience), class_labels(language), language)


def state_name(code: str) -> str:
    return WorkState(code).label if code in WorkState.values else code


def hours_word(hours: str, language: str = "en") -> str:
    with translation.override(language):
        return str(Hours(hours).label).lower() if hours in Hours.values else hours
