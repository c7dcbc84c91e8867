"""Makes an outcome of what stays of what was said, with only the sources it cites; or an honest no."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benefits.calendar import told_plan_years
from chat.bereavement import CONDOLENCE, tells_of_loss
from chat.citations import find_quote, sentences_citing
from chat.extractive.statements import Statement, row_cells
from chat.models import EXTRACTIVE, Answer, Citation
from chat.pipeline.finish import Outcome
from chat.pipeline.found import Found
from chat.pipeline.speak import Speech
from chat.pipeline.tools.resting import rests_on
from chat.pipeline.verify import Checked
from chat.places import find_places, page_of_most
from chat.quoting import QUOTE_LIMIT, as_quote
from chat.sentences import Sentence, sentences
from chat.text_figures import PLAN_YEAR
from chat.words import COMPARISONS, in_language, missing_year_text, refusal_text, untold_year_text
from knowledge.retrieval.excerpts import without_headings
from knowledge.retrieval.hits import Hit
from knowledge.retrieval.plans import PlanName, plan_names
from knowledge.retrieval.years_in_question import with_years_named

Span = tuple[int, int]  # characters

MOST_NEAR = 3
LONGEST_QUOTE = 1_500  # a broad answer quotes nearly as much of one passage
# Of a question's words, by weight, that a passage must hold to be shown beside a refusal; and how near in meaning it
# must be where it holds few of them. Meaning alone tells little: texts of one language are all a little alike.
MOSTLY_HELD, PARTLY_HELD, NEAR_IN_MEANING = 0.6, 0.2, 0.3
# "Acme Benefits, plan year 2027 Page 3": what stands at the foot of every page, at the end of a line with no full stop.
_PAGE_FOOT = re.compile(r"\b(?:page|página)\s+\d+(?:\s+(?:of|de)\s+\d+)?\s*$", re.IGNORECASE)
_STATUS = {
    "finished": Answer.Status.DONE,
    "stopped": Answer.Status.STOPPED,
    "interrupted": Answer.Status.INTERRUPTED,
}


def compose(speech: Speech, checked: Checked, found: Found) -> Outcome:
    """Return what to store. A finished answer that rests on no passage and on no tool is not one."""
    is_told = bool(checked.cited) or rests_on(checked.text, found.results)
    if speech.end == "not_supported" or (speech.end == "finished" and not is_told):
        return refuse(found, nearest=speech.nearest, engine=speech.engine, removed=checked.removed)
    status = _STATUS[speech.end]
    is_interrupted = status == Answer.Status.INTERRUPTED
    cited = [(found.hits[number - 1], _rows_of_figures(number, speech, found)) for number in checked.cited]
    return Outcome(
        status=status,
        reason=Answer.Reason.MODEL_INTERRUPTED if is_interrupted else Answer.Reason.NONE,
        text=_kindly(checked.text, found),
        engine=speech.engine,
        fallback=speech.fallback,
        citations=tuple(
            cite(
                hit,
                number,
                [] if rows else sentences_citing(checked.text, number),
                spans=[*_spans(checked, number), *rows],
            )
            for number, (hit, rows) in enumerate(cited, start=1)
        ),
        removed=checked.removed,
        quotes=checked.quotes,
        is_certain=speech.is_certain,
        conflict=_conflict(speech, checked, found),
    )


def _conflict(speech: Speech, checked: Checked, found: Found) -> tuple[Mapping[str, Any], ...]:
    """Return the cited sources that contradict one another, the one that binds most first: a row for each, with its
    marker's number. A model does not tell of it; what facts print in the place of one another is known of them."""
    rivals = found.figures.rivals if found.figures else ()
    of_facts = tuple(one.number for one in (*found.figures.cited, *rivals)) if rivals else ()
    numbers = speech.conflict or of_facts
    apart = [(new, found.hits[old - 1]) for new, old in enumerate(checked.cited, start=1) if old in numbers]
    if len({hit.document_id for _, hit in apart}) < 2:
        return ()
    rows = [{"number": new, "kind": hit.document_kind, "rank": hit.authority_rank} for new, hit in apart]
    return tuple(sorted(rows, key=lambda row: row["rank"]))


