"""The strings of pages and mails, and their Spanish. Done with Babel: gettext's programs are on no fresh machine.

The compiled file is kept beside the translations, so a start needs neither; a test holds the two together.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "locale" / "es" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
CODE = ("config", "platform_admin", "analytics", "chat", "knowledge", "benefits", "branding", "accounts", "tenants")
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None, "gettext_noop": None}
LINE_WIDTH = 110


def collected() -> Catalog:
    """Return every string that templates and code mark, with the files it stands in."""
    catalog = Catalog()
    for path in sorted((ROOT / "templates").rglob("*.*")):
        _add(catalog, path, _as_python(path.read_text()))
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*.py")):
            _add(catalog, path, path.read_text())
    return catalog


def translated() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="es")


def compiled(catalog: Catalog) -> bytes:
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def update() -> list[str]:
    """Write the translations anew, without what is marked no longer, and compile them; return what is untranslated."""
    catalog, template = translated(), collected()
    template.creation_date = catalog.creation_date
    catalog.update(template, no_fuzzy_matching=True)
    with PO.open("wb") as file:
        write_po(file, catalog, width=LINE_WIDTH, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    MO.write_bytes(compiled(translated()))
    return untranslated(catalog)


def untranslated(catalog: Catalog) -> list[str]:
    """Return what has no Spanish yet, or one that somebody was not sure of."""
    return [str(message.id) for message in catalog if message.id and (message.fuzzy or not _is_whole(message.string))]


def _is_whole(string: str | tuple[str, ...]) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


def _add(catalog: Catalog, path: Path, source: str) -> None:
    for line, message, context in _marked(source):
        catalog.add(message, locations=[(path.relative_to(ROOT).as_posix(), line)], context=context)


def _marked(source: str) -> Iterator[tuple[int, str | tuple[str, ...], str | None]]:
    for line, message, _comments, context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
        yield line, message, context


def _as_python(template: str) -> str:
    """Return the template's marked strings as calls of gettext; Django blanks out all else.

    What is left keeps its indentation, which would be a mistake in Python.
    """
    return re.sub(r"^[ \t]+", "", templatize(template), flags=re.MULTILINE)


if __name__ == "__main__":
    missing = update()
    print("\n".join(["Without Spanish:", *missing] if missing else ["Every string has its Spanish."]))
    sys.exit(bool(missing))
