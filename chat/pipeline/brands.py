"""A plan called by its brand alone: "the Harborlight deductible", where papers write "Harborlight EPO".

To whom the brand says nothing, such a question is one about no plan, and another plan's figure would answer it. Which
words are brands the passages found tell: written in capitals before one plan's type, and never without one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from knowledge.retrieval.plans import plan_names
from knowledge.text.terms import plain_text

_BRANDED = re.compile(r"\b(?P<brand>[A-ZÁÉÍÓÚÑ][\w’'-]{2,})[ \t]+(?P<type>PPO|HMO|EPO|POS|HDHP)\b(?![ \t]+\d)")
_OF_A_TYPE = re.compile(r"^[ \t\n]+(?:ppo|hmo|epo|pos|hdhp)\b")


def with_brands_named(asked: Sequence[str], brands: Mapping[str, str]) -> tuple[str, ...]:
    """Return a conversation's questions, each plan that they call by its brand by its whole name."""
    return tuple(_named(text, brands) for text in asked)


def _named(text: str, brands: Mapping[str, str]) -> str:
    if plan_names(text):
        return text
    for brand, name in brands.items():
        text = re.sub(rf"\b{re.escape(brand)}\b", name, text, count=1, flags=re.IGNORECASE)
    return text


def brands_in(texts: Iterable[str]) -> dict[str, str]:
    """Return the whole names of plans by their brands."""
    places = list(texts)
    types: dict[str, set[str]] = defaultdict(set)
    for place in places:
        for found in _BRANDED.finditer(place):
            types[found["brand"]].add(found["type"])
    plain = [plain_text(place) for place in places]
    return {
        brand: f"{brand} {next(iter(own))}"
        for brand, own in types.items()
        if len(own) == 1 and not plan_names(f"{brand} PPO") - plan_names("PPO") and not _stands_alone(brand, plain)
    }


def _stands_alone(brand: str, places: list[str]) -> bool:
    """Whether it is also written without a type behind it, as "medical" is and a company's name."""
    word = re.compile(rf"\b{re.escape(plain_text(brand))}\b")
    return any(not _OF_A_TYPE.match(place[found.end() :]) for place in places for found in word.finditer(place))
