"""The gate before an answer is final: what its sources do not prove is taken out, sentence by sentence.

Every amount, share, date, age, span of time and phone number must stand in a source that its own sentence cites, in
the result of a tool or in the person's own words, said of the same plan, network, tier, person and service; what is
said to be covered or not must be said so by a cited source; and words in quotation marks must stand in one. No model
is asked.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from chat.citations import MARKER, without_markers
from chat.proof.answered import answers_against_itself
from chat.proof.bands import falls_in_a_band, is_of_another_band
from chat.proof.changes import is_of_another_change
from chat.proof.claims import claims_of, is_claimed_by
from chat.proof.clauses import Clause, are_turned
from chat.proof.columns import is_of_its_column, tellings
from chat.proof.company import are_parted, is_multiple_of_another, is_of_another_part, said_with, words_of
from chat.proof.contrasts import is_of_the_other_way
from chat.proof.denied import denies_what_it_tells, without_what_is_denied
from chat.proof.exclusives import is_left_out
from chat.proof.figures_told import is_claim, is_claimed, is_in_name, is_of_name, is_of_the_whole, is_plan_year
from chat.proof.joined import is_joined_otherwise
from chat.proof.measures import Measure, plain_of_same_length
from chat.proof.names import PLAN, mentions, names_plan_or_line
from chat.proof.nearest import MOST_FIGURES, another_is_nearer
from chat.proof.numbered import is_numbered_otherwise, matches_otherwise
from chat.proof.occasions import (
    counts_from_another_event,
    is_at_another_time,
    is_beside_one_of_its_side,
    lasts_where_it_is_waited_for,
)
from chat.proof.opposites import compares_alone, is_contradicted
from chat.proof.pairs import has_equal_ends, is_of_no_sum_told, is_paired_otherwise
from chat.proof.payers import is_a_duty_here_alone, is_done_by_another, is_given_by_another
from chat.proof.persons_own import is_persons_own
from chat.proof.pieces import QUOTED, blocks, is_bare_answer, pieces
from chat.proof.portions import denies_more, is_of_another_number
from chat.proof.quoted import Quoted, find_quoted
from chat.proof.rates import counts_other_days, is_of_another_rate, is_of_another_year, is_of_no_year_told
from chat.proof.reckoned_days import follows_from_rules
from chat.proof.relations import go_together, lie_on_other_sides, way_of
from chat.proof.restrictions import is_told_of_all, is_told_otherwise_in_case
from chat.proof.said_of import SaidOf
from chat.proof.scope import is_amount
from chat.proof.shares_of import is_of_another_case, is_per_another
from chat.proof.treatments import is_treated_otherwise
from chat.proof.units import Source, Unit, plain_source
from chat.proof.untold import without_untold
from chat.proof.worded import is_first_day_had, is_told_in_other_words, plans_named
from chat.proof.wordings import in_one_wording
from chat.sentences import BULLET

Reason = Literal["figure", "scope", "claim", "quote", "uncited"]
_OTHERWISE = (
    is_left_out,
    is_of_the_other_way,
    is_at_another_time,
    is_of_another_number,
    is_told_of_all,
    is_told_otherwise_in_case,
    is_treated_otherwise,
    is_joined_otherwise,
    is_numbered_otherwise,
    matches_otherwise,
)
_DIFFER = (
    counts_from_another_event,
    is_per_another,
    is_of_another_case,
    counts_other_days,
    is_of_another_band,
    is_of_another_rate,
    is_of_another_year,
    is_of_another_change,
    is_given_by_another,
    is_a_duty_here_alone,
    is_done_by_another,
    is_beside_one_of_its_side,
    lasts_where_it_is_waited_for,
    is_first_day_had,
)
_RULE_OF_TABLE = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")


@dataclass(frozen=True)
class Proofs:
    """What may prove an answer: passages by the number that cites them, results of tools, and the person's words."""

    cited: Mapping[int, Source]
    results: tuple[Source, ...] = ()
    asked: tuple[str, ...] = ()
    # The answer is put together of the sources' own rows and sentences: only their figures can have gone astray.
    is_copied: bool = False


@dataclass(frozen=True)
class Removed:
    text: str
    markers: tuple[int, ...]  # of the passages that it rests on


@dataclass(frozen=True)
class Verified:
    text: str
    removed: Counter[Reason]  # sentences, by why
    quotes: tuple[Quoted, ...] = ()
    lead: Removed | None = None  # what the answer began with, if it was taken out
    taken_out: tuple[Removed, ...] = ()  # the sentences and items, as they stood; rows of tables are not among them


def keep_proven(text: str, proofs: Proofs) -> Verified:
    """Return the text without the sentences, list items and rows that hold something nothing proves."""
    gate = _Gate(proofs)
    kept: list[str] = []
    for block in blocks(text):
        kept += gate.pass_block(block)
    kept += gate.rest()
    whole = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
    return Verified(whole, gate.removed, tuple(gate.quotes), gate.lead, tuple(gate.taken_out))