def refuse(
    found: Found,
    *,
    reason: Answer.Reason = Answer.Reason.NOT_IN_DOCUMENTS,
    nearest: Sequence[int] = (),
    engine: str = "",
    removed: Mapping[str, int] | None = None,
) -> Outcome:
    """Return the honest no: fixed words, what is near if anything is, and no guess."""
    numbers = dict.fromkeys([*nearest, *range(1, len(found.hits) + 1)])
    shown = [found.hits[number - 1] for number in numbers if is_near(found.hits[number - 1])]
    # Sister documents say the same; three times the same words help nobody.
    different = {hit.text: hit for hit in reversed(shown)}
    near = list(reversed(different.values()))[:MOST_NEAR]
    return _refusal(
        reason,
        text=_kindly(_words_of_refusal(reason, found), found),
        citations=[cite(hit, number, [found.question], is_near=True) for number, hit in enumerate(near, start=1)],
        engine=engine,
        removed=removed,
    )


def _kindly(text: str, found: Found) -> str:
    """Return the text behind a kind word, if the person tells that somebody has died."""
    if not text or not tells_of_loss(found.question):
        return text
    condolence = in_language(CONDOLENCE, found.language)
    return text if text.startswith(condolence) else f"{condolence}\n\n{text}"


def _words_of_refusal(reason: Answer.Reason, found: Found) -> str:
    if reason == Answer.Reason.NOT_IN_DOCUMENTS and found.missing_years:
        return missing_year_text(found.missing_years, found.language)
    years = _years_named(found) if reason == Answer.Reason.NOT_IN_DOCUMENTS else ()
    if years:
        return untold_year_text(years, found.language)
    return refusal_text(reason, found.language)


def _years_named(found: Found) -> tuple[str, ...]:
    """Return the years that a question names, "next year" by its number."""
    named = with_years_named(found.question, day=found.day, plan_years=told_plan_years())
    return tuple(dict.fromkeys(PLAN_YEAR.findall(named)))


def is_near(hit: Hit) -> bool:
    """Whether a passage is near enough to stand beside a no.

    Search always returns the nearest, however far it is: "When is the company picnic?" has "next" and "company" in
    common with a deadline, and is far from it in meaning.
    """
    held, meant = hit.why.coverage, hit.why.vector_score
    return held >= MOSTLY_HELD or (held >= PARTLY_HELD and meant >= NEAR_IN_MEANING)


def refuse_to_choose(found: Found, compared: Sequence[Statement]) -> Outcome:
    """Return the word that the choice is the person's own, with what the documents say of the plans' costs."""
    lines = [refusal_text(Answer.Reason.CHOICE, found.language), "", in_language(COMPARISONS, found.language)]
    numbers = {number: new for new, number in enumerate(dict.fromkeys(one.passage.number for one in compared), start=1)}
    lines += [
        f"- {as_quote(one.passage.document_title)}: “{as_quote(one.text, limit=QUOTE_LIMIT)}” "
        f"[{numbers[one.passage.number]}]"
        for one in compared
    ]
    texts = {number: [one.text for one in compared if one.passage.number == number] for number in numbers}
    cited = [cite(found.hits[number - 1], new, texts[number]) for number, new in numbers.items()]
    return _refusal(Answer.Reason.CHOICE, text="\n".join(lines), citations=cited)


def _refusal(
    reason: Answer.Reason,
    *,
    text: str,
    citations: Sequence[Citation],
    engine: str = "",
    removed: Mapping[str, int] | None = None,
) -> Outcome:
    return Outcome(
        status=Answer.Status.DONE,
        reason=reason,
        text=text,
        engine=engine,
        citations=tuple(citations),
        removed=removed or {},
    )


def _spans(checked: Checked, number: int) -> list[Span]:
    return [(quoted["start"], quoted["end"]) for quoted in checked.quotes if quoted["number"] == number]


def _rows_of_figures(number: int, speech: Speech, found: Found) -> list[Span]:
    """Return where the rows of a passage stand that print the figures told from it: a figure in words names no row as
    it stands there, least of all in another language, and many rows have the same price."""
    if speech.engine != EXTRACTIVE or found.figures is None:
        return []
    of_passage = (one for one in (*found.figures.cited, *found.figures.rivals) if one.number == number)
    rows = dict.fromkeys(one.fact.row for one in of_passage if one.fact.row.strip())
    text = found.hits[number - 1].text
    places = (re.search(r"\s+".join(map(re.escape, row.split())), text) for row in rows)
    return [place.span() for place in places if place]


