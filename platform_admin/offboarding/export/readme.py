"""What each file of an export is, in English and in Spanish: whoever opens it in five years finds both."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from tenants.models import Client


def readme(client: Client) -> str:
    """Return the text of README.txt."""
    return "\n\n\n".join(_in(language, client) for language in ("en", "es"))


def _in(language: str, client: Client) -> str:
    with override(language):
        told = {"company": client.name, "version": settings.PRODUCT_VERSION, "day": f"{timezone.now():%Y-%m-%d}"}
        files = (
            ("documents/", _("Every document as it was uploaded, in all versions, a folder each.")),
            (
                "documents/documents.csv, .json",
                _("The list of them: file, title, version, dates, size and SHA-256; what was missing is marked."),
            ),
            (
                "catalogue/catalogue.xlsx",
                _("Plan years, classes, plans, contacts and figures, a sheet each; the same as .csv and .json."),
            ),
            (
                "catalogue/figures.csv, .json",
                _("Each figure with what HR made of it, and document, version and page where it is printed."),
            ),
            (
                "answers/",
                _("What HR has written as official answers: as they stand, and every version there ever was."),
            ),
            (
                "announcements/",
                _("Announcements, in both languages: as they stand, and every version there ever was."),
            ),
            ("tests/", _("Test questions, what was expected, and how the last one went.")),
            (
                "counts/days.csv, .json",
                _("Counts by day. Days with few people, and small companies, are told so that nobody is made out."),
            ),
            (
                "audit/audit.csv, .json",
                _(
                    "Your audit: what was done and when, by which role. People are told apart by numbers and named "
                    "nowhere. The hash is that of the whole event; the certificate of deletion names the last one."
                ),
            ),
        )
        lines = [
            _("Export of %(company)s, %(day)s (version %(version)s)") % told,
            "",
            *(line for name, what in files for line in (name, f"    {what}")),
            "",
            _("Not in it: conversations, what anybody asked, and the list of people. Nobody but they may have those."),
            _(
                "In .csv and .xlsx an apostrophe stands before text that a spreadsheet would run as a formula; .json "
                "has every text as it was."
            ),
        ]
        return "\r\n".join(lines)
