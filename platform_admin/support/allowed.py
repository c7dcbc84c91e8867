"""What a support visit may open: these addresses and no others, to be read and nothing else.

A new address of the product is closed to visits until somebody writes it here. What tells of one person's questions is
never here: conversations, answers, receipts, questions sent to HR, gaps, exports, and the audit. Released figures tell
of nobody (record 0058) and are here; not so what is recommended, which has words of gaps, and what happens right now.
"""

from platform_admin.models import SupportVisit
from tenants.reading import LOOK

# What is fetched along with a page is not told of as a page that was seen.
ALONG = LOOK | {"chat:questions_count"}
# A page of a document, which a browser asks for again as one turns to it: told of once a visit.
PICTURES = frozenset({"knowledge:page_image"})
_AS_AN_EMPLOYEE = frozenset({"chat:home", "chat:announcements", "chat:notice", "benefits:you", "benefits:contacts"})
_AS_HR = frozenset(
    {
        *("accounts:people", "accounts:person"),
        *("benefits:contact_list", "benefits:classes", "benefits:plan_years"),
        *("branding:company", "branding:look", "branding:pictures", "branding:questions"),
        *("insights:overview", "insights:documents", "insights:costs", "insights:topics", "insights:topic"),
        *("insights:used", "insights:experiments"),
        *("chat:tests", "chat:test", "chat:test_run", "chat:official_list", "chat:official", "chat:keeping"),
        *("chat:announcement_list", "chat:announcement"),
        *("knowledge:home", "knowledge:document", "knowledge:compare", "knowledge:facts", "knowledge:coverage"),
        *("knowledge:search", "knowledge:batch", "knowledge:page_image", "knowledge:check_all"),
        "chat:questions_count",  # how many wait, not what they ask
    }
)
READ_ONLY = {
    SupportVisit.Kind.AUDIENCE: LOOK | _AS_AN_EMPLOYEE,
    SupportVisit.Kind.HR: LOOK | _AS_HR,
}
# The visit's own addresses: to go over to another one, to ask as an audience, to end it.
_OWN = frozenset({"support:enter", "support:end", "support:ended"})
_ASKING = frozenset({"support:ask", "support:asked", "support:stop", "support:page_image"})
OWN = {SupportVisit.Kind.AUDIENCE: _OWN | _ASKING, SupportVisit.Kind.HR: _OWN}
SAFE = frozenset({"GET", "HEAD"})


def is_allowed(visit: SupportVisit, name: str, method: str) -> bool:
    if name in OWN[visit.kind]:
        return method in {*SAFE, "POST"}
    return name in READ_ONLY[visit.kind] and method in SAFE
