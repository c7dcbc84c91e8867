"""A client's look as the custom properties that static/css/tokens.css leaves open."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from branding.colour import AccentSteps, accessible_ramp
from branding.fonts import typeface_of

# The house's own colours: the operators' pages, and a client that has not chosen yet.
DEFAULT_PRIMARY = "#23577a"
DEFAULT_SECONDARY = "#a8682c"
# A sheet has some 4 KB, and most clients a look of their own.
MOST_KEPT = 2000


@dataclass(frozen=True)
class Theme:
    """A style sheet; `version` is made of its text, so that its address never stands for another."""

    css: str
    version: str


@lru_cache(maxsize=MOST_KEPT)
def theme_of(primary: str, secondary: str, font: str) -> Theme:
    """Return the sheet of a brand with these fields; without a second colour the first is used. Raises NotAColour."""
    css = f":root {{\n  --font-sans: {typeface_of(font).stack};\n}}\n{theme_css(primary, secondary or primary)}"
    return Theme(css, sha256(css.encode()).hexdigest()[:16])


def theme_css(primary: str, secondary: str, *, scope: str = ":root") -> str:
    """Return a style sheet that sets --accent-* and --second-* for light and dark.

    Load it after tokens.css. `scope` is a selector written by us, never by a client.
    Raises NotAColour.
    """
    first, second = accessible_ramp(primary), accessible_ramp(secondary)
    light = _declarations(first.light, second.light)
    dark = _declarations(first.dark, second.dark)
    return (
        f"{scope} {{\n{light}}}\n"
        f"@media (prefers-color-scheme: dark) {{\n"
        f'{scope}:not([data-theme="light"]) {{\n{dark}}}\n'
        f"}}\n"
        f'{scope}[data-theme="dark"] {{\n{dark}}}\n'
    )


def _declarations(accent: AccentSteps, second: AccentSteps) -> str:
    return "".join(
        f"  --{ramp}-{step.replace('_', '-')}: {colour};\n"
        for ramp, steps in (("accent", accent), ("second", second))
        for step, colour in steps.items()
    )
