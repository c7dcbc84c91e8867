"""Asks back, once, where one word is the name of several things and the documents tell of more than one of them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chat.extractive.everyday import in_documents_words
from chat.models import Answer
from chat.pipeline.finish import Outcome
from chat.words import in_language
from knowledge.text.terms import plain_text

MOST_CHOICES = 4


@dataclass(frozen=True)
class Ambiguous:
    """A word, with what is asked back, and the questions for each thing that it may be the name of; `about` finds
    what spoke of one of them already."""

    word: re.Pattern[str]
    about: re.Pattern[str]
    asks: dict[str, str]
    meanings: tuple[dict[str, str], ...]


_BESIDE = re.compile(
    r"\b(?:what|whats|which|how|is|are|was|do|does|can|could|may|will|have|has|get|take|tell|explain|i|we|me|my|our|you"
    r"|your|the|a|an|of|for|to|in|on|about|from|off|much|many|long|any|there|kinds?|types?|day|days|week|weeks|hours"
    r"|policy|policies|benefits?|pay|pays|paid|work|works?|company|please|s|it|que|cual|cuales|como|es|son|hay|tengo"
    r"|tenemos|puedo|el|la|los|las|un|una|de|del|para|mi|mis|cuant[oa]s?|dias?|semanas?|politica|tipos?|clases?|paga"
    r"|por|empresa|dura|sobre|favor)\b"
)
_AMBIGUOUS = (
    Ambiguous(
        re.compile(r"\b(?:leaves?|(?<!paid )time off|leave of absence|permisos?|licencias?|ausencias?)\b"),
        re.compile(
            r"\b(?:leaves?|time off|absen\w+|permisos?|licencias?|ausencias?|parental\w*|maternity|paternity|matern\w+"
            r"|patern\w+|bab(?:y|ies)|bebes?|births?|born|newborn|adopt\w+|foster|pregnan\w+|embaraz\w+|nac\w+|vacation\w*"
            r"|vacaciones|pto|holidays?|sick\w*|ill(?:ness)?|enferm\w+|bereave\w+|funeral\w*|duelo|died?|death|fmla"
            r"|jury|jurado|militar\w+)\b"
        ),
        {"en": "Which leave do you mean?", "es": "¿A qué permiso se refiere?"},
        (
            {"en": "How long is parental leave?", "es": "¿Cuánto dura el permiso parental?"},
            {"en": "How many vacation days do I get?", "es": "¿Cuántos días de vacaciones tengo?"},
            {"en": "How many sick days do I get?", "es": "¿Cuántos días por enfermedad tengo?"},
            {"en": "How long is bereavement leave?", "es": "¿Cuánto dura el permiso por duelo?"},
            {"en": "How long is family and medical leave?", "es": "¿Cuánto dura la licencia familiar y médica?"},
            {"en": "Is jury duty paid?", "es": "¿Se paga el servicio de jurado?"},
        ),
    ),
    # A price of nothing: "How much does it cost?", where nothing was spoken of before.
    Ambiguous(
        re.compile(
            r"\b(?:(?:how much|what)(?: (?:is|does|do|would|will))?(?: (?:it|that|this))? costs?"
            r"|how much is (?:it|that)|how much"
            r"|(?:the )?(?:costs?|prices?)|cuanto (?:me )?(?:cuesta|cuestan|vale|sale|es|pago|costaria|costara)"
            r"|precios?|costos?)\b"
        ),
        re.compile(r"\w"),
        {"en": "The cost of what do you mean?", "es": "¿El costo de qué quiere saber?"},
        (
            {"en": "What do the medical plans cost?", "es": "¿Cuánto cuestan los planes médicos?"},
            {"en": "What does dental cost?", "es": "¿Cuánto cuesta el plan dental?"},
            {"en": "What does vision cost?", "es": "¿Cuánto cuesta el plan de visión?"},
            {"en": "What does a specialist visit cost?", "es": "¿Cuánto cuesta una visita al especialista?"},
            {"en": "What do generic drugs cost?", "es": "¿Cuánto cuestan los medicamentos genéricos?"},
        ),
    ),
    Ambiguous(
        re.compile(r"\b(?:disability|discapacidad)(?: insurance| pay| coverage)?\b"),
        re.compile(r"\b(?:disab\w+|discapac\w+|short term|long term|std|ltd|corto plazo|largo plazo)\b"),
        {"en": "Which disability pay do you mean?", "es": "¿A qué pago por discapacidad se refiere?"},
        (
            {"en": "What does short-term disability pay?", "es": "¿Cuánto paga la discapacidad a corto plazo?"},
            {"en": "What does long-term disability pay?", "es": "¿Cuánto paga la discapacidad a largo plazo?"},
        ),
    ),
)


def begins_anew(asked: Sequence[str]) -> bool:
    """Whether the last question asks of such a word alone and none before it spoke of what it may mean: it does not go
    on from them, however few its words are."""
    *earlier, text = asked
    ambiguous = _ambiguous_in(text)
    return ambiguous is not None and not any(ambiguous.about.search(plain_text(past)) for past in earlier)


def ask_back(question: str, language: str, *, is_told: Callable[[str], bool]) -> Outcome | None:
    """Return the question what is meant, with two to four to choose from; None where it is clear, or where the
    asker's documents tell of one thing only. `is_told` says whether they answer a question."""
    ambiguous = _ambiguous_in(question)
    if ambiguous is None:
        return None
    asked = [meaning.get(language) or meaning["en"] for meaning in ambiguous.meanings]
    choices = [text for text in asked if is_told(text)][:MOST_CHOICES]
    if len(choices) < 2:
        return None
    return Outcome(
        Answer.Status.DONE,
        text=in_language(ambiguous.asks, language),
        route=Answer.Route.CLARIFY,
        choices=tuple({"text": text} for text in choices),
    )


def _ambiguous_in(question: str) -> Ambiguous | None:
    plain = in_documents_words(question)  # who leaves the company asks for no leave
    for one in _AMBIGUOUS:
        if one.word.search(plain):
            rest = _BESIDE.sub(" ", one.word.sub(" ", plain))
            return None if re.search(r"\w", rest) else one
    return None
