"""What people say of themselves in a question: whom they cover, how old they are, what was on which day, amounts.

Read is only what is surely said. What is left open is asked for or told for each case, never guessed.
"""

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum

from chat.extractive.service_words import services_named
from chat.household import Household, household_asked
from chat.other_people import KIN
from chat.proof.measures import Measure, measures
from chat.text_figures import full_dates
from knowledge.text.terms import plain_text


class Covered(StrEnum):
    """Coverage tiers by the catalogue's codes, and one child, who is a tier of their own in no plan."""

    EMPLOYEE = "EE"
    SPOUSE = "EE_SP"
    PARTNER = "EE_DP"
    CHILD = "CHILD"
    CHILDREN = "EE_CH"
    ONE = "EE_1"
    FAMILY = "FAM"


class Use(StrEnum):
    """How much care a year has."""

    LOW = "low"
    TYPICAL = "typical"
    HIGH = "high"
    WORST = "worst"


MARRIED = (Covered.SPOUSE, Covered.ONE, Covered.FAMILY)  # among whom a spouse can be
OLDEST = 120
MOST_COUNTED = 365  # visits, fills or nights somebody tells of
_OWN_JOB = re.compile(
    r"\b(?:my )?(?:wife|husband|spouse|partner|she|he|they)(?:'s)? "
    r"(?:could|can|would|may|might|is able to|has|have|is offered|gets?|also has|also gets)\b[^.;?!]{0,40}?"
    r"\b(?:(?:her|his|their|own)(?: own)? (?:job|work|employer|company|plan|insurance|coverage|benefits)"
    r"|(?:at|through) work)\b"
    r"(?:'s (?:plan|insurance))?(?: (?:at|through|from) (?:her|his|their|work)(?: own)?(?: (?:job|work|employer))?)?"
    r"|\b(?:mi )?(?:espos[oa]|marido|conyuge|pareja|ella|el) (?:podria|puede|tiene|tendria)\b[^.;?!]{0,40}?"
    r"\b(?:su(?: propio)? (?:trabajo|empleo|empleador|seguro|plan)|en el trabajo)\b"
)
_NOT_OWN_JOB = re.compile(
    r"\b(?:not|cannot|can't|couldn't|doesn't|does not|isn't|no longer|no|nunca|tampoco)\b|n't\b|\b(?:no|not) have\b"
)
_SMOKES = re.compile(
    r"\b(?:i|we|i'm|i am|yo)(?: do| both| still| also)? (?:smoke|vape|chew tobacco|use tobacco)\b"
    r"|\bi(?:'m| am) an? (?:smoker|tobacco user)\b|\b(?:as|for) an? (?:smoker|tobacco user)\b|\btobacco user\b"
    r"|\b(?<!no )(?:fumo|vapeo|fumamos)\b|\b(?<!no )soy fumador[a]?\b|\b(?<!no )uso tabaco\b"
)
_NO_SMOKER = re.compile(
    r"\b(?:don't|do not|never|no longer|not|quit|stopped|used to|non-?|dejo de|deje de|ya no|nunca) ?"
    r"(?:an? |(?:have|has) )?(?:smok\w*|vap\w*|use tobacco|tobacco|fum\w+|vapeo|uso tabaco)\b"
)
_PARTNER = re.compile(
    r"\b(?:domestic|life|same-sex) partners?\b|\bmy partner\b|\bpareja (?:de hecho|domestica|conviviente)\b"
    r"|\bmi pareja\b"
)
_MARRIED = re.compile(r"\b(?:spouses?|husband|wife|conyuge|espos[oa]|marido)\b")
_SOME_TIER = re.compile(r"\b(?:employee|empleado)[ -]only\b|\bonly the employee\b")
_ONE_CHILD = re.compile(
    r"\b(?<!two )(?<!three )(?:child|kid|son|daughter|baby|newborn|hij[oa]|bebe)\b(?!-)(?! ?(?:\(?ren\)|\(s\)|care))"
)
_MORE_CHILDREN = re.compile(
    r"\b(?:children|kids|sons|daughters|hij[oa]s|ninos|twins|gemel[oa]s)\b|\bchild\(ren\)|\bhijo\(s\)"
)
_ONE_MORE = re.compile(
    r"\b(?:employee|emplead[oa]|me|myself|mi|yo) ?(?:\+|and|plus|mas|y) ?(?:1|one|una?|uno)\b"
    r"(?: (?:other|another|more|additional|otr[oa]|mas))?"
    r"(?: (?:person|people|dependents?|(?:family )?members?|persona|dependiente|familiar))?"
    r"(?: (?:more|mas|tier|coverage|rate|price|cost))?(?=\s*(?:$|[.,;:?!)]|in\b|for\b|on\b|with\b|en\b|por\b|con\b))"
)
_AGES = (
    re.compile(
        r"\b(?:i am|i'm|im|i will be|i'll be|i turn|i'm turning|i am turning) (?P<age>\d{1,3})"
        r"(?=\s*(?:$|[.,;?!)]|years?\b|yrs?\b|and\b|or\b|with\b|now\b|this\b|next\b|but\b|in\b|on\b|at\b|today\b))"
    ),
    re.compile(r"\b(?:tengo|cumplo|cumplire|tendre) (?P<age>\d{1,3})(?: anos\b|(?=\s*(?:$|[.,;?!])))"),
    re.compile(r"\b(?:at )?(?:my )?(?:age|aged|edad(?: de)?)(?: is| of|:)? (?P<age>\d{1,3})\b"),
    re.compile(r"\b(?P<age>\d{1,3})[ -](?:years?[ -]old|yo\b)"),
)
_OF_ANOTHER = re.compile(
    rf"\b(?:{KIN}s?|child|children|kids?|bab(?:y|ies)|twins|parents|grand\w+|he|she|they|who|bebes?|abuel[oa]s?|niet[oa]s?"
    r"|co-?workers?|colleagues?|teammates?|employees|some(?:body|one)|companer[oa]s?|colegas?|alguien|ella|ellos|ellas)\b"
    r"(?:'s)?,?(?: (?!am\b|im?\b|yo\b|tengo\b)\w+){0,3},?$"
)
_LEVELS = {
    Use.LOW: re.compile(
        r"\b(?:low|light|little|minimal|hardly any) (?:use|usage|care)\b|\blow[- ]use\b"
        r"|\b(?:low|light) (?:case|or|and|vs)\b"
        r"|\b(?:hardly|barely|rarely|almost never|seldom) (?:ever )?(?:go|see|use|need)\b|\bhealthy year\b"
        r"|\b(?:poco|bajo|minimo) uso\b|\buso (?:bajo|minimo|ligero)\b|\bcasi no (?:voy|uso|vamos)\b"
    ),
    Use.TYPICAL: re.compile(
        r"\b(?:typical|usual|normal|average|medium|moderate)(?: use| usage| care| year| case)?\b"
        r"|\buso (?:tipico|normal|habitual|promedio|medio)\b|\bano (?:normal|tipico)\b"
    ),
    Use.HIGH: re.compile(
        r"\b(?:high|heavy|(?<!how )much|lots of|a lot of) (?:use|usage|care)\b|\bhigh[- ]use\b|\bbad year\b"
        r"|\b(?:high|heavy) (?:case|or|and|vs)\b"
        r"|\b(?:mucho|alto) uso\b|\buso (?:alto|intenso|frecuente)\b|\bmucha atencion\b|\bmal ano\b|\bano malo\b"
    ),
    Use.WORST: re.compile(
        r"\bworst\b|\bmost (?:it|that) (?:can|could) (?:cost|come to)\b"
        r"|\bpeor (?:ano|caso)\b|\bmal caso\b|\ben el peor de los casos\b|\bcaso mas caro\b"
    ),
}
_NIGHTS = re.compile(
    r"\b(?P<count>\w+)[ -](?:nights?|days?|noches?|dias?)\b(?=[^.?!]*\b(?:hospital\w*|inpatient|intern\w+)\b)"
    r"|\bhospital\w*\b[^.?!]{0,30}?\b(?P<after>\w+) (?:nights?|days?|noches?|dias?)\b"
)
# What somebody is asked for can be all that they say: "4", "3 nights", "about two days".
_NIGHTS_REPLIED = re.compile(
    r"\W*(?:(?:about|around|maybe|probably|just|only|i think|it (?:is|was)|it's|for|unas?|como|creo que|fueron|son|solo"
    r"|por) )*(?P<count>\w+)(?: (?:nights?|days?|noches?|dias?))?\W*"
)
_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "a an one un una uno",
            "two dos",
            "three tres",
            "four cuatro",
            "five cinco",
            "six seis",
            "seven siete",
            "eight ocho",
            "nine nueve",
            "ten diez",
            "eleven once",
            "twelve doce",
        ),
        start=1,
    )
    for word in words.split()
}
ANY_DOCTOR = frozenset({"primary", "specialist"})
_NUMBER_ALONE = re.compile(r"\W*(\d[\d,]*(?:\.\d+)?)\W*")
# Whoever pays tells no pay of theirs, and neither does what a plan pays.
_EARNS = re.compile(
    r"\b(?:earn(?:s|ed|ing)?|make|making|salary|wages?|income|gano|sueldo|salario|pagan"
    r"|(?:my|our|weekly|monthly|yearly|annual|base|gross) pay|pay (?:is|of)|pays me"
    r"|pays? (?:me )?(?:on|at|with)(?= (?:\w+ ){0,2}\$)|(?:am|i'm|im|get|gets|getting|being) paid)\b(?: \w+){0,3}? ?"
    # A year, an account and hours are no money unless they are said to be.
    r"(?:\$|(?<![\d.,$])(?!20[1-9]\d(?![\d,k]|\.\d))(?!40[13] ?\(?[kb]\b|457 ?\(?b\b)"
    r"(?!\d[\d,]* ?(?:hours?|hrs?|horas?)\b))(?P<amount>\d[\d,]*(?:\.\d+)?)(?P<k>k\b)?"
)
_PAYS_LEFT = re.compile(
    r"\b(?P<before>\d{1,2}) (?:more |remaining )?(?:pay ?checks?|pays?|pay ?days|pay periods|paydays)"
    r"(?: (?:are |still )?(?:left|to go|to come|remaining|remain)\b)"
    r"|\b(?P<more>\d{1,2}) (?:more|remaining) (?:pay ?checks?|pays?|pay ?days|pay periods|paydays)\b"
    r"|\b(?:me |nos )?(?:quedan|faltan) (?P<after>\d{1,2}) (?:cheques|pagos|quincenas|nominas)\b"
)
_MOST_PAYS = 53
_SAVES = re.compile(
    r"\b(?:save|saving|contribut\w+|put(?:ting)?|defer\w*|ahorr\w+|aport\w+|contribu\w+|pongo)\b[^.?!]{0,40}?"
    r"(?P<share>\d{1,2}(?:\.\d+)?)\s?(?:%|percent|por ciento)"
)


