from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_urlconf, resolve, reverse
from django.utils.translation import gettext as _

from accounts.models import JoinRequest, User
from platform_admin.support.allowed import is_allowed
from tenants.context import is_platform
from tenants.roles import HR_ADMIN
from tenants.standing import Standing


@dataclass(frozen=True)
class NavItem:
    label: str
    url: str
    is_current: bool
    count: int | None = None  # of what waits there, where that is counted


@dataclass(frozen=True)
class HrTab:
    label: str
    view: str
    is_for_editors: bool = False


# The pages below "Company", in their order; they are in English alone.
_COMPANY = (
    HrTab("Name and look", "branding:look"),
    HrTab("Pictures", "branding:pictures"),
    HrTab("Announcements", "chat:announcement_list", is_for_editors=True),
    HrTab("Suggested questions", "branding:questions", is_for_editors=True),
    HrTab("Words", "branding:words"),
    HrTab("Mails", "branding:mails", is_for_editors=True),
    HrTab("Sender", "sender:sender"),
    HrTab("Domains", "domains:domains"),
    HrTab("Time zone", "zone:zone"),
    HrTab("Conversations", "chat:keeping"),
    HrTab("Survey", "survey:settings"),
    HrTab("Audit", "audit:audit"),
    HrTab("Billing", "billing:billing"),
    HrTab("Support", "support:visits"),
)
# Those below "Plans".
_PLANS = (
    HrTab("Plans", "benefits:catalogue", is_for_editors=True),
    HrTab("Workbook", "benefits:workbook", is_for_editors=True),
    HrTab("From year to year", "benefits:catalogue_years", is_for_editors=True),
    HrTab("Plan years", "benefits:plan_years", is_for_editors=True),
    HrTab("Classes", "benefits:classes", is_for_editors=True),
)
# Those below "Insights".
_INSIGHTS = (
    HrTab("Overview", "insights:overview", is_for_editors=True),
    HrTab("Live", "insights:live", is_for_editors=True),
    HrTab("Topics", "insights:topics", is_for_editors=True),
    HrTab("Documents", "insights:documents", is_for_editors=True),
    HrTab("Pages and tools", "insights:used", is_for_editors=True),
    HrTab("Costs", "insights:costs", is_for_editors=True),
    HrTab("Experiments", "insights:experiments", is_for_editors=True),
)
_TABS = {"company_tabs": _COMPANY, "plan_tabs": _PLANS, "insight_tabs": _INSIGHTS}
_BESIDE_CLIENTS = tuple(
    f"/platform-admin/{name}/" for name in ("former-clients", "client-lists", "client-domains", "plan-templates")
)
_BESIDE_QUALITY = tuple(f"/platform-admin/{name}/" for name in ("alerts", "domains", "incidents", "webhooks", "kpis"))
_MONEY = ("/platform-admin/prices/", "/platform-admin/invoices/")
_OF_PLANS = ("/hr/company/classes/", "/hr/company/plan-years/")
_OF_COMPANY = ("/hr/audit/", "/hr/billing/", "/hr/survey/")
_QUESTIONS = ("/hr/gaps/", "/hr/official/", "/hr/handovers/")


