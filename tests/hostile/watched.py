"""A browser in which everything that a text must not be able to do is written down."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Page, Request

# What a page asks of another host is heard, and finds none. To hold each request up instead would keep the browser
# from remembering scripts and sheets, and take it three times as long.
NO_OTHER_HOST = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost"
# Before any script of the page. `hurt` is what the hostile texts call.
_TRAPS = """
window.__heard = [];
window.hurt = () => window.__heard.push("script");
for (const name of ["alert", "confirm", "prompt"]) window[name] = () => window.__heard.push(name);
document.addEventListener("securitypolicyviolation", (event) =>
  window.__heard.push(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`), true);
"""

# Frames of HR's own pages, without scripts: a look that is tried out, and a mail.
OWN_FRAMES = ("/hr/company/look/preview/", "/hr/company/mails/")

# What no page of the product is built of, whatever it shows; and what none of its attributes says. A source's label and
# a field's value hold the words of others, as text.
_FOREIGN = """
({friends, frames}) => {
  const never = "iframe,frame,object,embed,applet,portal,fencedframe,base,math,video,audio,source,track,marquee," +
    "style,plaintext,xmp,listing,noscript,map,area,isindex,bgsound,foreignObject,animate,set,picture,slot,canvas";
  const words = new Set(["aria-label", "alt", "title", "value", "placeholder", "content"]);
  const origin = (url) => new URL(url, location.href).origin;
  const own = (url) => origin(url) === location.origin;
  const isLink = (element, name) => element.localName === "a" && name === "href";
  // Of all that a frame may be let do, ours are let read their own origin at most.
  const isOwnFrame = (element) => element.localName === "iframe" && frames.some((one) => own(element.src) &&
    new URL(element.src).pathname.startsWith(one)) &&
    ["", "allow-same-origin"].includes(element.getAttribute("sandbox"));
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    if (element.matches(never) && !isOwnFrame(element)) found.push(element.outerHTML.slice(0, 200));
    if (element.localName === "script" && !(element.src && own(element.src))) found.push(element.outerHTML);
    for (const {name, value} of element.attributes) {
      const isAddress = ["href", "src", "action", "formaction", "poster", "data", "background", "ping", "srcset",
        "xlink:href", "hx-get", "hx-post", "data-live-url", "data-poll-url"].includes(name);
      if (/^on/i.test(name) || name.startsWith("hx-on") || name === "srcdoc" || name === "style")
        found.push(`${element.localName} ${name}=${value}`);
      else if (isAddress && value && !own(value) && !/^(tel|mailto):/.test(value)
          && !(isLink(element, name) && friends.includes(origin(value))))
        found.push(`${element.localName} ${name}=${value}`);
      else if (/hurt\\(|evil|thief/.test(value) && !words.has(name) && !name.startsWith("data-confirm"))
        found.push(`${element.localName} ${name}=${value}`);
    }
  }
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  for (const id of new Set(ids)) if (ids.filter((one) => one === id).length > 1) found.push(`two of id ${id}`);
  return found;
}
"""


@dataclass
class Watched:
    """One page and all that was heard of it."""

    page: Page
    origin: str
    friends: tuple[str, ...] = ()  # other hosts of the installation, which links may lead to
    heard: list[str] = field(default_factory=list)
    visited: list[str] = field(default_factory=list)

    def goto(self, path: str) -> None:
        self.visited.append(path)
        self.page.goto(f"{self.origin}{path}")
        self.page.wait_for_load_state("load")

    def look(self) -> None:
        """Write down what is foreign in the page as it stands, and what its scripts heard."""
        at = self.page.url.removeprefix(self.origin)
        told = {"friends": self.friends, "frames": OWN_FRAMES}
        self.heard += [f"{at}: {found}" for found in self.page.evaluate(_FOREIGN, told)]
        self.heard += [f"{at}: {found}" for found in self.page.evaluate("window.__heard.splice(0)")]

    def words(self) -> str:
        return self.page.evaluate("document.body.textContent")


@contextmanager
def watched(context: BrowserContext, origin: str, friends: tuple[str, ...] = ()) -> Iterator[Watched]:
    """Return a page on which nothing leaves the origin unheard."""
    page = context.new_page()
    one = Watched(page, origin, friends)

    def note_request(request: Request) -> None:
        if not request.url.startswith((f"{origin}/", "data:", "blob:")):
            one.heard.append(f"request: {request.url}")

    def note_navigation(frame: object) -> None:
        allowed = [f"{origin}{path}" for path in OWN_FRAMES] if frame.parent_frame else [f"{origin}/", "about:blank"]
        if not frame.url.startswith(tuple(allowed)):
            one.heard.append(f"navigation: {frame.url}")

    page.add_init_script(_TRAPS)
    page.on("request", note_request)
    page.on("framenavigated", note_navigation)
    page.on("popup", lambda other: one.heard.append(f"window: {other.url}"))
    page.on("download", lambda file: one.heard.append(f"download: {file.url}"))
    page.on("pageerror", lambda error: one.heard.append(f"error: {error}"))
    page.on(
        "console",
        lambda line: one.heard.append(f"console: {line.text} {line.location['url']}") if line.type == "error" else None,
    )
    yield one
    page.close()