def covered_said(text: str) -> Covered | None:
    """Return whom the text says is to be covered; that a spouse has a plan of their own says nothing of it."""
    plain = _OWN_JOB.sub(" ", plain_text(text))
    if _SOME_TIER.search(plain):
        return Covered.EMPLOYEE
    household = household_asked(plain)
    if household in (None, Household.SELF) and _ONE_MORE.search(plain):
        return Covered.ONE
    if household is None:
        return None
    if household is Household.CHILDREN and not _MORE_CHILDREN.search(plain):
        # A son and a daughter are two.
        return Covered.CHILD if len(_ONE_CHILD.findall(plain)) == 1 else Covered.CHILDREN
    if household is Household.SPOUSE and _PARTNER.search(plain) and not _MARRIED.search(plain):
        return Covered.PARTNER
    return {
        Household.SELF: Covered.EMPLOYEE,
        Household.SPOUSE: Covered.SPOUSE,
        Household.CHILDREN: Covered.CHILDREN,
        Household.FAMILY: Covered.FAMILY,
    }[household]


def smokes(text: str) -> bool:
    """Whether the person says that they use tobacco themselves."""
    plain = plain_text(text)
    return bool(_SMOKES.search(plain)) and not _NO_SMOKER.search(plain)


def spouse_has_other_plan(text: str) -> bool:
    """Whether the person says that their spouse could be covered by a job of their own."""
    found = _OWN_JOB.search(plain_text(text))
    return bool(found) and not _NOT_OWN_JOB.search(found[0])


