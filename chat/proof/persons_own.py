"""Whether a figure is the person's own: told back as theirs, or denied or compared as the other figures have it."""

from collections.abc import Sequence

from chat.proof.columns import tellings
from chat.proof.compared import holds_by_the_figures
from chat.proof.denied import is_denied_for_another
from chat.proof.given import is_told_as_age, is_told_as_given, is_told_of_event
from chat.proof.measures import Measure
from chat.proof.scope import Scope, is_amount
from chat.proof.units import Source, Unit


def is_persons_own(measure: Measure, own: Scope, said: Unit, cited: Sequence[Source], asked: Sequence[Source]) -> bool:
    """Whether the person said it, and the sentence makes nothing of it that no source bears out.

    `own` is what the sentence tells it of: only what is theirs to say, and no plan's, is taken up as it is.
    """
    holds = holds_by_the_figures(measure, said, cited)
    if is_told_as_age(measure, asked) and is_told_as_given(said, measure, cited):
        return holds is not False
    if not any(True for text in asked for _ in tellings(measure, text)):
        return False
    if holds is not None:
        return holds
    if is_denied_for_another(measure, said, cited, asked) or is_told_of_event(measure, said, asked):
        return True
    is_of_plan = is_amount(measure) and any(name != "service" for name in own)
    return not is_of_plan and is_told_as_given(said, measure, cited)