class _Gate:
    def __init__(self, proofs: Proofs) -> None:
        self._cited = proofs.cited
        self._results = proofs.results
        self._is_copied = proofs.is_copied
        self._asked = tuple(plain_source(text) for text in proofs.asked)
        # What it spoke of before goes on, and the plan that was asked for, until it speaks of another.
        self._talked_of = _plan_asked_for(proofs.asked[-1]) if proofs.asked and not proofs.is_copied else ""
        self._lead_in = ""  # of the list that is gone through: what it speaks of counts for each item
        self.removed: Counter[Reason] = Counter()
        self.quotes: list[Quoted] = []
        self.lead: Removed | None = None
        self.taken_out: list[Removed] = []
        self._has_begun = False
        self._yes_or_no = ""  # lines that say no more, and stay or go with what comes behind them

    def rest(self) -> Iterator[str]:
        """Yield what stands there for nothing that came behind it."""
        if self._yes_or_no:
            yield self._yes_or_no[:-1]
            self._yes_or_no = ""

    def pass_block(self, lines: Sequence[str]) -> Iterator[str]:
        of_block = _markers("\n".join(lines))
        head: list[str] = []
        head_kept: list[str] = []
        for line in lines:
            if line.lstrip().startswith("|"):
                yield from self.rest()
                if _RULE_OF_TABLE.match(line):
                    yield from [line] if head_kept else []
                elif not head:
                    head = _cells(line)
                    head_kept = list(self._pass_cells([Unit(cell) for cell in head], line, of_block))
                    yield from head_kept
                else:
                    yield from self._pass_row(line, head, of_block)
            else:
                yield from self._pass_line(line, of_block)

    def _pass_row(self, line: str, head: Sequence[str], of_block: Collection[int]) -> Iterator[str]:
        first, *others = _cells(line)
        pairs = zip(others, [*head[1:], *[""] * len(others)], strict=False)
        units = [
            Unit(in_one_wording(f"{name}: {cell}" if name else cell), (first, head[0], self._talked_of))
            for cell, name in pairs
        ]
        yield from self._pass_cells([Unit(first, (self._talked_of,)), *units], line, of_block)

    def _pass_cells(self, units: Sequence[Unit], line: str, of_block: Collection[int]) -> Iterator[str]:
        reason = self._why_not(units, line, _markers(line) or of_block)
        if reason is None:
            yield line
        else:
            self.removed[reason] += 1

    def _pass_line(self, line: str, of_block: Collection[int]) -> Iterator[str]:
        parts = list(pieces(line))
        if all(map(is_bare_answer, parts)) and (parts or self._yes_or_no):
            self._yes_or_no += f"{line}\n"
            return
        before, self._yes_or_no = self._yes_or_no, ""
        of_line = _markers(line) or of_block
        kept = held = ""
        bad = 0
        for part in parts:
            held += part
            if is_bare_answer(part):
                continue
            if self._is_proven(part, f"{before}{held}", _markers(part) or of_line):
                kept += held
                yield from [before[:-1]] if before else []
            else:
                bad += 1
            before = held = ""
        yield from self._rest_of_line(line, f"{kept}{held}", has_lost=bad > 0)

    def _is_proven(self, piece: str, whole: str, markers: Sequence[int]) -> bool:
        """Whether the piece is; `whole` is what goes with it if it is not."""
        unit = Unit(in_one_wording(without_untold(piece)), (self._talked_of,))
        reason = self._why_not([unit], piece, markers)
        if reason is None:
            self._remember(piece)
            # A kind word in front cites nothing.
            self._has_begun |= bool(_markers(piece))
            return True
        self.removed[reason] += 1
        self.taken_out.append(Removed(whole, tuple(markers)))
        if not self._has_begun:
            self._has_begun, self.lead = True, self.taken_out[-1]
        return False

    def _rest_of_line(self, line: str, kept: str, *, has_lost: bool) -> Iterator[str]:
        bullet = BULLET.match(line)
        if not bullet and line.strip():
            self._lead_in = without_markers(line) if line.rstrip(" *").endswith(":") else ""
            self._talked_of = f"{self._talked_of} {self._lead_in}".strip()
        if bullet and kept and not kept.startswith(bullet.group()):
            kept = bullet.group() + kept
        if has_lost and kept.count("**") % 2:
            kept = kept.replace("**", "")  # what went took an end of it along
        # A list item that lost all its words goes, its bullet too.
        if not has_lost or re.search(r"[^\W_]", re.sub(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+|\[\d{1,3}\]", "", kept)):
            yield kept.rstrip()

    def _remember(self, text: str) -> None:
        """Keep what plan and line of benefits the answer speaks of, for what comes after."""
        said = without_markers(text)
        if names_plan_or_line(plain_of_same_length(said)):
            self._talked_of = f"{self._lead_in} {said}".strip()

    def _why_not(self, units: Sequence[Unit], text: str, markers: Iterable[int]) -> Reason | None:
        """Return what of it is not proven; None if all is."""
        numbers = [number for number in markers if number in self._cited]
        cited = [self._cited[number] for number in numbers]
        own = BULLET.sub("", without_markers(text), count=1)
        is_copied = self._is_copied or any(source.says_itself(own) for source in cited)
        for unit in units:
            if len(unit.measures) > MOST_FIGURES and not self._is_copied:
                return "figure"  # no sentence: what each of them is of cannot be told, and takes long to look for
            claims = () if is_copied else tuple(claims_of(QUOTED.sub(" ", unit.text)))
            counted = frozenset().union(*(source.counted for source in cited)) if unit.measures else frozenset()
            counted |= (
                {"plan"} if any(one.unit == "plan" for one in unit.measures) and plans_named(cited) > 1 else set()
            )
            for measure in unit.measures:
                if not is_claim(measure, counted) or is_claimed(measure, claims) or is_of_name(measure, unit, cited):
                    continue
                reason = self._why_not_figure(measure, unit, cited)
                if reason:
                    return reason
            proofs = [*cited, *self._results]
            if not all(is_claimed_by(claim, proofs) for claim in claims):
                return "claim"
            if not is_copied and (
                _is_told_otherwise(unit, proofs) or answers_against_itself(unit.text, (one.text for one in self._asked))
            ):
                return "claim"
            if not is_copied and (
                has_equal_ends(unit) or is_paired_otherwise(unit, proofs) or is_of_no_sum_told(unit, self._results)
            ):
                return "scope"
        quoted = find_quoted(text, {number: self._cited[number] for number in numbers}, self._results)
        self.quotes += quoted or []
        return "quote" if quoted is None else None

    def _why_not_figure(self, measure: Measure, unit: Unit, cited: Sequence[Source]) -> Reason | None:
        said_of = SaidOf(measure, unit, is_copied=self._is_copied)
        follows = None if self._is_copied else follows_from_rules(measure, unit, cited, self._asked, said_of.fits)
        if follows is not None:
            return None if follows else "figure"
        # Words in quotation marks say themselves what they are of.
        is_quoted = any(quote.start() < measure.start < quote.end() for quote in QUOTED.finditer(unit.text))
        found_without_scope = False
        for source in (*cited, *self._results):
            if not source.proves_figures or (not self._is_copied and is_of_no_year_told(measure, unit, source)):
                continue
            for place, there in tellings(measure, source):
                if is_in_name(there, place):
                    continue
                if is_quoted or is_of_the_whole(unit, there, place) or self._is_told(said_of, there, place, source):
                    return None
                found_without_scope = True
        if is_persons_own(measure, said_of.own, unit, cited, self._asked) or falls_in_a_band(measure, unit, cited):
            return None
        if is_told_in_other_words(measure, unit, cited, said_of.fits):
            return None
        return "scope" if found_without_scope else ("figure" if cited else "uncited")

    def _is_told(self, said_of: SaidOf, there: Measure, place: Unit, source: Source) -> bool:
        """Whether the source tells the figure in this place of what it is said of."""
        measure, unit = said_of.measure, said_of.unit
        is_meant = partial(self._is_meant, measure, unit)
        if not (said_of.is_of(there, place, source) and is_meant(there, place)):
            return False
        return (
            self._is_copied
            or is_plan_year(measure, unit)
            or not another_is_nearer(measure, unit, there, place, source, fits=said_of.may_fit, is_meant=is_meant)
        )

    def _is_meant(self, measure: Measure, said: Unit, there: Measure, told: Unit) -> bool:
        """Whether the same figure is told of the same: by the way it points, and by the words beside it."""
        if is_amount(measure) and not is_of_its_column(measure, said, told):
            return False
        if self._is_copied or measure.kind in ("year", "phone"):
            return True
        ways = way_of(said.plain, measure), way_of(told.plain, there)
        if not go_together(*ways):
            return False
        if lie_on_other_sides(said.plain, measure, told.plain, there):
            return False
        if any(differ(measure, said, there, told) for differ in _DIFFER):
            return False
        if are_turned(Clause(said.around(measure)), Clause(told.around(there))):
            return False
        words = words_of(said, said.part_with(measure))
        # "At least 4 weeks" is the one that is told so, wherever its sentence says what of.
        if not (ways[0] == ways[1] == "least") and is_of_another_part(words, told, there):
            return False
        beside = said_with(measure, said)
        return not any(are_parted(measure, one, told) or is_multiple_of_another(one, told, there) for one in beside)


def _is_told_otherwise(unit: Unit, proofs: Sequence[Source]) -> bool:
    said = QUOTED.sub(" ", without_what_is_denied(unit, proofs))
    return (
        compares_alone(unit.plain, proofs)
        or denies_what_it_tells(unit)
        or (is_contradicted(said, bool(unit.measures), proofs) and not denies_more(said, proofs))
        or any(is_otherwise(said, proofs) for is_otherwise in _OTHERWISE)
    )


def _plan_asked_for(question: str) -> str:
    """Return the name of the plan that a question is about; none where it names several or none."""
    plans = [one for one in mentions(plain_of_same_length(question)) if one.dimension == PLAN]
    return question[plans[0].start : plans[0].end] if len({one.value for one in plans}) == 1 else ""


def _markers(text: str) -> list[int]:
    return list(dict.fromkeys(int(number) for number in MARKER.findall(text)))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]
