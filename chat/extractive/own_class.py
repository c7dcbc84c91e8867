"""Whether a statement holds for the asker's class of employees, state and hours: the nearest name decides."""

import re

from chat.extractive.denials import denies_medical
from chat.extractive.for_whom import OwnPeople
from chat.extractive.medical import is_about_medical_plan
from chat.extractive.statements import Statement
from chat.extractive.wording import Ground, Wording
from knowledge.text.terms import plain_text

_THE_REST = re.compile(r"(?:everyone|everybody) else\b|all others\b|(?:all )?other employees\b|(?:todos )?los demas\b")
_EVERYBODY = re.compile(r"\b(?:every(?:one|body)?|all|any|each|tod[oa]s|cada)\b")


class OwnClass:
    def __init__(self, ground: Ground, people: OwnPeople) -> None:
        self._ground = ground
        self._request = ground.request
        self._asked = ground.asked
        self._people = people

    def is_for_asker(self, statement: Statement) -> bool:
        """Whether it holds for the asker's class, state and hours: the nearest name decides, as with plans."""
        if self._people.is_for_others(statement) and not self._tells_each_group(statement):
            return False
        if told_of(statement) != statement.said and self._ground.classes(statement.lead_in).is_of_own:
            return False
        for text in self._places(statement):
            if self.names_others_in(text):
                return False
            if self._ground.classes(text).is_of_own:
                return True
        return True

    def _tells_each_group(self, statement: Statement) -> bool:
        """Whether one text goes through the groups of employees, the asker's among them: "Salaried: 4%. Hourly: 3%.
        Part-time: none." """
        classes = self._ground.classes(statement.text)
        return classes.is_of_own and classes.is_of_others and statement.text.count(": ") > 1

    def _places(self, statement: Statement) -> tuple[str, ...]:
        """Return what may name whom a statement is for, the nearest first. The head of a table names whomever any of
        its columns is for; where the columns left are asked for by their own heads, those alone tell it."""
        head, strong = statement.table_head, [idea for idea in self._asked.ideas if idea.is_strong]
        headers = [Wording(cell.header) for cell in statement.cells]
        is_asked = bool(head) and all(any(header.says(idea) for idea in strong) for header in headers)
        section = statement.section.removesuffix(head) if is_asked else statement.section
        above = head.split(" | ")[0] if is_asked else head
        return told_of(statement), above, statement.table_lead_in, section, statement.passage.document_title

    def names_others_in(self, text: str) -> bool:
        """Whether the text names classes of employees, and not the asker's among them."""
        classes = self._ground.classes(text)
        return classes.is_of_others and not classes.is_of_own

    def shuts_out_asker(self, statement: Statement) -> bool:
        """Whether it says that the asker's class has no medical plan, where the question is about one."""
        classes = self._ground.classes(statement.said)
        question = self._request.question
        is_asked = is_about_medical_plan(question, self._asked)
        is_own = classes.is_of_own or self._people.are_own(statement.said)
        return is_asked and denies_medical(statement.text) and is_own and not classes.is_of_others

    def is_given_to_asker(self, statement: Statement) -> bool:
        """Whether it names the asker's class, or everybody, and what is asked for."""
        places = Wording(statement.said), self._ground.wording(statement.section)
        if not all(any(place.says(idea) for place in places) for idea in self._ground.things):
            return False  # what everybody gets beside it, in the same paragraph
        own = self._ground.classes(f"{statement.said} {statement.section}").is_of_own
        return own or self.is_said_of_everybody(statement)

    def is_said_of_everybody(self, statement: Statement) -> bool:
        """Whether it names everybody, or people by their state or working time of whom the asker is one."""
        return self._people.is_for_them(statement) or bool(_EVERYBODY.search(plain_text(statement.said)))


def told_of(statement: Statement) -> str:
    """Return what names the people it is for: "Everyone else" are all but those of the sentence before."""
    return statement.text if _THE_REST.match(plain_text(statement.text)) else statement.said
