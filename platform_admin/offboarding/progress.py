"""How far a client's way out is, as operators see it."""

from django.contrib.humanize.templatetags.humanize import intcomma

from platform_admin.models import Offboarding, OffboardingStep
from platform_admin.offboarding.steps import TITLES
from platform_admin.progress import Step

_STATES = {"waiting": "waiting", "running": "current", "done": "done", "failed": "failed"}


def shown_steps(offboarding: Offboarding) -> list[Step]:
    """Return the steps as components/steps.html shows them."""
    return [Step(TITLES[step.name], _STATES[step.state], _note(offboarding, step)) for step in offboarding.steps.all()]


def _note(offboarding: Offboarding, step: OffboardingStep) -> str:
    if step.failure:
        return step.failure
    if step.name == "wait" and offboarding.hold_until and not step.is_done:
        return f"until {offboarding.hold_until:%B} {offboarding.hold_until.day}, {offboarding.hold_until:%Y, %H:%M} UTC"
    if step.state == OffboardingStep.State.RUNNING and step.total:
        return f"{step.percent} %"
    if step.is_done and step.finished_at:
        number = sum(step.found.values()) if step.name != "verify" else 0
        return f"{step.finished_at:%b} {step.finished_at.day}, {step.finished_at:%H:%M}" + (
            f" · {intcomma(number)} removed" if number else ""
        )
    return ""
