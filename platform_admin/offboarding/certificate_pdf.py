"""The certificate as a sheet of paper."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import reportlab
from reportlab.lib.fonts import addMapping
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import inch
from reportlab.pdfbase.pdfmetrics import getFont, registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from platform_admin.models import DeletionCertificate
from platform_admin.offboarding.certificate import content_of
from platform_admin.pdf import INK, QUIET, RULE, Foot, build_paper, printable, ruled, text_width
from tenants.links import platform_url

_FACE, _BOLD = "Vera", "VeraBd"
_WIDTH = text_width(inch)


def certificate_pdf(certificate: DeletionCertificate) -> bytes:
    """Return the PDF; the same bytes for the same certificate."""
    _fonts()
    number = certificate.number
    return build_paper(
        _story(certificate, content_of(certificate)),
        title=f"Certificate of deletion {number}",
        author="Benefits platform",
        margin=inch,
        foot=lambda page: Foot(f"Page {page}", f"Certificate {number}", face=_FACE, size=7.5),
    )


def _story(certificate: DeletionCertificate, told: dict) -> Iterable[Flowable]:
    client, export = told["client"], told["export"]
    yield _text("Certificate of deletion", size=21, bold=True, after=6)
    yield _text(f"Number {certificate.number}, issued {_time(told['issued_at'])}", quiet=True, after=18)
    yield _text(
        f"All that this platform held of <b>{escape(client['name'])}</b> was deleted. Afterwards every place where it "
        "keeps things was searched, and nothing of the company was found but what is named below.",
        size=10.5,
        after=14,
    )
    sooner = told["sooner"]
    rows = [
        ("Asked for", _who(told["asked"])),
        ("Hold", f"until {_time(told['hold_until'])}"),
        *((("Wanted sooner", _who(sooner["asked"])), ("Approved", _who(sooner["approved"]))) if sooner else ()),
        ("Deletion began", _time(told["began_at"])),
        ("Searched", _time(told["searched_at"])),
        ("Export (SHA-256)", f"{export['sha256']}<br/>{export['bytes']:,} bytes; {_export_end(told)}"),
        ("Its own audit", f"ended at row {told['audit_head']['number']:,}<br/>{told['audit_head']['hash']}"),
        ("Schemas", "<br/>".join(client["schemas"])),
    ]
    yield from _section("What was done", rows)
    yield from _section("What was deleted", [(kind, f"{number:,}") for kind, number in told["deleted"]])
    yield from _section("Where was searched, and what was found", [(place, f"{n:,}") for place, n in told["searched"]])
    yield _text("What is kept", size=11.5, bold=True, after=4)
    for what in told["kept"]:
        yield _text(f"– {escape(what)}", after=2)
    yield _text(f"– {_backups(told['backups_elsewhere'])}", after=2)
    yield _text("– lines of the program’s log, which name a client by a random number and nobody in it", after=14)
    yield _text("How to check it", size=11.5, bold=True, after=4)
    query = urlencode({"number": certificate.number, "code": certificate.signature})
    address = platform_url("/certificate/")
    yield _text(
        f'On <a href="{escape(address)}?{escape(query)}">{escape(address)}</a>, with the number and this code:', after=2
    )
    yield _text(certificate.signature, size=8.5, after=4)
    yield _text(f"SHA-256 of its content: {certificate.sha256}", quiet=True, after=0)


def _section(title: str, rows: Iterable[tuple[str, str]]) -> Iterable[Flowable]:
    yield _text(title, size=11.5, bold=True, after=4)
    cells = [[_text(escape(label), quiet=True), _text(value)] for label, value in rows]
    table = Table(cells or [["", ""]], colWidths=(0.34 * _WIDTH, 0.66 * _WIDTH))
    table.setStyle(ruled(("LINEBELOW", (0, 0), (-1, -1), 0.4, RULE), top=3, bottom=4))
    yield table
    yield Spacer(1, 14)


def _text(words: str, *, size: float = 9, bold: bool = False, quiet: bool = False, after: float = 0) -> Paragraph:
    style = ParagraphStyle(
        "text",
        fontName=_BOLD if bold else _FACE,
        fontSize=size,
        leading=1.4 * size,
        textColor=QUIET if quiet else INK,
        spaceAfter=after,
        splitLongWords=True,
    )
    return Paragraph(printable(words, _is_printable), style)


def _who(one: dict[str, str]) -> str:
    told = f"{escape(one['by'])}, {_time(one['at'])}"
    return f"{told}<br/>{escape(one['reason'])}" if one["reason"] else told


def _export_end(told: dict) -> str:
    deleted_at = told["export"]["deleted_at"]
    return f"deleted {_time(deleted_at)}" if deleted_at else f"kept for its owner until {_time(told['hold_until'])}"


def _backups(elsewhere: int) -> str:
    if not elsewhere:
        return "no backups: none was made that is not deleted with this"
    noun = "backup was" if elsewhere == 1 else "backups were"
    return f"{elsewhere} {noun} made that lie where this machine does not reach; whoever keeps them deletes them"


def _time(text: str) -> str:
    return f"{datetime.fromisoformat(text):%B %-d, %Y, %H:%M} UTC"


def _is_printable(sign: str) -> bool:
    return ord(sign) in getFont(_FACE).face.charToGlyph


@lru_cache(maxsize=1)
def _fonts() -> None:
    """Vera comes with reportlab, and has the letters of names that Helvetica's own encoding lacks."""
    folder = Path(reportlab.__file__).parent / "fonts"
    for name in (_FACE, _BOLD):
        registerFont(TTFont(name, folder / f"{name}.ttf"))
    addMapping(_FACE, 0, 0, _FACE)
    addMapping(_FACE, 1, 0, _BOLD)
