"""The people whom a question is about where it asks about others than the asker: of another state, another class or
working time, or somebody else who works here. What was replaced for them says nothing of them, though the asker may
read it.
"""

import re
from collections.abc import Iterator, Sequence
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
# Said of oneself, these are no others: "as a new hire", "soy nuevo empleado".
_NOT_OF_ASKER = "".join(
    rf"(?<!\b{said} )" for said in ("as a", "i am a", "i'm a", "im a", "was a", "como", "soy", "soy un", "soy una")
)
KIN = (
    r"(?:brother|sister|son|daughter|wife|husband|spouse|partner|friend|cousin|nephew|niece|uncle|aunt|mother|mom|father"
    r"|dad|boss|manager|neighbor|roommate|herman[oa]|hij[oa]|espos[oa]|marido|pareja|amig[oa]|prim[oa]|sobrin[oa]|ti[oa]"
    r"|madre|mama|padre|papa|jef[ea]|vecin[oa]|cunad[oa])(?:-in-law)?"
)
_OF_KIN = re.compile(rf"\b(?:my|mi|our|nuestr[oa]) (?:\w+ )?{KIN}\b")
_COLLEAGUE = re.compile(
    r"\b(?:co-?workers?|colleagues?|teammates?|some(?:body|one)|companer[oa]s?|colegas?|alguien)\b"
    rf"|{_NOT_OF_ASKER}\b(?:new (?:hires?|employees?|starters?)|nuev[oa]s? (?:emplead|contratad|trabajador)\w+"
    r"|(?:emplead|trabajador)\w+ nuev[oa]s?)\b"
    rf"|\b(?:my|mi) (?:\w+ )?{KIN}\b[^.,;?!]{{0,25}}"
    r"\b(?:works?|working|work|start(?:s|ed)?|joined|hired|trabajan?|empezo|entro|contrat\w+) "
    r"(?:here|with us|(?:at|for) (?:the|this|our|my) (?:same )?(?:company|employer|firm)|aqui"
    r"|(?:en|para) (?:la|esta|mi)(?: misma)? (?:empresa|compania))\b"
)


def others_asked_about(asked: Sequence[str], asker: Audience) -> tuple[Audience, ...]:
    """Return the others whom the last of a conversation's questions is about, by what it or the question that it leans
    on names; none where it is about the asker.
    """
    labels = class_labels()
    return next(filter(None, (_named(text, asker, labels) for text in _leant_on(asked))), ())


def names_kin(question: str) -> bool:
    """Whether it names somebody of the asker's family or circle: "my wife", "mi jefe"."""
    return bool(_OF_KIN.search(plain_text(question)))


def asks_of_colleague(asked: Sequence[str]) -> bool:
    """Whether the last of a conversation's questions, or one that it leans on, is about somebody else who works here:
    what is known of the asker says nothing of them."""
    return any(_COLLEAGUE.search(plain_text(text)) for text in _leant_on(asked))


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


def _leant_on(asked: Sequence[str]) -> Iterator[str]:
    """Yield the last question, then that which it leans on, as far as nobody has come back to the asker."""
    for text in reversed(asked):
        yield text
        if not leans_on_earlier(text) or _OF_ASKER.search(plain_text(text)):
            return


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
