"""What people tell of their lives beside what they ask, and what documents call it: "my wife and I are adopting, how
much time off do I get" asks for parental leave, "I can't work for a month" for short-term disability.

Each is read on plain text, in order: what is said, what it means, and in a question about what it means that.
"""

from chat.extractive.leaving import LEAVES
from chat.extractive.states import A_STATE

_LEAVING = rf"(?:{LEAVES}|leav(?:e|ing)|me voy|dejo)"
_HSA = r"\bhsa\b|\bhealth savings\b|\bahorros para la salud\b"
_PARENT = r"(?:i|we|she|(?:my|our) (?:wife|partner|husband|spouse|girlfriend)(?: and i)?)"
_PADRE = r"(?:(?:mi|nuestra) (?:espos[oa]|mujer|pareja|novia)(?: y yo)? )?"
# The noun, not what somebody does who leaves; and the state's pay, not its plan.
_LEAVE = (
    r"(?<!\bi )(?<!\bwe )(?<!\bshe )(?<!\bhe )(?<!\bthey )(?<!\byou )(?<!\bboth )(?<!'ll )(?<!\bwill )(?<!\bmight )"
    r"(?<!\bwant to )(?<!\bhave to )(?<!\bgoing to )(?<!\bdecide to )(?<!\bplan to )"
    r"leave(?! (?:work|here|early|(?:my|our|this) (?:company|job|work)"
    r"|the (?:company|job|firm)(?! (?:gives?|offers?|pays?|has|provides?|allows?)))\b)"
)
_TIME_OFF = (
    rf"\b(?:{_LEAVE}|time off|days off|off work|(?:be|am|get) off|off with pay|weeks off|paid time"
    r"|state(?:'s)? (?:paid )?(?:leave|pay)"
    r"|licencia|permiso|(?:cuanto tiempo|cuant[oa]s (?:dias|semanas))(?! (?:tengo|tenemos|hay) (?:para|que))"
    r"|dias libres)\b"
)
_ASKS_FOR_PAY = (
    r"\b(?:what (?:do|will|would) i get|do i (?:get|still get)|how much|paid|pays?|income|money"
    r"|me pagan|pagan|cuanto|recibo|que me dan|dinero)\b"
)
# Places that no home has.
_AT_WORK = r"(?:at work|on the job|at my job|(?:at|on|in) (?:the|my|our) (?:shop floor|warehouse|plant|factory))"
_EN_EL_TRABAJO = (
    r"en (?:el|mi) (?:trabajo|almacen)\b"
    r"|en (?:la|mi) (?:fabrica|bodega|chamba|planta(?! (?:baja|alta|de (?:arriba|abajo|mi|los?)|del pie)))\b"
)
_RELATIVE = (
    r"(?:wife|husband|spouse|partner|boyfriend|girlfriend|fiancee?|son|daughter|kids?|child(?:ren)?|baby|mother"
    r"|father|mom|dad|parents?|brother|sister|espos[oa]|marido|mujer|pareja|novi[oa]|hij[oa]s?|bebe|madre|padres?"
    r"|mama|papa|herman[oa])"
)
_OF_NO_RELATIVE = rf"^(?!.*\b{_RELATIVE}\b)"
# What has an age limit of its own, or none, whatever the medical plan says of children.
_OF_MEDICAL_PLAN = (
    r"^(?!.*\b(?:braces|orthodont\w*|dental|dentists?|teeth|vision|glasses|contacts|hearing|life insurance"
    r"|dependent (?:care|life)|day ?care|fsa|frenos|brackets|ortodoncia|dentista|dientes|lentes|anteojos|audi\w+"
    r"|seguro de vida|guarderia)\b)"
)
_NO_MEDICARE = (
    r"(?:\b(?:not|no|never|without|sin|(?:wo|do|did|have|ca|is)n't|won't|can't|delay\w*|defer\w*|declin\w*|postpon\w*)"
    r"\b[^.?!]{0,40}\bmedicare\b"
    r"|\bmedicare\b[^.?!]{0,20}\b(?:won't|will not|don't|yet|later|despues|todavia)\b)"
)
_OWN_MEDICARE = (
    rf"^(?!.*{_NO_MEDICARE})(?!.*\b(?:wife|husband|spouse|partner|espos[oa]|marido|mujer|pareja)\b.*\b65\b)"
    rf"(?=.*(?:{_HSA}))"
)
_STATE = rf"(?:(?:another|a different|a new|otro) (?:state|estado)|(?:{A_STATE})(?! (?:city|office|plan|ppo|hmo)\b))"
_MONTH = r"(?: (?:next|this|in) \w+| soon)?"
# What may stand behind "I can't work" where it is illness, and no shift, weekday or place.
_ILL = (
    r"(?=\W*$|[,.?!;:]| (?:and|so|but|how|what|do|does|will|would|can|am|is|are|if|when|while|after|anymore|right now"
    r"|until(?! (?:my|our|the)\b)|due to|because i(?:'m| am| got| was)? (?:sick|ill|hurt|injured|broke)"
    r"|because of (?:an? |my )?(?:illness|injury|surgery|accident|health)"
    r"|y|cuanto|que|me|como|si|porque (?:estoy enferm[oa]|me (?:enferme|lastime|operaron))|por enfermedad)\b)"
)
_I_CANNOT = (
    r"(?:\bi(?:'m|'ve)?\b(?:(?!\b(?:he|she|they|we|you)\b)[^.?!])*"
    r"(?:\b(?:can't|cannot|can not|couldn't|won't be able to|unable to))"
    r"|\bno (?:puedo|podre|pueda)) (?:work|trabajar)\b"
)

