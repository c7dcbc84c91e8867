"""A person's own case in the words of documents: "Baby is due Feb 3" is a newborn, "I start on September 1" a new hire.

A rule speaks of everybody and repeats nobody's story. Only what is known here is set aside; any other word of a story
("my dog", "my phone") stays a condition of the answer.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from chat.extractive.leaving import LEAVES, LEAVES_WORK, LEAVES_WORK_IN_SPANISH, OWN_LEAVING
from chat.extractive.life_cases import LIFE
from chat.text_figures import figures, without_figures
from knowledge.text.terms import plain_text

_AT_WORK = "injury at work"
UNUSED, EXPIRES, GOING_ON, HIRED = "unused", "expiration", "do nothing", "newly hired"
OTHER_COVERAGE_LOST, _ANY_EVENT = "other coverage lost", "change life event"
_COVERAGE = r"(?:(?:health|medical|current|same|old|existing|present) )*(?:plans?|coverage|insurance|policy|benefits?)"
_MY = r"(?:my|our|the|this|his|her|their|mi|el|la|un)"
_MY_OR_THEIR = r"(?:my|our|her|his|their|the|mi|su|el|la)"
_FAMILY = (
    r"(?:wife|husband|spouse|(?:domestic )?partner|son|daughter|kids?|child(?:ren)?|espos[oa]|marido|mujer|pareja"
    r"|conyuge|hij[oa]s?)"
)
_CHILD = r"(?:bab(?:y|ies)|newborn|child|kid|son|daughter|twins|girl|boy|bebe|hij[oa])"
_LIMB = (
    r"(?:arms?|legs?|wrists?|ankles?|hands?|fingers?|thumbs?|toes?|foot|feet|knees?|shoulders?|elbows?|hips?|ribs?|back"
    r"|neck|nose|head|jaw|collarbone|bones?|brazos?|piernas?|munecas?|tobillos?|manos?|dedos?|pies?|rodillas?|huesos?)"
)

# The person's own age and time of service: a rule speaks of ages, and of nobody's.
_OWN_TIME = re.compile(
    r"\b(?:i am|i'm|im|i will be|i'll be|tengo|yo tengo) \d\d\b(?! ?%)(?: (?:years?(?: old)?|anos(?: de edad)?))?"
    r"|(?:^|,) ?(?:at )?(?:age|aged|edad) \d\d\b"
    r"|\b(?:(?:i|i've|we) )?(?:have )?(?:been|worked|working|employed)(?: (?:here|with us|employed))?(?: for)?"
    r" \d+ (?:months?|years?)(?: here)?\b"
)


@dataclass(frozen=True)
class _Case:
    said: re.Pattern[str]
    means: str
    about: re.Pattern[str] | None  # it means this only in a question about that


def _case(said: str, means: str, *, about: str = "") -> _Case:
    return _Case(re.compile(said), f" {means} ", re.compile(about) if about else None)


# A word of leaving the company or the plan, or of what else ends coverage.
_LEAVES = (
    rf"\b(?:{LEAVES}|leav\w*|terminat\w*|cobra|divorc\w*|military|stop work\w*"
    r"|los(?:e|ing|t) \w+ job|last day|part[- ]time|turn\w* \d\d|dies?|died|mov(?:e|ed|ing)|after|dej\w+)\b"
)
_WHO_ADDS = r"(?:they|(?:the|my|our) (?:company|employer|job)|the (?:hospital|district|county|city|firm))"
_ADDS = r"(?:put|add|contribute|chip|kick|throw)(?: in)?"
_RETIREMENT = r"(?:401 ?\(?k\)?|403 ?\(?b\)?|457 ?\(?b\)?|retirement(?: plan| account)?)"
_ASKS_WHEN = r"\b(?:when|how (?:soon|long|early|fast)|what (?:day|date)|waiting|cuando)\b"
_ASKS_TO_ADD = (
    r"\b(?:add|enroll|report|register|put|include|deadline|by when|until when|how (?:long|many days|much time)"
    r"|plazo|agreg\w+|anad\w+|inscrib\w+|hasta cuando"
    r"|que (?:hago|hacemos|debo hacer|tengo que hacer))\b"
)
_LEFT = (
    r"\b(?:left ?over|left|remain(?:s|ing)?|unspent|the rest|still have|use it or lose it|sobran?|sobrante"
    r"|(?:me )?quedan?)\b"
    r"|\b(?:not|don't|do not|didn't|did not|haven't|won't) (?:spend|spent|used?)(?: up)?\b"
    r"|\bno (?:(?:lo|la|me|se) )?(?:us(?:o|e|amos|emos|ado|ada)|gast(?:o|e|amos|ado)|utilic\w+)\b"
    r"|\b(?:lose|losing|lost|expires?|gone|forfeit(?:ed)?|spend|keep|pierd[oe]|vence|se (?:me )?acaba)\b"
)
_OF_ACCOUNT = r"\b(?:fsa|hsa|hra|flex(?:ible)?|spending|account|gastos flexibles)\b"
_MONEY_FOR_SMOKING = (
    r"\b(?:pay|pays|more|extra|money|costs?|refund\w*|discount|premium|charged?|pag\w+|mas|dinero|cobr\w+|cuesta\w*"
    r"|devuelv\w+|reembols\w+|descuento)\b"
)
_FEELING = (
    r"(?:depress(?:ed|ion)|anxious|anxiety|stressed(?: out)?|burn(?:ed|t) out|burnout|overwhelmed|grieving|lonely|sad"
    r"|deprimid[oa]|depresion|ansios[oa]|ansiedad|estresad[oa]|agotad[oa]|abrumad[oa]|triste|angustiad[oa])"
)
_FEELS_LOW = (
    r"(?:i (?:am|feel|have been|have)|i'm|i've been|feeling|me siento|estoy|ando|tengo|sufro de)"
    rf"(?: (?:so|very|really|a bit|feeling|muy|un poco|bastante))* {_FEELING}"
)
_LOW_SPIRITS = re.compile(
    rf"^\W*(?:(?:hi|hello|hola)\W+)?{_FEELS_LOW}(?: (?:and|y|at work|lately|today|ultimamente|hoy|en el trabajo))*"
    rf"(?: {_FEELING})?\W*(?:(?:what|who|where|is there|que|quien|a quien|con quien|hay)\b"
    r"[\w ,]{0,30}\b(?:do|help|talk to|call|turn|hacer|hago|ayuda\w*|hablar|llamo|acudir))?[\w ]{0,10}\W*$"
)
_CASES = (
    # Who does not smoke, or no longer, asks for the surcharge and what is given back of it.
    _case(
        r"\b(?:if )?(?:i |we )?(?:for )?(?:not|stop(?:ped|ping)?|quit(?:ting)?|gave up|giv(?:e|ing) up|no longer"
        r"|dej\w+ de"
        r"|no) (?:smok\w+|us(?:e|ing) tobacco|vap(?:e|ing)|tobacco|fum\w+)\b",
        "tobacco surcharge",
        about=_MONEY_FOR_SMOKING,
    ),
    _case(
        r"\b(?:smokers?|smok(?:e|es|ing)|fumador(?:a|es|as)?|fum(?:o|a|an|ar))\b",
        "tobacco surcharge",
        about=_MONEY_FOR_SMOKING,
    ),
    _case(
        r"\b(?:(?:get|gets|have|give|given|receive) )?(?:my |our |the |some |any )?money back\b"
        r"|\b(?:me |nos )?(?:devuelven|regresan|dan de vuelta)(?: (?:el|mi|algo de) dinero)?\b",
        "refunded",
        about=r"\btobacco\b",
    ),
    _case(
        r"\b(?:i |we |if i |if we |si )?(?:miss(?:ed|es)?|(?:se me |me )?(?:paso|pase|perdi|pierdo)) "
        r"(?:the |our |my |la )?(?:open enrollment|annual enrollment|enrollment|inscripcion(?: abierta)?)"
        r"(?: (?:window|period|deadline))?\b",
        GOING_ON,
    ),
    _case(
        r"\b(?:free|no-cost|gratis|gratuit[oa]s)\b.{0,12}\b(?:counsel\w+|therapy|terapia"
        r"|consejeria)(?: (?:sessions?|visits?))?\b"
        r"(?! ?\w*sesiones)",
        "employee assistance free visits",
        about=r"\b(?:free|no-cost)\b",
    ),
    _case(
        r"\b(?:sesiones|consultas|visitas)(?: (?:de|con) (?:la |el |un |una )?(?:terapia|consejeria|terapeuta"
        r"|psicolog[oa]))?"
        r" (?:gratis|gratuitas)(?: de (?:terapia|consejeria))?\b",
        "consultas gratis ayuda al empleado",
    ),
    _case(rf"\b{_FEELS_LOW}\b", "", about=r"\b(?:therap\w+|counsel\w+|terapia|terapeuta|consejeria|psic\w+)\b"),
    _case(rf"\b{_FEELS_LOW}\b", "employee assistance"),
    _case(
        r"\b(?:cuando|en cuanto tiempo) (?:es|sera|son|seran|se vuelve) (?:totalmente |completamente )?mi[oa]s?\b"
        r"(?: (?:el|la|lo) (?:dinero|aporte|aportacion|contribucion))?"
        r"(?: (?:que )?(?:me )?(?:pone|aporta|da|deposita|contribuye|de|del) (?:(?:la|el|mi) )?(?:empresa"
        r"|empleador|compania))?",
        "when vesting",
    ),
    _case(
        r"\brecibos\b|\b(?P<of>(?:guardar|guardo|mandar|mando|presentar|un|el|cada)) recibo\b", r"\g<of> comprobante"
    ),
    _case(LEAVES_WORK, "quit"),
    _case(LEAVES_WORK_IN_SPANISH, "renunciar"),
    _case(r"\btime limit\b", "deadline"),
    _case(r"\b(?:vence|termina|cierra|se acaba) (?:el )?plazo\b", "deadline"),
    _case(r"\b(?P<act>inscribir|agregar|anadir)(?:l[oae]s?)\b", r"\g<act>"),
    _case(r"\b(?:until|till|hasta|para) (?:when|cuando)\b", "when"),
    _case(r"\b(?:cada (?:cuanto|cuando)|cuando) (?:me|nos) pagan(?: el (?:cheque|sueldo))?(?=\W*$)", "payday"),
    _case(
        r"\b(?P<of>(?:ppo|hmo|epo|pos|hdhp|hsa|fsa|plan|cobertura|prima|deducible|limite|maximo|precio|tarifa|costo)"
        r"(?: [\d,]+)?) familiar\b",
        r"\g<of> familia",
    ),
    _case(
        r"\b(?:(?:le|me|nos) )?(?:ponen|aportan|contribuyen|igualan|dan) (?:al|en el|para el|a mi|en mi)"
        r" 401 ?\(?k\b\)?",
        "employer match 401k",
    ),
    _case(
        rf"\b(?:does|do|will|would) {_WHO_ADDS} {_ADDS}(?: (?:any|anything|money|something|in|into|to|toward|for))*"
        rf" (?:{_MY} )?(?P<of>{_RETIREMENT})",
        r"employer match \g<of>",
    ),
    _case(rf"\b(?:does|do|will|would) {_WHO_ADDS} {_ADDS}\b", "employer match", about=rf"\b{_RETIREMENT}"),
    _case(
        rf"\bchange (?:{_MY} )?{_COVERAGE}(?: (?:in|at))?(?: the)?"
        r" (?:mid[- ]?year|middle of the year|during the year)\b"
        rf"|\bcambiar (?:de |{_MY} )?(?:planes|plan|seguro|cobertura) (?:a|en la) mitad del? ano\b",
        _ANY_EVENT,
    ),
    _case(
        r"\bwhat happens (?:to|with) (?:my|our) (?:(?:health|medical) )?(?:insurance|coverage|plan)\b"
        r"|\bque (?:pasa|pasara|sucede) con (?:mi|el|nuestro) (?:seguro(?: medico)?|cobertura|plan)\b",
        "coverage end",
        about=r"\b(?:quit\w*|resign\w*|fired|laid off|let go|renunci\w*|despid\w*)\b",
    ),
    _case(r"\b(?:si|cuando) (?:me|nos) despid\w+\b", "", about=r"\bcoverage end\b"),
    _case(
        r"\b(?:si |cuando )?(?:me|nos) enferm(?:o|e|amos)\b",
        "sick leave",
        about=r"\b(?:pagan?|faltar?|falto|trabajar|dias)\b",
    ),
    _case(rf"\bpueden? (?:estar|entrar) (?:en|a) {_MY} (?:plan|seguro|cobertura)\b", "add"),
    _case(
        rf"\b{_MY} {_CHILD} (?:cumple|cumplio|cumplira|va a cumplir) (?P<age>\d\d)(?: anos)?\b"
        r"(?:,? (?:y )?que (?:pasa|pasara|sucede) con su (?:seguro|cobertura)\b)?",
        r"child covered age \g<age>",
    ),
    # What is new is no change that somebody asks for.
    _case(r"^\W*que (?:cambia|cambian|cambiara|cambiaran)\b", "novedades"),
    # Who of the family it is, is told; that they would be dependents is not asked.
    _case(
        r"\bcomo (?:mis? )?dependientes?\b",
        "",
        about=r"\b(?:padres?|madres?|mama|papa|abuel\w+|herman\w+|suegr\w+|ti[oa]s?|niet\w+|sobrin\w+|amig\w+)\b",
    ),
    _case(r"\b(?:dar a luz|(?:el |mi |un )?partos?)\b", "childbirth"),
    _case(
        r"\b(?:(?:ir|voy|vamos|fui|acudir) )?(?:a|de|por|en) (?:la )?(?:sala de )?emergencias\b", "sala de emergencias"
    ),
    # Whoever of the family loses a job loses the coverage that came with it.
    _case(
        rf"\b{_MY} {_FAMILY}(?: \w+)?? (?:los(?:t|es|ing)|(?:was|got|is being) (?:laid off|fired|let go)"
        rf"|(?:se )?(?:perdio|pierde|perdera|quedo sin)|quedo desempleado)"
        rf"(?: {_MY_OR_THEIR})?(?: (?:job|work|trabajo|empleo|{_COVERAGE}|seguro(?: medico)?|cobertura))?",
        OTHER_COVERAGE_LOST,
        about=_ASKS_TO_ADD,
    ),
    _case(r"\bhow (?:long|many (?:days|weeks|months)|soon) (?:until|till|before)\b(?!.*\benroll)", "when"),
    # Who has begun to work here.
    _case(
        r"(?<!can )(?<!could )(?<!may )(?<!should )(?<!must )(?<!do )\bi(?:'m|'ve| am| have| was| will| just| got| be"
        r"| recently)* (?:hired|new|start(?:ed|ing)?|join(?:ed|ing)?|began|begin)\b"
        r"(?! (?:an?|my|the) (?!job|work|new job))"
        r"(?: (?:to work|work(?:ing)?|here|(?:(?:a|my|the) )?(?:new )?job|employee))*",
        HIRED,
        about=_ASKS_WHEN,
    ),
    _case(r"\bmy (?:first|start(?:ing)?|hire) (?:day|date)(?: (?:of|here|at|work))*", HIRED, about=_ASKS_WHEN),
    _case(
        r"\b(?:empece|empiezo|acabo de empezar|acabo de entrar|recien entre|me contrataron|soy nuev[oa])\b"
        r"(?: a trabajar)?(?: (?:aqui|en la empresa))?",
        HIRED,
        about=_ASKS_WHEN,
    ),
    _case(r"\b(?:me (?:voy a casar|caso|case|casare)|nos (?:vamos a casar|casamos|casaremos))\b", "marriage"),
    # What becomes of them then.
    _case(
        r"\b(?:am|are|will|do|can) (?:i|we)(?: be| get| have)* (?:covered|insured|(?:my )?(?:health )?(?:insurance"
        r"|benefits))\b",
        "coverage start",
        about=_ASKS_WHEN,
    ),
    _case(rf"{_COVERAGE} (?:will )?kicks? in\b", "coverage start"),
    _case(
        rf"\b{_MY} (?:wife|husband|spouse|partner)(?: \w+){{1,4}} (?:at|through|from|with) (?:her|his|their|another)"
        r" (?:own )?(?:job|work|employer|company)\b",
        "working spouse surcharge",
        about=r"\b(?:pay|extra|more|surcharge|fee|cost)\b.*\b(?:pay|extra|more|surcharge|fee|cost)\b|\bsurcharge\b|\bextra\b",
    ),
    _case(r"\b(?:boyfriend|girlfriend|fiancee?|novi[oa])\b", "domestic partner"),
    _case(rf"\b(?:get|go) on {_MY} {_COVERAGE}", "add"),
    # Somebody else's coverage that ends with a job.
    _case(
        rf"\b{_MY} (?:wife|husband|spouse|partner)(?:'s)?(?: has| just| is| will)*"
        r" (?:lost|loses?|losing|quit\w*|left|leaving) (?:her|his|their|the) (?:job|work|coverage|insurance)\b",
        "life event",
        about=_ASKS_TO_ADD,
    ),
    # Whom to cover, and whom no longer.
    _case(rf"\b(?:put|get|bring)(?P<whom>(?: \w+){{1,4}}?) (?:on|onto|into) {_MY} {_COVERAGE}", r"add \g<whom>"),
    _case(rf"\b(?:come|go|fall|drop|taken|age)s? off {_MY} {_COVERAGE}", "lose coverage"),
    _case(r"\b(?:enroll in|sign up for|tak(?:e|ing)|get|keep) (?=cobra\b)", "choose"),
    # A child that has come.
    _case(
        rf"\b(?:(?:{_MY} (?:wife|partner|spouse|girlfriend)|we|i|she)(?:'re|'m| are| am| is| just)* )?(?:(?:had|having"
        rf"|expecting|delivered) (?:an? |our |my |another )?(?:\w+ )?{_CHILD}|have a (?:new )?baby|gave birth"
        r"|giving birth|pregnant|expecting|(?:is|are|was|were|being) (?:due|born)|due date|nace|nacio|nacera"
        rf"|(?:{_MY} (?:espos[oa]|mujer|pareja) )?(?:esta|estoy|estamos) embarazad[oa]s?"
        r"|(?:(?:acab\w+ de|voy a|vamos a) tener|tuve|tuvimos|tengo|tenemos|espero|esperamos|estoy esperando)"
        r" (?:un |una )?(?:bebe|hij[oa]))\b",
        "newborn",
        about=_ASKS_TO_ADD,
    ),
    _case(rf"\badopt(?:ed|ing) (?:an? |our )?{_CHILD}\b", "adoption"),
    _case(r"\btwins\b", "children"),
    _case(rf"\b{_MY} {_CHILD}\b", "newborn", about=r"\bnewborn\b"),
    # Money of an account that was not spent in time.
    _case(_LEFT, EXPIRES, about=rf"^(?=.*{_ASKS_WHEN}).*{_OF_ACCOUNT}"),
    _case(_LEFT, UNUSED, about=_OF_ACCOUNT),
    # A child that stays covered, whatever its age and whether it studies or not.
    _case(
        rf"\b(?:(?:my|our|mi) )?(?:\d\d[- ]years?[- ]old )?{_CHILD}(?: (?:\w+ )?\w+)? (?:stays?|remains?|be|keep)"
        rf" (?:in|on|under|with) {_MY} {_COVERAGE}(?: (?:until|till|to|past) (?:age )?\d\d)?"
        r"(?:[?.,;]? (?:he|she|they)(?:'s| is| are)?(?:n't| not| isn't| aren't)? (?:an? )?"
        r"(?:full[- ]time )?students?)?",
        "child covered age 26",
    ),
    _case(
        rf"\b(?:tener|cubrir|mantener|dejar|llevar) a {_MY} {_CHILD} (?:en|bajo|con) {_MY} (?:plan|seguro|cobertura)\b"
        rf"|\b{_MY} {_CHILD} (?:puede )?(?:quedarse|seguir|estar|se queda|sigue|esta) (?:cubiert[oa] )?"
        rf"(?:en|bajo|con) {_MY} (?:plan|seguro|cobertura)\b",
        "child covered age 26",
    ),
    _case(
        rf"\b{_MY} {_CHILD} nacio(?: (?:en|el))?\b",
        "child",
        about=r"\b(?:pierd\w+|termina|acaba|hasta (?:cuando|que edad))\b(?!.*\bagreg)",
    ),
    # Going on with what one has.
    _case(
        rf"\b(?:keep(?:ing)?|stay (?:in|on|with)) (?:{_MY} {_COVERAGE}|what (?:i|we) have)\b"
        rf"|\b(?:my|our) {_COVERAGE} (?:continues?|renews?|rolls? over|carr(?:y|ies) over)\b"
        r"|\bno (?:hago|hacemos|hice|elijo|escojo|cambio) nada\b(?: en la inscripcion(?: abierta)?)?"
        r"|\b(?:need|have) to do anything(?: to keep (?:it|them))?\b",
        GOING_ON,
        about=rf"^(?!.*{_LEAVES})",
    ),
    # Days that are left of a window.
    _case(
        r"\b(?:left|remaining|until|till)\b(?P<between>.{0,30}?)\b(?:enroll(?:ment)?|sign up|register"
        r"|(?:choose|pick|select|change) (?:an?|my|the) plan)\b(?: (?:ends|closes|is over))?",
        r"\g<between> open enrollment",
        about=r"\bhow (?:many (?:more )?(?:days|weeks)|much (?:more )?time|long)\b",
    ),
)
_OWN_LEAVING = re.compile(OWN_LEAVING)
_LIFE = tuple(_case(said, means, about=about) for said, means, about in LIFE)
_HURT = re.compile(
    r"(?:\b(?:i|he|she|we|my \w+)(?:'ve| have| has)? )?\b(?:broken?|fractured?|sprained|twisted|tore|cut|hurt|injured"
    r"|burn(?:ed|t)|dislocated|(?:me )?(?:rompi|fracture|torci|quebre|lastime))"
    rf"(?: (?:my|his|her|a|an|the|el|la|un|una))*(?: \w+)? {_LIMB}\b"
    r"|\bi (?:am|was|got) (?:hurt|injured)\b|\b(?:i|we) (?:had|have) an accident\b"
    r"|\b(?:tuve|tuvimos|tengo|tenemos) un accidente\b"
)


_EVENT_TOLD = rf"\b(?:{OTHER_COVERAGE_LOST}|marriage|newborn|adoption)\b"


@lru_cache(maxsize=1_000)
def in_documents_words(question: str) -> str:
    """Return the question, plain, with the person's case in the words of documents, and without the person's own days
    and amounts: no rule repeats them."""
    given = frozenset(figure for figure in figures(question) if figure.kind in ("date", "money"))
    said = _told(_LIFE, plain_text(without_figures(question, given)))
    said = _told(_CASES, _OWN_TIME.sub(" ", _HURT.sub(" ", said)))
    return " ".join(said.split())


def _told(cases: Iterable[_Case], said: str) -> str:
    for case in cases:
        if case.about is None or case.about.search(said):
            said = case.said.sub(case.means, said)
    return said


def asks_for_change_after_event(question: str) -> bool:
    """Whether it tells of an event of life and asks whom or what one can change then."""
    worded = in_documents_words(question)
    if _ANY_EVENT in worded:
        return True
    return bool(re.search(_EVENT_TOLD, worded) and re.search(_ASKS_TO_ADD, plain_text(question)))


def tells_of_injury(question: str) -> bool:
    """Whether some care is asked for, and no word on who pays for what happened at work."""
    return bool(_HURT.search(plain_text(question))) and _AT_WORK not in in_documents_words(question)


def tells_of_low_spirits(question: str) -> bool:
    """Whether somebody only tells that they feel low, or asks who helps with that, and not what care costs."""
    return bool(_LOW_SPIRITS.search(plain_text(question)))


def is_new_here(question: str) -> bool:
    return HIRED in in_documents_words(question)


def goes_on(question: str) -> bool:
    """Whether it asks if one can leave all as it is."""
    return GOING_ON in in_documents_words(question)


def stays(question: str) -> bool:
    """Whether it asks what becomes of a plan or of money, with no word of leaving."""
    worded = in_documents_words(question)
    return any(said in worded for said in (GOING_ON, UNUSED, EXPIRES)) and not tells_of_leaving(question)


def leaves_work(question: str) -> bool:
    """Whether the person tells, or asks about, leaving the company."""
    return bool(_OWN_LEAVING.search(in_documents_words(question)))


def tells_of_leaving(question: str) -> bool:
    """Whether it has a word of leaving the company or the plan."""
    return bool(re.search(_LEAVES, plain_text(question)))