def age_said(text: str) -> int | None:
    """Return the person's own age in years, where the text tells one age."""
    plain = plain_text(text)
    for pattern in _AGES:
        found = {
            int(one["age"]) for one in pattern.finditer(plain) if not _OF_ANOTHER.search(plain[: one.start()].strip())
        }
        if len(found) == 1:
            age = found.pop()
            return age if age <= OLDEST else None
        if found:
            return None
    return None


def days_said(text: str) -> tuple[date, ...]:
    """Return the days that the text names with their year, in its order."""
    known = set(full_dates(text))
    told = [day_of(one) for one in measures(text) if one.kind == "date"]
    return tuple(dict.fromkeys(day for day in told if day in known))


def day_of(measure: Measure) -> date | None:
    """Return the day that a figure of a text names with its year."""
    parts = measure.value.split("-")
    try:
        return date(*map(int, parts)) if len(parts) == 3 and parts[0] else None
    except ValueError:
        return None


def money_said(text: str) -> tuple[Decimal, ...]:
    """Return the amounts of money in the text's order, each as often as it stands there."""
    return tuple(
        Decimal(one.value) for one in measures(text) if one.kind == "money" and not one.is_spoken and one.value != "0"
    )


def number_replied(text: str) -> Decimal | None:
    """Return the amount of a reply that is nothing but a number: somebody was asked for dollars just now."""
    found = _NUMBER_ALONE.fullmatch(text)
    return Decimal(found[1].replace(",", "")) if found else None


