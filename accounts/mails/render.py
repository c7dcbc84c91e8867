"""A mail as text and as HTML that mail programs bear: tables, colours written into every tag, nothing fetched."""

import base64
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import css_inline
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation

from accounts.mails.kinds import MailKind, Speaker
from accounts.mails.look import MailLook, current_look, platform_look

LOGO_ID = "logo"


class MailIncomplete(TypeError):
    """What the sender gave is not what the kind of mail needs."""


@dataclass(frozen=True)
class Mail:
    subject: str
    text: str
    html: str
    look: MailLook


def draw(kind: MailKind, given: Mapping[str, object], *, language: str, stop_link: str = "") -> Mail:
    """Return the mail in the language and in the brand of the client bound now; raises MailIncomplete."""
    if set(given) != kind.needs:
        raise MailIncomplete(
            f"The mail {kind.key!r} needs {', '.join(sorted(kind.needs)) or 'nothing'};"
            f" given were {', '.join(sorted(given)) or 'nothing'}."
        )
    with translation.override(language):
        look = platform_look() if kind.speaker == Speaker.PLATFORM else current_look()
        context = {"client_name": look.company, **given, "mail": look, "stop_link": stop_link}
        # Templates are given the brand and the like with a request; workers send mails, and have none.
        subject, text, html = (
            render_to_string(f"{kind.template}_{part}", context, HttpRequest())
            for part in ("subject.txt", "message.txt", "message.html")
        )
    return Mail(one_line(subject), _tidy(text), _inliner().inline(html), look)


def with_its_logo(mail: Mail) -> str:
    """Return the HTML with the logo in it, for a page that shows the mail and has nothing that goes along."""
    if mail.look.logo is None:
        return mail.html
    picture = base64.b64encode(mail.look.logo.png).decode()
    return mail.html.replace(f"cid:{LOGO_ID}", f"data:image/png;base64,{picture}")


def one_line(text: str) -> str:
    """Return the text as a header can hold it: one line, no signs that nobody sees."""
    seen = (" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in text)
    return " ".join("".join(sign for sign in seen if unicodedata.category(sign) != "Cf").split())


def _tidy(text: str) -> str:
    """Return the text without the empty lines that tags leave behind."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    kept = [line for place, line in enumerate(lines) if line or lines[place - 1]]
    return "\n".join(kept) + "\n"


@cache
def _inliner() -> css_inline.CSSInliner:
    # What depends on the screen stays in the head; the rest is written into the tags, as Outlook wants it.
    return css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
