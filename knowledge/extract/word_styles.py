"""Which paragraph styles of a Word document are headings, which are bold, and which lists are numbered."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from knowledge.extract.package import Package
from knowledge.extract.word_xml import Element, attribute, is_on

HEADING_NAME = re.compile(
    r"^(?:heading|überschrift|titre|título|titulo|encabezado|kop|rubrik)\s*([1-9])$", re.IGNORECASE
)
TITLE_NAMES = frozenset(["title", "titel", "título", "titre"])
SUBTITLE_NAMES = frozenset(["subtitle", "untertitel", "subtítulo"])
PLACE = re.compile(r"%(\d)")
MAX_PARENTS = 12
MAX_DEPTH = 8
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Style:
    heading_level: int = 0
    is_bold: bool = False
    # Number and depth of the list that paragraphs of this style belong to; "" for none.
    list_id: str = ""
    list_depth: int = 0


PLAIN = Style()


@dataclass(slots=True)
class Styles:
    by_id: dict[str, Style]

    def of(self, style_id: str) -> Style:
        return self.by_id.get(style_id, PLAIN)


@dataclass(frozen=True, slots=True)
class Numbering:
    """How the items at one depth of a list are numbered, for example "%1.%2" in Arabic figures from 1."""

    shape: str
    pattern: str
    start: int


BULLET = Numbering("bullet", "", 1)


@dataclass(slots=True)
class NumberedLists:
    """Counts the items of numbered lists as they are met, since the file holds no numbers."""

    # list id -> its definition; definition -> numbering of each depth
    definitions: dict[str, str]
    numberings: dict[str, dict[int, Numbering]]
    _counts: dict[tuple[str, int], int] = field(default_factory=lambda: defaultdict(int))

    def marker(self, paragraph: Element, style: Style) -> tuple[str, int] | None:
        """Return what stands before the paragraph, and its depth; None if it is no list item."""
        list_id = _value(paragraph, "{*}pPr/{*}numPr/{*}numId") or style.list_id
        if not list_id or list_id == "0":
            return None
        depth_text = _value(paragraph, "{*}pPr/{*}numPr/{*}ilvl")
        depth = min(int(depth_text), MAX_DEPTH) if depth_text.isdigit() else style.list_depth
        definition = self.definitions.get(list_id, "")
        depths = self.numberings.get(definition, {})
        numbering = depths.get(depth, BULLET)
        if numbering.shape in ("bullet", "none"):
            return "•", depth
        self._counts[definition, depth] += 1
        for deeper in range(depth + 1, MAX_DEPTH + 1):
            self._counts[definition, deeper] = 0
        return self._number(definition, numbering.pattern, depths) or f"{self._counts[definition, depth]}.", depth

    def _number(self, definition: str, pattern: str, depths: dict[int, Numbering]) -> str:
        def numeral(place: re.Match[str]) -> str:
            depth = int(place.group(1)) - 1
            numbering = depths.get(depth, BULLET)
            return _numeral(max(self._counts[definition, depth], 1) + numbering.start - 1, numbering.shape)

        return PLACE.sub(numeral, pattern).strip()


def read_styles(package: Package, main: str) -> Styles:
    root = _related_root(package, main, "styles")
    if root is None:
        return Styles({})
    elements = {attribute(element, "styleId"): element for element in root.iter("{*}style")}
    return Styles({style_id: _style(style_id, elements) for style_id in elements})


def read_lists(package: Package, main: str) -> NumberedLists:
    root = _related_root(package, main, "numbering")
    if root is None:
        return NumberedLists({}, {})
    numberings: dict[str, dict[int, Numbering]] = {}
    for abstract in root.iter("{*}abstractNum"):
        levels = {}
        for level in abstract.iter("{*}lvl"):
            depth = attribute(level, "ilvl")
            if depth.isdigit():
                start = _value(level, "{*}start")
                shape = _value(level, "{*}numFmt") or "decimal"
                first = int(start) if start.isdigit() else 1
                levels[int(depth)] = Numbering(shape, _value(level, "{*}lvlText"), first)
        numberings[attribute(abstract, "abstractNumId")] = levels
    definitions = {attribute(number, "numId"): _value(number, "{*}abstractNumId") for number in root.iter("{*}num")}
    return NumberedLists(definitions, numberings)


def _style(style_id: str, elements: dict[str, Element]) -> Style:
    """Return the style with what it takes over from the styles it is based on."""
    level, bold, list_id, depth = 0, None, "", ""
    for _ in range(MAX_PARENTS):
        element = elements.get(style_id)
        if element is None:
            break
        level = level or _heading_level(element)
        mark = element.find("{*}rPr/{*}b")
        if bold is None and mark is not None:
            bold = is_on(mark)
        list_id = list_id or _value(element, "{*}pPr/{*}numPr/{*}numId")
        depth = depth or _value(element, "{*}pPr/{*}numPr/{*}ilvl")
        style_id = _value(element, "{*}basedOn")
    return Style(level, bool(bold), list_id, int(depth) if depth.isdigit() else 0)


def _heading_level(element: Element) -> int:
    name = _value(element, "{*}name").lower()
    found = HEADING_NAME.match(name)
    if found:
        return int(found.group(1))
    if name in TITLE_NAMES:
        return 1
    if name in SUBTITLE_NAMES:
        return 2
    outline = _value(element, "{*}pPr/{*}outlineLvl")
    return int(outline) + 1 if outline.isdigit() and int(outline) < 9 else 0


def _numeral(number: int, shape: str) -> str:
    if shape in ("lowerLetter", "upperLetter"):
        letter = "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26]
        return letter.upper() if shape == "upperLetter" else letter
    if shape in ("lowerRoman", "upperRoman") and number < 40:
        text, rest = "", number
        for value, sign in ROMAN:
            text += sign * (rest // value)
            rest %= value
        return text.upper() if shape == "upperRoman" else text
    return str(number)


def _related_root(package: Package, main: str, wanted: str) -> Element | None:
    for kind, target in package.related(main).values():
        if kind == wanted and target in package:
            return package.xml(target)
    return None


def _value(element: Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else attribute(found, "val")
