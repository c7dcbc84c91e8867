"""Where an announcement may lead: to pages of employees, and to nothing outside."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from inspect import getclosurevars, isfunction

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from chat.markdown import render_with

# As HR writes a link: the words in brackets, its address in parentheses.
_LINK = re.compile(r"(?<![\\!])\[([^\[\]\n]{1,200})\]\(((?:[^()\n]|\([^()\n]*\)){1,500})\)")
# No second slash and no backslash at its beginning: a browser would take what follows for a host.
_ADDRESS = re.compile(r"/(?:[\w-][\w./-]*)?(?:\?[\w=&%.,+-]*)?(?:#[\w-]+)?", re.ASCII)


@dataclass(frozen=True)
class LinkedPage:
    view: str
    label: str | Promise


# The first words are HR's choice on the form, and what employees press.
PAGES = {
    "plans": LinkedPage("benefits:plans", _("See the plans and what they cost")),
    "compare": LinkedPage("benefits:plan_compare", _("Look at plans side by side")),
    "new": LinkedPage("benefits:plan_news", _("See what is new in the plans")),
    "cost": LinkedPage("benefits:plan_cost", _("Work out what a year would cost")),
    "paycheck": LinkedPage("benefits:plan_paycheck", _("See what comes off your paycheck")),
    "calculators": LinkedPage("benefits:calculators", _("Open the calculators")),
    "fsa": LinkedPage("benefits:fsa_planner", _("Plan your health care FSA")),
    "life_events": LinkedPage("benefits:life_events", _("See what you may change after a life event")),
    "leave": LinkedPage("benefits:leave", _("See time off and leave")),
    "rules": LinkedPage("benefits:company_rules", _("See your company’s rules")),
    "glossary": LinkedPage("benefits:glossary", _("Look up words of benefits")),
    "contacts": LinkedPage("benefits:contacts", _("See the people who can help")),
    "you": LinkedPage("benefits:you", _("See what is known about you")),
}


def wrong_links(text: str) -> list[str]:
    """Return the addresses of links that lead to no page of employees, as they are written."""
    return [address for _words, address in _LINK.findall(text) if not _is_for_employees(address)]


def render_announcement(text: str) -> SafeString:
    """Return clean HTML; a link whose page is no longer there leaves its words."""
    return render_with(_LINK, text, _drawn)


def _drawn(found: re.Match[str]) -> SafeString:
    if not _is_for_employees(found[2]):
        return format_html("{}", found[1])
    return format_html('<a href="{}">{}</a>', found[2], found[1])


def _is_for_employees(address: str) -> bool:
    """Whether it is a page that any employee may open; rows of chat are one person's own."""
    if not _ADDRESS.fullmatch(address):
        return False
    try:
        found = resolve(re.split(r"[?#]", address, maxsplit=1)[0], settings.ROOT_URLCONF)
    except Resolver404:
        return False
    is_own = found.namespace == "chat" and bool(found.kwargs)
    return getattr(found.func, "access", "") == "member" and not is_own and _can_be_opened(found.func)


@cache
def _can_be_opened(view: Callable[..., object]) -> bool:
    """Whether a link leads there: what only takes forms says so to Django's decorator, which keeps it to itself."""
    step: object = view
    while isfunction(step):
        methods = getclosurevars(step).nonlocals.get("request_method_list", ["GET"])
        if "GET" not in methods:
            return False
        step = getattr(step, "__wrapped__", None)
    return True
