"""Texts as sets of terms that can be asked whether they say an idea."""

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

from chat.extractive.asked import Asked
from chat.extractive.ideas import Idea
from chat.extractive.rights import things_of
from chat.extractive.statements import Statement
from chat.llm.types import ModelRequest, SourcePassage
from knowledge.text.synonyms import Phrase
from knowledge.text.terms import list_terms, plain_text

_SHORT_CAPITALS = re.compile(r"\b[A-Z]{2,4}\b")
# Words in a sense that no question for benefits has: "as well as" is no wellness, "check with us" no check to pay by.
_OTHER_SENSE = re.compile(
    r"\bas well\b|\bpartner(?:ed|ing|s)? with\b|\bcheck(?:ing)? (?:with|to|if|that|whether|your)\b"
    r"|\b(?:saturdays|sundays|weekends)\b[\w, ]{0,20}\bholidays\b"
    r"|\b(?:to|always) check\b|\bnot (?:yet )?married\b|\bno est[aá]n? casad[oa]s?\b"
    r"|\bquit(?:ting)? (?:program|line|smoking|tobacco)\b|\bquitline\b",
    re.I,
)
# The verb in documents: "stays when you leave", "If you leave Juniper Ridge"; a leave from work is a noun.
_LEAVES_WORK = re.compile(
    r"\b(?:if|when|once|after|until|before|or) (?:you|an employee|employees|a member|members|they|someone)"
    r" leaves?\b(?! (?:of|for|without|open|out)\b)(?: (?:the company|work|employment|us))?",
    re.I,
)
# What ends the name of a class of employees: the rest of "Salaried employees" heads a column alone.
_CLASS_ENDINGS = frozenset(list_terms("employees members staff workers associates team people empleados trabajadores"))
# What a class is called otherwise, and in the other language. Not search's synonyms: to those a salary is also "pay",
# and every sentence with that word would be one about salaried employees.
_CLASSES_OTHERWISE = """
salaried|asalariados
union|sindicato|sindicalizados|unionized|collective bargaining|collectively bargained|bargaining unit
|convenio colectivo|contrato colectivo
hourly|por hora
full-time|full time|tiempo completo
part-time|part time|medio tiempo|tiempo parcial
"""
# What leaves a class out: "non-union", "nonunion", "other than union employees", "not covered by the union".
_LEAVES_OUT = re.compile(
    r"\b(?!non-?\s?represented\b(?! by\b))"
    r"(?:non(?:-| |(?=[a-z]{4}))|(?:not|other than|except(?: for)?|excluding|outside(?: of)?|excepto|salvo|fuera de"
    r"|no (?:son|sean|estan|están)) )"
    r"(?:(?:an?|the|our|those|who|are|in|of|by|members?|covered|represented|part|de|del|la|los|las|el|miembros?) )*",
    re.I,
)
_NON = "non"


_LONGEST_CODE = 3
_OF_FAMILY = re.compile(
    r"\b(?:wife|husband|spouse|partner|son|daughter|kids?|child(?:ren)?|boyfriend|girlfriend|espos[oa]|marido|mujer"
    r"|pareja|hij[oa]s?|novi[oa])\b[^,;.?]*"
)
_NO_CLASS = re.compile(r"\bcredit unions?\b")


@lru_cache(maxsize=8_192)
def _read(text: str) -> tuple[list[str], frozenset[str], frozenset[str]]:
    """Return the terms in their order, as a set, and those that stand in capitals alone."""
    text = _LEAVES_WORK.sub(" leave the company ", _OTHER_SENSE.sub(" ", text))
    terms = list_terms(text)
    # "PET scans" are no pets: a short word in capitals answers only to its own kind.
    capitals = {term for word in _SHORT_CAPITALS.findall(text) for term in list_terms(word)}
    only_capitals = capitals - set(list_terms(_SHORT_CAPITALS.sub(" ", text))) if capitals else capitals
    return terms, frozenset(terms), frozenset(only_capitals)


