"""Rules that papers tell in words and that are of one way or another: together or apart, at once or after a wait, at any
time or only then, besides or instead, whole or in part, one or several, by itself or on request, paid by whom.

An answer says such a rule in other words than its source, so only what it speaks of is compared, and the way. It goes
where the source says the other way of as much of it, and the same way of less.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from chat.proof.alike import Thing, things_in, words_in
from chat.proof.clauses import Clause, clauses_of
from chat.proof.names import AMOUNT, PAYER, PERIOD
from chat.proof.scope import agree
from chat.proof.units import Source, Told, Unit
from knowledge.text.terms import list_terms

_SENTENCE, _ABOVE = 0.9, 0.6  # what a thing counts that is told before in the same sentence, or above it
_DENIED = re.compile(
    r"(?:n't|\b(?:not|no|never|without|cannot|neither|nobody|sin|nunca))(?: (?:be|to|have|has|need|needs|any|a|the"
    r"|taken|used|done|made|been|necessarily|required|se|tiene|que|hace|falta|necesita|it|is|are)){0,3}\s$"
)
_NEED_NOT = re.compile(
    r"(?:n't|\bnot) (?:have|has|need) to\b|\bneeds? not\b|\bnot (?:required|obliged) to\b|\bno (?:tienen? que|hace falta"
    r"|es necesario|necesitan?)\b"
)
_WAYS = frozenset({PAYER, PERIOD, AMOUNT})  # names that tell a way themselves
_INSISTS = re.compile(r"\b(?:must|has to|have to|only|always|debe\w*|tiene que|solo|siempre)\b")
_OR = re.compile(r"\b(?:or|o)\b")
_DIGIT = re.compile(r"\d")
_MARKER = re.compile(r"\[\d+\]")
_SAY_HOW = frozenset(
    list_terms(
        "while under whole full entire own same come comes came out run runs from back like want again well each whether "
        "another other first last next passed pass money itself themselves yourself until during soon start right away have been must toda todo "
        "todos todas mismo misma propio cuando mientras completo completa dinero"
    )
)
_DONE = frozenset(list_terms("use used usar earn accrue"))
_REACH = 30  # characters in front in which it is denied


@dataclass(frozen=True)
class Contrast:
    """Ways of which a rule is one: the first that is found at a place counts, so the longer phrases stand first."""

    sides: dict[str, re.Pattern[str]]
    turned: dict[str, str]  # what a side becomes where it is denied; one that is none of these then says nothing
    enough: float = 0.5  # of what is spoken of that the other way has to be told of
    has_no_figures: bool = False  # only what has no digits is told by it

    @cached_property
    def any_side(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{side.pattern})" for side in self.sides.values()))


def _contrast(
    sides: dict[str, str], *, turned: dict[str, str] | None = None, enough: float = 0.5, has_no_figures: bool = False
) -> Contrast:
    return Contrast({side: re.compile(words) for side, words in sides.items()}, turned or {}, enough, has_no_figures)


_A_COUNT = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirty|sixty|ninety|an?|the first|your first)"
)
_SPAN = rf"{_A_COUNT}[ -](?:\w+ )?(?:days?|weeks?|months?|years?)"
_LAPSO = r"(?:\d+|un|una|dos|tres|seis|doce|treinta|sesenta|noventa) (?:dias?|semanas?|mes(?:es)?|anos?)"
_PAYCHECK = r"(?:pay ?checks?|pay\b|salary|wages|payroll|pocket)"
_OFTEN = {
    "paycheck": r"pay ?check|pay period|pay ?day|cheque|quincena",
    "week": r"week|semana",
    "month": r"month|mes",
    "quarter": r"quarter|trimestre",
    "year": r"(?:calendar |plan )?year|ano",
    "time": r"time|occasion|vez que",
}
_LY = {"week": r"|\bweekly\b|\bsemanal(?:es|mente)?\b", "month": r"|\bmonthly\b|\bmensual(?:es|mente)?\b",
       "quarter": r"|\bquarterly\b|\btrimestral(?:es|mente)?\b",
       "year": r"|\b(?:annually|yearly)\b|\banualmente\b|\ben enero\b|\bin (?:january|march|december)\b"}  # fmt: skip
CONTRASTS = (
    _contrast(  # whether it is had on
        {
            "lost": r"\b(?:lost|loses?|losing|forfeit\w*|dropped|goes? back|given up)\b|\bexpires?\b|\bse pierden?\b|\bpierde\b",
            "kept": r"\b(?:kept|keeps?|retains?)\b|\byours (?:to keep|when)\b|\bstays? yours\b|\b(?:carr(?:y|ies|ied)|rolls?|carried"
            r"|rolled)[ -]?over\b|\b(?:stays?|remains?|continues?)\b(?! the same| (?:until|through|for|to)\b)"
            r"|\bse guardan?\b|\bconserva\w*\b|\bpasan? al (?:ano )?siguiente\b|\bse acumulan para\b",
        },
        turned={"lost": "kept", "kept": "lost"},
    ),
    _contrast(  # whether it changes
        {
            "same": r"\b(?:stays?|remains?|are|is) (?:the same|unchanged|fixed|level|flat)\b|\b(?:never|not|n't) (?:change|rise|go up"
            r"|increase)s?\b|\b(?:sigue|siguen|permanecen?) igual(?:es)?\b|\bno (?:cambian?|suben?)\b",
            "changes": r"\b(?:rises?|increases?|goes? up|grows?|climbs?|steps? up)\b|\b(?:suben?|aumentan?)\b",
        },
    ),
    _contrast(  # in one go or with breaks
        {
            "in a row": r"\bin a row\b|\bconsecutive(?:ly)?\b|\buninterrupted\b|\bwithout a break\b|\bone block\b|\ball at once\b"
            r"|\bseguid[oa]s\b|\bconsecutiv[oa]s\b",
            "apart": r"\bintermittent(?:ly)?\b|\b(?:two|three|several|separate|smaller|2|3) (?:blocks?|parts|periods|pieces)\b"
            r"|\bsplit\b|\bpor partes\b",
        },
        turned={"in a row": "apart", "apart": "in a row"},
    ),
    _contrast(  # in what pieces
        {
            "days": r"\b(?:full|whole|entire)[ -]days?\b|\bby the day\b|\bdias completos\b",
            "hours": r"\b(?:by the|in|per) (?:half[ -])?hours?\b|\bhourly increments\b|\bpor horas\b",
        },
    ),
    _contrast(  # whether one has to
        {
            "optional": r"\b(?:is|are|be|entirely|completely) (?:optional|voluntary)\b|\byour choice\b|\b(?:es|son) (?:opcional(?:es)?"
            r"|voluntari[oa]s?)\b",
            "mandatory": r"\b(?:is|are|be) (?:mandatory|compulsory|required|obligatory)\b|\b(?:es|son) obligatori[oa]s?\b",
        },
        turned={"optional": "mandatory", "mandatory": "optional"},
    ),
    _contrast(  # where
        {
            "in person": r"\bin[- ]person\b|\bface[- ]to[- ]face\b|\bon[- ]?site\b|\ben persona\b",
            "remote": r"\b(?:by|over the) (?:phone|video|telephone)\b|\bonline\b|\bvirtual(?:ly)?\b|\bpor (?:telefono|video)\b|\ben linea\b",
        },
    ),
    _contrast(  # with how many
        {
            "alone": r"\bone[- ]on[- ]one\b|\bindividual (?:sessions?|lessons?|classes)\b|\bprivate (?:sessions?|lessons?|rooms?)\b",
            "group": r"\bin (?:small )?groups?\b|\bgroup (?:sessions?|lessons?|classes)\b|\bsemi-?private\b|\ben grupos?\b",
        },
    ),
    _contrast(  # who is told
        {
            "private": r"\bconfidential\w*\b|\bprivate\b|\banonymous\w*\b|\bconfidencial\w*\b",
            "told": r"\b(?:manager|employer|company|hr|supervisor|boss|gerente|empresa|jefe)\b(?: \w+){0,2} (?:told|informed|notified"
            r"|sees?|knows?|learns?|finds out|sabe|ve)\b|\b(?:shared with|reported to|sent to|disclosed to|visible to)\b"
            r"|\bsees? (?:the|your)\b|\bse informa a\b|\bse comparten? con\b",
        },
        turned={"told": "private", "private": "told"},
        enough=0.4,
    ),
    _contrast(  # one of a couple or both
        {
            "one": r"\bonly one (?:parent|spouse|partner|of you|of the parents)\b|\b(?:one|either) of you\b|\bsolo uno de los\b",
            "both": r"(?<!if )(?<!when )\bboth (?:parents|spouses|partners|of you)\b|\byou (?:and your \w+ )?(?:can|may) both\b|\bambos padres\b",
        },
    ),
    _contrast(  # how often it comes
        {
            name: rf"\b(?:each|every|per|once an?|once per|once each|with every|(?<!after )(?<!within )an?|al|cada|por|una vez al) (?:{words})\b(?! (?:of|de)\b){_LY.get(name, '')}"
            for name, words in _OFTEN.items()
        }
        | {
            "years apart": r"\b(?:every|cada) \d+ (?:months|meses|years|anos)\b",
            "once": r"\b(?:once|one time|una vez)\b(?! (?:you|an?|every|per|each|in|the|your|it|they|he|she|we|all|enrolled|elected|al|cada|que|por)\b)",
            "again": r"\b(?:a second time|more than once|repeatedly|otra vez|de nuevo)\b",
        },
        enough=0.5,
        has_no_figures=True,
    ),
    _contrast(  # who chooses
        {
            "company": r"\b(?:company|employer|plan sponsor|empresa)\b(?= (?:will )?(?:chooses?|selects?|decides?|picks?|elige|decide|escoge)\b)",
            "you": r"\b(?:you|usted)\b(?= (?:can |may |must |will )?(?:choose|select|decide|pick|elige|decide|escoge)\b)",
        },
    ),
    _contrast(  # whether several have it together
        {
            "apart": r"\bseparate(?:ly)?\b|\bindependent(?:ly)?\b|\bindividually\b|\b(?:their|its|his|her|your) own\b"
            r"(?! (?:pay|cost|expense|contribution|money|election|employer|job|work))|\bof (?:their|your) own\b|\beach on their own\b"
            r"|\bpor separado\b|\bseparad[oa]s?\b|\bindependientes?\b|\bpropi[oa]s?\b|\bcada un[oa]\b",
            "together": r"\b(?:is|are|be) shared\b|\bshared (?:by|between|among|across|with)\b|\bshares? (?:one|a|the same|an)\b|\b(?:one|a) shared\b"
            r"|\bthe same (?=annual limit|account)"
            r"|\bshare (?:it|them)\b|\bcombined\b|\bjointly\b|\bpooled\b|\btogether\b|\bas a (?:family|household|group|unit)\b"
            r"|\bthe same(?= (?:choice|election|decision|option|limit|deductible)\b)"
            r"|\b(?:taken|comes?|drawn|deducted|subtracted) (?:out of|from|out from) (?:your |the |their )?"
            rf"(?!(?:your |the |their )?{_PAYCHECK})|\bcounts? against\b|\bcharged (?:to|against)\b"
            r"|\bcompart\w+\b|\bconjunt\w+\b|\bjunt[oa]s\b|\ben comun\b|\bse descuentan? de (?:las |sus )?vacaciones\b",
        },
        turned={"apart": "together", "together": "apart"},
    ),
    _contrast(  # whether the time is free
        {
            "then": r"\bonly\b(?=(?: \w+){0,3}? (?:after|during|within|if|when|in|at|once|upon|on|following)\b(?! any))"
            r"|\b(?:unless|until)\b|(?:\b(?:cannot|can't|not)|n't)\b(?=[^,;.]{0,40}?\b(?:before|until|outside)\b)"
            r"|\bfor the (?:whole|entire|full|rest of the) year\b|\blocked in\b"
            r"|\bsolo\b(?=(?: \w+){0,4}? (?:despues|durante|dentro|si|cuando|al)\b)|\ba menos que\b|\bhasta que\b",
            "any time": r"\b(?:at )?any ?time\b|\bwhenever (?:you|they|it)\b|\b(?:in|during) any month\b|\ball year(?: round| long)?\b"
            r"|\bthroughout the year\b|\bas often as\b|\ben cualquier (?:momento|mes)\b|\bcuando (?:quiera|lo desee|desee)\b"
            r"|\btodo el ano\b",
        },
    ),
    _contrast(  # whether it begins without a wait
        {
            "at once": r"\b(?:no|without) (?:a |any )?(?:new |another |further )?wait(?:ing)?(?: period| time)?\b|\bright away\b|\bimmediate(?:ly)?\b"
            r"|\bstraight away\b|\b(?:from|at) birth\b|\bday one\b|\b(?:from|on|since) (?:your|the|their) "
            r"(?:first day|date of hire|hire date|start date)\b|\bfrom the (?:start|beginning|outset)\b|\bas soon as\b(?! (?:possible|administratively))"
            r"|\byours at once\b|\bsin (?:periodo de )?espera\b|\bde inmediato\b|\binmediatamente\b"
            r"|\bdesde (?:el nacimiento|el primer dia|que nacen?)\b|\bno hay periodo de espera\b",
            "later": rf"\b(?:only )?after (?:\w+ ){{0,3}}?{_SPAN}\b|\bwaiting period\b|\b(?:must|have to|has to|need to|required to) (?:wait|hold|keep|stay)\b"
            rf"|\bfrom {_SPAN} (?:of age|old|on)\b|\b{_SPAN} after (?:you|your|the|their) (?:start|hire|join|date)\w*\b"
            rf"|\buntil (?:\w+ ){{0,3}}?{_SPAN}\b|\bonce you have (?:been|worked|waited|completed)\b|\bonly after\b"
            r"|\bonce (?:the|your) (?:\w+ )?(?:balance|account)\b"
            rf"|\bdespues de (?:\w+ ){{0,3}}?{_LAPSO}\b|\bdesde los? {_LAPSO}\b|\bperiodo de espera\b|\bdebe esperar\b",
        },
    ),
    _contrast(  # whether what is had already is had on from the first or little by little
        {
            "by and by": r"\bover time\b|\bgradual(?:ly)?\b|\bgraded\b|\byear by year\b|\bper year of service\b"
            r"|\bcon el tiempo\b|\bpoco a poco\b|\bgradualmente\b",
            "always": r"\balways\b|\bat all times\b|\bimmediately vested\b|\bvested immediately\b|\bsiempre\b",
        },
    ),
    _contrast(  # whether one comes on top of the other
        {
            "instead": r"\binstead of\b|\bin place of\b|\bin lieu of\b|\brather than\b|\bnot both\b|\bcannot be combined\b"
            r"|\beither\b[^,;.]{2,60}\bor\b|\ben (?:lugar|vez) de\b|\bpero no ambos\b",
            "besides": r"\bin addition to\b|\bon top of\b|\bas well as\b|\balong with\b|\bbesides\b|\bboth (?:an? |the )?"
            r"(?!plans|parents|of|options|employees|medical|spouses)\w+(?: \w+){0,2} and\b|\bademas de\b|\bjunto con\b",
        },
    ),
    _contrast(  # how many at a time
        {
            "one": r"\b(?:only|just|no more than|at most|up to|limited to) one\b|\bone [\w-]+(?: [\w-]+)? at a time\b"
            r"|\ba single\b|\b(?:solo|solamente|un solo|una sola|unicamente) un[oa]?\b|\bun[oa]? sol[oa]\b",
            "several": r"\bseveral\b|\bmultiple\b|\bmore than one\b|\bas many\b|\bany number of\b|\bvari[oa]s\b"
            r"|\bmas de un[oa]?\b|\bmultiples\b",
        },
        turned={"several": "one"},
    ),
    _contrast(  # all of it or a part
        {
            "part": r"\bhalf\b|\b(?:a|the|one) (?:part|portion|fraction|third|quarter) of\b|\binstal+ments?\b"
            r"|\b(?:two|three|four|six|twelve|2|3|4|6|12|equal|quarterly|monthly) (?:equal )?(?:payments|deposits|parts|amounts)\b"
            r"|\bprorated\b|\bpro rata\b|\b(?:every|each) (?:pay ?check|pay period|pay ?day)\b|\b50 ?%"
            r"|\bla mitad\b|\bun[oa]? (?:parte|tercio|porcion) de\b|\ba plazos\b|\ben cuotas\b",
            "whole": r"\ball of (?:it|them|that|this|what)\b|\b(?:the|its|their|your) (?:whole|entire)\b|\bin full\b"
            r"|\bthe full (?:amount|sum|balance|payment|contribution|benefit)\b|\blump[- ]sum\b|\bone payment\b"
            r"|\b(?:all )?at once\b|\beverything\b|\bla totalidad\b|\btodo lo que\b|\bun solo pago\b|\bpor completo\b",
        },
    ),
    _contrast(  # who does it: nobody, or who wants it
        {
            "by itself": r"\bautomatic\w*\b|\bby default\b|\bopt(?:ing)?[- ]out\b|\b(?:continues?|carr(?:y|ies)|rolls?) (?:on |over "
            r"|forward )?(?:automatically |from year to year)\b|\bno action\b|\bnothing to do\b|\bautomatica\w*\b",
            "on request": r"\bsign(?:s|ed|ing)?(?: \w+)? up\b|\bopt(?:ing)?[- ]in\b|\bre-?(?:enroll|elect)\w*\b"
            r"|\b(?:enroll|elect)\b[^,;.]{0,30}\bagain\b|\b(?:must|have to|has to|need to|needs to) (?:enroll|elect|apply"
            r"|request|register|choose)\b|\bon request\b|\bif you ask\b|\b(?:debe|tiene que) (?:inscribirse|solicitar\w*"
            r"|elegir\w*|pedir\w*)\b|\binscribirse por su cuenta\b",
        },
        turned={"by itself": "on request", "on request": "by itself"},
    ),
    _contrast(  # who pays for it
        {
            "both": r"\b(?:you and (?:the company|your employer|we)|the company and you) (?:share|split|both pay|each pay)\b"
            r"|\b(?:shares?|splits?|shared|split) (?:in )?(?:the |its |their )?(?:costs?|premiums?)\b|\bcost[- ]shar\w+\b"
            r"|\b(?:costs?|premiums?) (?:is|are) (?:shared|split)\b|\b(?:goes on paying|pays?|paying) (?:its|their) (?:own )?(?:share|part|portion)\b"
            r"|\b(?:usted y la empresa|la empresa y usted) comparten\b|\bcompart\w+ (?:el|los) costos?\b",
            "company": r"\b(?!you|employees|who|they|plan|insurance|members|it)[a-z]+ pays (?:for (?!up\b|\$|\d)|your (?:share|part)\b)"
            r"|\b(?:the |your |our )?(?:company|employer|we)(?: also| will| fully| alone)? "
            r"(?:pays?|covers?|bears?|picks up|funds?|provides?) (?!you\b|up\b|\$|\d)(?:for )?(?:all|the|it|this|these|its|your"
            r"|basic|for|premiums?|everything|in full|every|long|short|vol\w+|sup\w+|life|extra)\b"
            r"|\bpaid (?:for |entirely |fully |completely |in full )*by (?:the |your |us)?\s?(?:company|employer)?\b(?! you)"
            r"|\b(?:company|employer)[- ]paid\b|\b(?:at )?no cost to (?:you|employees)\b|\bfree (?:to|for) (?:you|employees)\b"
            r"|\bcosts? you nothing\b|\byou pay nothing\b|\bpays? (?:all of it|all of (?:the|its) (?:cost|premium)s?"
            r"|the (?:full|whole|entire) (?:premium|cost)s?)\b(?<!you pay the full cost)(?<!you pay the whole cost)"
            r"(?<!you pay the entire cost)(?<!you pay the full premium)"
            r"|\bla empresa (?:la |lo |los |las )?paga\b|\b(?:lo|la|los|las) paga la empresa\b|\bpagad[oa]s? por la empresa\b"
            r"|\bsin costo para (?:usted|el empleado)\b",
            "you": r"\byou (?:must |have to |will |alone |also )*(?:pay|cover|bear)(?! (?:nothing|\$|\d|no|up))\b"
            r"|\bpaid (?:for )?by (?:you|the employee|employees|participants)\b"
            rf"|\b(?:out of|from|off) (?:your|their|the) {_PAYCHECK}|\bpayroll deductions?\b|\bemployee[- ]paid\b"
            r"|\bat your (?:own )?(?:cost|expense)\b|\byou (?:can|may) buy\b|\busted (?:la |lo |los |las )?paga\b"
            r"|\b(?:lo|la|los|las) paga usted\b|\bse (?:le )?descuentan? de su (?:salario|sueldo|cheque|pago)\b"
            r"|\bpor su (?:propia )?cuenta\b",
        },
    ),
    _contrast(  # in which way it is paid
        {
            "directly": r"\b(?:pay|pays|paid|billed?|bills) (?:\w+ ){0,3}directly\b|\bdirectly to (?:the )?(?:insurer|carrier|vendor)\b"
            r"|\bdirect(?:ly)? billed\b|\bdirectamente a\b",
            "from pay": rf"\b(?:out of|from|through|off) (?:your|their|the)? ?{_PAYCHECK}|\bpayroll deduct\w+\b"
            r"|\bse (?:le )?descuentan? de su (?:salario|sueldo|cheque|pago)\b",
        },
    ),
    _contrast(  # before they are had or afterwards
        {
            "afterwards": r"\breimburs\w+\b|\bpa(?:ys?|id) (?:you )?back\b|\bafter you (?:have )?(?:finish|complete|pass)\w*\b"
            r"|\bonce you (?:have )?(?:finish|complete|pass)\w*\b|\bafterwards?\b|\breembols\w+\b",
            "in advance": r"\bin advance\b(?! notice)|\bup ?front\b|\bprepaid\b|\bpor adelantado\b",
        },
    ),
    _contrast(  # for whom
        {
            "children": r"\b(?:dependent |only |covered )?(?:children|child|kids)\b|\bhij[oa]s\b|\bninos\b",
            "adults": r"\badults?\b|\badultos?\b|\bgrown-?ups?\b",
        },
    ),
    _contrast(  # what it may be beside what somebody else has
        {
            "no more": r"\b(?:cannot|can't|can not|may not|must not|not|never) (?:\w+ ){0,2}?(?:more|exceed|higher|greater|larger)\b"
            r"|\bno more than\b|\blimited to\b|\bat most\b|\bno (?:puede|pueden|debe) (?:\w+ ){0,2}?(?:mas|superar|exceder)\b"
            r"|\bno mas de\b",
            "more": r"\b(?:can|may|could) (?:\w+ ){0,2}?(?:more|exceed|higher|greater|larger)\b|\bas much as (?:you|they) (?:like|want)\b"
            r"|\bpuede(?:n)? (?:\w+ ){0,2}?(?:mas|superar|exceder)\b",
        },
    ),
    _contrast(  # whatever happens or only if
        {
            "only if": r"\bonly (?:if|when|where)\b|\bprovided (?:that )?\b|\bas long as\b|\bsolo (?:si|cuando)\b|\bsiempre que\b"
            r"|\bmust (?:also |first )?(?:buy|have|be enrolled)\b",
            "anyway": r"\bwhether\b[^,;.]{1,40}?\bor not\b|\bwith or without\b|\beven after\b|\bwhatever\b|\bregardless\b|\bno matter\b|\beven (?:if|when|though)\b|\bin any case\b|\baunque\b"
            r"|\bincluso (?:si|cuando)\b|\bsin importar\b|\bindependientemente\b",
        },
        enough=0.6,
    ),
    _contrast(  # to oneself or to others
        {
            "others": r"\bfamily members?\b|\brelatives?\b|\bother people\b|\banyone\b|\bhousehold\b|\bfamiliar(?:es)?\b",
            "oneself": r"\b(?:only|just)\b(?=[^,;.]{0,40}\bfor (?:yourself|you|employees|the employee)\b)|\bfor yourself only\b"
            r"|\bonly (?:you|employees|the employee) (?:can|may)\b|\bsolo\b(?=[^,;.]{0,40}\bpara usted\b)",
        },
    ),
)


def is_of_the_other_way(text: str, sources: Sequence[Source]) -> bool:
    """Whether the sources tell a rule of the other way than the text does."""
    return any(_is_told_otherwise(clause, contrast, sources) for clause in clauses_of(text) for contrast in CONTRASTS)


def _is_told_otherwise(clause: Clause, contrast: Contrast, sources: Sequence[Source]) -> bool:
    if contrast.has_no_figures and _DIGIT.search(_MARKER.sub("", clause.plain)):
        return False
    sides, rest = _sides(contrast, clause.plain)
    if len(sides) != 1:
        return False
    things = _subject(rest)
    if not things:
        return False
    (side,) = sides
    named = {name: values for name, values in clause.scope.items() if name not in _WAYS}
    insists = bool(_INSISTS.search(clause.plain))
    same, other = 0.0, 0.0
    for unit in (unit for source in sources for unit in source.units):
        for told in unit.told:
            ways, _ = _sides(contrast, told.clause.plain)
            if not ways or not agree(named, (told.clause.scope, *unit.scopes), of_amount=False, must_be_said=False):
                continue
            share = _share(things, told, unit)
            is_either = insists and len(ways) > 1 and _OR.search(told.clause.plain)
            if side in ways and not is_either:
                same = max(same, share)
            else:
                other = max(other, share)
    return other >= contrast.enough and other > same


def _subject(rest: str) -> tuple[Thing, ...]:
    """Return what is spoken of; what one does with it counts here, and words that say how do not."""
    things = [thing for thing in things_in(rest) if not thing.name <= _SAY_HOW]
    return (*things, *(Thing(frozenset({term})) for term in list_terms(rest) if term in _DONE))


def _share(things: Sequence[Thing], told: Told, unit: Unit) -> float:
    """Return how much of the things a clause speaks of; what stands before it goes on."""
    here = told.words | told.before
    levels = ((1.0, told.words), (_SENTENCE, here), *((_ABOVE, here | words) for words in unit.words_above))
    return sum(max(weight * thing.share_in(words) for weight, words in levels) for thing in things) / len(things)


@lru_cache(maxsize=20_000)
def _found(contrast_at: int, plain: str) -> tuple[frozenset[str], str]:
    contrast = CONTRASTS[contrast_at]
    sides: set[str] = set()
    letters = plain
    for side, pattern in contrast.sides.items():
        for match in pattern.finditer(letters):
            before = plain[: match.start()]
            denied = bool(_DENIED.search(before[-_REACH:]) or _NEED_NOT.search(before))
            way = contrast.turned.get(side) if denied else side
            if way:
                sides.add(way)
            letters = f"{letters[: match.start()]}{' ' * len(match[0])}{letters[match.end() :]}"
    return frozenset(sides), letters


def _sides(contrast: Contrast, plain: str) -> tuple[frozenset[str], str]:
    """Return the ways that the text tells, and the text without the words for them."""
    plain = plain.replace("’", "'")
    if not contrast.any_side.search(plain):
        return frozenset(), plain
    return _found(CONTRASTS.index(contrast), plain)
