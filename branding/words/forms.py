"""The words as HR writes them: each text in both languages, with what is said where a field is empty."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django import forms
from django.urls import reverse

from branding.words.fill import WordsRefused, check, tidy
from branding.words.spoken import ADDRESS, TONE, Spoken, stored_as
from branding.words.texts import ADDRESSES, BY_KEY, LANGUAGES, NEUTRAL, TEXTS, TONES, USTED, Text

IN_WORDS = {"en": "In English", "es": "In Spanish"}
SAMPLE = {"name": "Nora Lang"}


def name_of(key: str, language: str) -> str:
    return f"{key}_{language}"


@dataclass(frozen=True)
class Part:
    """One text on the page: its fields, and as which words each is shown now."""

    text: Text
    fields: list[tuple[forms.BoundField, str]]

    @property
    def placeholders(self) -> str:
        return " ".join(f"{{{name}}}" for name in self.text.may_name)


class WordsForm(forms.Form):
    tone = forms.ChoiceField(
        label="Tone",
        choices=TONES,
        help_text="Of our own words below, and of what a language model is told of its manner. Facts stay the same.",
    )
    address = forms.ChoiceField(
        label="Spanish says",
        choices=ADDRESSES,
        help_text="In answers and in the words below. Menus and forms always say usted.",
    )
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args: object, spoken: Spoken, base: int, **kwargs: object) -> None:
        initial = {"tone": spoken.tone, "address": spoken.address, "base": base}
        initial |= {
            name_of(text.key, language): spoken.kept.get(stored_as(text.key, language), "")
            for text in TEXTS
            for language in LANGUAGES
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.spoken = spoken
        for text in TEXTS:
            for language in LANGUAGES:
                self.fields[name_of(text.key, language)] = self._field(text, language)

    def _field(self, text: Text, language: str) -> forms.CharField:
        name = name_of(text.key, language)
        widget = forms.Textarea(
            attrs={
                "rows": 3 if text.most > 100 else 1,
                "lang": language,
                "hx-get": reverse("branding:words_try"),
                "hx-trigger": "input changed delay:400ms",
                "hx-target": f"#shown-{name}",
                "hx-swap": "outerHTML",
                "hx-include": "[name=tone], [name=address]",
            }
        )
        # Room for more than fits, so that the refusal can say by how much.
        return forms.CharField(label=IN_WORDS[language], required=False, max_length=4 * text.most, widget=widget)

    def clean(self) -> dict[str, object]:
        for text in TEXTS:
            for language in LANGUAGES:
                name = name_of(text.key, language)
                words = tidy(self.cleaned_data.get(name, ""))
                self.cleaned_data[name] = words
                try:
                    if words:
                        check(words, text, self.spoken.values)
                except WordsRefused as refused:
                    self.add_error(name, str(refused))
        return self.cleaned_data

    def words(self) -> dict[str, str]:
        """Return what is to be kept; what is as we say it is kept as nothing."""
        told = self.cleaned_data
        manner = {
            TONE: "" if told["tone"] == NEUTRAL else told["tone"],
            ADDRESS: "" if told["address"] == USTED else told["address"],
        }
        return manner | {
            stored_as(text.key, language): told[name_of(text.key, language)] for text in TEXTS for language in LANGUAGES
        }

    def say_changed(self, names: Mapping[str, str]) -> None:
        """Say of each field that somebody else has changed what it says now."""
        for stored, now in names.items():
            key, _, language = stored.partition(".")
            said = f"“{now}”" if now else "our words"
            message = f"Somebody has changed this meanwhile; it says {said} now. Save again to have yours instead."
            self.add_error(name_of(key, language) if language else key, message)

    def parts(self) -> Iterator[Part]:
        for text in TEXTS:
            yield Part(
                text,
                [
                    (self[name], shown(self.spoken, text.key, language, str(self[name].value() or "")))
                    for language in LANGUAGES
                    for name in (name_of(text.key, language),)
                ],
            )


def shown(spoken: Spoken, key: str, language: str, typed: str) -> str:
    """Return as which words the typed ones would be shown, in the manner of `spoken`; raises WordsRefused never."""
    manner = {name: said for name, said in spoken.kept.items() if name in (TONE, ADDRESS)}
    words = tidy(typed)
    try:
        if words:
            check(words, BY_KEY[key], spoken.values)
    except WordsRefused:
        words = ""
    sample = {name: SAMPLE[name] for name in BY_KEY[key].needs}
    return Spoken(manner | {stored_as(key, language): words}, spoken.values).say(key, language, **sample)