def navigation(request: HttpRequest) -> dict[str, list[NavItem]]:
    """Give templates the signed-in person's main navigation."""
    user = getattr(request, "user", None)
    is_closed = getattr(request, "urlconf", None) == settings.CLOSED_URLCONF
    if user is None or not user.is_authenticated or is_closed:
        return {"nav": []}
    if is_platform():
        entries = [
            ("Overview", _at("platform_admin:overview")),
            ("Clients", _at("platform_admin:clients")),
            ("Quality", _at("platform_admin:quality")),
            ("Money", _at("platform_admin:money")),
            ("Limits", _at("platform_admin:limits")),
            ("Audit", _at("platform_admin:audit")),
            ("Operators", _at("platform_admin:operators")),
            ("Tiers", _at("platform_admin:tiers")),
            ("API keys", _at("platform_admin:keys")),
        ]
    else:
        entries = [(_("Ask"), _at("chat:home"))] if request.standing == Standing.OPEN else []
        if user.is_hr:
            entries += [
                (_("Documents"), _at("knowledge:home")),
                (_("Plans"), _at("benefits:catalogue")),
                (_("Questions"), _at("chat:gaps")),
                (_("Insights"), _at("insights:overview")),
                (_("Search test"), _at("knowledge:search")),
                (_("Tests"), _at("chat:tests")),
                (_("Contacts"), _at("benefits:contact_list")),
                (_("People"), _at("accounts:people")),
                (_("Company"), _at("branding:company")),
            ]
        else:
            entries += [
                (_("Plans"), _at("benefits:plans")),
                (_("Calculators"), _at("benefits:calculators")),
                (_("Contacts"), _at("benefits:contacts")),
            ]
    entries = _open_to_support(request, entries)
    waiting = _waiting(user)
    current = _current(request, entries)
    return {
        "nav": [NavItem(label, url, url == current, waiting.get(url)) for label, url in entries],
        **(_hr_tabs(request) if not is_platform() and user.is_hr else {name: [] for name in _TABS}),
    }


def _current(request: HttpRequest, entries: list[tuple[str, str]]) -> str:
    """Return the address of the entry that this page belongs to, "" if to none."""
    path = request.path
    if is_platform():
        if path.startswith(_BESIDE_CLIENTS):
            return _at("platform_admin:clients")
        if path.startswith(_BESIDE_QUALITY):
            return _at("platform_admin:quality")
        if path.startswith(_MONEY):
            return _at("platform_admin:money")
        if _is_below(path, _at("mfa_index")):
            return ""  # one's own sign-in is below no entry
    elif request.user.is_hr:
        if path.startswith(_QUESTIONS):
            return _at("chat:gaps")
        if path.startswith(_OF_PLANS):
            return _at("benefits:catalogue")
        if path.startswith(_OF_COMPANY):
            return _at("branding:company")
    # The search test lies below the documents.
    return _nearest(path, entries)


def _nearest(path: str, entries: list[tuple[str, str]]) -> str:
    """Return the entry whose address is the longest beginning of the page's; "" if it is below none."""
    return max((url for _label, url in entries if _is_below(path, url)), key=len, default="")


def _waiting(user: User) -> dict[str, int]:
    """Return how many things wait for this person behind an entry of the navigation, by its address."""
    if is_platform() or user.role != HR_ADMIN:
        return {}
    return {_at("accounts:people"): JoinRequest.objects.waiting().count()}


def _hr_tabs(request: HttpRequest) -> dict[str, list[NavItem]]:
    return {name: _tabs(request, there) for name, there in _TABS.items()}


def _tabs(request: HttpRequest, there: tuple[HrTab, ...]) -> list[NavItem]:
    """Return those of these pages that this person may open."""
    is_owner = request.user.role == HR_ADMIN
    tabs = [(tab.label, _at(tab.view)) for tab in there if is_owner or tab.is_for_editors]
    tabs = _open_to_support(request, tabs)
    current = _nearest(request.path, tabs)
    return [NavItem(label, url, url == current) for label, url in tabs]


def _open_to_support(request: HttpRequest, entries: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return what is open to the support view that this page is shown to; to anybody else, all of it."""
    visit = getattr(request, "support", None)
    return [(label, url) for label, url in entries if not visit or is_allowed(visit, _view_at(url), "GET")]


def _at(view: str) -> str:
    return _address(get_urlconf(), view)


@cache
def _address(urlconf: str | None, view: str) -> str:
    """Look an entry's address up once: a page of HR's has forty entries, and they stay where they are."""
    return reverse(view, urlconf)


@cache
def _view_at(url: str) -> str:
    """Return the name of the view at an entry's address; entries are few and stay where they are."""
    return resolve(url).view_name


def _is_below(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
