"""The shape of an answer: a question for an amount is not answered by a sentence without one."""

import re
from enum import Enum

from knowledge.text.terms import list_terms, plain_text


class Shape(Enum):
    """What an answer must hold, whatever else it says."""

    AMOUNT = "amount"
    TIME = "time"
    COUNT = "count"
    CONTACT = "contact"
    WAY = "way"  # what to do
    ANY = "any"


def shape_of(question: str) -> Shape:
    plain = plain_text(question)
    if ASKS_FOR_TIME_LEFT.search(plain):
        return Shape.TIME  # "How many days are left?" counts nothing that a document could tell
    for shape, pattern in _ASKS.items():
        if pattern.search(plain):
            return shape
    return Shape.ANY


def holds(shape: Shape, text: str) -> bool:
    """Whether the text has what the shape wants."""
    pattern = _HOLDS.get(shape)
    return pattern is None or bool(pattern.search(plain_text(text)))


def is_definition(question: str) -> bool:
    return bool(_DEFINITION.search(plain_text(question)))


def has_second_part(question: str) -> bool:
    """Whether it goes on asking: "What is coinsurance and how does it work?" """
    return bool(_SECOND_PART.search(plain_text(question)))


def asks_for_one_thing(question: str) -> bool:
    """Whether it asks for one thing by its name: "What is the vesting schedule?" """
    return bool(_ONE_THING.search(plain_text(question)))


def asks_openly(question: str) -> bool:
    """Whether it asks what, which, why or how, or when something is covered, and not who, when or where."""
    plain = plain_text(question)
    return bool(_OPENLY.search(plain) or _WHEN_COVERED.search(plain))


def wants_yes_or_no(question: str) -> bool:
    return bool(_YES_OR_NO.search(plain_text(question)))


def compares(question: str) -> bool:
    return bool(_COMPARES.search(plain_text(question)))


def counted_terms(question: str) -> tuple[str, ...]:
    """Return the terms of what is counted, its unit last: "pto", "day" of "How many PTO days are left?"."""
    found = _COUNTED.search(plain_text(question))
    return tuple(list_terms(found["words"] or found["palabra"] or "")) if found else ()


def counts(unit: str, text: str) -> bool:
    """Whether a number of such units stands in the text: "18 days", "five calendar days", "unlimited days".

    Leave is told in hours as well as in days and weeks, and one kind answers for the other.
    """
    terms = list_terms(_ONCE.sub(" 1 times ", _MONEY.sub(" ", plain_text(text))))
    wanted = _TIME_UNITS if unit in _TIME_UNITS else {unit}
    at = [number for number, term in enumerate(terms) if term in wanted]
    return any(_is_number(term) for end in at for term in terms[max(0, end - _NEAR_UNIT) : end])


def _is_number(term: str) -> bool:
    return term in _NUMBERS or bool(_IS_NUMBER.fullmatch(term))


def without_thresholds(text: str) -> str:
    """Return the plain text without the sums from which something begins: "work above $300" costs no $300."""
    return _THRESHOLD.sub(" ", plain_text(text))


def asks_for_right(question: str) -> bool:
    """Whether it asks if one has a benefit at all: "Do I get vacation?" """
    return bool(_ASKS_FOR_RIGHT.search(plain_text(question)))


def asks_to_join(question: str) -> bool:
    """Whether it asks for the medical plan as such: "Can I get health insurance?" """
    return bool(_TO_JOIN.search(plain_text(question)))


def tells_of_change(question: str, text: str) -> bool:
    """Whether it says that something may be changed, where it is asked how that is done; of any other question, so."""
    is_asked = bool(_TO_CHANGE.search(plain_text(question)))
    return not is_asked or bool(_CHANGES.search(plain_text(text)))


def may_change(question: str, text: str) -> bool:
    """Whether it says that something may be changed, where it is asked if it may; of any other question, so."""
    is_asked = bool(_MAY_CHANGE.search(plain_text(question)))
    return not is_asked or bool(_CHANGED.search(plain_text(text)))


def asks_if_free(question: str) -> bool:
    """Whether it asks if something costs nothing: its price answers, whatever that is."""
    return bool(_IF_FREE.search(plain_text(question)))


def is_past(question: str) -> bool:
    return bool(_PAST.search(plain_text(question)))


