"""What a client may have: the one place that says how much is left, and in which words that there is no more.

The terms of its tier, and what was agreed with it alone, travel with `ClientRef`; no query is needed. What is used is
counted by the app that has it. A limit that is reached closes nothing that is there: people ask on, and are answered
from documents without a language model.
"""

from dataclasses import asdict, dataclass, fields
from enum import StrEnum

SOFT = 0.8  # from here on the client's HR is told


class Limit(StrEnum):
    PEOPLE = "people"
    DOCUMENTS = "documents"
    TOKENS = "tokens_a_month"
    OCR_PAGES = "ocr_pages_a_month"


class Feature(StrEnum):
    CUSTOM_DOMAIN = "custom_domain"
    SSO = "sso"
    API = "api"


LIMIT_NAMES = {
    Limit.PEOPLE: "People with an account",
    Limit.DOCUMENTS: "Documents",
    Limit.TOKENS: "Tokens of language models a month",
    Limit.OCR_PAGES: "Pages read from pictures a month",
}
FEATURE_NAMES = {
    Feature.CUSTOM_DOMAIN: "A domain of its own",
    Feature.SSO: "Single sign-on",
    Feature.API: "The API",
}
# How a limit is told that is reached: each half for one and for more.
_REACHED = {
    Limit.PEOPLE: (
        ("room for {} person", "room for {} people"),
        ("{} has an account or an invitation", "{} have an account or an invitation"),
    ),
    Limit.DOCUMENTS: (
        ("room for {} document", "room for {} documents"),
        ("{} is here", "{} are here"),
    ),
    Limit.OCR_PAGES: (
        (
            "{} page read from pictures a month",
            "{} pages read from pictures a month",
        ),
        ("{} was in this one", "{} were in this one"),
    ),
    Limit.TOKENS: (
        (
            "{} token of language models a month",
            "{} tokens of language models a month",
        ),
        ("{} was used in this one", "{} were used in this one"),
    ),
}
MORE = "Ask whoever looks after your contract for more room."
NOT_INCLUDED = "Ask whoever looks after your contract for it."


@dataclass(frozen=True)
class Limits:
    """Numbers are the most there may be, None means no limit; features are there or not. By default all there is."""

    people: int | None = None
    documents: int | None = None
    tokens_a_month: int | None = None
    ocr_pages_a_month: int | None = None
    custom_domain: bool = True
    sso: bool = True
    api: bool = True

    @classmethod
    def read(cls, told: dict[str, object]) -> "Limits":
        """Return what such a mapping tells; names that are none of ours are left out."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in told.items() if name in known})

    def as_json(self) -> dict[str, object]:
        return asdict(self)

    def has(self, feature: Feature) -> bool:
        return getattr(self, feature)

    def room(self, limit: Limit, used: int) -> "Room":
        return Room(limit, getattr(self, limit), used)


NO_LIMITS = Limits()


@dataclass(frozen=True)
class Room:
    """How much of one limit is used."""

    name: Limit
    limit: int | None
    used: int

    @property
    def words(self) -> str:
        return LIMIT_NAMES[self.name]

    @property
    def is_full(self) -> bool:
        return self.limit is not None and self.used >= self.limit

    @property
    def is_nearly_full(self) -> bool:
        return self.limit is not None and self.used >= SOFT * self.limit

    def takes(self, adding: int) -> bool:
        return self.limit is None or self.used + adding <= self.limit

    def refuse_over(self, adding: int = 1) -> None:
        """Raise LimitReached if so many more have no room."""
        if not self.takes(adding):
            limit, used = _REACHED[self.name]
            raise LimitReached(
                f"Your contract has {_counted(limit, self.limit)}, and {_counted(used, self.used)}. {MORE}"
            )


def _counted(words: tuple[str, str], number: int) -> str:
    return words[number != 1].format(f"{number:,}")


class LimitReached(ValueError):
    """There is no room for more of it; the message says of what, and whom to ask."""
