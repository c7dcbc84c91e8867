"""The ways of which rules told in words are one or the other, in both languages: a kind of rule a line of the table.

A new kind belongs here, or beside the others of paying in `ways_of_paying.py`: a name for each way with what tells it,
and what a way becomes where it is denied.
"""

from chat.proof.contrast import contrast
from chat.proof.ways_of_paying import OF_PAYING, PAYCHECK

_A_COUNT = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirty|sixty|ninety|an?|the first|your first)"
)
_SPAN = rf"{_A_COUNT}[ -](?:\w+ )?(?:days?|weeks?|months?|years?)"
_LAPSO = r"(?:\d+|un|una|dos|tres|seis|doce|treinta|sesenta|noventa) (?:dias?|semanas?|mes(?:es)?|anos?)"
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
    contrast(
        "whether it is had on",
        {
            "lost": r"\b(?:lost|loses?|losing)\b(?! (?:\w+ ){0,2}other )"
            r"|\b(?:forfeit\w*|dropped|goes? back|given up|expires?)\b"
            r"|\bse pierden?\b|\bpierde\b",
            "kept": r"\b(?:kept|keeps?|retains?|port(?:ed|able)?)\b|\byours (?:to keep|when)\b|\bstays? yours\b"
            r"|\b(?:carr(?:y|ies|ied)|rolls?|carried"
            r"|rolled)[ -]?over\b|\b(?:stays?|remains?|continues?)\b(?! the same| in place| (?:until|through|for|to)\b)"
            r"|\bse guardan?\b|\bconserva\w*\b|\bpasan? al (?:ano )?siguiente\b|\bse acumulan para\b",
        },
        turned={"lost": "kept", "kept": "lost"},
    ),
    contrast(
        "at the same time or one after the other",
        {
            "beside": r"\bat the same time as\b|\bconcurrent(?:ly)?\b|\balongside\b|\btogether with\b"
            r"|\bal mismo tiempo que\b",
            "behind": r"\b(?:starts?|begins?|runs?|comes?) (?:only )?(?:after|when|once)\b|\b(?:empieza"
            r"|comienza) (?:despues|cuando)\b",
        },
    ),
    contrast(
        "whether it changes",
        {
            "same": r"\b(?:stays?|remains?|are|is) (?:the same|unchanged|fixed|level|flat)\b|\b(?:never|not"
            r"|n't) (?:change|rise|go up|increase)s?\b|\b(?:sigue|siguen|permanecen?) igual(?:es)?\b"
            r"|\bno (?:cambian?|suben?)\b",
            "changes": r"\b(?:rises?|increases?|goes? up|grows?|climbs?|steps? up|depends? on|var(?:y|ies)"
            r"|differs?)\b|\b(?:suben?|aumentan?)\b",
        },
    ),
    contrast(
        "in one go or with breaks",
        {
            "in a row": r"\bin a row\b|\bconsecutive(?:ly)?\b|\buninterrupted\b|\bwithout a break\b"
            r"|\bone block\b|\ball at once\b|\bseguid[oa]s\b|\bconsecutiv[oa]s\b",
            "apart": r"\bintermittent(?:ly)?\b|\bin (?:[\w-]+ ){0,2}(?:blocks|increments|pieces)\b|\b(?:two"
            r"|three|several|separate|smaller|2|3) (?:blocks?|parts|periods|pieces)\b|\bsplit\b|\bpor partes\b",
        },
        turned={"in a row": "apart", "apart": "in a row"},
    ),
    contrast(
        "incurred or submitted",
        {
            "incurred": r"\bincur\w*\b|\b(?:spend|spent) (?:it|the|your|money|down)\b"
            r"|\b(?:gastar|usar) (?:el|su) (?:dinero|saldo)\b",
            "submitted": r"\b(?:submit\w*|fil(?:e|ed|ing)|turn(?:ed)? in|send in|sent in|postmarked)\b"
            r"|\b(?:presentar|presente\w*|entregar)\b"
            r"|\b(?:claims?|receipts?) (?:are|is|must be|have to be) (?:due|in|received)\b",
        },
    ),
    contrast(
        "to the day or to the month's end",
        {
            "day": r"\b(?:until|through|up to|hasta) (?:the|their|your|his|her|el|su) (?:\w+ )?(?:birthday"
            r"|cumpleanos)\b"
            r"|\bon (?:the (?:exact |very )?(?:day|date)|(?:the|their|your|his|her) (?:\w+ )?birthday)\b"
            r"|\bel (?:mismo )?dia (?:en )?que\b|\ben su cumpleanos\b",
            "month's end": r"\b(?:end|last day) of (?:the|that|their|your) (?:\w+ )?month\b|\bultimo dia del mes\b"
            r"|\bfin(?:al)? (?:del|de) mes\b",
        },
    ),
    contrast(
        "on a day of its own or on the month's first",
        {
            "day": r"\b(?:on|from) (?:your|the|their) \d{1,3}(?:st|nd|rd|th) (?:calendar )?day\b|\b(?:exactly"
            r"|to the day)\b"
            r"|\bel dia \d{1,3} (?:de|desde)\b",
            "month's first": r"\bfirst (?:day )?of (?:the|that|each|a) (?:next |following |calendar )?month\b"
            r"|\bprimer(?:o| dia)? (?:del|de cada) mes\b",
        },
    ),
    contrast(
        "in what pieces",
        {
            "days": r"\b(?:full|whole|entire)[ -]days?\b|\bby the day\b|\bdias completos\b",
            "hours": r"\b(?:by the|in|per) (?:half[ -])?hours?\b|\bhourly increments\b|\bpor horas\b",
        },
    ),
    contrast(
        "whether one has to",
        {
            "optional": r"\b(?:is|are|be|entirely|completely) (?:optional|voluntary)\b|\byour choice\b"
            r"|\b(?:es|son) (?:opcional(?:es)?|voluntari[oa]s?)\b",
            "mandatory": r"\b(?:is|are|be) (?:mandatory|compulsory|required|obligatory)\b|\b(?:es"
            r"|son) obligatori[oa]s?\b",
        },
        turned={"optional": "mandatory", "mandatory": "optional"},
    ),
    contrast(
        "where",
        {
            "in person": r"\bin[- ]person\b|\bface[- ]to[- ]face\b|\bon[- ]?site\b|\ben persona\b",
            "remote": r"\b(?:by|over the) (?:phone|video|telephone)\b|\bonline\b|\bvirtual(?:ly)?\b"
            r"|\bpor (?:telefono|video)\b|\ben linea\b",
        },
    ),
    contrast(
        "with how many",
        {
            "alone": r"\bone[- ]on[- ]one\b|\bindividual (?:sessions?|lessons?|classes)\b"
            r"|\bprivate (?:sessions?|lessons?|rooms?)\b",
            "group": r"\bin (?:small )?groups?\b|\bgroup (?:sessions?|lessons?|classes)\b|\bsemi-?private\b"
            r"|\ben grupos?\b",
        },
    ),
    contrast(
        "who is told",
        {
            "private": r"\bconfidential\w*\b|\bprivate\b|\banonymous\w*\b|\bconfidencial\w*\b"
            r"|\b(?:manager|employer|supervisor|boss)\b(?: \w+)? (?:not|never) (?:be )?(?:told|informed|notified|sees?"
            r"|knows?|learns?)\b",
            "told": r"\b(?:tells?|lets?|informs?|notif(?:y|ies)) (?:your |the )?(?:manager|employer|boss|supervisor)\b"
            r"|\b(?:manager|employer|company|hr|supervisor|boss|gerente|empresa|jefe)\b(?: \w+){0,2} (?:told|informed"
            r"|notified|sees?|knows?|learns?|finds out|sabe|ve)\b"
            r"|\b(?:shared with|reported to|sent to|disclosed to|visible to)\b"
            r"|\bsees? (?:the|your)\b|\bse informa a\b|\bse entera\b|\bse comparten? con\b",
        },
        turned={"told": "private", "private": "told"},
        enough=0.4,
    ),
    contrast(
        "one of a couple or both",
        {
            "one": r"\bonly one (?:parent|spouse|partner|of you|of the parents)\b|\b(?:one|either) of you\b"
            r"|\bsolo uno de los\b",
            "both": r"(?<!if )(?<!when )\bboth (?:parents|spouses|partners|of you)\b"
            r"|\byou (?:and your \w+ )?(?:can|may) both\b|\bambos padres\b",
        },
    ),
    contrast(
        "how often it comes",
        {
            name: rf"\b(?:each|every|per|once an?|once per|once each|with every|(?<!after )(?<!within )an?|al"
            rf"|cada|por|una vez al) (?:{words})\b(?! (?:of|de)\b){_LY.get(name, '')}"
            for name, words in _OFTEN.items()
        }
        | {
            "years apart": r"\b(?:every|cada) \d+ (?:months|meses|years|anos)\b",
            "once": r"\b(?:once|one time|una vez)\b(?! (?:you|an?|every|per|each|in|the|your|it|they|he|she|we"
            r"|all|enrolled|elected|al|cada|que|por)\b)",
            "again": r"\b(?:a second time|more than once|repeatedly|otra vez|de nuevo)\b",
        },
        enough=0.5,
        has_no_figures=True,
    ),
    contrast(
        "who chooses",
        {
            "company": r"\b(?:company|employer|plan sponsor|empresa)\b(?= (?:will )?(?:chooses?|selects?"
            r"|decides?|picks?|elige|decide|escoge)\b)",
            "you": r"\b(?:you|usted)\b(?= (?:can |may |must |will )?(?:choose|select|decide|pick|elige|decide"
            r"|escoge)\b)",
        },
    ),
    contrast(
        "whether several have it together",
        {
            "apart": r"\bseparate(?:ly)?\b|\bindependent(?:ly)?\b|\bindividually\b|\b(?:their|its|his|her|your) own\b"
            r"(?! (?:pay|cost|expense|contribution|money|election|employer|job|work))|\bof (?:their|your) own\b"
            r"|\beach on their own\b|\beach for\b|\bfor each of\b|\bcada un[oa] para\b"
            r"|\bpor separado\b|\bseparad[oa]s?\b|\bindependientes?\b|\bpropi[oa]s?\b|\bcada un[oa]\b",
            "together": r"\b(?:is|are|be) shared\b|\bshared (?:by|between|among|across|with)\b|\bshares? (?:one"
            r"|a|the same|an)\b|\b(?:one|a) shared\b"
            r"|\bthe same (?=annual limit|account)"
            r"|\bshare (?:it|them)\b|\bcombined\b|\bjointly\b|\bpooled\b|\btogether\b|\bas a (?:family"
            r"|household|group|unit)\b"
            r"|\bthe same(?= (?:choice|election|decision|option|limit|deductible)\b)"
            r"|\b(?:taken|comes?|drawn|deducted|subtracted) (?:out of|from|out from) (?:your |the |their )?"
            rf"(?!(?:your |the |their )?{PAYCHECK})|\bcounts? against\b|\bcharged (?:to|against)\b"
            r"|\bcompart\w+\b|\bconjunt\w+\b|\bjunt[oa]s\b|\ben comun\b|\bse descuentan? de (?:las |sus )?vacaciones\b",
        },
        turned={"apart": "together", "together": "apart"},
    ),
    contrast(
        "whether the time is free",
        {
            "then": r"\bonly\b(?=(?: \w+){0,3}? (?:after|during|within|if|when|in|at|once|upon|on|following)\b(?! any))"
            r"|\b(?:unless|until)\b|(?:\b(?:cannot|can't|not)|n't)\b(?=[^,;.]{0,40}?\b(?:before|until|outside)\b)"
            r"|\bfor the (?:whole|entire|full|rest of the) year\b|\blocked in\b"
            r"|\bsolo\b(?=(?: \w+){0,4}? (?:despues|durante|dentro|si|cuando|al)\b)|\ba menos que\b|\bhasta que\b",
            "any time": r"\b(?:at )?any ?time\b|\bwhenever (?:you|they|it)\b|\b(?:in|during) any month\b"
            r"|\ball year(?: round| long)?\b"
            r"|\bthroughout the year\b|\bas often as\b|\ben cualquier (?:momento|mes)\b|\bcuando (?:quiera"
            r"|lo desee|desee)\b"
            r"|\btodo el ano\b",
        },
    ),
    contrast(
        "whether it begins without a wait",
        {
            "at once": r"\b(?:no|without) (?:a |any )?(?:new |another |further )?wait(?:ing)?(?: period"
            r"| time)?\b|\bright away\b|\bimmediate(?:ly)?\b"
            r"|\bstraight away\b|\b(?:from|at) birth\b|\bday one\b|\b(?:from|on|since) (?:your|the|their) "
            r"(?:first day|date of hire|hire date|start date)\b|\bfrom the (?:start|beginning|outset)\b"
            r"|\bas soon as\b(?! (?:possible|administratively))"
            r"|\byours at once\b|\bsin (?:periodo de )?espera\b|\bde inmediato\b|\binmediatamente\b"
            r"|\bdesde (?:el nacimiento|el primer dia|que nacen?)\b|\bno hay periodo de espera\b",
            "later": rf"\b(?:only )?after (?:\w+ ){{0,3}}?{_SPAN}\b|\bwaiting period\b|\b(?:must|have to|has to"
            rf"|need to|required to) (?:wait|hold|keep|stay)\b"
            rf"|\bfrom {_SPAN} (?:of age|old|on)\b|\b{_SPAN} after (?:you|your|the|their) (?:start|hire|join|date)\w*\b"
            rf"|\buntil (?:\w+ ){{0,3}}?{_SPAN}\b|\bonce you have (?:been|worked|waited|completed)\b|\bonly after\b"
            r"|\bonce (?:the|your) (?:\w+ )?(?:balance|account)\b"
            rf"|\bdespues de (?:\w+ ){{0,3}}?{_LAPSO}\b|\bdesde los? {_LAPSO}\b|\bperiodo de espera\b|\bdebe esperar\b",
        },
    ),
    contrast(
        "whether what is had already is had on from the first or little by little",
        {
            "by and by": r"\bover time\b|\bgradual(?:ly)?\b|\bgraded\b|\byear by year\b|\bper year of service\b"
            r"|\bcon el tiempo\b|\bpoco a poco\b|\bgradualmente\b",
            "always": r"\balways\b|\bat all times\b|\bimmediately vested\b|\bvested immediately\b|\bsiempre\b",
        },
    ),
    contrast(
        "whether one comes on top of the other",
        {
            "instead": r"\binstead of\b|\bin place of\b|\bin lieu of\b|\brather than\b|\bnot both\b"
            r"|\bcannot be combined\b"
            r"|\beither\b[^,;.]{2,60}\bor\b|\breplaces?\b|\ben (?:lugar|vez) de\b|\bpero no ambos\b",
            "besides": r"\bin addition to\b|\bon top of\b|\bas well as\b|\balong with\b|\bbesides\b"
            r"|\bboth (?:an? |the )?"
            r"(?!plans|parents|of|options|employees|medical|spouses)\w+(?: \w+){0,2} and\b|\bademas de\b|\bjunto con\b",
        },
    ),
    contrast(
        "how many at a time",
        {
            "one": r"\b(?:only|just|no more than|at most|up to|limited to) one\b|\bone [\w-]+(?: [\w-]+)? at a time\b"
            r"|\ba single\b|\b(?:solo|solamente|un solo|una sola|unicamente) un[oa]?\b|\bun[oa]? sol[oa]\b",
            "several": r"\bseveral\b|\bmultiple\b|\bmore than one\b|\bas many\b|\bany number of\b|\bvari[oa]s\b"
            r"|\bmas de un[oa]?\b|\bmultiples\b",
        },
        turned={"several": "one"},
    ),
    contrast(
        "all of it or a part",
        {
            "part": r"\bhalf\b|\b(?:a|the|one) (?:part|portion|fraction|third|quarter) of\b|\binstal+ments?\b"
            r"|\b(?:two|three|four|six|twelve|2|3|4|6|12|equal|quarterly|monthly) (?:equal )?(?:payments"
            r"|deposits|parts|amounts)\b"
            r"|\bprorated\b|\bpro rata\b|\bin proportion\b|\b(?:every|each) (?:pay ?check|pay period"
            r"|pay ?day)\b|\b50 ?%"
            r"|\bla mitad\b|\bun[oa]? (?:parte|tercio|porcion) de\b|\ba plazos\b|\ben cuotas\b",
            "whole": r"\ball of (?:it|them|that|this|what)\b|\b(?:the|its|their|your) (?:whole|entire)\b"
            r"|\bin full\b|\bthe full (?:year|month)|\b(?:re)?pay (?:back )?100 ?%"
            r"|\bthe full (?:amount|sum|balance|payment|contribution|benefit)\b|\blump[- ]sum\b|\bone payment\b"
            r"|\b(?:all|pa(?:id|y)|due|taken) at once\b|\beverything\b"
            r"|\bla totalidad\b|\btodo lo que\b|\bun solo pago\b|\bpor completo\b",
        },
    ),
    contrast(
        "who does it: nobody, or who wants it",
        {
            "by itself": r"\bautomatic\w*\b|\bby default\b|\bopt(?:ing)?[- ]out\b|\b(?:continues?|carr(?:y|ies)"
            r"|rolls?) (?:on |over "
            r"|forward )?(?:automatically |from year to year)\b|\bno action\b|\bnothing to do\b|\bautomatica\w*\b",
            "on request": r"\bsign(?:s|ed|ing)?(?: \w+)? up\b|\bopt(?:ing)?[- ]in\b|\bre-?(?:enroll|elect)\w*\b"
            r"|\b(?:enroll|elect)\b[^,;.]{0,30}\bagain\b|\b(?:must|have to|has to|need to|needs to) (?:enroll"
            r"|elect|apply"
            r"|request|register|choose)\b|\bon request\b|\bif you ask\b|\b(?:debe|tiene que) (?:inscribirse"
            r"|solicitar\w*"
            r"|elegir\w*|pedir\w*)\b|\binscribirse por su cuenta\b",
        },
        turned={"by itself": "on request", "on request": "by itself"},
    ),
    contrast(
        "before they are had or afterwards",
        {
            "afterwards": r"\breimburs\w+\b|\bpa(?:ys?|id) (?:you )?back\b|\bafter you (?:have )?(?:finish"
            r"|complete|pass)\w*\b"
            r"|\bonce you (?:have )?(?:finish|complete|pass)\w*\b|\bafterwards?\b|\breembols\w+\b",
            "in advance": r"\bin advance\b(?! notice)|\bup ?front\b|\bprepaid\b|\bpor adelantado\b",
        },
    ),
    contrast(
        "for whom",
        {
            "children": r"\b(?:dependent |only |covered )?(?:children|child|kids)\b|\bhij[oa]s\b|\bninos\b",
            "adults": r"\badults?\b|\badultos?\b|\bgrown-?ups?\b",
        },
        is_of_whom=True,
    ),
    contrast(
        "what it may be beside what somebody else has",
        {
            "no more": r"\b(?:cannot|can't|can not|may not|must not|not|never) (?:\w+ ){0,2}?(?:more|exceed"
            r"|higher|greater|larger)\b"
            r"|\bno more than\b|\blimited to\b|\bat most\b|\bno mas de\b"
            r"|\bno (?:puede|pueden|debe) (?:\w+ ){0,2}?(?:mas|superar|exceder)\b",
            "more": r"\b(?:can|may|could) (?:\w+ ){0,2}?(?:more|exceed|higher|greater|larger)\b"
            r"|\bas much as (?:you|they) (?:like|want)\b"
            r"|\bpuede(?:n)? (?:\w+ ){0,2}?(?:mas|superar|exceder)\b",
        },
    ),
    contrast(
        "whatever happens or only if",
        {
            "only if": r"\bonly (?:if|when|where)\b|\bprovided (?:that )?\b|\bas long as\b|\bsolo (?:si"
            r"|cuando)\b|\bsiempre que\b"
            r"|\bmust (?:also |first )?(?:buy|have|be enrolled)\b"
            r"|\b(?:needs?|requires?) your own\b",
            "anyway": r"\bwhether\b[^,;.]{1,40}?\bor not\b|\bwithout (?:having|buying|being|enrolling)\b"
            r"|\bwith or without\b|\beven after\b|\bwhatever\b|\bregardless\b|\bno matter\b|\beven (?:if|when"
            r"|though)\b|\bin any case\b|\baunque\b"
            r"|\bincluso (?:si|cuando)\b|\bsin importar\b|\bindependientemente\b",
        },
        enough=0.6,
    ),
    contrast(
        "to oneself or to others",
        {
            "others": r"\bfamily members?\b|\brelatives?\b|\bother people\b|\banyone\b|\bhousehold\b"
            r"|\bfamiliar(?:es)?\b",
            "oneself": r"\b(?:only|just)\b(?=[^,;.]{0,40}\bfor (?:yourself|you|employees|the employee)\b)"
            r"|\bfor yourself only\b"
            r"|\bonly (?:you|employees|the employee) (?:can|may)\b|\bsolo\b(?=[^,;.]{0,40}\bpara usted\b)",
        },
    ),
    *OF_PAYING,
)