def is_example(text: str) -> bool:
    return bool(_EXAMPLE.search(plain_text(text)))


def without_alternatives(text: str) -> str:
    """Return the text without what it names only to say it is something else: "instead of glasses"."""
    return _ALTERNATIVE.sub(" ", text)


def is_of_outside(text: str, question: str) -> bool:
    """Whether it is about care outside the network, where the question does not say so."""
    return bool(_OUTSIDE.search(plain_text(text))) and not re.search(r"\bout|\bfuera\b", plain_text(question))


def tells_outcome(text: str) -> bool:
    """Whether it says what becomes of something left as it is."""
    return bool(_OUTCOME.search(plain_text(text)))


def without_conditions(text: str) -> str:
    """Return the plain text without what is only said as a condition: "20% after deductible" tells no deductible."""
    return _AS_CONDITION.sub(" ", plain_text(text))


FOR_NOTHING = r"free|for free|no charge|at no (?:cost|charge)|free of charge|gratis|gratuit[oa]s?|sin costo"
_TO_CHANGE = re.compile(
    r"\bhow (?:do|can|should|would|to)\b(?: i| we)? (?:change|switch|update)\b|\bcomo (?:puedo "
    r"|debo )?(?:cambi(?:o|ar)|actualiz\w+)\b"
)
_CHANGES = re.compile(
    r"\b(?:chang\w*|switch\w*|updat\w*|replac\w*|choose again|portal|increase|decrease|cambi\w*|actualiz\w*)\b"
)
_MAY_CHANGE = re.compile(
    r"^\W*(?:can|may|could|am i (?:able|allowed) to|puedo|podemos|se puede)\b.{0,12}"
    r"\b(?:change|raise|lower|increase|decrease|adjust|cambiar|subir|bajar|aumentar|reducir)\b"
)
_CHANGED = re.compile(
    rf"{_CHANGES.pattern}|\b(?:rais\w*|lower\w*|adjust\w*|any ?time|fixed|locked|stop\w*|subir|bajar|aument\w*"
    rf"|reduc\w*)\b"
)
_IF_FREE = re.compile(
    rf"^\W*(?:is|are|do (?:i|we) get|can (?:i|we) (?:get|have)|es|son|esta|estan|hay|me dan"
    rf"|dan)\b.*\b(?:{FOR_NOTHING})\b"
    r"|^\W*(?:el|la|los|las) .*\b(?:es|son) (?:gratis|gratuit[oa]s?)\W*$"
)
_OUTSIDE = re.compile(r"\b(?:outside the network|out[- ]of[- ]network|fuera de la red)\b")
AMOUNT_NOUNS = (
    "copay|copayment|co-pay|deductible|coinsurance|premium|price|cost|rate|limit|maximum|max|minimum|allowance|match|"
    "surcharge|contribution|percentage|percent|fee|copago|deducible|coseguro|prima|precio|costo|limite|maximo|recargo|"
    "aportacion"
)
_CONDITIONAL = r"(?! .{1,60}\b(?:covered|required|needed|excluded|allowed)\b)"  # "When is surgery covered?"
_NO_MONEY = r"(?! (?:allowance|stipend|reimbursement|subsidy|discount|bill|plan)\b)"  # a phone that is paid for
_VERBS = "do|does|did|is|are|was|will|would|can|could|must|should|am|has|have|may"
PLAZO = r"(?<!corto )(?<!largo )\bplazo\b"  # and no short-term disability
_ASKS = {
    Shape.CONTACT: re.compile(
        rf"\b(?:phone|telephone|e-?mail|website|web site|web address|contact information|telefono|correo)\b{_NO_MONEY}"
        r"|\b(?:whom?|where|what number) (?:do|can|should|to) (?:i |we )?(?:call|contact|reach|write)\b"
        r"|\bwho (?:do|can|should) i (?:call|contact|ask|reach|write)\b"
        r"|\ba quien (?:le )?(?:llamo|llamar|contacto|contactar|pregunto|preguntar"
        r"|(?:puedo|debo) (?!cubr|agreg|anad|inclu|inscrib)\w+)\b"
    ),
    Shape.WAY: re.compile(
        r"\bhow (?:do|can|should|would|must) (?:i|we)\b|\bhow to\b|\bwhere (?:do|can|should) (?:i|we)\b"
        r"|\bcomo (?:me|puedo|debo|hago|nos|se(?! pagan?\b)|solicito|pido|obtengo|presento|consigo)\b"
        r"|\bdonde (?:me|puedo|debo|se|solicito|presento|entrego)\b"
    ),
    Shape.COUNT: re.compile(
        r"\bhow many\b|\b(?:cuantos|cuantas)\b|\bhow much (?:paid )?(?:vacation|pto|time off|sick (?:time|leave))\b"
    ),
    Shape.TIME: re.compile(
        rf"^\W*when\b(?: (?:{_VERBS})\b{_CONDITIONAL})|\bwhen (?:{_VERBS})\b{_CONDITIONAL}|\bdeadlines?\b|\bby when\b"
        r"|\bhow (?:long|soon|often|early|late|old)\b|\bwhat (?:date|day|time|age)\b|\blast day\b"
        r"|\buntil when\b|\bhow far (?:in advance|ahead)\b|\btime limit\b"
        r"|\b(?:what'?s|what is|how long is) the waiting period\b"
        r"|\bhow much (?:(?:maternity|paternity|parental|family|medical|paid|unpaid) )*leave\b"
        r"|(?:^|[¿.?!;])\W*cuando\b|, (?:y )?cuando (?:puedo|debo|tengo que|agrego|pierd\w+|empieza|termina)\b"
        rf"|\b(?:hasta|desde|para|por) cuando\b|{PLAZO}|\bfecha\b|\bcon cuant[oa]s? \w+ de anticipacion\b"
        r"|\bcon cuanta (?:anticipacion|antelacion)\b"
        r"|\bcuanto (?:tiempo|duran?)\b|\bque (?:dia|edad)\b"
    ),
    Shape.AMOUNT: re.compile(
        r"\bhow much\b|\bwhat (?:do|will|would|must|should) (?:i|we|you) (?:have to )?(?:pay|owe)\b"
        r"|\bwhat percent(?:age)?\b|\bwhat (?:will|does|would) [\w ]{1,30}? (?:charge|cost|contribute)\b"
        r"|\bwhat (?:will|does|would) [\w -]{1,30}? pay(?: me| out)?\W*$"
        r"|\bwhat (?:will|does|would) [\w -]{1,30}? pay (?:for|toward|on) \w+"
        r"|\b(?:can't|cannot|can not|unable to|won't be able to) work\b.*\bwhat (?:do|will|would) i get\b"
        r"|\bcuant[oa]\b|\bcuesta\b|\b(?:does|do|would|will) .{1,60}\bcosts?\b"
        r"|\b(?:what'?s|what is|what are|cual es|cuales son) (?:the|my|our|their|el|la|mi|los|las) "
        rf"(?:[\w/&+-]+ ){{0,6}}(?:{AMOUNT_NOUNS})\b"
    ),
}
_YES_OR_NO = re.compile(
    rf"^\W*(?:{_VERBS})\b|^\W*(?:necesito|debo|puedo|tengo que|tengo|cubren?|esta|estan|hay|es|son|tienen?"
    r"|tenemos|ofrecen?|existen?|incluyen?|pagan?|reembolsan?|dan|puede|pueden|podemos|califico|recibimos)\b"
)
_PAST = re.compile(r"\b(?:was|were|did|had|last year|fue|fueron|era|hubo|termino|empezo)\b")
_COMPARES = re.compile(
    r"\b(?:differ(?:s|ences?|ent)?|compare[sd]?|comparison|versus|vs|diferencias?|comparar|comparan|diferencian)\b"
)
_COUNTED = re.compile(
    r"\bhow many (?P<words>(?:[\w/-]+ ){1,4}?)(?:do|does|did|are|is|can|could|will|would|may|must|should|have|has"
    r"|of|per|a|an|each|after|before|until|left|in|for|with|on|to|i|we|the)\b"
    r"|\bcuant[oa]s (?:dias (?=feriad|festiv))?(?P<palabra>\w+)"
)
_THRESHOLD = re.compile(r"\b(?:above|exceed(?:s|ing)?|por encima de) \$[\d,.]*\d")
_ASKS_FOR_RIGHT = re.compile(
    r"\b(?:do|will|can|would|should) i (?:still |also )?(?:get|earn|receive|qualify|accrue)\b"
    r"|^\W*do i have (?!to\b)|\bam i (?:eligible|entitled)\b|\btengo derecho a\b|\b(?:recibo|me dan|me tocan?)\b"
    r"|\bhow much (?:paid )?(?:vacation|pto|time off)\b|\bhow many (?:vacation|pto) (?:days|hours)\b"
    r"|\bcuant[oa]s (?:dias de )?vacaciones\b"
)
_TO_JOIN = re.compile(
    r"\b(?:can|may|could|do|am|will|would|are) (?:i|we) (?:be |get |have |join |enroll in |sign up for |eligible for "
    r"|qualify for |entitled to |covered by )+(?:a |an |any |the )?(?:medical|health)\b"
    r"|\b(?:puedo|podemos|tengo derecho a) (?:tener |recibir |inscribirme en )?(?:un |el )?(?:seguro|plan) medico\b"
)
_OUTCOME = re.compile(
    r"\b(?:carr(?:y|ies) over|rolls? over|(?:is|are|be) (?:lost|gone|forfeited|yours)|forfeits?|continues?"
    r"|no carry-?over|carry-?over\b.{0,60}: (?:none|no\b)|stays? in place|never rolls|through|back to zero|se pierde"
    r"|continuan?)\b"
)
_TIME_UNITS = frozenset(list_terms("hours days weeks horas dias semanas"))
_NEAR_UNIT = 4  # "20 chiropractic and acupuncture visits"
_MONEY = re.compile(r"[$€£]\s?\d[\d,.]*|(?<![\d.])\d[\d.]*\s?%")
_ONCE = re.compile(r"\b(?:once|twice|una vez|dos veces)\b")
_DEFINITION = re.compile(
    r"^\W*(?:what(?:'s| is| are) (?!the\b|my\b|our\b)|what do(?:es)? .{1,60}\b(?:mean|stand for)\b"
    r"|que (?:es|son|significa) )"
)
_ONE_THING = re.compile(r"^\W*(?:what(?:'s| is)|which is|cual es) ")
_OPENLY = re.compile(
    r"^\W*+(?!(?:who|whom|whose|when|where|quien|quienes|cuando|donde)\b).*"
    r"(?:\b(?:what|which|why|how|tell me|describe|explain|list)\b|\b(?:que|cual|cuales|como|por que)\b.*\?)"
    r"|^\W*+(?:que (?:(?:me |nos )?(?:cubr\w+|incluy\w+|ofrec\w+|paga|pagan)|es|son|hay)|cuales son|por que"
    r"|como (?:me|nos|puedo|debo|se)) \w"
)
# Its answer is the conditions, and no day.
_WHEN_COVERED = re.compile(
    r"^\W*(?:when|cuando) (?:is|are|do|does|will|se|esta|estan) .*\b(?:cover(?:ed)?|cubr\w+|cubiert\w+)\b"
)
_SECOND_PART = re.compile(r"\b(?:and|y) (?:how|what|which|why|when|who|where|como|que|por que|cuando|quien)\b")
_EXAMPLE = re.compile(
    r"\b(?:examples?|e\.g|for instance|suppose|aged \d+|assum\w+|ejemplos?)\b"
    r"|\b(?:for|with) (?:an? )?\$[\d,.]*\d (?:[a-z]+ ){0,3}you (?:\w+ )?pay\b"
)
_ALTERNATIVE = re.compile(r"\b(?:from the|back to its) start\b|\binstead of (?:an? |the )?\w+\b", re.I)
_AS_CONDITION = re.compile(
    r"\b(?:after|before|until|towards?|without|skips?|subject to|meets?|despues del?|antes del?)\b"
    r"(?: (?:the|your|meeting|you meet|you have met|el|la|su))*(?: [\w-]+)? (?:deductible|deducible)\b"
    r"|\b(?:pay|pays|meet|meets) the deductible first\b"
    r"|\b(?:deductible|deducible) (?:does not|doesn't|do not|no se) (?:apply|aplica)\b"
    # "The HMO has no deductible" tells what it is; "$20, no deductible" under what condition something else is paid.
    r"|(?<!\bhas )(?<!\bhave )(?<!\bis )\bno deductible\b"
)

