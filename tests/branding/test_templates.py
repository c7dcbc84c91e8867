"""What every template keeps to: a strict content policy, known icons, and pages that need no context."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
PAGES = sorted(path for path in TEMPLATES.rglob("*.html") if "email" not in str(path.parent))
ALL = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.*") if path.is_file())
WITHOUT_CONTEXT = (
    "400.html",
    "403.html",
    "404.html",
    "429.html",
    "500.html",
    "errors/csrf.html",
    "errors/maintenance.html",
    "tenants/provisioning.html",
    "tenants/suspended.html",
    "tenants/unknown_host.html",
)


def found_in_pages(pattern: str) -> dict[str, list[str]]:
    found = {path.relative_to(TEMPLATES).as_posix(): re.findall(pattern, path.read_text()) for path in PAGES}
    return {name: matches for name, matches in found.items() if matches}


@pytest.mark.parametrize("name", ALL)
def test_a_template_can_be_read(name: str) -> None:
    get_template(name)


def test_no_page_carries_a_style_of_its_own() -> None:
    assert found_in_pages(r"\sstyle\s*=|<style") == {}


def test_no_page_carries_a_script_of_its_own() -> None:
    assert found_in_pages(r"<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+\s*=\s*[\"']|javascript:|hx-on") == {}


def test_no_page_or_style_sheet_asks_another_host() -> None:
    own = found_in_pages(r"(?:src|href|action)=[\"'](?:https?:)?//[^\"']*")
    sheets = {
        sheet.name: re.findall(r"url\((?![\"']?\.\./)[^)]*\)|@import", sheet.read_text())
        for sheet in (ROOT / "static" / "css").glob("*.css")
    }

    assert own == {}
    assert {name: outside for name, outside in sheets.items() if outside} == {}


def test_every_icon_that_is_asked_for_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static" / "img" / "icons.svg").read_text()))
    asked = found_in_pages(r'components/icon\.html" with name="([\w-]+)"')

    assert {name: set(icons) - drawn for name, icons in asked.items() if set(icons) - drawn} == {}


@pytest.mark.parametrize("name", WITHOUT_CONTEXT)
def test_an_error_page_needs_no_context(name: str) -> None:
    page = get_template(name).render()

    assert re.search(r"<h1>\s*\S", page)
    assert "None" not in page


def test_an_unknown_host_learns_no_name() -> None:
    named = {"brand": {"product_name": "Ridgeline", "help_email": "hr@juniper.example"}, "client": {"name": "Juniper"}}

    page = get_template("tenants/unknown_host.html").render(named)

    body = page[page.index("<body") :]
    assert "Ridgeline" in get_template("404.html").render(named)
    assert not any(word in body for word in ("Ridgeline", "Juniper", "juniper"))
