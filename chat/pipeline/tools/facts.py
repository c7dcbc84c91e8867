from enum import StrEnum
from typing import Any

from pydantic import Field

from chat.extractive.figures_proof import figures_proof
from chat.figures_asked import Slots
from chat.household import Household
from chat.pipeline.facts import plans_with_figures, with_figures_of
from chat.pipeline.found import Found
from chat.pipeline.tools.contract import Arguments, Choice, Missing, Session, Told, Tool, ToolResult
from chat.words import WHICH_PLAN, in_language
from knowledge.facts.questions import DEDUCTIBLE, LIMIT
from knowledge.facts.rates import PREMIUM
from knowledge.facts.services import SERVICES
from knowledge.facts.types import IN_NETWORK, OUT_OF_NETWORK
from knowledge.retrieval.plans import plan_names

Figure = StrEnum("Figure", [(code, code) for code in (DEDUCTIBLE, LIMIT, PREMIUM, *(one.code for one in SERVICES))])
Network = StrEnum("Network", ["IN_NETWORK", "OUT_OF_NETWORK"])
_CODES = {Network.IN_NETWORK: IN_NETWORK, Network.OUT_OF_NETWORK: OUT_OF_NETWORK}
Covered = StrEnum("Covered", {one.name: one.name.lower() for one in Household})
MOST_CHOICES = 4


class FactsAsked(Arguments):
    figure: Figure = Field(description="What the figure is of.")
    plan: str | None = Field(None, description="The plan by its name, such as PPO 750; null for every medical plan.")
    plan_year: str | None = Field(None, description="The plan year, such as 2027; null for those that may be chosen.")
    network: Network | None = Field(None, description="Null for both.")
    covered: Covered | None = Field(None, description="Who is to be covered; null for everybody's figures.")


class PlanFacts(Tool):
    name = "plan_facts"
    description = (
        "Looks up a plan's figure (deductible, out-of-pocket limit, price, what a service costs) where the company's "
        "documents print it in a table. Prefer it to reading tables yourself."
    )
    arguments = FactsAsked

    def run(self, asked: Any, session: Session) -> ToolResult:
        known = plans_with_figures(session.scope)
        named = [name for name in known if asked.plan and is_named(name, asked.plan)]
        if asked.plan and not named:
            question = in_language(WHICH_PLAN, session.language)
            choices = tuple(Choice(name, name) for name in known[:MOST_CHOICES])
            return ToolResult("needs_input", missing=Missing("plan", question, choices))
        slots = Slots(
            services=(asked.figure.value,),
            plans=plan_names(asked.plan or ""),
            proper=frozenset(name for name in named if not plan_names(name)),
            household=Household[asked.covered.name] if asked.covered else None,
            networks=frozenset({_CODES[asked.network]} if asked.network else ()),
            years=asked.plan_year or "",
        )
        found = with_figures_of(slots, Found("", session.language, (), session.scope.day, ()), session.scope)
        if found.figures is None:
            return ToolResult("not_available", why="No document that this person may see prints it for that year.")
        told = tuple(Told(text, tuple(filter(None, of))) for text, *of in figures_proof(found.figures))
        return ToolResult("ok", told=tuple(one for one in told if one.of), hits=found.hits)


def is_named(name: str, plan: str) -> bool:
    asked, names = plan_names(plan), plan_names(name)
    if asked or names:
        return any(one.may_be(other) for one in asked for other in names)
    return plan.casefold() in name.casefold()
