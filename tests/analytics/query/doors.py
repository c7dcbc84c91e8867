"""What each door to figures says, read as an attacker would: pages, files, the API, the weekly mail, the live page."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from html import unescape

from django.utils.dateparse import parse_datetime

from analytics.measures import NOT_TOLD_APART, SHAPES, Family
from analytics.models import ReleasedFigure
from analytics.query.figures import STEP, Told
from analytics.query.names import NOT_APART, names_of
from chat.usage import FEWEST_ASKERS
from tests.analytics.query.asked_at_house import ENDED, HOUR, HOURS, LANGUAGES, House
from tests.analytics.query.attacker import Answer, Rough, Span

TABLES = {
    "outcomes": Family.OUTCOME,
    "proof": Family.PROOF,
    "refusals": Family.REFUSAL,
    "routes": Family.ROUTE,
    "languages": Family.LANGUAGE,
    "classes": Family.CLASS,
}
ALL_QUESTIONS = (Family.QUESTIONS, *TABLES.values())
# What the whole of a family is that says more of one part of another.
_WHOLE = {Family.PROOF: ENDED["answered"], Family.ROUTE: ENDED["answered"], Family.REFUSAL: ENDED["refused"]}
_HALF_AN_HOUR, _ROUNDED_BY = 30, 3  # the live page tells questions a minute, of half an hour, in steps of six
Times = Mapping[Family, Span]


@dataclass
class Heard:
    """What was heard, for each way to look at questions: sums of two ways say nothing more of either."""

    house: House
    answers: dict[str, set[Answer]] = field(default_factory=dict)
    rough: dict[str, set[Rough]] = field(default_factory=dict)
    doors: dict[str, int] = field(default_factory=dict)  # how often each was asked

    def __post_init__(self) -> None:
        everything = {"class": self.house.classes, "language": LANGUAGES}
        self._kinds = {"end": tuple(sorted(k for k in ENDED if len(ENDED[k]) == 1))}
        self._kinds |= {way: tuple(sorted(kinds)) for way, kinds in everything.items()}

    def asked(self, door: str) -> None:
        self.doors[door] = self.doors.get(door, 0) + 1

    def of_all(self, span: Span, count: int) -> None:
        for way, kinds in self._kinds.items():
            self.answers.setdefault(way, set()).add(Answer(kinds, *span, count))

    def roughly_of_all(self, span: Span, least: int, most: int) -> None:
        for way, kinds in self._kinds.items():
            self.rough.setdefault(way, set()).add(Rough(kinds, *span, least, most))

    def of_parts(self, family: Family, parts: Mapping[str, int], span: Span, *, is_one_stretch: bool = False) -> None:
        """Hear a family's figures. What is not told apart in one stretch is told apart in others, so that single parts
        say something only where nothing is left out, or of one stretch.
        """
        if family is Family.QUESTIONS:
            self.of_all(span, sum(parts.values()))
            return
        if not SHAPES[family].is_partition:
            self._of_rounded(family, parts, span)
            return
        way = {Family.LANGUAGE: "language", Family.CLASS: "class"}.get(family, "end")
        made_of = {"language": LANGUAGES, "class": self.house.classes}.get(way, ENDED)
        whole = _WHOLE.get(family, self._kinds[way])
        heard = self.answers.setdefault(way, set())
        heard.add(Answer(whole, *span, sum(parts.values())))
        if NOT_TOLD_APART in parts and not is_one_stretch:
            return
        rest = set(whole)
        for part, count in parts.items():
            if part != NOT_TOLD_APART and part in made_of:
                heard.add(Answer(made_of[part], *span, count))
                rest -= set(made_of[part])
        if NOT_TOLD_APART in parts:
            heard.add(Answer(tuple(sorted(rest)), *span, parts[NOT_TOLD_APART]))

    def _of_rounded(self, family: Family, parts: Mapping[str, int], span: Span) -> None:
        """Hear parts that are cut each for itself: how many at most is known only of a time that is one stretch."""
        for part, least in parts.items():
            most = least + STEP - 1 if (family, part, *span) in self.stretches else len(self.house.asked)
            self.rough.setdefault("end", set()).add(Rough(ENDED[part], *span, least, most))

    def of_layer(self, family: Family, figures: Told) -> None:
        if figures.starts_at is None or figures.ends_at is None:
            return
        span = self.house.hour_of(figures.starts_at), self.house.hour_of(figures.ends_at)
        is_one_stretch = any((family, part, *span) in self.stretches for part in figures.parts)
        self.of_parts(family, figures.parts, span, is_one_stretch=is_one_stretch)

    stretches: set[tuple[Family, str, int, int]] = field(default_factory=set)

    def look_at_stretches(self) -> None:
        """Know which times are one stretch, as whoever asks for ever shorter times finds out."""
        rows = ReleasedFigure.objects.values_list("family", "part", "starts_at", "ends_at")
        hour = self.house.hour_of
        self.stretches = {(Family(family), part, hour(first), hour(after)) for family, part, first, after in rows}

    def of_api(self, usage: Mapping, costs: Mapping) -> Times:
        """Hear what programs are told; return which time each family's figures are really of."""
        names = {"outcomes": Family.OUTCOME, "proof": Family.PROOF, "refusals": Family.REFUSAL}
        names |= {"languages": Family.LANGUAGE, "classes": Family.CLASS}
        times = {}
        for name, family in names.items():
            told = usage[name]
            if told["covers_from"]:
                times[family] = self._span(told)
                parts = {one["part"]: one["count"] for one in told["parts"]}
                if told["not_told_apart"]:
                    parts[NOT_TOLD_APART] = told["not_told_apart"]
                self.of_parts(family, parts, times[family])
        if usage["covers_from"]:
            times[Family.QUESTIONS] = self._span(usage)
            self.of_all(times[Family.QUESTIONS], usage["questions"])
            self.of_all(self._span(costs), costs["questions"])
        return times

    def _span(self, told: Mapping) -> Span:
        first, after = parse_datetime(told["covers_from"]), parse_datetime(told["covers_to"])
        return self.house.hour_of(first), self.house.hour_of(after)

    def of_table(self, slug: str, rows: Iterable[tuple[str, int]], times: Times) -> None:
        """Hear a table of a page or file, of the time that programs are told it is of; else of all there is."""
        family = TABLES[slug]
        there_are = (*ENDED, *LANGUAGES, *self.house.classes)
        name_of = names_of(family, there_are, fewest=FEWEST_ASKERS)
        called = {name_of(part): part for part in there_are}
        parts = {NOT_TOLD_APART if name == NOT_APART else called[name]: count for name, count in rows}
        if parts:
            self.of_parts(family, parts, times.get(family, (0, HOURS)))

    def of_page(self, text: str, times: Times) -> None:
        for slug in TABLES:
            self.of_table(slug, rows_of_table(text, slug), times)
        questions = re.search(r'stat-name">Questions</p>\s*<p class="stat-figure">([\d,]+)', text)
        if questions:
            self.of_all(times[Family.QUESTIONS], number(questions[1]))
        for row in re.finditer(r"<title>(\w+ \d+, \d{4})(?: to (\w+ \d+, \d{4}))?: ([\d,]+) questions", text):
            self.of_days(day_of(row[1]), day_of(row[2] or row[1]), number(row[3]))

    def of_file(self, slug: str, text: str, times: Times) -> None:
        rows = list(csv.reader(io.StringIO(text)))[1:]
        if slug == "questions-by-day":
            for first, last, count in rows:
                self.of_days(date.fromisoformat(first), date.fromisoformat(last), int(count))
        else:
            self.of_table(slug, [(row[0], int(row[1])) for row in rows], times)

    def of_mail(self, text: str, times: Times) -> None:
        told = re.search(r"people asked (\d+) questions", text)
        if told:
            self.of_all(times[Family.QUESTIONS], int(told[1]))

    def of_days(self, first: date, last: date, count: int) -> None:
        """Hear of days: a bar that covers some is taken for all of their hours."""
        span = self._hours_until(first), self._hours_until(last) + 24
        if 0 <= span[0] < span[1] <= HOURS:
            self.of_all(span, count)

    def _hours_until(self, day: date) -> int:
        return (day - self.house.start.date()).days * 24

    def of_live(self, text: str, at: datetime) -> None:
        told = re.search(r'Questions a minute</p>\s*<p class="stat-figure">([\d.]+)', text)
        if told:
            about = round(float(told[1]) * _HALF_AN_HOUR)
            hour = self.house.hour_of(at)
            # Five people or more are in a block.
            self.roughly_of_all((hour, hour + 1), max(about - _ROUNDED_BY, 5), about + _ROUNDED_BY)


def rows_of_table(text: str, slug: str) -> Iterator[tuple[str, int]]:
    section = re.search(rf'aria-labelledby="{slug}-title">(.*?)</section>', text, re.DOTALL)
    for row in re.finditer(
        r'<th scope="row">(.*?)</th>.*?class="number">([\d,]+)<', section[1] if section else "", re.S
    ):
        yield unescape(row[1]), number(row[2])


def number(text: str) -> int:
    return int(text.replace(",", ""))


def day_of(text: str) -> date:
    return datetime.strptime(text, "%B %d, %Y").date()


def live_events(house: House, hour: int) -> list[dict]:
    """Return what was asked in an hour as events, a minute after the other."""
    asked = [one for one in house.asked if house.hour_of(one.at) == hour]
    return [
        {
            "version": 1,
            "id": f"{hour}-{place}",
            "kind": "chat_message",
            "name": "",
            "at": (house.start + hour * HOUR).timestamp() + 60 * place,
            "person": f"p-{one.person}",
            "data": {"outcome": one.outcome, "milliseconds": 1000},
        }
        for place, one in enumerate(asked)
    ]
