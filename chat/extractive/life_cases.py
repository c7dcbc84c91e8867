"""What people tell of their lives beside what they ask, and what documents call it: "my wife and I are adopting, how
much time off do I get" asks for parental leave, "I can't work for a month" for short-term disability.

Each is read on plain text, in order: what is said, what it means, and in a question about what it means that.
"""

_LEAVING = (
    r"(?:quit\w*|resign\w*|retir\w*|fired|laid off|let go|renunci\w*|despid\w*|leav(?:e|ing)|me voy|dejo|jubil\w*)"
)
_HSA = r"\bhsa\b|\bhealth savings\b|\bahorros para la salud\b"
_PARENT = r"(?:i|we|she|(?:my|our) (?:wife|partner|husband|spouse|girlfriend)(?: and i)?)"
_PADRE = r"(?:(?:mi|nuestra) (?:espos[oa]|mujer|pareja|novia)(?: y yo)? )?"
_TIME_OFF = (
    r"\b(?:leave|time off|days off|off work|(?:be|am|get) off|off with pay|weeks off|paid time|state"
    r"|licencia|permiso|(?:cuanto tiempo|cuant[oa]s (?:dias|semanas))(?! (?:tengo|tenemos|hay) (?:para|que))"
    r"|dias libres)\b"
)
_ASKS_FOR_PAY = (
    r"\b(?:what (?:do|will|would) i get|do i (?:get|still get)|how much|paid|pays?|income|money"
    r"|me pagan|pagan|cuanto|recibo|que me dan|dinero)\b"
)
_PLACE_OF_WORK = (
    r"(?:work|(?:the|my) (?:job|kitchen|shop floor|shop|warehouse|plant|factory|floor|line|clock|bar|dock|office))"
)
_LUGAR = r"(?:el|la|mi) (?:trabajo|cocina|planta|fabrica|bodega|taller|oficina|chamba)"
_STATE = r"(?:another state|[a-z]{2,}(?: (?!next|this|in|do|what|can|when|for)[a-z]+)?)"
_MONTH = r"(?: (?:next|this|in) \w+| soon)?"

# said, means, about
LIFE = (
    # Hurt at work is for workers' compensation; what the plan pays for care is something else.
    (
        rf"\b(?:(?:i|he|she|we)(?:'ve|'m| have| was| am)* )?(?:got |get |been |was )?(?:hurt|injured|burned|cut)"
        rf"(?: (?:my|his|her) \w+)? (?:at|on|in) {_PLACE_OF_WORK}\b"
        rf"|\b(?:me )?(?:lastime|accidente|queme|corte|cai|hice dano|golpee)(?: (?:la|el) \w+)? en {_LUGAR}\b"
        r"|\b(?:on[- ]the[- ]job|workplace|work) (?:injur(?:y|ies)|accidents?)\b|\baccidentes? (?:at work|de trabajo)\b"
        r"|\baccidentes? laboral(?:es)?\b",
        "injury at work",
        "",
    ),
    (
        r"\b(?:who (?:do|should|can) (?:i|we) tell|a quien (?:le )?(?:aviso|digo)|(?:what|que) (?:do i do|hago))\b",
        "report",
        r"\binjury at work\b",
    ),
    # Medicare, which ends what may be put into an HSA.
    (
        r"\b(?:(?:i|he|she|we)(?:'m|'ll| am| will| be)* )?(?:turn(?:s|ing)?|almost|nearly|about to (?:be|turn)"
        r"|going to be)"
        r" 6[45](?: and a half|\.5)?\b(?: years old)?|\b(?:voy a cumplir|cumplo|casi tengo"
        r"|ya casi cumplo) 6[45](?: anos)?\b",
        "enrolled in medicare",
        _HSA,
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
    # Leaving the company by its name, and until when one is covered then.
    (
        r"\bi(?:'m| am|'ll be| will be) leaving (?!early|late|home|town|work|school|money|something|on|for|from|at"
        r"|in|my"
        r"|the|a|an|it|this|that|him|her|them|our|and|or|soon|next|to|because|when|what)[a-z]\w+(?=\W*$| \w)",
        "quit",
        r"\b(?:insurance|coverage|hsa|fsa|401k|401\(k\)|cobra|benefits|money|vacation|pto)\b",
    ),
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
    # What helps to stop smoking.
    (
        r"\b(?:quit(?:ting)?|stop(?:ping)?|giv(?:e|ing) up) (?:smoking|tobacco|vaping|cigarettes)\b|\bdejar de fumar\b",
        "tobacco surcharge refunded",
        r"\b(?:get anything|anything for)\b",
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
        r"\b(?:(?:if |when )?i (?:get|got|am|'m) (?:too )?(?:sick|ill)(?: and)? )?(?:(?:i|he|she) )?"
        r"(?:can't|cannot|can not|couldn't|won't be able to|am unable to|unable to) work\b"
        r"(?: (?:for|until) (?:(?:an?|one|two|three|four|six|\d+|several|few) ?)*(?:days?|weeks?|months?|while)?)?"
        r"|\b(?:si )?(?:(?:me )?enfermo y )?no (?:puedo|podre|pueda) trabajar\b"
        r"(?: (?:por|durante) (?:un|una|dos|tres|seis|\d+) (?:dias?|semanas?|mes(?:es)?))?",
        "short-term disability",
        _ASKS_FOR_PAY,
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
        rf"\b(?:i'm|i am|we're|we are|if (?:i|we)|when (?:i|we)|i|we)? ?(?:mov(?:e"
        rf"|ing))(?: from {_STATE})? to {_STATE}{_MONTH}"
        r"|^\W*moving out of state\b"
        r"|\b(?:me|nos) (?:mudo|mudamos|mude|voy a mudar|vamos a mudar) a [a-z]+(?: [a-z]+)?"
        r"(?: (?:el|la) (?:proxim[oa] )?(?:mes|semana|ano)(?: que viene)?)?",
        "move to another state",
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
        r"|turn)) (?P<age>2[4-7])\b"
        r"(?: (?:in|on|this|next) \w+)?",
        r"child covered age \g<age>",
        r"\b(?:insurance|coverage|covered|plan|off|cobra)\b",
    ),
    (
        r"\b(?:is|are|can|does|will) (?:my|our) (?:\d\d[- ]years?[- ]old )?(?:son|daughter|kids?"
        r"|child(?:ren)?)(?: be| stay| get)?"
        r"(?: still)? covered(?: (?:if|even if|when|though) (?:he|she|they)(?:'s|'re| is| are)?(?: not|n't| isn't"
        r"| aren't)?"
        r"(?: in| an?)? ?(?:full[- ]time )?(?:school|college|students?|studying))",
        "child covered age 26",
        "",
    ),
    (
        r"\b(?:until|till|to|up to) (?:what|which) age (?:are|is|can|will|do) (?:(?:my|our|i cover my) )?(?:kids?"
        r"|child(?:ren)?"
        r"|sons?|daughters?)(?: be| stay)?(?: covered)?"
        r"|\bhasta que edad (?:cubren|cubre|puedo cubrir|estan cubiert[oa]s|esta cubiert[oa]|tienen? (?:seguro"
        r"|cobertura))"
        r"(?: a)?(?: (?:mis?|los|sus?))? hij[oa]s?(?: en (?:mi|el) (?:seguro|plan))?",
        "child covered age 26",
        "",
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
