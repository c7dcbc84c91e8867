"""What all tools have in common that reckon: for whom, of which plan and year, and how a result is told.

Class, state and day come from the session. A company that has no reviewed plan sees nothing of these tools, and where
one row is missing the documents answer.
"""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from benefits.calculators.result import Line, Result
from benefits.calculators.result import Source as Paper
from benefits.calculators.words import say
from chat.models import Answer
from chat.pipeline.tools.contract import Choice, Missing, Origin, Session, Told, Tool, ToolResult
from chat.pipeline.tools.reckoned.as_told import Known, known_of_asker
from chat.pipeline.tools.reckoned.offered import has_catalogue
from chat.text_figures import figures
from chat.words import in_language
from knowledge.retrieval.hits import Hit
from knowledge.retrieval.plans import any_may_be, plan_names

MOST_CITED = 3
_NO_CATALOGUE = "The company has no reviewed plans in its catalogue: look in the documents."
_PAPER = {"en": "From {title}.", "es": "De {title}."}
_PAPER_PAGE = {"en": "From {title}, page {page}.", "es": "De {title}, página {page}."}


@dataclass(frozen=True)
class Reckoning:
    """What a tool tells: the first sentence is the answer, the others go with it."""

    said: tuple[Told, ...]
    results: tuple[Result, ...]
    years: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()  # beside those of the results
    personal: tuple[str | date, ...] = ()  # what is known of the asker and was gone by


