"""What a model's tokens cost, by the day: the vendor's public list prices, in US dollars a million tokens.

A price that changes gets a new row with its first day; old rows stay, so that what was written down before keeps its
price. A model that is in no row has no known price, which is not the same as none.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chat.llm.types import Usage

MILLION = 1_000_000


@dataclass(frozen=True)
class Price:
    model: str  # a dated version of it ("gpt-4o-2024-11-20") has its price
    since: date
    fresh: Decimal  # tokens sent
    cached: Decimal  # tokens sent that the vendor still had
    said: Decimal  # tokens of the answer, those thought included


def _price(model: str, since: str, fresh: str, cached: str, said: str) -> Price:
    return Price(model, date.fromisoformat(since), Decimal(fresh), Decimal(cached), Decimal(said))


# openai.com/api/pricing, standard tier.
PRICES = (
    _price("gpt-4o", "2024-10-02", "2.50", "1.25", "10.00"),
    _price("gpt-4o-mini", "2024-07-18", "0.15", "0.075", "0.60"),
    _price("gpt-4.1", "2025-04-14", "2.00", "0.50", "8.00"),
    _price("gpt-4.1-mini", "2025-04-14", "0.40", "0.10", "1.60"),
    _price("gpt-4.1-nano", "2025-04-14", "0.10", "0.025", "0.40"),
    _price("o3", "2025-06-10", "2.00", "0.50", "8.00"),
    _price("o4-mini", "2025-04-16", "1.10", "0.275", "4.40"),
    _price("gpt-5", "2025-08-07", "1.25", "0.125", "10.00"),
    _price("gpt-5-mini", "2025-08-07", "0.25", "0.025", "2.00"),
    _price("gpt-5-nano", "2025-08-07", "0.05", "0.005", "0.40"),
)


def price_of(model: str, day: date) -> Price | None:
    """Return the price of the model on that day; None where it is not known."""
    dated = [price for price in PRICES if _is_of(model, price.model) and price.since <= day]
    return max(dated, key=lambda price: price.since, default=None)


def cost_of(usage: Usage, model: str, day: date) -> Decimal | None:
    """Return US dollars; None where the price is not known."""
    price = price_of(model, day)
    if price is None:
        return None
    fresh = max(usage.input_tokens - usage.cached_tokens, 0)
    return (fresh * price.fresh + usage.cached_tokens * price.cached + usage.output_tokens * price.said) / MILLION


def _is_of(model: str, priced: str) -> bool:
    """Whether it is that model or a version of it with a date behind, and no smaller sister."""
    rest = model.removeprefix(priced)
    return rest == "" or (rest != model and rest[:2] == "-2")
