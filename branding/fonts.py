"""The typefaces of static/css/fonts.css, as a page asks for one."""

from dataclasses import dataclass

from branding.models import Brand

_SANS = "system-ui, sans-serif"
_SERIF = "Georgia, serif"


@dataclass(frozen=True)
class Typeface:
    """`stack` is what stands in --font-sans, `file` what a page loads first, below static/."""

    name: str
    stack: str
    file: str


def typeface_of(font: str) -> Typeface:
    """Return the typeface with this value of Brand.Font; the house's own for a value of a later release."""
    known = font if font in Brand.Font.values else Brand.Font.SOURCE_SANS
    name = Brand.Font(known).label
    fallback = "Source Sans fallback" if known == Brand.Font.SOURCE_SANS else f"{name} fallback"
    ending = _SERIF if known == Brand.Font.SOURCE_SERIF else _SANS
    return Typeface(name, f'"{name}", "{fallback}", {ending}', f"fonts/{known}-latin.woff2")
