"""What an answer leaves out because nobody has said who the asker is, told beside it rather than left to be missed."""

from datetime import date

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.audience import Audience
from knowledge.models import Document


def left_out_note(audience: Audience, *, day: date) -> str:
    """Return a sentence on documents that this person may not find and perhaps could; "" if there are none."""
    closed = Document.objects.published().in_force(day).closed_by_ignorance(audience)
    rows = [document.meant_for for document in closed.only("audience", "work_states", "hours")]
    unknown = []
    if not audience.class_code and any(one.classes for one in rows):
        unknown.append(_("benefit class"))
    if not audience.work_state and any(one.work_states for one in rows):
        unknown.append(_("work state"))
    if not audience.hours and any(one.hours for one in rows):
        unknown.append(_("working time"))
    if not unknown:
        return ""
    return _(
        "Some of your company's documents are only for certain people, by %(facts)s. That is not known of you here, so "
        "they were left out. HR can enter it."
    ) % {"facts": get_text_list(unknown, _("and"))}
