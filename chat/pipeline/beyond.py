"""Questions that no document answers, whatever it says: which plan to pick, what a directory or a claim file holds,
what the law, a tax office or a doctor would say of somebody's own case.

A model, or a sentence quoted from somewhere near, would only look like an answer. The reply is fixed; what the
documents say about the matter is shown beside it, with the people who can really tell.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from benefits.audience import class_labels
from chat.extractive.statements import Statement, statements
from chat.llm.types import SourcePassage
from chat.models import Answer
from chat.pipeline.compose import refuse, refuse_to_choose
from chat.pipeline.finish import Outcome
from chat.pipeline.found import Found
from chat.pipeline.model_request import source_passage
from knowledge.retrieval.plans import plan_names
from knowledge.text.terms import plain_text

MOST_COMPARISONS = 3


@dataclass(frozen=True)
class Beyond:
    reason: Answer.Reason
    search: str  # words that find what the documents say about it
    is_of_medical: bool = True  # a choice between medical plans, whose totals documents compare


def beyond_documents(question: str) -> Beyond | None:
    """Return what the question asks for that documents cannot tell; None for a question they may answer."""
    plain = plain_text(question)
    beyond = next((found for pattern, found in _KINDS if pattern.search(plain)), None)
    other = _OTHER_LINES.search(plain) if beyond and beyond.reason == Answer.Reason.CHOICE else None
    return replace(beyond, search=f"{other[0]} plan compare cost", is_of_medical=False) if other else beyond


def refuse_beyond(beyond: Beyond, found: Found) -> Outcome:
    """Return the fixed reply; for a choice, with what the documents say of the plans' costs."""
    if beyond.reason == Answer.Reason.CHOICE and beyond.is_of_medical:
        labels = class_labels()
        compared = comparisons([source_passage(number, hit, labels) for number, hit in enumerate(found.hits, start=1)])
        if compared:
            return refuse_to_choose(found, compared)
    return refuse(replace(found, question=beyond.search), reason=beyond.reason)


def comparisons(passages: Sequence[SourcePassage]) -> list[Statement]:
    """Return the sentences that give amounts for two plans or more: what a person needs who has to pick one."""
    found = [statement for passage in passages for statement in statements(passage) if _sets_against(statement)]
    return list({statement.text: statement for statement in found}.values())[:MOST_COMPARISONS]


def _sets_against(statement: Statement) -> bool:
    return not statement.is_row and len(plan_names(statement.text)) > 1 and statement.text.count("$") > 1


