"""For whom, when and as of which day an answer holds, in words."""

import re
from collections.abc import Sequence
from datetime import date

from django.utils import formats, translation
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from benefits.audience import MeantFor, audience_words, class_labels
from chat.models import Answer, Citation
from chat.words import split_question_read
from tenants.clock import day_of

MOST_PLANS = 3  # that the line on what an answer holds for names


def scope(answer: Answer, cited: Sequence[Citation]) -> tuple[str, ...]:
    """Return for whom, for when, and as of which day the answer holds."""
    if not cited or answer.finished_at is None:
        return ()
    years = sorted({citation.plan_year for citation in cited if citation.plan_year})
    words = [_of_years(years)] if years else []
    told = split_question_read(answer.text)[1]
    plans = _plans_told(told, sorted({plan for citation in cited for plan in citation.plans}))
    if plans and len(plans) <= MOST_PLANS and all(citation.plans for citation in cited):
        words = [get_text_list(plans, _("and")), *words]
    people = _people(cited)
    if people:
        words.append(_("For %(classes)s") % {"classes": people})
    return (*words, _("As of %(day)s") % {"day": formats.date_format(day_of(answer.finished_at))})


def _plans_told(text: str, plans: Sequence[str]) -> Sequence[str]:
    """Return the plans of the cited documents that the answer names: a rate sheet is of more. All if it names none."""
    return [plan for plan in plans if re.search(rf"(?<!\w){re.escape(plan)}(?!\w)", text, re.IGNORECASE)] or plans


def official_scope(answer: Answer) -> tuple[str, ...]:
    """Return the same for what HR has written, by what it said then."""
    told, language = answer.official.told, translation.get_language()
    words = [_of_years([told["plan_year"]])] if told["plan_year"] else []
    meant_for = MeantFor(tuple(told["audience"]), tuple(told["work_states"]), told["hours"])
    if not meant_for.is_everyone:
        people = audience_words(meant_for, class_labels(language), language)
        words.append(_("For %(classes)s") % {"classes": people})
    if told["valid_to"]:
        until = formats.date_format(date.fromisoformat(told["valid_to"]))
        words.append(_("Holds until %(day)s") % {"day": until})
    return tuple(words)


def _of_years(years: Sequence[str]) -> str:
    listed = get_text_list(years, _("and"))
    return ngettext("Plan year %(years)s", "Plan years %(years)s", len(years)) % {"years": listed}


def _people(cited: Sequence[Citation]) -> str:
    """Return for whom the cited documents are, in words; "" if all are for everyone."""
    each = [citation.meant_for for citation in cited]
    if all(one.is_everyone for one in each):
        return ""
    together = MeantFor(
        classes=tuple({code for one in each for code in one.classes}),
        work_states=tuple({state for one in each for state in one.work_states}),
        # One asker was answered from all of them.
        hours=max(one.hours for one in each),
    )
    language = translation.get_language()
    return audience_words(together, class_labels(language), language)
