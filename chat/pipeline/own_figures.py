"""The figures of the person's own plans, told by themselves: quoted from the rows that print them, and proven so."""

from chat.citations import MarkerReader
from chat.extractive.figures_text import figures_text
from chat.models import EXTRACTIVE
from chat.pipeline.compose import compose
from chat.pipeline.finish import Outcome
from chat.pipeline.found import Found
from chat.pipeline.speak import Speech
from chat.pipeline.verify import verify
from knowledge.facts.printed import Trust


def own_figures(found: Found) -> Outcome | None:
    """Return the figures that the question asks for; None if there are none, or they are not proven."""
    if found.figures is None:
        return None
    reader = MarkerReader(range(1, len(found.hits) + 1))
    text = reader.read(figures_text(found.figures, found.language)) + reader.rest()
    speech = Speech("finished", EXTRACTIVE, text, tuple(reader.cited))
    outcome = compose(speech, verify(speech, found), found)
    return None if outcome.reason else outcome


def confirmed_figures(found: Found) -> Outcome | None:
    """Return the figures where a person has confirmed each of them: they hold whatever a model made of their row."""
    if found.figures is None or any(one.fact.trust is not Trust.CONFIRMED for one in found.figures.cited):
        return None
    return own_figures(found)