_PICK = r"(?:pick|choose|take|select|get|go with|go for|enroll in|sign up for|elect|want)"
_PLANS = r"(?:plans?|options?|one|coverage|ppo|hmo|epo|pos|hdhp|hsa)"
_OF_PLANS = rf"them|these|those|(?:[\w,-]+ ){{0,9}}{_PLANS}(?: [\w,-]+){{0,6}}"
_CHOICE = re.compile(
    rf"\b(?:which|what)(?: [\w-]+){{0,2}} {_PLANS} (?:should|would|do you think) (?:i|we|you)\b.{{0,20}}\b{_PICK}\b"
    rf"|\bwhich (?:(?:one )?of (?:{_OF_PLANS}) )?should (?:i|we) {_PICK}\b"
    rf"|\bshould (?:i|we) (?:just )?{_PICK}(?: [\w-]+){{0,3}} {_PLANS}\b"
    rf"|\b(?:which|what)(?: [\w-]+){{0,2}} {_PLANS} (?:is|are|would be) (?:the )?(?:best|better|right)\b"
    rf"|\b(?:best|right|better) {_PLANS} for (?:me|us|my|a )"
    r"|\b(?:is|are|would) (?:[\w-]+ ){1,6}(?:the |a )?(?:better|best|right|smarter|wiser) (?:choice|option|pick|fit)"
    r" for (?:me|us|my|our|a|an|somebody|someone)\b"
    r"|\b(?:i|we) (?:be )?better off (?:with|on|in)\b"
    r"|\b(?:would|do|can|could) you (?:recommend|suggest|advise|pick|choose)\b"
    r"|\b(?:cual|que)(?: \w+){0,2} (?:debo|deberia|tengo que) (?:elegir|escoger|tomar)\b"
    r"|\b(?:cual|que)(?: plan| seguro| opcion)? (?:es|seria) (?:el |la )?mejor\b(?: (?:plan|seguro|opcion))?"
    r"(?=\W*$| para (?:mi|nosotros)\b)"
    r"|\b(?:cual|que)(?: \w+){0,2} (?:elijo|escojo|me conviene|nos conviene|me recomiend\w+)\b"
)
_WHO_TREATS = (
    r"(?:doctors?|dr|physicians?|pediatricians?|dentists?|therapists?|specialists?|providers?|hospital|clinic|pharmacy"
    r"|ob-?gyn|optometrist)"
)
_DIRECTORY = re.compile(
    rf"\b(?:is|are) (?:my|our|this|that|the)(?: [\w'-]+){{0,3}} {_WHO_TREATS}\b.{{0,30}}"
    r"\bin[\s-]+(?:the |my |our |your )?(?:[\w-]+ )?network\b"
    rf"|\b(?:is|are|does|do) (?:my |our )?{_WHO_TREATS}\b.{{0,40}}"
    r"\b(?:in[\s-]+(?:the )?network|participat|take (?:my|this|our)|accept)"
    r"|\b(?:esta|estan) (?:mi|mis|nuestro|el|la)(?: \w+){0,2} (?:medico|doctor|doctora|dentista|hospital)\b.{0,30}"
    r"\bred\b"
)
_RECORDS = r"(?:claim|reimbursement|appeal|account|fsa|hsa|deductible)"
_CLAIM = re.compile(
    rf"\b(?:status|progress|balance) of (?:my |the |our )?(?:[\w-]+ )?{_RECORDS}\b"
    r"|\b(?:why|was|has|have) (?:was |has |have )?my (?:[\w-]+ )?claim\b"
    r"|\bhow much (?:of my deductible|is left|do i have left|have i (?:spent|used|met))\b"
    r"|\bwhat(?:'s| is) (?:left (?:of|in|on) my|my (?:[\w-]+ )?(?:balance|claim status))\b"
    r"|\b(?:estado|estatus) de mi (?:reclamo|reclamacion|reembolso)\b|\bcuanto me queda\b|\bmi saldo\b"
)
_OFF = r"(?:vacation|pto|paid time off|sick(?: time| leave)?|personal|time off|leave)"
_OFF_ES = r"(?:vacaciones|enfermedad|permiso|descanso)"
# How much somebody may take in a year, documents tell; how much of it is left, the time system.
_TIME_LEFT = re.compile(
    rf"\bhow (?:many|much)(?: \w+)? ?{_OFF}(?: (?:days?|hours?|weeks?|time))?(?: do i| have i"
    rf"| i)?(?: still)? (?:have left"
    rf"|got left|left over|left|have remaining|remaining|used|taken|have saved(?: up)?|built up)\b"
    rf"|\bhow (?:many|much) (?:days|hours|weeks|time)(?: of)? {_OFF} (?:do i have |have i )?(?:left|remaining|used"
    rf"|taken)\b"
    rf"|\b(?:what(?:'s| is) )?my {_OFF} balance\b"
    rf"|\bcuant[oa]s? (?:dias|horas|semanas|tiempo) de {_OFF_ES} (?:me |nos )?(?:queda|quedan|faltan|he usado|llevo)\b"
    rf"|\bcuant[oa]s? {_OFF_ES} (?:me |nos )?(?:quedan?|faltan)\b|\bmi saldo de {_OFF_ES}\b"
)
# How to appeal, the documents tell.
_DENIED = re.compile(
    r"^(?!.*\b(?:appeal|apel\w+|how (?:do|can|long|to))\b).*(?:"
    r"\b(?:my|our|the|his|her) (?:[\w-]+ )?(?:claim|bill) (?:was|has been|got|is|came back) "
    r"(?:denied|rejected|refused|declined|turned down|not paid)\b"
    r"|\b(?:they|it|the (?:insurance|carrier|plan)) (?:just |has |have )?(?:denied|rejected|refused) my (?:[\w-]+ )?"
    r"claim\b|\b(?:negaron|rechazaron) (?:mi|el) (?:reclamo|reclamacion)\b)"
)
_MAY_THEY = r"(?:they|he|she|my (?:boss|manager|employer|company|supervisor)|the company|hr|you)"
_LEGAL = re.compile(
    rf"\b(?:can|could|may|will|are|is) {_MAY_THEY} (?:going to |allowed to |able to |legally )*(?:really |just )?"
    r"(?:fire|terminate|dismiss|demote|discipline|punish|retaliate|lay) (?:me|us|somebody|someone|off|against)?\b"
    r"|\b(?:can|could|should|may) (?:i|we) (?:sue|take (?:them|him|her|my \w+|the \w+) to court|press charges)\b"
    r"|\b(?:is|was) (?:it|this|that)(?: even)? (?:legal|illegal|lawful|against the law|discriminat\w+|wrongful)\b"
    r"|\b(?:is|was|are|were) (?:[\w'-]+ ){1,5}(?:illegal|unlawful|against the law)\b"
    r"|\b(?:have|got) (?:a|any) (?:legal )?case against\b"
    r"|\bwrongful (?:termination|dismissal)\b|\b(?:need|get|hire|talk to|see) a (?:lawyer|attorney)\b"
    r"|\blegal advice\b|\bviolat(?:e|es|ed|ing) (?:my rights|the law|hipaa|ada|fmla|erisa)\b"
    r"|\b(?:pueden|puede) (?:la empresa |mi jefe |mi empleador )?(?:despedirme|echarme|correrme)\b"
    r"|\b(?:es|fue) (?:esto |eso )?(?:legal|ilegal)\b|\b(?:puedo|debo) demandar\b|\babogad[oa]\b"
)
# What a plan takes before taxes its documents tell; what somebody owes or writes off, they do not.
_TAX = re.compile(
    r"\b(?:can|could|may|should|do) (?:i|we) (?:deduct|write off|claim)\b.{0,60}\b(?:tax(?:es)?|tax "
    r"return|return|irs)\b"
    r"|\b(?:can|could|may) (?:i|we) (?:deduct|write off) \w+"
    r"|\b(?:is|are) (?:my|our|this|that|it|these|the) ?(?:[\w-]+ ){0,4}(?:tax[- ]deductible|deductible on my tax\w*"
    r"|deductible from my tax\w*|a write[- ]off)\b"
    r"|\b(?:how|where) (?:do|should|would) (?:i|we) (?:file|report|put|enter|claim) (?:[\w'-]+ ){0,5}"
    r"(?:on|in|with) (?:my|our|the) (?:tax(?:es)?|tax return|return|1040)\b"
    r"|\b(?:what|which) tax bracket\b|\b(?:my|our) (?:tax bracket|tax return|refund from the irs)\b|\btax advice\b"
    r"|\b(?:do|will|would) (?:i|we) owe (?:(?:any|more|extra|state|federal|local|income|california"
    # A state by its name stands once and outside the loop: in it, each "state" could be read in two ways.
    r"|new york|city) )*(?:\w+ state (?:(?:income|local|city) )*)?tax(?:es)?\b"
    r"|\bhow much (?:tax|in taxes) (?:will|do|would) (?:i|we) (?:owe|pay|save)\b"
    r"|\b(?:puedo|podemos) deducir\b|\bdeducible de (?:mis )?impuestos\b|\bdeclaracion de impuestos\b"
)
_BODY = (
    r"(?:lump|rash|fever|cough|pain|ache|headache|mole|bump|swelling|bleeding|numbness|dizziness|symptoms?|blood "
    r"pressure"
    r"|burn|cut|bruise|infection|bulto|fiebre|dolor|tos|sarpullido|lunar)"
)
_MEDICAL = re.compile(
    rf"\b(?:is|are|could|can) (?:this|that|my|the|these|a) (?:[\w'-]+ ){{0,3}}{_BODY}\b(?: [\w-]+){{0,4}} "
    r"(?:serious|normal|dangerous|bad|ok(?:ay)?|cancer|contagious|broken|infected|an emergency)\b"
    rf"|\b(?:should|do|must) (?:i|we) (?:need to )?(?:see|call|go to|visit) (?:a |the |my "
    rf")?(?:doctor|er|hospital|urgent care"
    rf"|emergency room)\b.{{0,40}}\b(?:for|about|with) (?:this|my|a|the|these) (?:[\w-]+ ){{0,3}}{_BODY}\b"
    r"|\b(?:should|can|may) (?:i|we|she|he) (?:take|stop taking|mix|combine|double)\b.{0,40}"
    r"\b(?:pills?|medication|medicine|ibuprofen|aspirin|antibiotics?|dose|insulin|antidepressants?|tylenol|mg)\b"
    r"|\bis it safe (?:to|for me to) (?:take|mix|drink|exercise|fly|eat|stop)\b"
    r"|\b(?:what|which) (?:dose|dosage|medicine|medication|drug|pill) (?:should|can|do) (?:i|we|she|he) take\b"
    r"|\bdo (?:i|you think i) have (?:cancer|diabetes|covid|the flu|depression|an infection|a concussion)\b"
    r"|\bwhat(?:'s| is) wrong with (?:me|my (?:\w+))\b|\bmedical advice\b|\bdiagnose me\b"
    rf"|\b(?:es|esta) (?:grave|serio|peligroso|normal) (?:este|esta|el|la|mi) {_BODY}\b"
    rf"|\b(?:este|esta|mi) {_BODY} es (?:grave|seri[oa]|peligros[oa]|normal)\b|\bque (?:medicina|dosis) (?:debo|puedo) "
    rf"tomar\b"
)
_OTHER_LINES = re.compile(
    r"\b(?:dental|vision|life|disability|accident|critical illness|hospital indemnity|pet|legal|dentales?|vida)\b"
)
_KINDS = (
    (
        _CHOICE,
        Beyond(
            Answer.Reason.CHOICE, "compare plans total cost of a year typical use low use worst year price per paycheck"
        ),
    ),
    (_DIRECTORY, Beyond(Answer.Reason.DIRECTORY, "network provider list website phone call find a provider")),
    (_TIME_LEFT, Beyond(Answer.Reason.NOT_IN_DOCUMENTS, "vacation sick time balance earned hours time system")),
    (_CLAIM, Beyond(Answer.Reason.PERSONAL_RECORD, "claims and appeals call carrier claim denied")),
    (_DENIED, Beyond(Answer.Reason.PERSONAL_RECORD, "claim denied appeal deadline")),
    (_LEGAL, Beyond(Answer.Reason.LEGAL, "your rights ERISA rights questions Department of Labor")),
    (_TAX, Beyond(Answer.Reason.TAX, "tax before-tax pretax after-tax taxable")),
    (_MEDICAL, Beyond(Answer.Reason.MEDICAL, "nurse line telehealth virtual visit 24 hours advice")),
)
