"""A client's two colours as the custom properties that static/css/tokens.css leaves open."""

from branding.colour import AccentSteps, accessible_ramp

# The house's own colours: the operators' pages, and a client that has not chosen yet.
DEFAULT_PRIMARY = "#23577a"
DEFAULT_SECONDARY = "#a8682c"


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
