"""Answers to broad questions: whole paragraphs and whole lists of the section that is about it.

"What does it cover?", "What are the tips?", "How does it work?" have no one sentence that answers.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chat.extractive.accounts_told import is_of_other_account
from chat.extractive.asked import Asked
from chat.extractive.blocks import blocks
from chat.extractive.claiming import is_way_to_claim
from chat.extractive.disagreement import alikeness, plans_of
from chat.extractive.enrolling import asks_to_enroll, is_way_to_enroll
from chat.extractive.events import is_not_of_leaving
from chat.extractive.facets import Facet, facets_asked, facets_told
from chat.extractive.for_whom import OwnPeople
from chat.extractive.ideas import Idea
from chat.extractive.other_benefits import is_of_teeth_or_eyes, is_only_of_medicare
from chat.extractive.scores import Similarity, Supported
from chat.extractive.shapes import Shape, asks_for_one_thing, asks_openly, has_second_part, is_of_outside
from chat.extractive.statements import Statement
from chat.extractive.support import Judge
from chat.extractive.wording import Wording
from chat.llm.types import ModelRequest, SourcePassage
from chat.sentences import sentences
from knowledge.retrieval.plans import PlanName
from knowledge.text.terms import list_terms, plain_text

MOST_BLOCKS = 6
MORE_SECTIONS = 1
LITTLE_BEHIND, SAYS_THE_SAME = 0.5, 0.75
ENOUGH_CHARACTERS = 1000
SIDE_OF_ALL = 0.6  # where whole documents are about it, the side decides
# Search knows best which section is about it; in it, the sides asked for are looked for.
FOUND_LATER, ABOUT_IT, TELLS_FACET, WHOLE_LIST = -1.2, 0.7, 0.1, 0.05
COURTESY, DEFINES, SECTION_TELLS = -0.3, 0.3, 0.1
MOSTLY_ABOUT, NEARLY, BY_ANOTHER_WORD = 0.5, 0.75, 0.5
UNASKED_NETWORK, EXCLUSIONS = -0.5, -0.4
PAST_WINDOW = -1.2  # who asks how to enroll can do so for the newest year alone
UNASKED_SIDE, SIDES_APART = -0.15, frozenset({Facet.TIPS, Facet.LEFT_OUT})
FIRST_WORDS = 120  # characters
BEGINNING = 6  # words
_COURTESY = re.compile(
    r"^(?:we (?:hope|look forward|are (?:proud|committed|confident|here|dedicated))|thank you|welcome\b"
    r"|by (?:following|understanding|taking)\b|in (?:conclusion|summary)\b|overall\b|at [\w ]{2,40}, (?:we|our)\b"
    r"|if you have (?:any )?(?:more |further |other |additional )?questions\b|si tiene (?:alguna )?preguntas?\b"
    r"|(?:gracias|esperamos)\b|this (?:document|guide|booklet) (?:contains|is)\b|all rights reserved\b)",
    re.I,
)
_IS = re.compile(r"\b(?:is|are|means?|refers?|es|son|significa)\b", re.I)
# What only carries a broad question: no section is about it.
_CARRIERS = frozenset(
    list_terms(
        "some mention mentioned making having factor factors out another obtain obtaining information practices manner "
        "individuals insured patients participants they themselves possible potential associated considering regards "
        "help helps best really look overview summary everything something describe explain"
    )
)
_OPEN_ENROLLMENT = re.compile(r"\bopen enrollment\b")
_WHY_NOT = re.compile(r"\b(?:why not|por que no)\b")


def is_broad(asked: Asked, question: str) -> bool:
    """Whether it asks for more than one fact."""
    if asked.shape not in (Shape.ANY, Shape.WAY) or asked.compares or asked.wants_yes_or_no:
        return False
    if _WHY_NOT.search(plain_text(question)):
        return False  # it asks for the one reason of what was said before
    if asked.amount_of or asked.household or asked.figures or asked.quantities:
        return False
    if asked.is_definition or asks_for_one_thing(question):
        return has_second_part(question) or bool(facets_asked(question))
    return asks_openly(question)


@dataclass(frozen=True)
class _Candidate:
    found: Supported
    announced: frozenset[Facet]  # sides that its heading or lead-in names
    told: frozenset[Facet]  # the same, and those its first words name
    score: float
    place: int  # in reading order of all passages

    @property
    def block(self) -> Statement:
        return self.found.statement


class AtLength:
    """What the passages of one request say at length."""

    def __init__(self, request: ModelRequest, asked: Asked, similarity: Similarity | None) -> None:
        self._question = request.question
        self._facets = facets_asked(request.question)
        is_of_window = bool(_OPEN_ENROLLMENT.search(plain_text(request.question)))
        self._is_to_enroll, self._years = is_of_window or asks_to_enroll(request.question), request.plan_years
        self._is_definition = asked.is_definition or asks_for_one_thing(request.question)
        self._asked = replace(asked, is_definition=False, ideas=_ideas(asked, request))
        self._is_by_name = all(idea.is_name for idea in self._asked.ideas)
        self._judge = Judge(request, self._asked, similarity)
        self._ranks = {passage.number: rank for rank, passage in enumerate(request.passages)}
        own = OwnPeople(request)
        found = (own.own_part(block) for passage in request.passages for block in blocks(passage))
        self._blocks = [block for block in found if block and not self._is_of_something_else(block)]
        self._places = {id(block): place for place, block in enumerate(self._blocks)}

    def _is_of_something_else(self, block: Statement) -> bool:
        """Whether it tells of an account that pays for teeth and eyes, where their plan is asked about, or of Medicare
        where nobody asks for it."""
        if is_only_of_medicare(self._question, block) or is_not_of_leaving(self._question, block.said):
            return True
        return is_of_teeth_or_eyes(self._question) and is_of_other_account(block.said, self._question)

    def chosen(self) -> list[Statement]:
        """Return the blocks that answer together, what stands in one passage in its order; none if nothing answers."""
        candidates = self._candidates(self._judge.supported(self._blocks))
        if not candidates:
            return []
        # Where the steps themselves stand, what is said beside them is no better.
        candidates = [one for one in candidates if self._is_way(one.block)] or candidates
        fitting = self._candidates(self._judge.fitting(self._blocks))
        best = max(candidates, key=lambda one: one.score + self._share_told_beside(one, fitting))
        section = best.block.passage
        beside = [one for one in fitting if one.block.passage is section]
        defining = [one for one in beside if self._is_definition and self._defines(one.block)][:1]
        near = [one for one in fitting if self._is_near(one, best) or (one in beside and self._is_about(one.block))]
        chosen = self._with_facets(defining, near, section) or [self._beginning(beside, best)]
        if self._asked.shape is Shape.WAY and not any(self._is_list_of_steps(one) for one in chosen):
            return []  # one sentence that says what to do is better than all that stands around it
        self._fill(chosen, beside, best)
        chosen.sort(key=lambda one: (one.block.passage is not section, one.place))
        return [one.block for one in (*chosen, *self._elsewhere(chosen, candidates, best))]

    def _is_list_of_steps(self, one: _Candidate) -> bool:
        return bool(one.block.items) and (Facet.STEPS in one.announced or self._is_way(one.block))

    def _is_way(self, block: Statement) -> bool:
        """Whether it is a list of how one enrolls, or is paid back, where that is asked."""
        is_told = is_way_to_enroll(self._question, block.said, block.own_heading)
        return bool(block.items) and (is_told or is_way_to_claim(self._question, block))

    def _elsewhere(
        self, chosen: Sequence[_Candidate], candidates: Sequence[_Candidate], best: _Candidate
    ) -> list[_Candidate]:
        """Return the best block of each further section that is as much about it, and says something else.

        Plans' own papers come first: where no plan was named, what one of them says holds for its members alone.
        """
        told, more = [one.block for one in chosen], list[_Candidate]()
        sections = {_section_of(block) for block in told}
        plans = frozenset[PlanName]().union(*(plans_of(block) for block in told))
        for one in sorted(candidates, key=lambda other: plans_of(other.block) <= plans):
            if len(more) == MORE_SECTIONS or _section_of(one.block) in sections or not self._is_as_good(one, best):
                continue
            is_of_others = not plans_of(one.block) <= plans
            if not is_of_others and any(alikeness(one.block, other) >= SAYS_THE_SAME for other in told):
                continue
            more.append(one)
            told.append(one.block)
            sections.add(_section_of(one.block))
        return more

    def _is_as_good(self, one: _Candidate, best: _Candidate) -> bool:
        about, wanted = self._is_about(one.block), self._is_about(best.block)
        is_about = about >= wanted or (2 * about >= wanted and one.found.coverage >= best.found.coverage)
        language = one.block.passage.language == best.block.passage.language
        return is_about and language and one.score >= best.score - LITTLE_BEHIND

    def _share_told_beside(self, one: _Candidate, fitting: Sequence[_Candidate]) -> float:
        """Return what its section gains by telling the sides asked for."""
        if not self._facets:
            return 0.0
        passage = one.block.passage
        told = frozenset().union(*(other.told for other in fitting if other.block.passage is passage))
        return SECTION_TELLS * len(told & self._facets) / len(self._facets)

    def _is_near(self, one: _Candidate, best: _Candidate) -> bool:
        """Whether its headings or its own words are about what was asked: of a long section, not all is."""
        return self._is_about(one.block) >= MOSTLY_ABOUT or one.found.coverage >= NEARLY * best.found.coverage

    def _candidates(self, found: Sequence[Supported]) -> list[_Candidate]:
        candidates = [one for one in map(self._as_candidate, found) if not self._is_opposite(one)]
        return sorted(candidates, key=lambda one: -one.score)

    def _is_opposite(self, one: _Candidate) -> bool:
        """Whether it tells what is covered to somebody who asks for what is not."""
        is_asked_for_rest = Facet.LEFT_OUT in self._facets and Facet.COVERED not in self._facets
        return is_asked_for_rest and Facet.COVERED in one.announced

    def _as_candidate(self, found: Supported) -> _Candidate:
        block = found.statement
        announced = facets_told(block.lead_in) or facets_told(block.own_heading)  # the nearest words decide
        told = announced | (facets_told(block.text[:FIRST_WORDS]) if not block.items else frozenset())
        share = len(told & self._facets) / len(self._facets) if self._facets else 0.0
        score = (
            found.score
            + FOUND_LATER * self._ranks[block.passage.number] / len(self._ranks)
            + ABOUT_IT * self._is_about(block)
            + (SIDE_OF_ALL if self._is_by_name else TELLS_FACET) * share
            + WHOLE_LIST * bool(block.items)
            + UNASKED_SIDE * bool(announced & SIDES_APART and not announced & self._facets)
            + EXCLUSIONS
            * bool(Facet.LEFT_OUT in facets_told(block.passage.heading) and self._facets == {Facet.COVERED})
            + DEFINES * (self._is_definition and self._defines(block))
            + COURTESY * bool(_COURTESY.search(block.text))
            + PAST_WINDOW * (self._is_to_enroll and block.passage.plan_year not in ("", *self._years[-1:]))
            + UNASKED_NETWORK * is_of_outside(block.section, self._question)
        )
        return _Candidate(found, announced, told, score, self._places[id(block)])

    def _is_about(self, block: Statement) -> float:
        """Return the share of the things asked about that the block's headings name, or its first words; half for each
        that they only name by another word."""
        strong = [idea for idea in self._asked.ideas if idea.is_strong and (self._is_by_name or not idea.is_name)]
        title = block.passage.document_title if self._is_by_name else ""
        names = Wording(f"{title} / {block.section} / {' '.join(block.said.split()[:BEGINNING])}")
        about = [1.0 if names.has(idea.asked_as) else BY_ANOTHER_WORD * names.says(idea) for idea in strong]
        return sum(about) / len(about) if about else 0.0

    def _is_apart(self, one: _Candidate, sides: frozenset[Facet]) -> bool:
        """Whether it is tips nobody asked for, or a list of what is left out; one exception belongs to the rule."""
        unasked = one.announced & SIDES_APART - sides
        return bool(unasked) and (Facet.TIPS in unasked or bool(one.block.items)) and not one.announced & sides

    def _tells_all(self, block: Statement) -> bool:
        """Whether its headings and words name all things asked about; who or which plan they are of, it need not."""
        strong = [idea for idea in self._asked.ideas if idea.is_strong]
        things = [idea for idea in strong if not idea.is_name] or strong
        told = Wording(f"{block.section} / {block.said}")
        return all(told.says(idea) for idea in things)

    def _beginning(self, beside: Sequence[_Candidate], best: _Candidate) -> _Candidate:
        """Return where to begin: at the head of a section that is all about it, else at what answers best."""
        if self._is_about(best.block) < 1:
            return best
        same = [one for one in beside if one.block.section == best.block.section and self._tells_all(one.block)]
        return min(
            (one for one in same if not _COURTESY.search(one.block.text)), key=lambda one: one.place, default=best
        )

    def _defines(self, block: Statement) -> bool:
        """Whether a sentence of it begins with the thing asked about, and says what that is."""
        strong = [idea for idea in self._asked.ideas if idea.is_strong]
        for sentence in sentences(block.said):
            words = sentence.text.split()
            begins = Wording(" ".join(words[:BEGINNING]))
            is_said = _IS.search(" ".join(words[: 2 * BEGINNING]))
            if is_said and strong and begins.says(strong[0]):
                return True
        return False

    def _with_facets(
        self, chosen: list[_Candidate], candidates: Sequence[_Candidate], section: SourcePassage
    ) -> list[_Candidate]:
        """Add for each side asked for the first block of the section that announces it, or begins with it."""
        in_section = [one for one in candidates if _is_of_section(one.block.passage, section)]
        for facet in Facet:
            if facet not in self._facets or any(facet in one.announced for one in chosen):
                continue
            announcing = [one for one in in_section if facet in one.announced and not _COURTESY.search(one.block.text)]
            lists = [one for one in announcing if one.block.items]
            first = min(
                lists or announcing, key=lambda one: (one.block.passage is not section, one.place), default=None
            )
            telling = [one for one in in_section if facet in one.told]
            more = first or min(telling, key=lambda one: bool(_COURTESY.search(one.block.text)), default=None)
            if more and len(chosen) < MOST_BLOCKS and all(more.place != one.place for one in chosen):
                chosen.append(more)
        return chosen

    def _fill(self, chosen: list[_Candidate], beside: Sequence[_Candidate], best: _Candidate) -> None:
        """Add what answers best of the same section, while little has been said, and nothing that only closes it."""
        sides = frozenset().union(*(one.announced for one in chosen)) | self._facets
        for more in (best, *beside):
            said = sum(len(one.block.said) for one in chosen)
            if said >= ENOUGH_CHARACTERS or len(chosen) >= MOST_BLOCKS:
                return
            is_about = self._is_about(more.block) >= self._is_about(best.block) or self._tells_all(more.block)
            is_fitting = is_about and not _COURTESY.search(more.block.text)
            is_known = any(alikeness(one.block, more.block) >= SAYS_THE_SAME for one in chosen)
            if is_fitting and not is_known and not self._is_apart(more, sides):
                chosen.append(more)


def _is_of_section(passage: SourcePassage, section: SourcePassage) -> bool:
    """Whether it is the section's passage, or another into which the same section goes on."""
    if passage is section:
        return True
    is_same = (passage.document_title, passage.heading) == (section.document_title, section.heading)
    return is_same and bool(section.heading)


def _section_of(block: Statement) -> tuple[str, str]:
    return block.passage.document_title, block.passage.heading or block.passage.text


def _ideas(asked: Asked, request: ModelRequest) -> tuple[Idea, ...]:
    """Return what a section must be about: no names of sides, which headings and lead-ins tell, and no carriers.

    Of a question for nothing but names, all but those that most passages mention and no document is titled by: the
    company's own. A name that is nowhere stays: nothing is said of the Platinum plan where there is none.
    """
    ideas = [idea for idea in asked.ideas if not _is_side(idea)]
    strong = [idea for idea in ideas if idea.is_strong]
    if not all(idea.is_name for idea in strong):
        return tuple(ideas)
    titles = Wording(" / ".join(passage.document_title for passage in request.passages))
    texts = [Wording(passage.text) for passage in request.passages]
    kept = [idea for idea in strong if titles.says(idea) or 2 * sum(text.says(idea) for text in texts) < len(texts)]
    return tuple(kept or strong)


def _is_side(idea: Idea) -> bool:
    words = " ".join(idea.asked_as)
    return idea.is_strong and not idea.is_name and (bool(facets_asked(words)) or _CARRIERS.issuperset(idea.asked_as))
