"""Holds what was said against what it cites; what is not proven goes, and is counted by why."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from chat.citations import close_gaps
from chat.extractive.figures_proof import figures_proof
from chat.extractive.framing import without_bare_lead
from chat.models import EXTRACTIVE
from chat.pipeline.found import Found
from chat.pipeline.in_their_words import said_instead
from chat.pipeline.model_request import source_passage
from chat.pipeline.speak import Speech
from chat.proof.gate import Proofs, Removed, Verified, keep_proven
from chat.proof.units import About, Source, result_source, source
from knowledge.retrieval.hits import Hit


@dataclass(frozen=True)
class Checked:
    """What stays of an answer. Its markers count the hits in `cited`: [1] is cited[0], numbered from 1."""

    text: str
    cited: tuple[int, ...]
    quotes: tuple[Mapping[str, Any], ...] = ()  # {"number", "start", "end", "likeness"} of what is quoted of a passage
    removed: Mapping[str, int] = field(default_factory=dict)  # why (chat.proof.gate.Reason) -> sentences, items, rows
    taken_out: tuple[Removed, ...] = ()  # the sentences and items of them, with the speech's markers


def verify(speech: Speech, found: Found) -> Checked:
    proofs = _proofs(speech, found)
    verified = keep_proven(speech.text, proofs)
    if verified.lead and speech.engine != EXTRACTIVE:
        verified = _begun_in_their_words(verified, verified.lead, speech, found, proofs)
    kept = without_bare_lead(verified.text) if speech.engine == EXTRACTIVE else verified.text
    numbered = close_gaps(kept, speech.cited)
    return Checked(
        numbered.text,
        tuple(numbered.cited),
        _places(verified, speech, numbered.cited),
        dict(verified.removed),
        verified.taken_out,
    )


def _begun_in_their_words(verified: Verified, lead: Removed, speech: Speech, found: Found, proofs: Proofs) -> Verified:
    """Return the answer with what the documents say in the place of its beginning, which they do not prove."""
    hits = {marker: found.hits[speech.cited[marker - 1] - 1] for marker in lead.markers if marker <= len(speech.cited)}
    passages = {marker: source_passage(marker, hit, {}) for marker, hit in hits.items()}
    quotation = said_instead(lead, found.question, passages, found.language, is_all=not verified.text)
    if quotation is None:
        return verified
    begun = keep_proven(f"{quotation}\n\n{verified.text}", proofs)
    return verified if begun.removed else replace(begun, removed=verified.removed, taken_out=verified.taken_out)


def _places(verified: Verified, speech: Speech, cited: Sequence[int]) -> tuple[Mapping[str, Any], ...]:
    """Return where what is quoted stands in the passages that are still cited, by their new numbers."""
    number_of = {speech.cited[marker - 1]: marker for marker in range(1, len(speech.cited) + 1)}
    fresh = {number_of[hit]: new for new, hit in enumerate(cited, start=1)}
    return tuple(
        {"number": fresh[quoted.marker], **asdict(quoted.place)}
        for quoted in verified.quotes
        if quoted.marker in fresh and quoted.place.start >= 0
    )


def _proofs(speech: Speech, found: Found) -> Proofs:
    """Return what may prove the answer; its markers count the passages in the order of use."""
    of_figures = figures_proof(found.figures) if found.figures else ()
    return Proofs(
        cited={marker: _source(found.hits[number - 1]) for marker, number in enumerate(speech.cited, start=1)},
        results=(
            *(result_source(text, above) for text, *above in of_figures),
            *(source for result in found.results for source in result.sources()),
        ),
        asked=found.asked,
        is_copied=speech.engine == EXTRACTIVE,
    )


def _source(hit: Hit) -> Source:
    # For whom it is proves nothing here: no labels of classes are looked up.
    passage = source_passage(0, hit, {})
    plan = str(hit.own_plan) if hit.own_plan else ""
    return source(passage, About(title=hit.title, plan_year=hit.plan_year, context=hit.context, plan=plan))
