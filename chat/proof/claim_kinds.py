"""The kinds of claims that need no figure: that something is covered, needed, counted or allowed, or not.

Each is told apart by two patterns over plain text. A new kind belongs here.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    name: str
    no: re.Pattern[str]
    yes: re.Pattern[str]
    claimed: bool | None = None  # which of both is a claim without a figure, if only one is
    told_no: re.Pattern[str] | None = None  # what says it in a source, and claims something else in an answer
    told_yes: re.Pattern[str] | None = None


THINGS_NEEDED = (
    r"(?:referrals?|prior auth\w*|pre-?auth\w*|(?:prior )?approval|pre-?(?:determinations?|certification)"
    r"|pre-?treatment (?:estimates?|plans?)|second (?:surgical )?opinions?|(?:spousal )?consent|doctor's notes?"
    r"|autorizacion(?:es)?(?: previas?)?|remision(?:es)?|referencias?|referidos?"
    r"|(?:id |identification |enrollment |claim )(?:cards?|forms?)|tarjetas?|formularios?|boletos?)"
)
# "Bonuses are not included when base pay is calculated": what is counted, and no service that is covered.
_IN_PAY = (
    r"(?:in|as|when) (?:[\w-]+ ){0,5}(?:pay|salary|earnings|wages|compensation|calculated|(?:worked|figured) out)\b"
)
_BY_ANOTHER = r" (?:by|under) (?:an?(?:other)? |the |your )?(?:separate|other|another|different)\b"
COVERED = Kind(
    "covered",
    no=re.compile(
        r"(?:\bnot|\bcannot|\bnever|no longer) (?:be |been |generally |typically |usually )?"
        rf"(?:covered|payable|included(?! {_IN_PAY}))\b(?! before\b)|\b(?:covers?|pays? for) neither\b"
        r"|(?<!\byou )\b(?:does not|do not|will not|cannot|never) (?:cover|pay for|include|reimburse)\b"
        r"|\bneither (?:\w+ ){0,4}covers?\b|\bningun[oa]? (?:\w+ ){0,4}cubren?\b"
        r"|\b(?:is|are|was|were) excluded\b|\bexclu(?:des?|sions?|ded)\b|\bno (?:coverage|benefit) (?:for|is)\b"
        r"|\bno (?:[\w-]+ ){1,2}(?:coverage|benefits)\b"
        r"|\bnot a covered\b|\bno (?:se )?(?:cubren?|incluyen?|pagan?|reembolsan?)\b"
        r"(?! (?:el |la |un |ningun )?(?:copago|deducible|coseguro|prima)\b)"
        r"|\bno (?:esta|estan|son|sera) (?:cubiert|incluid)[oa]s?\b|\bexcluid[oa]s?\b|\bexclusion(?:es)?\b"
        r"|\bexcluyen?\b|\bsin cobertura\b|\bno hay cobertura\b|\bnot available\b"
    ),
    yes=re.compile(
        rf"\b(?:is|are|be|been|fully|also|both|as) covered\b(?!{_BY_ANOTHER})"
        rf"|(?<!not )\b(?!covered{_BY_ANOTHER})"
        r"covered (?:at|in full|under|by|as|when|if|only|once|up to|with|without|before)\b"
        r"|\b(?:plan|it|policy|benefit|hmo|ppo|hdhp|epo|coverage|we|insurance)s? (?:also |fully |will )?"
        r"(?:do |does )?(?:covers?|pays for|includes?)\b"
        rf"|^(?:yes\b.{{0,20}}\b)?covers?\b|\bcovers\b|\bcubre\b"
        rf"|\b(?:is|are) (?:also )?included\b(?! {_IN_PAY}| (?:in|with)\b)"
        r"|\bpaid for by (?:the|this|your) plan\b|\bcovered services?(?: includ|:)|\bcovered:"
        rf"|: covered\b(?!{_BY_ANOTHER})"
        r"|\byes,? .{0,60}\bcovered\b|\byou (?:do|will) not pay for\b"
        r"|\b(?:is|are) available\b"
        r"|\b(?:esta|estan|sera|quedan?) (?:cubiert[oa]s?\b|incluid[oa]s?\b(?! en\b))"
        r"|\bcubiert[oa]s? (?:al|en|por|con|sin|hasta)\b"
        r"|\b(?:plan|seguro|poliza|cobertura) (?:tambien |si )?(?:cubre|incluye|paga)\b|\bse cubren?\b"
        r"|\bsi,? .{0,20}\bcubre"
    ),
    told_no=re.compile(r"\bnot (?:eligible|reimbursed)\b"),
    told_yes=re.compile(
        r"\bare eligible\b(?! to\b)|\b(?:reimburses|reembolsan?|includes)\b|\b(?:is|are) (?:reimbursed|free)\b"
        r"|\b(?:shipped|mailed|provided|offered) free\b"
    ),
)
WITHOUT_DEDUCTIBLE = Kind(
    "without deductible",
    no=re.compile(
        r"\b(?:after|once) (?:you(?:'ve| have)? (?:met|meet|reach|reached|pay|paid) )?(?:the |your |a )?deductible\b"
        r"|\bnot (?:covered|paid|free) before (?:you (?:have )?me?e?t )?(?:the |your |a )?deductible\b"
        r"|(?<!no )\bdeductible (?:also |still |does |will )*appl(?:y|ies)\b"
        r"|(?<!n't )(?<!not )\bsubject to (?:the |a |your )?deductible\b"
        r"|\bdespues (?:del"
        r"|de cumplir (?:con )?el) deducible\b"
        r"|(?<!no )\bse aplica el deducible\b|\bdeducible (?:tambien )?(?:si )?(?:se )?aplica\b"
        r"|(?<!before you )(?<!n't have to )(?<!not have to )(?<!n't need to )(?<!not need to )"
        r"\bmeet (?:the|your) deductible\b"
    ),
    yes=re.compile(
        r"\bdeductible (?:does not|doesn't|do not) apply\b|\bdeductible (?:is )?waived\b|\bno deductible\b"
        r"|(?:n't|\bnot) (?:have|need) to (?:first )?(?:meet|pay|satisfy) (?:the |your |a )?deductible\b"
        r"|\bbefore (?:you meet )?(?:the |your )?deductible\b|\bwithout (?:a |the |any )?deductible\b|(?:n't"
        r"|\bnot) subject to (?:the |a |your )?deductible\b"
        r"|\bsin deducible\b|\bantes del deducible\b|\bdeducible no (?:se )?aplica\b"
        r"|\bno (?:se aplica el|hay) deducible\b"
    ),
)
NEEDED = Kind(
    "needed",
    no=re.compile(
        rf"\bno {THINGS_NEEDED}\b|\b{THINGS_NEEDED} (?:is|are) not\b|\b{THINGS_NEEDED} (?:isn't|aren't)\b"
        rf"|\b(?:do not|don't|does not|doesn't|not) (?:need|require)\b|\bwithout (?:a |an )?{THINGS_NEEDED}\b"
        r"|\bno (?:necesitan?|(?:se )?requieren?|hace falta|se necesitan?|es necesari[oa])\b|\b(?:not"
        r"|never) (?:required|needed|necessary)\b"
    ),
    yes=re.compile(
        rf"\b(?:needs?|requires?|must (?:get|have|obtain)) (?:a |an )?{THINGS_NEEDED}\b"
        rf"|\b{THINGS_NEEDED}(?:(?: (?!not\b)\w+){{0,8}} (?:is|are))? (?:required|needed|necessary)\b"
        rf"|\b(?:necesitan?|requieren?) (?:un |una )?{THINGS_NEEDED}\b"
    ),
    # What nobody is given nobody needs.
    told_no=re.compile(
        r"\bno se (?:entrega|emite|envia|usa)n?\b|\bno (?:\w+ )?(?:card|form|voucher|receipt|paperwork)s? (?:is|are) "
        r"(?:issued|mailed|sent|given|used)\b|\b(?:does|do) not (?:issue|mail|send) (?:\w+ )?(?:card|form|voucher)s?\b"
    ),
)
_ADD_SOMEBODY = (
    r"(?:be added|add (?:(?:your|her|his|their|the|an?) (?:\w+ )?(?:spouse|wife|husband|partner|girlfriend|boyfriend"
    r"|child(?:ren)?|baby|newborn|son|daughter|dependents?|parents?|mother|father|mom|dad|grand\w+|siblings?|brother"
    r"|sister)|her|him|them)\b)"
)
ELIGIBLE = Kind(
    "eligible",
    no=re.compile(
        r"\b(?:not|never) eligible\b|\bineligible\b|\b(?:cannot|may not) (?:be )?(?:enroll|cover)\w*\b"
        rf"|\b(?:cannot|may not) {_ADD_SOMEBODY}"
        r"|\bno (?:son|es) elegibles?\b|\bno (?:puede|pueden) inscribirse\b|\b(?:do|does|did|will) not qualify\b"
    ),
    yes=re.compile(
        r"\b(?:is|are|be|become|becomes) eligible\b|\b(?:can|may) (?:also )?(?:be )?(?:enroll|cover)\w*\b"
        rf"|\b(?:can|may) (?:also )?{_ADD_SOMEBODY}"
        r"|\bqualif(?:y|ies)\b"
        r"|\b(?:es|son) elegibles?\b|\b(?:puede|pueden) inscribir"
    ),
    told_yes=re.compile(
        r"\b(?:is|are) (?:open|available|offered|provided) (?:only )?to\b"
        r"|\badd (?:your|the|an?) (?:\w+ )?(?:spouse|partner|child(?:ren)?|baby|newborn|dependents?)\b"
        r"|\b(?:esta|estan) (?:abiert[oa]s?|disponibles?) (?:solo )?(?:a|para)\b|\bse ofrecen? (?:solo )?a\b"
    ),
)
AUTOMATIC = Kind(
    "automatic",
    no=re.compile(
        r"\bopt(?:ing)?[- ]in\b|(?:\bnot|n't|\bnever) (?:be )?(?:\w+ ){0,3}automatic\w*"
        r"|\b(?:nobody|no one|nothing) (?:\w+ ){0,4}automatic\w*|\b(?:no|nadie) (?:\w+ ){0,3}automatica\w*"
    ),
    yes=re.compile(
        r"\bautomatic\w*|\bby default\b|\bopt(?:ing)?[- ]out\b|\bunless you (?:decline|say no|object)\b"
        r"|\bautomatica\w*|\ba menos que (?:usted )?(?:se niegue|rechace|lo rechace)\b"
    ),
    told_no=re.compile(r"\b(?:does|do|will) not (?:enroll|add|sign up)\b|\bno (?:se )?inscriben?\b"),
)
LIMITED = Kind(
    "limited",
    no=re.compile(r"\bno (?:\w+ ){0,2}(?:limits?|maximum|cap)\b|\bunlimited\b|\bsin limites?\b|\bilimitad[oa]s?\b"),
    yes=re.compile(
        r"\bup to \$?\d|\blimited to\b|\bmaximum\b|\bat most\b|\b(?:no|not) more than\b|\bhasta \$?\d|\bcomo maximo\b"
    ),
    claimed=False,
)
USABLE = Kind(
    "usable",
    no=re.compile(
        r"\b(?:cannot|can not|may not|not) (?:also )?(?:be )?(?:used?|filled|available)\b"
        r"|\bno (?:se )?pueden? usar\w*\b|\bno (?:es|son) elegibles?\b"
        r"|\b(?:do|does|did|will) not qualify\b|\b(?:not|never) eligible\b|\bineligible\b"
    ),
    yes=re.compile(
        r"\b(?:can|may) (?:also )?(?:be )?(?:used?|filled)\b|\b(?:se )?pueden? usar\w*\b|(?<!to )\bqualif(?:y|ies)\b"
        r"|\bare eligible\b"
    ),
    claimed=True,
    told_yes=re.compile(
        r"\b(?:reimburses?|pays? for|reembolsan?|paga por)\b|\b(?:is|are) (?:open|available) to\b"
        r"|\b(?:esta|estan) disponibles? para\b"
    ),
)
_TOWARD = r"(?:toward|towards|to|in|into|against)"
COUNTED = Kind(
    "counted",
    no=re.compile(
        rf"\b(?:not|never|no longer|neither) (?:be |been )?(?:(?:counte?d?|credited|included|go) {_TOWARD}\b"
        rf"|appl(?:ied|y) {_TOWARD} (?:the |your |a |this )?(?:[\w-]+ ){{0,3}}(?:deductible|limit|maximum)\b)"
        rf"|\b(?:not|never|neither) (?:be |been )?(?:counte?d? (?:as|when)\b|included {_IN_PAY})"
        r"|\b(?:not|never) (?:help|let|get) (?:you )?(?:to )?(?:reach|meet|satisfy)\b"
        r"|\bexcluded from\b|\bno (?:se )?(?:cuentan?|incluyen?|aplican?|suman?) (?:para|en|a|al|hacia|dentro)\b"
        r"|\bno (?:esta|estan) incluid[oa]s? en\b"
    ),
    yes=re.compile(
        rf"\b(?:counts?|counted|included|applied|apply|applies|credited|goes?) {_TOWARD} (?:the |your |a |this )"
        r"(?:[\w-]+ ){0,3}(?:deductible|limit|maximum)\b"
        rf"|\b(?:counts?|counted|included) {_IN_PAY}"
        r"|\bhelps? (?:you )?(?:to )?(?:reach|meet|satisfy)\b"
        r"|\b(?:se )?(?:cuentan?|aplican?|suman?) (?:para|al|hacia) (?:el |la |su |es[ae] |est[ae] )?"
        r"(?:deducible|limite|maximo)\b"
    ),
    told_no=re.compile(
        r"\b(?:not|never) (?:be )?counte?d?\b|\b(?:is|are) excluded\b|\bno (?:se )?(?:cuentan?|incluyen?)\b"
        r"|\b(?:is|are) not (?:part of )?(?:your )?(?:pay|salary|earnings|wages|compensation)\b"
    ),
    told_yes=re.compile(r"\bof (?:your |their )?(?:\w+ )?(?:pay|salary|earnings) (?:and|plus|including)\b"),
)
KINDS = (COVERED, WITHOUT_DEDUCTIBLE, NEEDED, ELIGIBLE, AUTOMATIC, LIMITED, COUNTED, USABLE)