SMALL_NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty|ninety"
_POCOS = "un|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte|treinta|sesenta|noventa"
MONTHS_NAMED = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t|tember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre"
    "|diciembre"
)
HOW_MUCH_TIME = r"\bhow (?:many (?:more )?(?:days|weeks)|much (?:more )?time|long)\b"
UNTIL_IT_CLOSES = r"(?:left|remaining|un?till?\b.{0,30}\b(?:enrollment|deadline|window|closes))\b"
ASKS_FOR_TIME_LEFT = re.compile(
    rf"{HOW_MUCH_TIME}(?: (?:do (?:i|we) have|is|are)(?: there)?(?: left)? to\b"
    rf"| (?:(?:is|are|do (?:i|we) have) )?{UNTIL_IT_CLOSES})|\bcuantos dias (?:me )?(?:quedan|faltan|tengo) para\b"
)
_IS_NUMBER = re.compile(r"\d[\d.,]*|unlimited|ilimitad[oa]s?")
_NUMBERS = frozenset(list_terms(f"{SMALL_NUMBERS}|{_POCOS}".replace("|", " ")))  # as terms: "thre" of "three"
_HOLDS = {
    Shape.AMOUNT: re.compile(
        r"[$€£]\s?\d|\d\s?(?:%|percent\b|por ciento\b|dollars\b|dolares\b)|\b\d[\d,]*\.\d\d\b"
        r"|\b(?:no charge|no cost|free|covered in full|not covered(?! by)|sin costo|gratis|sin cargo|no cubierto)\b"
        rf"|\b(?:\d+|{SMALL_NUMBERS}|{_POCOS}) (?:times|x|veces)\b"
        r"|\b(?<!and a )(?<!one and )(?:half|la mitad)\b(?! (?:an? |the )?(?:hour|day|week|month|year|hora|dia|ano))"
    ),
    Shape.COUNT: re.compile(rf"\d|\b(?:{SMALL_NUMBERS}|{_POCOS}|unlimited|no limit|sin limite)\b"),
    Shape.TIME: re.compile(
        rf"\b(?:in|en) (?:january|february|march|april|june|july|august|september|october|november|december|enero"
        rf"|febrero"
        r"|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b"
        rf"|\b(?:{MONTHS_NAMED})\b\.? (?:de )?\d|\b\d{{1,2}}\.?º? de (?:{MONTHS_NAMED})\b"
        r"|\b\d{1,2}/\d{1,2}\b|\b\d{4}-\d\d-\d\d\b"
        rf"|\b(?:\d+|{SMALL_NUMBERS}|{_POCOS})[- ](?:calendar |business |working |consecutive )?"
        r"(?:minute|hour|day|week|month|year|minuto|hora|dia|semana|mes|ano)"
        r"|\b\d{1,2}(?:st|nd|rd|th)\b"
        r"|\b(?:first|last|1st|end|primer|ultimo|fin(?:al)?) (?:day |dia )?(?:of|del?)\b"
        r"|\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b"
        rf"|\b(?:\d+|{SMALL_NUMBERS}|{_POCOS}) (?:\w+ ){{1,2}}(?:a|per|each|every|al) (?:day|week|month|year|mes|ano)\b"
        r"|\b(?:each|every|per|once a|twice a|cada) (?:day|week|month|year|quarter|payday|dia|semana|mes|ano)\b"
        r"|\b(?:annually|yearly|monthly|weekly|daily|quarterly|anualmente|mensualmente)\b"
        r"|\b(?:immediately|same day|right away|at once|de inmediato|inmediatamente)\b|\bage \d"
    ),
    Shape.WAY: re.compile(
        r"\b(?:portal|online|web ?site|app|form|log in|sign in|sign up|www|https?|in writing|call|ask|write|go to|visit"
        r"|fill (?:in|out)|complete|register|sign (?:the|an?)|confirm|choose|enter|click|upload|send|report"
        r"|submit|finish"
        r"|first step|steps|en linea|portal|formulario|llame|escriba|envie|elija|confirme)\b"
    ),
    Shape.CONTACT: re.compile(
        r"\d{3}[-. )]+\d{3}[-. ]\d{4}|\b\d-\d{3}-\d{3}|\b[\w.+-]+@[\w-]+\.|\bwww\.|https?://"
        r"|\b[\w-]+\.(?:com|org|net|gov|example)\b"
    ),
}
