"""When one's own coverage ends because one leaves: neither a dependent's end, nor what holds on leave, nor another
cause of a list, nor how coverage can be kept tells that.
"""

import re

from chat.extractive.events import EVENTS
from chat.extractive.everyday import in_documents_words
from chat.extractive.last_days import asks_for_end, is_of_continuation
from chat.extractive.leaving import STATES_AN_END
from chat.extractive.statements import Statement
from chat.household import Household, household_asked
from knowledge.text.terms import plain_text

_QUITS = re.compile(rf"{EVENTS['job'].pattern}|\b(?:{STATES_AN_END})\b")
_FAMILY = re.compile(r"\b(?:dependents?|famil(?:y|ies|ia)|dependientes?)\b")
_OF_DEPENDENT = re.compile(
    r"\b(?:dependent|spouse|child|family member|partner|husband|wife)(?:'?s|s')? (?:coverage|insurance)\b"
    r"|\b(?:cobertura|seguro) (?:de|del) (?:su |un |una |la |el )?(?:dependiente|conyuge|espos[oa]|hij[oa]|familiar"
    r"|pareja)"
)
_ON_LEAVE = re.compile(
    r"\b(?:on|during|in)(?: (?:an?|your|other|unpaid|paid|military|medical|family|parental|approved))* leave\b"
    r"|\b(?:durante|en|con) (?:una |la |su )?(?:licencia|permiso)\b"
)
_KEEPS = re.compile(
    r"\bcobra\b|\b(?:keep|continue) (?:it|this|your|the|medical|health)\b|\bcontinua(?:r|rl[oa]|cion)\b"
)
# "For up to 18 months" is how long one may choose to go on, and no end.
_SAYS_UNTIL = re.compile(
    r"\b(?:(?:through|until) (?:the )?\d|(?:through|until|(?<!up )to) (?:(?:the|that|your) )?(?:last|final|end|close"
    r"|month|day|date|quarter|pay|week)\b)"
    r"|\bfor (?:another |the next |a further )?(?:\d+|one|two|three|four|five|six|nine|twelve|thirty|sixty|ninety)"
    r"(?: more)? (?:days?|weeks?|months?)\b"
    r"|\bhasta (?:el|la|fin|final|finales|que)\b"
    r"|\b(?:por|durante) (?:\d+|un|una|dos|tres|cuatro|seis) (?:mes(?:es)?|dias?|semanas?)\b"
)
_AT_OWN_COST = re.compile(
    r"\bcobra\b|\b(?:own|full|whole|entire|total) (?:cost|expense|price|premium)\b"
    r"|\b(?:if|by) (?:you )?pay(?:ing)?\b|\byou pay\b|\b(?:por|de) su (?:propia )?cuenta\b|\bpagando\b"
    r"|\b(?:si|usted) paga\b|\b(?:costo|prima) (?:total|complet[oa])\b"
)
_OF_HOURS = re.compile(r"\bhours\b|\bhoras\b")
_ENDS = re.compile(r"\b(?:ends?(?! of\b)|stops?|terminates?|termina|acaba)\b")
_CAUSE = re.compile(
    r"\b(?:employment|job|work) (?:ends?|stops?|is terminated)\b|\bleave[s]? (?:the )?(?:group|company|employer|us"
    r"|work)\b"
    r"|\b(?:quit|resign|retire|are (?:fired|laid off|let go)|stop working|are no longer (?:employed|an employee))\b"
    r"|\b(?:last day of work|termination of employment)\b"
    r"|\b(?:deja|termina) (?:la empresa|el empleo|su empleo|de trabajar)\b|\brenuncia\b|\bdespid"
)
_LIST_OF_CAUSES = re.compile(r"\b(?:which|when|if|following|cuando|si|siguientes)\W*$")


def asks_for_own_end(question: str) -> bool:
    """Whether it asks until when somebody who leaves is covered, and not their family nor how to keep it."""
    worded = in_documents_words(question)
    if household_asked(question) not in (None, Household.SELF) or _FAMILY.search(plain_text(question)):
        return False
    return (asks_for_end(question) or asks_for_end(worded)) and bool(_QUITS.search(worded))


def is_of_another_end(question: str, statement: Statement) -> bool:
    if not asks_for_own_end(question):
        return False
    said = plain_text(statement.said)
    if _OF_DEPENDENT.search(said) or _ON_LEAVE.search(said):
        return True
    if statement.lead_in and _LIST_OF_CAUSES.search(plain_text(statement.lead_in)):
        return not _CAUSE.search(plain_text(statement.text))
    if _SAYS_UNTIL.search(said) and not _AT_OWN_COST.search(said) and not _OF_HOURS.search(said):
        return False
    if is_of_continuation(statement.said) or (_OF_HOURS.search(said) and not _CAUSE.search(said)):
        return True
    return bool(_KEEPS.search(said)) and not _ENDS.search(said)
