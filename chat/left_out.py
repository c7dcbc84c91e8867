"""What an answer leaves out because nobody has said who the asker is, told beside it rather than left to be missed."""

from dataclasses import astuple
from datetime import date
from functools import lru_cache

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.audience import Audience
from knowledge.models import Document
from tenants.postgresql.statement import Statement
from tenants.postgresql.written import ask, write


def left_out_note(audience: Audience, *, day: date) -> str:
    """Return a sentence on documents that this person may not find and perhaps could; "" if there are none."""
    if all(astuple(audience)):
        return ""
    (rows,) = ask(_closed(audience, day))
    unknown = []
    if not audience.class_code and any(classes for classes, _states, _hours in rows):
        unknown.append(_("benefit class"))
    if not audience.work_state and any(states for _classes, states, _hours in rows):
        unknown.append(_("work state"))
    if not audience.hours and any(hours for _classes, _states, hours in rows):
        unknown.append(_("working time"))
    if not unknown:
        return ""
    return _(
        "Some of your company's documents are only for certain people, by %(facts)s. That is not known of you here, so "
        "they were left out. HR can enter it."
    ) % {"facts": get_text_list(unknown, _("and"))}


@lru_cache(maxsize=256)
def _closed(audience: Audience, day: date) -> Statement:
    closed = Document.objects.published().in_force(day).closed_by_ignorance(audience)
    return write(closed.order_by().values_list("audience", "work_states", "hours").distinct())
