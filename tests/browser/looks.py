"""Every page a person can come to by links, looked at by axe in light and dark, on a phone and on a desk."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response

# What stands for one of many in a path: an id, a day, a number, a key.
_ONE_OF_MANY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d[\d.-]*|[A-Za-z0-9_-]{24,}")
# Of the catalogue's tables, where one template without a form of their own shows all.
_ANY_TABLE = re.compile(r"(?<=/hr/plans/)\w+(?=/\*/(?:history|remove)/$)")
# Settled once what moves has come to its end, or two seconds later: something may move for ever.
_AT_REST = """Promise.race([
  new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
    .then(() => Promise.allSettled(document.getAnimations().map(one => one.finished))),
  new Promise(done => setTimeout(done, 2000)),
]).then(() => true)"""
# What passes is not told place by place, and nothing but what fails is handed over: each takes as long as to look.
_VIOLATIONS = "axe.run({resultTypes: ['violations']}).then(found => found.violations)"
_AXE = Axe().axe_script
_NO_PAGES = re.compile(r"/(logout|static|media|healthz|readyz)\b|\.(csv|pdf|zip|xlsx|ics|json|css|webmanifest)$")


@dataclass(frozen=True)
class Look:
    scheme: str  # light | dark
    width: int  # pixels


LOOKS = [Look(scheme, width) for scheme in ("light", "dark") for width in (360, 1280)]


def shape(url: str) -> str:
    """Return the path with a star for each part that names one of many: pages of one shape come from one template."""
    return _ANY_TABLE.sub("*", _ONE_OF_MANY.sub("*", urlsplit(url).path))


def pages(page: Page, start: str, look_of: Callable[[str], Look] | None = None) -> Iterator[str]:
    """Go to one page of every shape that links lead to from `start` on this host; yield each shape while it is shown.

    A form is not sent: what comes only by sending one is not looked at. A page that comes in the look in which it is
    looked at (`look_of` its shape) need not be drawn a second time.
    """
    start = start.partition("#")[0]
    waiting, seen = [start], {shape(start)}
    while waiting:
        url = waiting.pop(0)
        if look_of:
            _show_in(page, look_of(shape(url)))
        response = _shown(page, url)
        if response is None:
            continue
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        yield shape(page.url)
        for link in links:
            url = urljoin(start, link.partition("#")[0])
            if _is_page_of(start, url) and shape(url) not in seen:
                seen.add(shape(url))
                waiting.append(url)


def faults(page: Page, looks: Sequence[Look]) -> list[str]:
    """Return what axe finds on the page that is shown, a line for each rule and look."""
    found = []
    for look in looks:
        _show_in(page, look)
        for violation in _lasting(page):
            places = "; ".join(f"{' '.join(map(str, node['target']))}" for node in violation["nodes"][:3])
            why = violation["nodes"][0].get("failureSummary", "").replace("\n", " ")
            found.append(f"{look.scheme} {look.width}: {violation['id']} at {places}: {why[:300]}")
    return found


def _show_in(page: Page, look: Look) -> None:
    page.emulate_media(color_scheme=look.scheme, reduced_motion="reduce")
    if page.viewport_size != {"width": look.width, "height": 900}:
        page.set_viewport_size({"width": look.width, "height": 900})


def _lasting(page: Page) -> list[dict]:
    """Return what axe finds once the page is at rest: a color on its way to another is neither. On a machine with much
    else to do a page can be drawn late, so what is found is looked for once more."""
    for _ in range(2):
        page.evaluate(_AT_REST)
        page.evaluate(_AXE)
        violations = page.evaluate(_VIOLATIONS)
        if not violations:
            return []
        page.wait_for_timeout(500)
    return violations


def _is_page_of(start: str, url: str) -> bool:
    return urlsplit(url).netloc == urlsplit(start).netloc and not _NO_PAGES.search(urlsplit(url).path)


def _shown(page: Page, url: str) -> Response | None:
    """Go there; None for what is no page, or is sent away from this host."""
    try:
        response = page.goto(url, wait_until="load")
    except Exception as failed:
        # A file for the disk ends the journey before it begins.
        if "ERR_ABORTED" in str(failed) or "Download is starting" in str(failed):
            return None
        raise
    is_page = response is not None and response.headers.get("content-type", "").startswith("text/html")
    return response if is_page and urlsplit(page.url).netloc == urlsplit(url).netloc else None