_LIFE = ("life",)  # as a table's row has it: "Life and disability"
_BEFORE_A_LIFE = frozenset(list_terms("daily everyday end quality work family your one's his her saving"))
_BEHIND_A_LIFE = frozenset(
    list_terms(
        "event threatening change status situation stage style support saving expectancy circumstance sustaining"
    )
)


class Wording:
    def __init__(self, text: str) -> None:
        self._terms, self._known, self._only_capitals = _read(text)

    def __len__(self) -> int:
        return len(self._known)

    def says(self, idea: Idea) -> bool:
        if len(idea.phrases) == 1 and not idea.is_name and self._only_capitals.issuperset(*idea.phrases):
            return False
        if any(self.has(phrase) for phrase in idea.phrases):
            return True
        return bool(idea.parts) and all(self.says(part) for part in idea.parts)

    def has(self, phrase: Phrase) -> bool:
        if not self._known.issuperset(phrase):
            return False
        size = len(phrase)
        starts = range(len(self._terms) - size + 1)
        if phrase == _LIFE:
            return any(self._terms[at] == "life" and not self._is_no_insurance(at) for at in starts)
        return size == 1 or any(tuple(self._terms[at : at + size]) == phrase for at in starts)

    def _is_no_insurance(self, at: int) -> bool:
        """Whether the "life" there is no short word for life insurance: "a life event", "life-threatening"."""
        before, behind = self._terms[max(at - 1, 0) : at], self._terms[at + 1 : at + 2]
        return not _BEFORE_A_LIFE.isdisjoint(before) or not _BEHIND_A_LIFE.isdisjoint(behind)

    def has_any(self, phrases: Iterable[Phrase]) -> bool:
        return any(self.has(phrase) for phrase in phrases)

    def places(self, phrases: Iterable[Phrase]) -> list[int]:
        """Return where one of the phrases begins."""
        return [
            at
            for phrase in phrases
            if self._known.issuperset(phrase)
            for at in range(len(self._terms) - len(phrase) + 1)
            if tuple(self._terms[at : at + len(phrase)]) == phrase
        ]

    def is_after(self, at: int, term: str) -> bool:
        return at > 0 and self._terms[at - 1] == term


class ClassesNamed:
    """Of which classes of employees a text is: those it names, and of all others where it leaves some out."""

    def __init__(self, text: str, *, own: frozenset[Phrase], others: frozenset[Phrase]) -> None:
        self._wording = Wording(_with_plain_non(text))
        names_own, leaves_out_own = self._told(own)
        names_others, leaves_out_others = self._told(others)
        self.is_of_own = names_own or (leaves_out_others and not (leaves_out_own or names_others))
        self.is_of_others = names_others or leaves_out_own

    def _told(self, phrases: frozenset[Phrase]) -> tuple[bool, bool]:
        """Return whether the text names the class, or else leaves it out."""
        places = self._wording.places(phrases)
        is_named = any(not self._wording.is_after(at, _NON) for at in places)
        return is_named, bool(places) and not is_named


