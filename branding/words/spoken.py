"""What the house says, in the company's own words where it has some."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import translation

from branding.words.fill import fill
from branding.words.texts import ADDRESSES, BY_KEY, LANGUAGES, NEUTRAL, TONES, USTED

TONE, ADDRESS = "tone", "address"


def stored_as(key: str, language: str) -> str:
    """Return the name that a text in a language is kept under."""
    return f"{key}.{language}"


@dataclass(frozen=True)
class Spoken:
    """`kept` is Brand.words; `values` what placeholders stand for. Ours where nothing is kept, or a value is gone."""

    kept: Mapping[str, str]
    values: Mapping[str, str]

    @property
    def tone(self) -> str:
        tone = self.kept.get(TONE, NEUTRAL)
        return tone if tone in dict(TONES) else NEUTRAL

    @property
    def address(self) -> str:
        address = self.kept.get(ADDRESS, USTED)
        return address if address in dict(ADDRESSES) else USTED

    def say(self, key: str, language: str, **more: str) -> str:
        """Return the text in the language; "" where nothing is said there."""
        language = language if language in LANGUAGES else "en"
        values = {**self.values, **more}
        own = self.kept.get(stored_as(key, language), "")
        return (own and fill(own, values)) or fill(self.ours(key, language), values) or ""

    def ours(self, key: str, language: str) -> str:
        """Return what is said where the company has no words of its own, with its placeholders."""
        return BY_KEY[key].own(language, self.tone, self.address)

    def __getitem__(self, key: str) -> str:
        """Return the text in the page's language, for templates."""
        if key not in BY_KEY:
            raise KeyError(key)
        return self.say(key, "es" if translation.get_language() == "es" else "en")
