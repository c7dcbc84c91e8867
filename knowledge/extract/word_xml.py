"""Elements of Word's XML, in its transitional and its strict form, and what marks a run as hidden or raised."""

from lxml import etree

from knowledge.extract.raised import raised

Element = etree._Element

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT_WORD = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
# What a reader of the document does not see, or sees twice.
UNREAD = frozenset(["del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "sectPr", "fldData"])


def local_name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def is_on(mark: Element | None) -> bool:
    return mark is not None and attribute(mark, "val") not in ("0", "false", "off")


def attribute(element: Element, name: str) -> str:
    return element.get(WORD + name) or element.get(STRICT_WORD + name) or element.get(name) or ""


def value_in(element: Element, holder: str, name: str) -> str:
    found = element.find(f"{{*}}{holder}/{{*}}{name}")
    return "" if found is None else attribute(found, "val")


def is_hidden(element: Element) -> bool:
    """True for a run that Word shows nobody, unless asked to show hidden text."""
    return local_name(element) == "r" and is_on(element.find("{*}rPr/{*}vanish"))


def raised_or_not(element: Element, text: str) -> str:
    """Return the text of an element, set apart if it is a run above the line."""
    is_raised = local_name(element) == "r" and value_in(element, "rPr", "vertAlign") == "superscript"
    return raised(text) if is_raised else text