class Ground:
    """What a request's statements stand on: their passages and titles, read once for all of them."""

    def __init__(self, request: ModelRequest, asked: Asked) -> None:
        self.request = request
        self.asked = asked
        self._titles = {p.number: Wording(f"{p.document_title} {p.plan_year}") for p in request.passages}
        self._passages = {p.number: Wording(f"{p.heading}\n{p.text}") for p in request.passages}
        self._around: dict[str, Wording] = {}
        self._classes: dict[str, ClassesNamed] = {}
        self.asked_others = other_classes_asked(request)  # about whom it is asked, if not about the asker
        own = self.asked_others or request.own_class
        others = {*request.own_class, *request.other_classes}.difference(own)
        self.own_class = class_phrases(own)
        self.other_classes = class_phrases(others) - self.own_class

    def title(self, passage: SourcePassage) -> Wording:
        return self._titles[passage.number]

    def passage(self, passage: SourcePassage) -> Wording:
        return self._passages[passage.number]

    def wording(self, text: str) -> Wording:
        """Return the wording of a heading or paragraph, which many statements share."""
        if text not in self._around:
            self._around[text] = Wording(text)
        return self._around[text]

    def classes(self, text: str) -> ClassesNamed:
        """Return whether the text names the asker's class of employees, or others."""
        if text not in self._classes:
            self._classes[text] = ClassesNamed(text, own=self.own_class, others=self.other_classes)
        return self._classes[text]

    def named_in(self, text: str) -> str:
        """Return the name of the other class of employees that a text names; empty if it names none."""
        wording = Wording(text)
        names = [name for name in self.request.other_classes if wording.has_any(class_phrases([name]))]
        return max(names, key=len, default="")

    def is_near(self, idea: Idea, own: Wording, statement: Statement) -> bool:
        """Whether the statement, its headings or its document's title say it."""
        places = (own, self.wording(statement.section), self.title(statement.passage))
        return any(place.says(idea) for place in places)

    @cached_property
    def things(self) -> list[Idea]:
        """The ideas that name what is asked for, and not the right to it nor who asks."""
        return things_of(self.asked, self.own_class | self.other_classes)

    @cached_property
    def title_ideas(self) -> frozenset[Idea]:
        """The ideas that titles carry: what such a word asks for must be about it, not only near it."""
        strong = [idea for idea in self.asked.ideas if idea.is_strong]
        return frozenset(idea for idea in strong if any(title.says(idea) for title in self._titles.values()))

    @cached_property
    def names(self) -> frozenset[Idea]:
        """The ideas that only name something, in the question or in a title, and are no benefits words."""
        titled = {idea for idea in self.title_ideas if len(idea.phrases) == 1}
        return frozenset(titled | {idea for idea in self.asked.ideas if idea.is_name})

    @cached_property
    def household_names(self) -> frozenset[Idea]:
        """Names that most passages mention, such as the company's own: they tell nothing apart."""
        names = [idea for idea in self.asked.ideas if idea.is_name]
        return frozenset(name for name in names if 2 * self._mentions(name) >= len(self._passages))

    @cached_property
    def absent_ideas(self) -> frozenset[Idea]:
        """The strong ideas no passage mentions: the likeliest sign that the answer is not there."""
        return frozenset(idea for idea in self.asked.ideas if idea.is_strong and not self._mentions(idea))

    def _mentions(self, idea: Idea) -> int:
        return sum(passage.says(idea) for passage in self._passages.values())


def other_classes_asked(request: ModelRequest) -> tuple[str, ...]:
    """Return the names of the other classes that a question is about: "What do union members get?". None where it
    names the asker's own, and where it says of somebody in the family how they work."""
    asked = Wording(_OF_FAMILY.sub(" ", _NO_CLASS.sub(" ", plain_text(request.question))))
    if asked.has_any(_told_phrases(request.own_class)):
        return ()
    return tuple(name for name in request.other_classes if asked.has_any(_told_phrases([name])))


def _told_phrases(names: Iterable[str]) -> frozenset[Phrase]:
    """Return what classes are called in a question: a code of a few letters means other things there."""
    return frozenset(phrase for phrase in class_phrases(names) if len("".join(phrase)) > _LONGEST_CODE)


def class_phrases(names: Iterable[str]) -> frozenset[Phrase]:
    """Return what the classes of employees are called, in full, in short, otherwise, and in the other language."""
    phrases = {tuple(list_terms(_with_plain_non(name))) for name in names}
    short = {phrase[:-1] for phrase in phrases if phrase and phrase[-1] in _CLASS_ENDINGS}
    otherwise = (group for group in _class_groups() if not group.isdisjoint(phrases | short))
    return frozenset(phrases | short).union(*otherwise) - {()}


def _with_plain_non(text: str) -> str:
    return _LEAVES_OUT.sub(f" {_NON} ", text)


@lru_cache(maxsize=1)
def _class_groups() -> tuple[frozenset[Phrase], ...]:
    lines = _CLASSES_OTHERWISE.strip().replace("\n|", "|").splitlines()
    return tuple(frozenset(tuple(list_terms(name)) for name in line.split("|")) for line in lines)
