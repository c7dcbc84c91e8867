"""The names of states and territories, plain, as English and Spanish call them."""

import re

from accounts.audience import WorkState
from knowledge.text.terms import plain_text

STATE_NAMES = "|".join(sorted((re.escape(plain_text(state.label)) for state in WorkState), key=len, reverse=True))
# Where Spanish has its own name: what English calls it.
SPANISH_STATES = {
    "nueva york": "new york", "nueva jersey": "new jersey", "nuevo mexico": "new mexico",
    "nuevo hampshire": "new hampshire",
    "carolina del norte": "north carolina", "carolina del sur": "south carolina", "dakota del norte": "north dakota",
    "dakota del sur": "south dakota", "virginia occidental": "west virginia", "pensilvania": "pennsylvania",
    "luisiana": "louisiana", "misisipi": "mississippi", "misuri": "missouri", "tejas": "texas",
}  # fmt: skip
A_STATE = rf"(?:{STATE_NAMES}|{'|'.join(SPANISH_STATES)})"
