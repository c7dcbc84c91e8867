"""The ways of rules on what something costs: whether at all, who pays it and how, and whether it is taxed."""

from chat.proof.contrast import contrast

PAYCHECK = r"(?:pay ?checks?|pay\b|salary|wages|payroll|pocket)"
OF_PAYING = (
    contrast(
        "whether it costs something",
        {
            "free": r"(?<!tax-)(?<!tax )\bfree\b(?! to\b)|\bno (?:charge|cost|copay|fee)\b"
            r"|\bcosts? (?:you )?nothing\b|\$0\b|\bgratis\b|\bgratuit[oa]s?\b|\bsin (?:costo|cargo)\b",
            "costs": r"\bcosts? \$(?!0\b)\d|\byou pay (?:a|the|your) (?:copay|fee|charge|share)\b"
            r"|\bthere is a (?:charge|fee|copay)\b|\b(?:cuesta|cobra)n? \$(?!0\b)\d|\bpaga (?:un|el) copago\b",
        },
        turned={"free": "costs"},
        enough=0.6,
    ),
    contrast(
        "whether it is taxed",
        {
            "untaxed": r"\buntaxed\b|\btax[- ](?:free|exempt)\b|\bfree of tax(?:es)?\b"
            r"|\bwithout (?:paying )?(?:any )?tax(?:es)?\b"
            r"|\blibres? de impuestos\b|\bexent[oa]s? de impuestos\b|\bsin (?:pagar )?impuestos\b",
            "taxed": r"\btaxable\b|\btaxed\b|\bsubject to (?:\w+ )?(?:income )?tax(?:es)?\b"
            r"|\byou (?:pay|owe) (?:income )?tax(?:es)?\b|\bimponibles?\b|\bgravables?\b|\bpagan? impuestos\b",
        },
        turned={"taxed": "untaxed", "untaxed": "taxed"},
        enough=0.4,
    ),
    contrast(
        "who pays for it",
        {
            "both": r"\b(?:you and (?:the company|your employer|we)|the company and you) (?:share|split"
            r"|both pay|each pay)\b"
            r"|\b(?:shares?|splits?|shared|split) (?:in )?(?:the |its |their )?(?:costs?|premiums?)\b"
            r"|\bcost[- ]shar\w+\b"
            r"|\b(?:costs?|premiums?) (?:is|are) (?:shared|split)\b|\b(?:goes on paying|pays?|paying) (?:its"
            r"|their) (?:own )?(?:share|part|portion)\b"
            r"|\b(?:usted y la empresa|la empresa y usted) comparten\b|\bcompart\w+ (?:el|los) costos?\b",
            "company": r"\b(?!you|employees|who|they|plan|insurance|members|it)[a-z]+ pays (?:for |the (?!rest)"
            r"|all |your (?:share|part)\b)(?!up\b|\$|\d|first\b)"
            r"|\b(?:the |your |our )?(?:company|employer|we)(?: also| will| fully| alone)? "
            r"(?:pays?|covers?|bears?|picks up|funds?|provides?) (?!you\b|up\b|\$|\d)(?:for )?(?:all|the|it"
            r"|this|these|its(?! (?:money|share|part|portion|contributions?)\b)|your"
            r"|basic|for|premiums?|everything|in full|every|long|short|vol\w+|sup\w+|life|extra)\b"
            r"|\bpaid (?:for |entirely |fully |completely |in full )*by (?:the |your |us)?\s?(?:company"
            r"|employer)?\b(?! you)"
            r"|\b(?:company|employer)[- ]paid\b|\b(?:at )?no cost to (?:you|employees)\b|\bfree (?:to"
            r"|for) (?:you|employees)\b"
            r"|\bcosts? you nothing\b|\byou pay nothing\b|\bpays? (?:all of it|all of (?:the|its) (?:cost|premium)s?"
            r"|the (?:full|whole|entire) (?:premium|cost)s?)\b(?<!you pay the full cost)(?<!you pay the whole cost)"
            r"(?<!you pay the entire cost)(?<!you pay the full premium)"
            r"|\bla empresa (?:la |lo |los |las )?paga\b|\b(?:lo|la|los|las) paga la empresa\b"
            r"|\bpagad[oa]s? por la empresa\b"
            r"|\bsin costo para (?:usted|el empleado)\b",
            "you": r"\byou (?:must |have to |will |alone |also )*(?:pay|cover|bear)(?! (?:nothing|\$|\d|no|up))\b"
            r"|\bpaid (?:for )?by (?:you|the employee|employees|participants)\b"
            rf"|\b(?:out of|from|off) (?:your|their|the) {PAYCHECK}|\bpayroll deductions?\b|\bemployee[- ]paid\b"
            r"|\bat your (?:own )?(?:cost|expense)\b|\byou (?:can|may) buy\b|\busted (?:la |lo |los |las )?paga\b"
            r"|\b(?:lo|la|los|las) paga usted\b|\bse (?:le )?descuentan? de su (?:salario|sueldo|cheque|pago)\b"
            r"|\bpor su (?:propia )?cuenta\b",
        },
    ),
    contrast(
        "in which way it is paid",
        {
            "directly": r"\b(?:pay|pays|paid|billed?|bills) (?:\w+ ){0,3}directly\b"
            r"|\bdirectly to (?:the )?(?:insurer|carrier|vendor)\b"
            r"|\bdirect(?:ly)? billed\b|\bdirectamente a\b",
            "from pay": rf"\b(?:out of|from|through|off) (?:your|their|the)? ?{PAYCHECK}|\bpayroll deduct\w+\b"
            r"|\bse (?:le )?descuentan? de su (?:salario|sueldo|cheque|pago)\b",
        },
    ),
)