def pay_said(text: str) -> Decimal | None:
    """Return the pay that the person tells, whether a year's or not they say themselves: "I earn $60,000"."""
    found = _EARNS.search(plain_text(text))
    if found is None:
        return None
    amount = Decimal(found["amount"].replace(",", ""))
    amount = amount * 1_000 if found["k"] else amount
    return amount if amount >= 1_000 else None


def share_saved(text: str) -> Decimal | None:
    """Return the share of pay that is put aside, as a fraction: "save 5%" is 0.05."""
    found = _SAVES.search(plain_text(text))
    return Decimal(found["share"]) / 100 if found else None


def pays_left_said(text: str) -> int | None:
    """Return from how many paychecks of the year something can still come off."""
    found = _PAYS_LEFT.search(plain_text(text))
    count = int(next(filter(None, found.groups()))) if found else 0
    return count if 0 < count <= _MOST_PAYS else None


def use_said(text: str) -> Use | None:
    """Return how much care the text speaks of; None where it names none, or several."""
    plain = plain_text(text)
    told = [level for level, pattern in _LEVELS.items() if pattern.search(plain)]
    return told[0] if len(told) == 1 else None


def nights_said(text: str) -> int | None:
    """Return the nights or days in a hospital."""
    found = _NIGHTS.search(plain_text(text))
    return number_of(found["count"] or found["after"]) if found else None


def nights_replied(text: str) -> int | None:
    """Return the nights of a stay that somebody was asked for just now."""
    found = _NIGHTS_REPLIED.fullmatch(plain_text(text))
    return number_of(found["count"]) if found else nights_said(text)


def service_said(text: str) -> str | None:
    """Return the first medical service that the text names."""
    plain = plain_text(text)
    named = services_named(plain)[0]
    if ANY_DOCTOR.issuperset(named) and len(named) > 1:
        return "primary"
    return next((one for one in named if one not in ("deductible", "out_of_pocket")), None)


def number_of(word: str) -> int | None:
    """Return the number that a word or figure is, as far as so many of anything can be counted."""
    count = int(word) if word.isdecimal() else _NUMBERS.get(word)
    return count if count is not None and 0 < count <= MOST_COUNTED else None
