"""Questions asked of the tools as the router asks them."""

from dataclasses import replace
from datetime import date

from accounts.audience import Audience
from benefits.personal.context import NO_CONTEXT, PersonalContext
from chat.pipeline.scope import Scope
from chat.pipeline.tools.contract import Session, ToolResult
from chat.pipeline.tools.registry import Used, tool_replied_to, tools_asked, use
from chat.pipeline.tools.remembered import NOTHING, Remembered
from chat.pipeline.understand import understand

DAY = date(2026, 11, 10)


def scope_of(class_code: str, *, day: date = DAY) -> Scope:
    return Scope(day, Audience(class_code=class_code, work_state="", hours=""))


def asked(
    question: str,
    class_code: str = "",
    *,
    language: str = "en",
    day: date = DAY,
    given: Remembered = NOTHING,
    asker: PersonalContext = NO_CONTEXT,
) -> list[Used]:
    """Return what the tools tell that the question is for without a model."""
    scope = replace(scope_of(class_code, day=day), asker=asker)
    understood = understand((question,), language, scope)
    session = Session(understood.applied_to(scope), language)
    return [use(one.name, one.arguments, session) for one in tools_asked(understood, given)]


def replied(text: str, to: Used, class_code: str) -> ToolResult | None:
    """Return what comes of a reply to what a tool has just asked for; None where it is taken as no reply."""
    scope, missing = scope_of(class_code), to.result.missing
    before = Remembered(missing=(to.name, missing.argument), asked_with=to.arguments)
    routed = tool_replied_to(understand((text,), "en", scope), before)
    return use(routed.name, routed.arguments, Session(scope, "en")).result if routed else None


def told(used: list[Used]) -> str:
    return "\n".join(one.text for each in used for one in each.result.told)


def only(used: list[Used]) -> ToolResult:
    (one,) = used
    return one.result
