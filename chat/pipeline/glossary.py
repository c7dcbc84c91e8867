"""Questions for the meaning of a word: told in general and at once, with what the person's own plans have of it.

No search finds a meaning where documents only use the word, and a sentence that uses it is no meaning.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from benefits.glossary import TERMS, Term
from chat.models import Answer
from chat.pipeline.finish import Outcome
from chat.pipeline.found import Found
from chat.pipeline.own_figures import own_figures
from chat.sentences import sentences
from chat.words import in_language
from knowledge.retrieval.hits import Hit
from knowledge.text.terms import plain_text

_IN_GENERAL = {"en": "**{name}**, in general: {meaning}", "es": "**{name}**, en general: {meaning}"}
_IN_PLANS = {"en": "In your plans:", "es": "En sus planes:"}
_WHERE = {
    "en": "What holds for you stands in your plan's documents; ask about it here.",
    "es": "Lo que vale para usted está en los documentos de su plan; pregunte aquí por ello.",
}
_THING = r"(?:an? |the |un |una |el |la |los |las )?(?P<{name}>[\w()'’ -]{{2,60}}?)"
_ENGLISH_ASKS = (
    rf"what do(?:es)? {_THING.format(name='mean')}(?: actually| really)? (?:mean|stand for)",
    rf"what(?:'s| is) (?:the )?(?:meaning|definition) of {_THING.format(name='of')}",
    rf"(?:please )?(?:define|explain) {_THING.format(name='define')}",
    rf"what is meant by {_THING.format(name='meant')}",
    rf"{_THING.format(name='behind')} (?:meaning|definition)",
    rf"what(?:'s|s| is| are) {_THING.format(name='what')}",
)
_SPANISH_ASKS = (
    rf"que (?:es|son|significa|quiere decir) {_THING.format(name='es')}",
    rf"(?:explique|expliqueme|defina|explicame) {_THING.format(name='explica')}",
)
_ASKS = re.compile(rf"\W*(?:{'|'.join((*_ENGLISH_ASKS, *_SPANISH_ASKS))})\W*")
_WANTS_FIGURE = re.compile(r"\W*(?:what(?:'s|s| is| are) (?:the|my|our)(?! (?:meaning|definition))|cual es)\b")
_DEFINING = (
    r"^\W*(?:an? |the |your |un |una |el |la |su )?(?:{names})(?: ?\([^)]{{1,60}}\))? "
    r"(?:is|are|means|refers to|lets|allows|es|son|significa|se refiere a|permite)"
    r" (?!the same\b)(?:an?|the|what|how|money|your?|any|part|un|una|el|la|lo|usted|dinero|parte)\b"
)
_BY_NAME = {plain_text(name): term for term in TERMS for name in (*term.names, *term.names_es)}
# Of these "the deductible" is a figure of the person's own plan.
_AMOUNTS = ("deductible", "coinsurance", "copay", "out-of-pocket limit", "premium", "401(k) match", "vesting")
_PLAN_TYPES = frozenset(map(_BY_NAME.__getitem__, ("ppo", "hmo", "epo", "hdhp")))
_OWN_FIGURES = frozenset(map(_BY_NAME.__getitem__, _AMOUNTS))


_APART = re.compile(
    r"\W*(?:what(?:'s|s| is) )?(?:the )?difference between (?:an? |the )?(?P<one>[\w()'’ -]{2,40}?) and (?:an? |the )?"
    r"(?P<other>[\w()'’ -]{2,40}?)\W*"
    r"|\W*(?:cual es )?(?:la )?diferencia entre (?:un |una |el |la )?(?P<uno>[\w()'’ -]{2,40}?) y (?:un |una |el |la )?"
    r"(?P<otro>[\w()'’ -]{2,40}?)\W*"
)


def terms_asked(question: str) -> tuple[Term, ...]:
    """Return the words whose meaning the question asks for, two where it asks what sets them apart; none if it asks
    for anything more. What sets plans apart is no matter of words."""
    apart = _APART.fullmatch(plain_text(question))
    if apart:
        terms = [_BY_NAME.get(name.strip()) for name in filter(None, apart.groupdict().values())]
        return tuple(terms) if all(terms) and not _PLAN_TYPES.intersection(terms) else ()
    term = _term_asked(question)
    return (term,) if term else ()


def _term_asked(question: str) -> Term | None:
    plain = plain_text(question)
    found = _ASKS.fullmatch(plain)
    if not found:
        return None
    name = next(filter(None, found.groupdict().values())).strip()
    term = _BY_NAME.get(name)
    return None if term in _OWN_FIGURES and _WANTS_FIGURE.match(plain) else term


def are_told_by(hits: Sequence[Hit], terms: Sequence[Term]) -> bool:
    """Whether documents found say themselves what the words mean: then they are quoted, and nothing general is told."""
    return all(_is_told_by(hits, term) for term in terms)


def _is_told_by(hits: Sequence[Hit], term: Term) -> bool:
    names = "|".join(re.escape(plain_text(name)) for name in (*term.names, *term.names_es))
    defining = re.compile(_DEFINING.format(names=names))
    return any(defining.search(plain_text(sentence.text)) for hit in hits for sentence in sentences(hit.text))


def tell_meanings(terms: Sequence[Term], found: Found) -> Outcome:
    """Return the meanings, and behind that of one word the figures of the person's own plans, each with its source."""
    language = found.language
    general = in_language(_IN_GENERAL, language)
    said = "\n\n".join(general.format(name=term.name(language), meaning=term.said(language)) for term in terms)
    own = own_figures(found) if len(terms) == 1 else None
    if own is None:
        text = f"{said}\n\n{in_language(_WHERE, language)}"
        return Outcome(Answer.Status.DONE, Answer.Reason.GLOSSARY, text, route=Answer.Route.GLOSSARY)
    text = f"{said}\n\n{in_language(_IN_PLANS, language)}\n\n{own.text}"
    return replace(own, reason=Answer.Reason.GLOSSARY, text=text, route=Answer.Route.GLOSSARY)
