"""Of the words for each kind of way (`ways.py`) one of these stands in every text that tells one of them."""

SIGNS = {
    "whether it is had on": (
        "back|carr|conserva|continue|dropped|expire|forfeit|given up|keep|kept|lose|losing|lost|pierde|"
        "port|remain|retain|roll|se acumulan para|se guarda|siguiente|stay|yours"
    ),
    "whether it costs something": "$0|copago|cost|free|gratis|gratuit|no|obra|sin c|there is a|uesta|you pay",
    "at the same time or one after the other": (
        "after|al mismo tiempo que|alongside|at the same time as|comienza|concurrent|empieza|once|together with|when"
    ),
    "whether it changes": (
        "aumenta|cambia|change|climb|depend|differ|fixed|flat|go up|goe|grow|igual|increase|level|rise|"
        "step|sube|the same|var"
    ),
    "incurred or submitted": (
        "claim|entreg|fil|gastar|incur|postmark|present|receipt|send in|sent in|spend|spent|submit|turn|usar"
    ),
    "to the day or to the month's end": "birthday|cumpleanos|dia|end of|fin|last day|on the",
    "on a day of its own or on the month's first": "day|dia|exactly|month|mes",
    "whether it is taxed": "tax|gravable|imponible|impuestos",
    "in one go or with breaks": (
        "all at once|block|consecutiv|in a row|increments|intermittent|parts|periods|pieces|por partes|"
        "seguid|split|uninterrupted|without a break"
    ),
    "in what pieces": "by the day|dias completos|entire|full|hour|por horas|whole",
    "whether one has to": (
        "compulsory|mandatory|obligatori|obligatory|opcional|optional|required|voluntari|voluntary|your choice"
    ),
    "where": "en linea|face|online|person|phone|site|telefono|video|virtual",
    "with how many": "en grupo|group|individual|one|private",
    "who is told": (
        "anonymous|boss|company|confidencial|confidential|disclosed to|employer|empresa|gerente|hr|jefe|"
        "manager|private|reported to|se comparte|se entera|se informa a|see|sent to|shared with|supervisor|"
        "visible to"
    ),
    "one of a couple or both": "ambos padres|both|of you|only one|parents|partners|solo uno de los|spouses",
    "how often it comes": (
        "annually|ano|cada|check|cheque|de nuevo|en enero|every|january|m|occasion|once|otra vez|pay|"
        "quarter|quincena|repeatedly|una vez|vez que|week|year"
    ),
    "who chooses": "company|employer|empresa|plan sponsor|usted|you",
    "whether several have it together": (
        "against|as a|cada un|charged|combined|come|compart|deducted|drawn|each|en comun|independent|"
        "independiente|individually|jointly|junt|own|pooled|propi|se descuenta|separad|separate|share|"
        "subtracted|taken|the same|their|together|your"
    ),
    "whether the time is free": (
        "a menos que|all year|any month|as often as|cuando|en cualquier m|for the|hasta que|less|locked in|"
        "n't|not|only|solo|throughout the year|til|time|todo el ano|whenever"
    ),
    "whether it begins without a wait": (
        "account|after|as soon as|balance|birth|date of hire|day one|de inmediato|desde lo|despues de|"
        "el nacimiento|el primer dia|espera|first day|from|has to|have to|hire date|immediate|"
        "inmediatamente|must|need to|once you have|que nace|required to|right away|start date|"
        "straight away|until|wait|yours at once"
    ),
    "whether what is had already is had on from the first or little by little": (
        "always|at all times|con el tiempo|graded|gradual|immediately vested|over time|per year of service|"
        "poco a poco|siempre|vested immediately|year by year"
    ),
    "whether one comes on top of the other": (
        "ademas de|along with|as well as|besides|both|cannot be combined|either|en|in addition to|"
        "in lieu of|in place of|instead of|junto con|on top of|pero no ambos|rather than|replace"
    ),
    "how many at a time": (
        "a single|any number of|as many|at a time|at most|just|limited to|mas de un|more than one|multiple|"
        "no more than|only|several|sol|unicamente|up to|vari"
    ),
    "all of it or a part": (
        "50|a plazos|all of|amounts|at once|deposits|en cuotas|entire|everything|fraction|half|in full|"
        "insta|la mitad|la totalidad|lump|part|pay|por completo|porcion|portion|pro rata|prorated|quarter|"
        "tercio|the full|third|todo lo que|un solo pago|whole"
    ),
    "who does it: nobody, or who wants it": (
        "again|apply|automatic|by default|choose|elegir|from year to year|if you ask|inscribirse|lect|"
        "no action|nothing to do|nroll|opt|pedir|register|request|sign|solicitar"
    ),
    "who pays for it": (
        "all of|bear|company|cost|cover|descuenta|employee|employer|free|from|fund|hare|la empresa|off|"
        "out of|paid|part|pay|picks up|plit|por su|portion|premium|provide|the|usted|you"
    ),
    "in which way it is paid": "billed|descuenta|directamente a|directly|from|off|out of|payroll deduct|through",
    "before they are had or afterwards": (
        "after you|afterward|back|front|in advance|once you|por adelantado|prepaid|reembols|reimburs"
    ),
    "for whom": "adult|child|grown|hij|kids|ninos",
    "what it may be beside what somebody else has": (
        "as much as|at most|debe|exceed|greater|higher|larger|limited to|more|no mas de|puede"
    ),
    "whatever happens or only if": (
        "as long as|aunque|even|in any case|incluso|independientemente|must|no matter|only|provided|"
        "regardless|siempre que|sin importar|solo|whatever|whether|without|your own"
    ),
    "to oneself or to others": "anyone|familiar|family member|household|just|only|other people|relative|solo",
}
