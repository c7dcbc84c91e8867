"""The people whom a question is about where it asks about others than the asker: of another state, another class or
working time. What was replaced for them says nothing of them, though the asker may read it.
"""

import re
from collections.abc import Sequence
from datetime import date
from itertools import product

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.audience import Audience
from benefits.audience import class_labels, hours_word, state_name
from chat.question_words import leans_on_earlier
from knowledge.models import Document
from knowledge.text.people import people_named, states_in
from knowledge.text.terms import plain_text

MOST_STATES = 8  # "all but California" is about nobody in particular
# "And for me?" ends what was said of others.
_OF_ASKER = re.compile(r"\b(?:for|about|to) (?:me|us)\b|\bpara (?:mi|nosotros)\b")


def others_asked_about(asked: Sequence[str], asker: Audience) -> tuple[Audience, ...]:
    """Return the others whom the last of a conversation's questions is about, by what it or the question that it leans
    on names; none where it is about the asker.
    """
    labels = class_labels()
    for text in reversed(asked):
        named = _named(text, asker, labels)
        if named:
            return named
        if not leans_on_earlier(text) or _OF_ASKER.search(plain_text(text)):
            break
    return ()


def replaced_for_others_note(asked: Sequence[str], asker: Audience, *, day: date) -> str:
    """Return a sentence on whom documents of this person's are replaced for, if the question is about them; "" if none
    are. Of other classes nothing is told: that a document of theirs is there is theirs to know.
    """
    others = [one for one in others_asked_about(asked, asker) if one.class_code == asker.class_code]
    if not others:
        return ""
    own = Document.objects.published().in_force_for(asker, day)
    kept_from = [one for one in others if own.superseded_for(one, day).exists()]
    if not kept_from:
        return ""
    names = [state_name(one.work_state) for one in kept_from if one.work_state != asker.work_state]
    names += [hours_word(one.hours) for one in kept_from if one.hours != asker.hours]
    return _(
        "For others (%(people)s), documents of their own take the place of some of yours, and are not among those you "
        "may read. HR can tell you what they say."
    ) % {"people": get_text_list(list(dict.fromkeys(names)), _("and"))}


def _named(text: str, asker: Audience, labels: dict[str, str]) -> tuple[Audience, ...]:
    people = people_named(text)
    states = sorted(people.work_states or states_in(text))
    if not 0 < len(states) <= MOST_STATES:
        states = [asker.work_state]
    hours = sorted(people.hours) or [asker.hours]
    classes = _classes_in(text, labels) or [asker.class_code]
    return tuple(one for one in (Audience(*parts) for parts in product(classes, states, hours)) if one != asker)


def _classes_in(text: str, labels: dict[str, str]) -> list[str]:
    plain = plain_text(text)
    return [code for code, label in labels.items() if re.search(rf"\b{re.escape(plain_text(label))}\b", plain)]
