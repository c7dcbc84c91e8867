from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from benefits.audience import own_words
from platform_admin.models import SupportVisit


@dataclass(frozen=True)
class Banner:
    """What stands above every page of a support visit."""

    who: str
    words: str  # as whom one looks; of HR’s pages, the reason; without a full stop
    ends_at: datetime
    is_of_hr: bool


def support(request: HttpRequest) -> dict[str, Banner | None]:
    """Give templates the visit that this page is shown to, if it is one."""
    visit = getattr(request, "support", None)
    return {"support": _banner(visit) if visit else None}


def _banner(visit: SupportVisit) -> Banner:
    words = visit.reason.rstrip(". ") if visit.is_of_hr else _seen_as(visit)
    return Banner(visit.operator.name, words, visit.ends_at, visit.is_of_hr)


def _seen_as(visit: SupportVisit) -> str:
    language = dict(visit._meta.get_field("language").choices)[visit.language]
    parts = [own_words(visit.audience) or _("somebody of whom nothing is known"), language]
    if visit.as_of:
        parts.append(date_format(visit.as_of, "DATE_FORMAT"))
    return ", ".join(parts)