# said, means, about
LIFE = (
    # Hurt at work is for workers' compensation; what the plan pays for care is something else.
    (
        rf"(?:^\W*|\bi(?:'ve|'m| have| was| am)* )(?:got |get |been |was )?(?:hurt|injured|burned|cut)"
        rf"(?: (?:my|an?) \w+)? {_AT_WORK}\b"
        r"|\b(?:me (?:lastime|accidente|queme|corte|cai|hice dano|golpee)"
        rf"|(?:tuve|tengo|sufri) un accidente)(?: (?:la|el) \w+)? (?:{_EN_EL_TRABAJO})",
        "injury at work",
        "",
    ),
    (
        r"\b(?:on[- ]the[- ]job|workplace|work) (?:injur(?:y|ies)|accidents?)\b|\baccidentes? (?:at work|de trabajo)\b"
        r"|\baccidentes? laboral(?:es)?\b",
        "injury at work",
        _OF_NO_RELATIVE,
    ),
    (
        r"\b(?:who (?:do|should|can) (?:i|we) tell|a quien (?:le )?(?:aviso|digo)|(?:what|que) (?:do i do|hago))\b",
        "report",
        r"\binjury at work\b",
    ),
    # Medicare, which ends what may be put into an HSA.
    (
        r"(?:^\W*turning|\bi(?:'m|'ll| am| will| be)* (?:turn(?:ing)?|almost|nearly|about to (?:be|turn)"
        r"|going to (?:be|turn)))"
        r" 65\b(?! ?%| (?:dollars|percent|days|hours|miles)\b)(?: years old)?"
        r"|\b(?:voy a cumplir|cumplo|casi tengo|ya casi cumplo) 65\b(?: anos)?",
        "enrolled in medicare",
        _OWN_MEDICARE,
    ),
    (
        r"\b(?:do i (?:have|need) to |can i |may i |should i |will i )?(?:still |have to )?(?:keep |go on |stop )?"
        r"(?:putting|put|contribut\w+|paying|saving|adding)(?: money| anything)?(?: in(?:to)?| to)? (?:my |the "
        r"|an )?hsa\b"
        r"|\b(?:puedo )?(?:seguir |dejar de )?(?:poniendo|poner|aportando|aportar)(?: dinero)?(?: en| a"
        r"| para)? (?:la |mi )?hsa\b",
        "have an hsa",
        r"\benrolled in medicare\b",
    ),
    # Until when one is covered who leaves, and what becomes of an account.
    (
        r"\bdo i (?:lose|keep|get to keep|forfeit)(?: all)?(?: (?:the|my))?(?: (?:money|balance|funds))?(?: (?:in"
        r"|of|from))?"
        r"(?: (?:the|my))? (?P<account>hsa|fsa|401k|401\(k\))(?: (?:money|balance|funds))?",
        r"\g<account>",
        r"\bquit\b",
    ),
    (
        r"\b(?:my|our|the) (?:health |medical )?(?:insurance|benefits|plan) (?:stop|end|run out|get cut off|expire)s?\b"
        r"|\b(?:am i|are we|will i be) (?:still )?covered (?:until|through)\b",
        "coverage end",
        rf"\b{_LEAVING}\b",
    ),
    (
        r"\bhasta cuando (?:tengo|tendre|tenemos|me dura|dura|sigo con|me cubre)(?: (?:el|mi))? (?:seguro"
        r"|cobertura)\b(?: medico)?"
        r"|\bcuando (?:se )?(?:me )?(?:termina|acaba|pierdo)(?: (?:el|mi))? (?:seguro|cobertura)\b(?: medico)?",
        "cuando termina cobertura",
        rf"\b{_LEAVING}\b",
    ),
    # The end of open enrollment, and of sending in what was spent.
    (
        r"\b(?:last|final) (?:day|date|chance) (?:to|for) (?:sign(?:ing)? up|enroll(?:ing|ment)?|pick(?:ing)?|choos\w+"
        r"|elect\w*|mak(?:e|ing) (?:changes|choices))(?: (?:for|in))?(?: (?:my|the|our|a|benefits|insurance"
        r"|coverage|plans?))*",
        "open enrollment end",
        "",
    ),
    (
        r"\b(?:send|turn|hand|mail)(?:ing)?(?: in)? (?:(?:my|the|our) )?(?:(?:fsa|flex) )?receipts\b"
        r"|\bsubmit (?:(?:my|the|our) )?(?:(?:fsa|flex) )?receipts\b",
        "fsa claims",
        r"\b(?:fsa|flex)\b",
    ),
    (
        r"\b(?P<does>change|raise|lower|increase|decrease|adjust) (?:(?:my|the|our) )?(?P<account>hsa|fsa|401k)"
        r"(?: contributions?| deductions?| election)\b",
        r"change \g<account> amount",
        "",
    ),
    (r"\b(?:in the )?(?:middle of the year|mid-?year)\b", "during the year", r"\bchange \w+ amount\b"),
    # What is given back to who stops smoking; what helps with it is another question.
    (
        r"\b(?:quit(?:ting)?|stop(?:ping)?|giv(?:e|ing) up) (?:smoking|tobacco|vaping|cigarettes)\b|\bdejar de fumar\b",
        "tobacco surcharge refunded",
        r"\b(?:surcharge|refund\w*|premiums?|(?:money|anything|something|it|that) back|back (?:the|my|any)|recargo"
        r"|prima|reembols\w+|devuelv\w+)\b",
    ),
    (
        r"\b(?:have|need) to (?:see|go to|visit|ask) (?:(?:my|a|the) )?(?:(?:primary care|regular"
        r"|family) )?doctor(?: first)?"
        r" before (?:(?:i )?(?:see|seeing|go to|going to) )?(?:a |the )?(?=specialist)",
        "need a referral to a ",
        "",
    ),
    # A child that comes, where time off is asked for.
    (
        rf"\b{_PARENT}(?:'m|'re|'s| am| are| is| just)* (?:pregnant|expecting(?: an? \w+)?|having (?:a|our|another"
        rf"|twins)?(?: \w+)?"
        r"(?: baby| child| kid)?|adopting(?: (?:a|our) \w+)?|due)\b|^\W*pregnant\b"
        r"|\bwhen (?:the|my|our) baby (?:comes|is born|arrives|gets here)\b",
        "parental leave",
        _TIME_OFF,
    ),
    (
        rf"\b{_PADRE}(?:esta|estoy|estamos) (?:embaraz(?:ad[oa]s?|o)|esperando(?: un)?(?: bebe)?)\b"
        rf"|\b{_PADRE}va a (?:tener (?:un |el )?bebe|dar a luz)\b|\b(?:voy|vamos) a adoptar(?: un[oa]? \w+)?\b"
        r"|\b(?:voy|vamos) a tener (?:un |el )?(?:bebe|hij[oa])\b",
        "licencia parental",
        _TIME_OFF,
    ),
    (
        r"\bhow (?:much|long|many weeks)(?: of)?(?: paid)?(?: leave| time off| time)? (?:do|can|will|would|am) (?:i|we)"
        r"(?: be| get| take| have)*(?: off| out| home)?(?: with pay| paid)?(?: off)?\b",
        "how long ",
        r"\bparental leave\b",
    ),
    # Illness that keeps one from work.
    (
        r"\b(?:(?:if |when )?i (?:get|got|am|'m) (?:too )?(?:sick|ill)(?: and)? )?(?:i )?"
        r"(?:can't|cannot|can not|couldn't|won't be able to|am unable to|unable to) work\b"
        r"(?: for (?:(?:an?|one|two|three|four|six|\d+|several|few) )*(?:days?|weeks?|months?|while)\b"
        rf"| for (?:health|medical) reasons)?{_ILL}"
        r"|\b(?:si )?(?:(?:me )?enfermo y )?no (?:puedo|podre|pueda) trabajar\b"
        rf"(?: (?:por|durante) (?:un|una|dos|tres|seis|\d+) (?:dias?|semanas?|mes(?:es)?)\b)?{_ILL}",
        "short-term disability",
        rf"{_OF_NO_RELATIVE}(?=.*{_I_CANNOT})(?=.*{_ASKS_FOR_PAY})",
    ),
    (r"\bi (?:make|earn) (?:about )?(?:\$?\d[\d,.]*k?\b ?)(?:(?:a|an|per|each) (?:week|year|hour|month))?", "", ""),
    (r"\bi (?:make|earn) (?:about )?(?:a|an|per|each) (?:week|year|hour|month)\b", "", ""),
    (r"\bgano (?:como )?(?:\$?\d[\d,.]*\b ?)?(?:(?:a la|al|por) (?:semana|ano|mes|hora))", "", ""),
    (r"\bworth\b", "", r"\blife insurance\b"),
    # How long it is "good for" is how long it lasts.
    (r"\bhow long (?:is|are) (?P<what>\w+) good for\b", r"how long does \g<what> last", ""),
    # A refusal that somebody wants to fight.
    (r"\b(?:fight|dispute|contest|challenge) (?:it|that|this|the (?:denial|decision|claim|refusal))\b", "appeal", ""),
    (
        r"\b(?:my|our|the) (?:\w+ )?claim (?:got|was|has been|is|came back|gets) (?:denied|rejected|refused"
        r"|turned down)\b",
        "",
        r"\bappeal\b",
    ),
    # Two who live together.
    (
        r"\b(?:my|mi) (?:partner|pareja)(?: and i| y yo)?,? (?:(?:but |and )?we )?(?:are not|aren't|'re not"
        r"|no estamos|no somos)"
        r" (?:married|casad[oa]s)\b",
        "domestic partner",
        "",
    ),
    (
        r"\b(?:(?:and|but) )?(?:we|i)(?:'ve| have)? (?:lived|been living|live) together(?: (?:for|since)(?: \w+){1,3})?"
        r"|\b(?:y )?(?:vivimos|llevamos \w+ \w+ viviendo) juntos(?: desde(?: \w+){1,2})?",
        "",
        r"\b(?:partner|boyfriend|girlfriend|pareja|novi[oa])\b",
    ),
    # A wedding, and somebody to be covered then.
    (
        r"\b(?:my|our) (?:fiancee?|boyfriend|girlfriend|partner)(?: and i)?(?:'re| are| will be| will)? (?:getting"
        r"|get|to be|be)"
        r" married\b(?: (?:in|on|next|this) \w+)?"
        r"|\b(?:me caso|me voy a casar|nos casamos) con mi novi[oa]\b|\bmi novi[oa] y yo (?:nos (?:vamos a casar"
        r"|casamos))\b",
        "marriage",
        "",
    ),
    (
        r"\bcan (?:he|she|they) (?:join|be on|go on|get on|come on) (?:my|our|the) (?:\w+ )?(?:plan|insurance"
        r"|coverage)\b",
        "add",
        r"\bmarriage\b",
    ),
    # Coverage that somebody wants to end in mid-year.
    (
        r"\b(?:stop|drop|cancel|end|get rid of) (?:(?:my|our|the) )?(?:(?:dental|vision|medical|health) ?)*"
        r"(?:insurance|plan|coverage)?(?: (?:in|at))?(?: the)? (?:mid[- ]?year|middle of the year|during the year"
        r"|any ?time)\b"
        r"|\b(?:cancelar|dejar|quitar) (?:(?:mi|el|la) )?(?:seguro|plan|cobertura|dental)(?: (?:dental|medico"
        r"|de vision))?"
        r" (?:a|en la) mitad del? ano\b",
        "change life event",
        "",
    ),
    # A move.
    (
        rf"\b(?:i'm|i am|we're|we are|if (?:i|we)|when (?:i|we)|i|we)? ?mov(?:e|ing)"
        rf"(?:(?: from {_STATE})? to {_STATE}\b{_MONTH}| out of (?:the )?state\b)"
        rf"|\b(?:me|nos) (?:mudo|mudamos|mude|voy a mudar|vamos a mudar) a {_STATE}\b"
        r"(?: (?:el|la) (?:proxim[oa] )?(?:mes|semana|ano)(?: que viene)?)?",
        "move to another state",
        rf"^(?!.*\b(?:{_RELATIVE}|he|she|they)(?:'s|'re| is| are| will be)? mov(?:es?|ing)\b).*"
        r"\b(?:tell|report|let|know|notify|change|need to|have to|happens|avisar|aviso|cambia\w*|tengo que|que hago)\b",
    ),
    (
        r"\b(?:do|should) (?:i|we) (?:need|have) to (?:tell|let|notify|report)(?: (?:anybody|anyone|somebody"
        r"|someone|hr|you|it|this))?"
        r"(?: know)?\b|\b(?:tengo|tenemos) que avisar(?: a \w+)?\b",
        "",
        r"\bmove to another state\b",
    ),
    # When the company's money is one's own.
    (
        r"\bmatch(?:ing)?(?: money)?(?: is| becomes)?(?: really| all)? (?:mine|ours)\b",
        "match vested",
        "",
    ),
    (r"\b(?:if|when) i (?:leave|quit) (?=after|with)|\bright away\b", "", r"\bmatch vested\b"),
    # Fewer hours.
    (
        r"\b(?:(?:they|my (?:boss|manager)|the company|we)(?:'re| are| have|'ve)* )?(?:cut(?:ting)?|dropp?(?:ed"
        r"|ing)?|reduc(?:ed?|ing)"
        r"|lower(?:ed|ing)?) (?:me|my hours|our hours)\b(?: (?:down )?to \d+(?: hours?)?(?: a week)?)?"
        r"|\b(?:i|we) (?:got|went|am going|'m going) (?:cut )?(?:down )?to \d+ hours\b(?: a week)?"
        r"|\b(?:me|nos) (?:bajaron|recortaron|cortaron|redujeron|quitaron) (?:las |mis )?horas\b",
        "hours fall",
        "",
    ),
    (
        r"\b(?:do|will|would) (?:i|we) (?:still )?(?:lose|have|keep) (?:my|our|the) (?:health "
        r"|medical )?(?:insurance|coverage|benefits)\b"
        r"|\bpierdo (?:el|mi) (?:seguro|cobertura)\b",
        "",
        r"\bhours fall\b",
    ),
    # A spouse who could be covered elsewhere.
    (
        r"\b(?:pay|pays|charged?|costs?)(?: me)? (?:extra|more)(?: money)? (?:because|if|since|when) (?:my|our)"
        r" (?:wife|husband|spouse|partner)(?: \w+){1,4}? (?:at|through|from|with) (?:her|his|their) (?:own )?"
        r"(?:job|work|employer|company)\b",
        "pay the spousal surcharge",
        "",
    ),
    # Help in Spanish.
    (
        r"\b(?:hay |tienen )?(?:alguien|una persona|gente|personal) (?:que )?(?:hable|habla|hablan|atienda"
        r"|atiende) (?:en )?espanol\b"
        r"|\b(?:hablan|atienden|me atienden) (?:en )?espanol\b",
        "atiende en espanol",
        "",
    ),
    (
        r"\b(?:(?:is there|does|can) )?(?:some|any)(?:one|body) (?:who |that )?(?:speaks?|can speak"
        r"|talks?) (?:in )?spanish\b",
        "in spanish",
        "",
    ),
    # Who has just begun.
    (
        r"^\W*(?:i )?just (?:got )?(?:hired|started)\b(?: here| working| work)*",
        "newly hired",
        r"\b(?:when|how (?:long|soon))\b",
    ),
    (r"\bpart-?timers?\b", "part-time employees", ""),
    (r"\bfull-?timers?\b", "full-time employees", ""),
    # A child of one's own, whatever its age: what it needs is asked for, and when it is covered no longer.
    (
        r"\b(?:my|our) (?:\d\d?[- ]years?[- ]old|son|daughter|kid|child)(?: (?:son|daughter|kid))? (?:needs?"
        r"|has to (?:have|get)"
        r"|is getting|wants?)\b(?: (?:to get|some))?",
        "",
        r"\b(?:braces|glasses|contacts|dental|dentist|vision|filling|orthodont\w*)\b",
    ),
    (
        r"\b(?:my|our) (?:son|daughter|kid|child|oldest|youngest) (?:just )?(?:turns?|turned|is turning|will (?:be"
        r"|turn)) 2[4-7]\b"
        r"(?: (?:in|on|this|next) \w+)?,?",
        "child covered",
        rf"{_OF_MEDICAL_PLAN}.*\b(?:insurance|coverage|covered|plan|off|cobra)\b",
    ),
    (
        r"\b(?:is|are|can|does|will) (?:my|our) (?:\d\d[- ]years?[- ]old )?(?:son|daughter|kids?"
        r"|child(?:ren)?)(?: be| stay| get)?"
        r"(?: still)? covered(?: (?:if|even if|when|though) (?:he|she|they)(?:'s|'re| is| are)?(?: not|n't| isn't"
        r"| aren't)?"
        r"(?: in| an?)? ?(?:full[- ]time )?(?:school|college|students?|studying))",
        "when child coverage end",
        _OF_MEDICAL_PLAN,
    ),
    (
        r"\b(?:until|till|to|up to) (?:what|which) age (?:are|is|can|will|do) (?:(?:my|our|i cover my) )?(?:kids?"
        r"|child(?:ren)?"
        r"|sons?|daughters?)(?: be| stay)?(?: covered)?"
        r"|\bhasta que edad (?:cubren|cubre|puedo cubrir|estan cubiert[oa]s|esta cubiert[oa]|tienen? (?:seguro"
        r"|cobertura))"
        r"(?: a)?(?: (?:mis?|los|sus?))? hij[oa]s?(?: en (?:mi|el) (?:seguro|plan))?",
        "when child coverage end",
        _OF_MEDICAL_PLAN,
    ),
    (r"\bkeeps? (?:on )?going\b", "continues", ""),
    # What an account pays for, and what it is of the money that one keeps.
    (
        r"\b(?:can i |may i )?(?:use|spend) (?:(?:my|the) )?(?P<account>hsa|fsa)(?: money)? (?:for|on) (?:(?:my|a"
        r"|an|the) )?"
        r"(?P<what>\w+) (?:bills?|visits?|appointments?|work)\b",
        r"\g<account> pays \g<what>",
        "",
    ),
    (
        r"\b(?:do|can|will) i (?:get to )?keep (?:(?:my|the) )?(?:401k |401\(k\) )?match(?:ing money)?\b",
        "match vested",
        "",
    ),
    (r"\b(?:what if|if|when) i (?:get |am |got )?(?:fired|laid off|let go|quit|leave),?", "", r"\bmatch vested\b"),
    (
        r"\b(?:is|are|does|do|will|get|gets|be) (?:he|she|they)(?: be| get| come| go)?(?: taken| kicked| dropped"
        r"| removed| thrown)?"
        r" off (?:my|our|the) (?:\w+ )?(?:insurance|plan|coverage)\b",
        "lose coverage",
        "",
    ),
)