class Reckoned(Tool):
    """A tool that reckons by the company's catalogue and the law."""

    origin = Origin("reckoned", _("Reckoned from your company’s plan terms"))
    route = Answer.Route.FACT
    goes_first = True
    # An amount or a day that was said once is that question's: another sum, of another year, would be told with it.
    keeps = frozenset({"plan", "covered", "age"})
    # What the person has agreed to be gone by, where it is this tool's to use.
    goes_by: ClassVar[frozenset[str]] = frozenset({"covered", "hired"})

    def run(self, asked: Any, session: Session) -> ToolResult:
        if not has_catalogue(session):
            return ToolResult("not_available", why=_NO_CATALOGUE)
        with override(session.language if session.language == "es" else "en"):
            made = self._reckon_as_told(asked, session)
            return as_tool_result(made, session.language) if isinstance(made, Reckoning) else made

    def stored(self, asked: Any, result: ToolResult) -> dict[str, Any]:
        """Return the arguments without amounts and days: they are the person's own, and no later question's.

        Where something is asked for they are kept, for the reply completes them.
        """
        arguments = super().stored(asked, result)
        if result.status == "needs_input":
            return arguments
        if result.years and "plan_year" in arguments:
            # Without a model it is the words of the question.
            arguments["plan_year"] = ", ".join(result.years)
        own = {name for name, value in asked if isinstance(value, Decimal | date)}
        return {name: value for name, value in arguments.items() if name not in own}

    def _reckon_as_told(self, asked: Any, session: Session) -> Reckoning | ToolResult:
        """Reckon, with what the person has agreed to be gone by in place of asking for it, and say what was used of it.

        Where nothing comes of it they are asked as anybody is.
        """
        first = made = self.reckon(asked, session)
        known = known_of_asker(asked, session, self.goes_by)
        said: list[Known] = []
        while not isinstance(made, Reckoning) and made.missing and made.missing.argument in known:
            fact = known.pop(made.missing.argument)
            asked = asked.model_copy(update={made.missing.argument: fact.value})
            said.append(fact)
            made = self.reckon(asked, session)
        if not isinstance(made, Reckoning):
            return first
        told = (Told(fact.words, made.said[0].of) for fact in said)
        return replace(made, said=(*made.said, *told), personal=tuple(one for fact in said for one in fact.personal))

    @abstractmethod
    def reckon(self, asked: Any, session: Session) -> Reckoning | ToolResult:
        """Return what it comes to, or what is missing; words are in the question's language."""

    def tell(self, lines: Sequence[str], result: ToolResult, language: str) -> str:
        first, *others = lines
        return "\n".join([first, "", *(f"- {line}" for line in others)]).strip()

    def cited_for(self, one: Told, result: ToolResult, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """Return the passages that print what came out; where none does, those of the papers that it went by."""
        if one is not result.told[0]:
            return ()
        own = [hit for hit in hits if _may_tell_of(hit, result)]
        on_papers = [hit for hit in own if _is_on(hit, result.papers)]
        return _printing(result.told, [*on_papers, *own]) or tuple(on_papers[:MOST_CITED])


def _may_tell_of(hit: Hit, result: ToolResult) -> bool:
    """Whether a passage is of the years that are told of, and of no other plan's own paper."""
    if hit.plan_year and result.years and hit.plan_year not in result.years:
        return False
    told = frozenset().union(*(plan_names(" ".join((one.text, *one.of))) for one in result.told))
    titled = plan_names(hit.title)
    return not told or not titled or any_may_be(titled, told)


def _is_on(hit: Hit, papers: Iterable[Paper]) -> bool:
    """Whether a passage stands on one of the papers, and on the page that is named there."""
    own = [paper for paper in papers if paper.document_id == hit.document_id]
    return any(paper.page is None or hit.page_number <= paper.page <= hit.page_to for paper in own)


def _printing(told: Iterable[Told], hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Return passages that print the figures, the one with the most first; each brings one that those before lack."""
    left = {figure for one in told for text in one.figures for figure in figures(text)}
    printed = [(hit, left & figures(hit.text)) for hit in hits if hit.has_sure_figures]
    cited: list[Hit] = []
    while left and printed and len(cited) < MOST_CITED:
        best, shown = max(printed, key=lambda one: len(one[1] & left))
        if not shown & left:
            break
        cited.append(best)
        left = left - shown
    return tuple(cited)


# ---- results as they are told


def as_tool_result(made: Reckoning, language: str) -> ToolResult:
    papers = tuple(dict.fromkeys((*(paper for result in made.results for paper in result.sources), *made.papers)))
    went_by = (
        *_steps(made),
        *made.assumptions,
        *(str(note) for result in made.results for note in result.assumptions),
        *(_where(paper, language) for paper in papers),
    )
    warned = tuple(dict.fromkeys(str(note) for result in made.results for note in result.warnings))
    return ToolResult(
        "ok",
        told=(*made.said, *(Told(text, made.said[0].of) for text in warned)),
        assumptions=tuple(dict.fromkeys(went_by)),
        papers=papers,
        years=made.years,
        personal=made.personal,
    )


def _steps(made: Reckoning) -> Iterator[str]:
    """Yield each step; of several years, behind its year."""
    is_by_year = 1 < len(made.years) == len(made.results)
    for number, result in enumerate(made.results):
        before = f"{made.years[number]}: " if is_by_year else ""
        yield from (f"{before}{_step(line)}" for line in result.lines)


def _step(line: Line) -> str:
    label, formula, value = str(line.label), str(line.formula), say(line.value)
    return f"{label}: {formula} = {value}" if formula else f"{label}: {value}"


def _where(paper: Paper, language: str) -> str:
    words = _PAPER_PAGE if paper.page else _PAPER
    return in_language(words, language).format(title=paper.label, page=paper.page)


def unless_ok(
    result: Result | Any, asked: Any, choices: Mapping[str, tuple[Choice, ...]] | None = None
) -> ToolResult | None:
    """Return what a result that is none comes to: a question for the person, a word to ask HR, or a reason; None if
    there is a result to tell."""
    if not isinstance(result, Result) or result.status == "ok":
        return None
    why = str(result.why)
    if result.status == "handoff":
        return ToolResult("handoff", told=(Told(why),))
    argument = result.missing[0] if result.missing else ""
    if result.status == "needs_input" and argument in type(asked).model_fields:
        return ToolResult("needs_input", missing=Missing(argument, why, (choices or {}).get(argument, ())))
    return ToolResult("not_available", why=why)


def needs(argument: str, question: str, choices: Iterable[Choice] = ()) -> ToolResult:
    return ToolResult("needs_input", missing=Missing(argument, question, tuple(choices)))
