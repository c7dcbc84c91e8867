"""What a question has come to, with what was found for it."""

from dataclasses import dataclass

from chat.pipeline.finish import Outcome
from chat.pipeline.found import Found
from chat.pipeline.retrieve import LookedUp


@dataclass(frozen=True)
class WorkedOut:
    outcome: Outcome
    found: Found  # all of it, also what is of another year than the one asked for
    looked_up: LookedUp | None = None  # None: search could not be asked