def cite(
    hit: Hit, number: int, claims: Sequence[str], *, spans: Sequence[Span] = (), is_near: bool = False
) -> Citation:
    """Return an unsaved citation that quotes what supports the claims, and where that and what is quoted word for word
    stands; `spans` are of the hit's text, and all that is quoted where no claims are given."""
    text = _without_heads(hit.text, hit.heading) if is_near else hit.text
    supporting = find_quote(text, claims) if claims or not spans else []
    found = {sentence.start: sentence for sentence in [*supporting, *_within(spans, text)]}
    quoted = [found[start] for start in sorted(found)]
    quote = _joined(quoted, text) or text.strip() or hit.text.strip()
    if len(quote) > LONGEST_QUOTE:
        quote = f"{quote[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
    places = _places(hit, [sentence.text.strip() for sentence in quoted])
    return Citation(
        number=number,
        passage_id=hit.passage_id,
        version_id=hit.version_id,
        document_title=hit.title,
        plan_year=hit.plan_year,
        audience=list(hit.meant_for.classes),
        work_states=list(hit.meant_for.work_states),
        hours=hit.meant_for.hours,
        plans=plans_told(hit, quote, named=[_plans_of(sentence, text) for sentence in quoted]),
        page_number=page_of_most(places) or hit.page_number,
        heading=hit.heading,
        quote=quote,
        boxes=places,
        is_near=is_near,
    )


def _joined(quoted: Sequence[Sentence], text: str) -> str:
    """Return the sentences with a mark wherever something between them is left out."""
    told = ""
    for before, sentence in zip([None, *quoted], quoted, strict=False):
        is_next = before is not None and not text[before.end : sentence.start].strip()
        told += f"{' ' if is_next else ' … ' if before else ''}{sentence.text.strip()}"
    return told


def plans_told(hit: Hit, quote: str, *, named: Iterable[frozenset[PlanName]] = ()) -> list[str]:
    """Return the plans that what is quoted is about: those that it names and those `named` for its sentences, else
    those of the nearest place that names any."""
    if hit.own_plan:
        return [str(hit.own_plan)]
    places = (plan_names(quote).union(*named), *map(plan_names, (hit.heading, hit.title)))
    names = next((names for names in places if names), frozenset())
    # "PPO" beside "PPO 1000" is that plan again; "HDHP" beside it is another.
    levelled = {name.type for name in names if name.level}
    told = [name for name in names if name.level or name.type not in levelled]
    return sorted({str(name).upper() for name in told})


def _plans_of(sentence: Sentence, text: str) -> frozenset[PlanName]:
    """Return the plans that the sentence names, else those that were named last before it in its paragraph: "The HMO
    has no deductible. A hospital day costs $500." """
    paragraph = text[text.rfind("\n", 0, sentence.start) + 1 : sentence.end]
    return next((names for one in reversed(sentences(paragraph)) if (names := plan_names(one.text))), frozenset())


def _without_heads(text: str, heading: str) -> str:
    """Return the text without its headings, the lines that only name a table's columns and the one at a page's foot:
    beside a no they tell nothing, and share words with many a question."""
    lines = without_headings(text, heading).split("\n")
    return "\n".join(line for line in lines if not _PAGE_FOOT.search(line) and (" | " not in line or row_cells(line)))


def _within(spans: Sequence[Span], text: str) -> list[Sentence]:
    """Return the sentences of which one of the spans holds something."""
    return [one for one in sentences(text) if any(start < one.end and end > one.start for start, end in spans)]


def _places(hit: Hit, quoted: Sequence[str]) -> list[list[float]]:
    """Return where the quoted sentences stand; where no block holds them, the passage on the page with most of it."""
    found = find_places(quoted, version_id=hit.version_id, first_page=hit.page_number, last_page=hit.page_to)
    page = page_of_most(hit.boxes)
    return found or [box for box in hit.boxes if int(box[0]) == page]
