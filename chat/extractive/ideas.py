"""The ideas of a text: what it is about, each with all its names and with what it weighs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from chat.extractive.everyday import in_documents_words
from knowledge.text.spanish import in_english, longest_spanish_phrase, may_be_spanish
from knowledge.text.synonyms import Phrase, longest_phrase, other_words
from knowledge.text.terms import list_terms

STRONG, FAINT, NUMBER = 1.0, 0.1, 0.3
# Said in nearly every sentence of a benefits document, or only a manner of asking: alone they prove nothing.
_FAINT = """
plan plans benefit benefits cost costs pay paid cover covered coverage health medical insurance employee employees
employer company companies give service services provide provided offer offered use used using work works make take give
receive change apply applied need get now ahora policy policies program programs member members person people
type types kind
kinds amount total year years day days week weeks month months time times current new available include included
includes detail details document documents text key main important general different certain specific process handle
happen step steps way ways thing things should must every each per any other more most less purpose point
consideration considerations schedule during spring summer fall winter owe charge charges percent percentage
condition conditions entail involve
against regarding regard mind reason various
range differ difference differences between compare comparison versus list several visit visits after before im
january february march april may june july august september october november december
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre visita
importance related recommended practice rule
regulation selecting when under over if put administrator carrier vendor somebody someone anyone money see getting got
whole entire extra annual annually yearly anual without sin
beneficio salud seguro medico empleado empresa servicio pagar pago cubre cubrir cubierto cobertura plan planes ano anos
mes semana dia
ayuda ayudan apoyo tiempo todo toda cuesta cuestan costar vale va voy vamos tener
monto cantidad tengo debo hago hacer vs diferencia diferencian diferente comparar comparan compara entre
durante mientras
"""
# They ask, or point at a time that was resolved before; no document answers by repeating them.
_ASKING = """
long soon often old early late many exactly still next upcoming coming this last went go going like something
anything here him hers ver ir
whats hows whens wheres whos im dont doesnt cant hello hi thanks thank explain describe
yesterday today tomorrow really actually deadline window plazo just
mean means meaning question find know happens ive ill please text according following tips aware consider considered
role because porque
totalmente completamente exactamente normalmente generalmente actualmente siempre nunca ahora
proximo siguiente significa pasa pasara sucede ocurre dura duran recibo dan existe necesito quiero saber gracias hola
hasta desde
"""
# General words of one meaning, beside the benefits words that search knows.
_SAME_MEANING = """
limit|maximum|max|cap|most|up to|no more than|at most|limite|maximo|tope
reimburse|expense|pay back|reembolsar
permiso|licencia|leave
begin|start|effective|take effect|first day|empieza|empezar|comienza|comenzar|inicio
end|close|through|until|last day|finish|expire|termina|terminar|hasta|cierra|cerrar|acaba|vence
lose coverage|lose cover|coverage end|coverage stop|cover through|cover until|age out|perder cobertura|pierde cobertura
|pierden cobertura|pierdo cobertura|termina cobertura|cobertura termina|cubierto hasta|cubiertos hasta|cobertura hasta
|eligible up to age|cover up to age
choose|select|pick|elect|decide|elegir|escoger
quit|stop work|termination|employment end|coverage end|fired|laid off|let go|lose my job|leave the company
|goes with you|last day of work|despidieron|deja la empresa
renunciar|dejar la empresa|salir de la empresa|deja la empresa|se va de la empresa|termination|coverage end
|stop work|leave the company|goes with you|last day of work
add|enroll|change|report|agregar|anadir|inscribir|avisar|registrar|cambio|agregarlo|agregarla|inscribirlo|inscribirla
single|self-only|employee only|individual|one person|solo el empleado
spouse|spousal|conyuge
phone|phone number|call|telefono|llame
job|employment|position|puesto
requirement|require|must|need|requisito
qualification|qualify|require|degree
responsibility|responsible|duty
advantage|benefit|pro
exception|except|exclusion|limitation
weeks maternity|maternity weeks|weeks paternity|months maternity|parental leave|maternity leave|paternity leave
semanas maternidad|semanas paternidad|tiempo maternidad|tiempo paternidad|parental leave|licencia parental
newborn|baby|birth|born|bebe|nace|nacer|nacimiento|recien nacido|life event|evento de vida
coinsurance|share of most bills|share of bills|coaseguro
adoption|adopt|life event|evento de vida
divorce|divorced|life event|evento de vida
other coverage lost|lose other coverage|loss of other coverage|lost other coverage|loss of other group|life event
|perdida de otra cobertura|pierde otra cobertura|perder otra cobertura|evento de vida
unused|left over|leftover|remaining|carry over|carries over|lost|forfeit|not used|expenses up to
expiration|expire|lost|forfeit|not used|expenses through|last day to use
vesting|vested|yours|mine
automatic|automatically|auto-enrolled|auto-enroll|if you do nothing|unless you choose|until you choose|automaticamente
|automatico|automatica
ex-wife|ex-husband|ex-spouse|ex wife|ex husband|ex spouse|former spouse|former wife|former husband|ex esposa|ex esposo
|exesposa|exesposo|exconyuge
submit|send|file|presentar|enviar|mandar
adult|children under|under age|adulto|menores de
refund|refunded|money back|given back|reembolso|devolucion
discount|off|descuento
marriage|married|marry|marries|wedding|life event|matrimonio|boda|casarse|evento de vida
surcharge|extra|recargo
dermatologist|cardiologist|orthopedist|allergist|neurologist|urologist|gastroenterologist|specialist
loan|borrow|prestamo|prestado
re-enroll|enroll again|choose again|do nothing|roll over|default|volver a inscribirse
new employee|newly hired|new hire|hired|employment|first day of work|waiting period|on or after day
|nuevo empleado|recien contratado
bariatric surgery|weight loss surgery|weight-loss surgery|gastric bypass|gastric sleeve|lap band
|cirugia bariatrica|cirugia para bajar de peso|cirugia para perder peso|bypass gastrico|manga gastrica
company money|employer money|company hsa money|employer hsa money|company hsa contribution|company contribution
|company pays its money|employer pays its money|company puts|company deposits|company adds|dinero de la empresa
|aportacion de la empresa
goes on|continues|continue|sigue|continua
move to another state|moving|relocate|relocation|mudarse|mudanza
injury at work|injuries at work|work injury|workers compensation|accident at work|accidente de trabajo
|lesion en el trabajo|lesiones en el trabajo
mid year|middle of the year|mid-year|during the year|a mitad de ano
"""
_FAINT_TERMS, ASKING_TERMS = frozenset(list_terms(_FAINT)), frozenset(list_terms(_ASKING))
# A capital inside the question: the name of a plan, a company, a person. Not the first word, not "I".
_NAME = re.compile(r"(?<![.?!¿¡]\s)(?<!^)(?<![¿¡])\b(?!I\b)[A-Z][\w'’-]+")
_SHOUTED = 0.6  # with more capitals than this they mark nothing


@dataclass(frozen=True)
class Idea:
    """One thing a question is about, and all phrases that mean it."""

    phrases: frozenset[Phrase]
    weight: float
    is_name: bool = False
    asked_as: Phrase = ()  # the phrase of the question; the others are synonyms
    parts: tuple["Idea", ...] = ()  # of a phrase, which may also be said in pieces

    @property
    def is_strong(self) -> bool:
        return self.weight == STRONG


def says_something(text: str) -> bool:
    """Whether any of its words tells something, and is not only a manner of asking."""
    return any(idea.is_strong for idea in ideas_in(text, left_out=ASKING_TERMS))


def ideas_in(question: str, *, left_out: frozenset[str]) -> list[Idea]:
    names, is_spanish = _name_terms(question), may_be_spanish(question)
    terms = [term for term in list_terms(in_documents_words(question)) if term not in left_out]
    ideas: dict[Phrase, Idea] = {}
    at = 0
    while at < len(terms):
        phrase = _longest_known(terms, at, is_spanish=is_spanish)
        is_told = any(phrase in idea.phrases for idea in ideas.values())
        # "I got married: how long do I have to add my wife?" names one thing twice.
        if not is_told and not (is_spanish and _is_only_asking(phrase)):
            ideas[phrase] = _idea(phrase, names, is_spanish=is_spanish)
        at += len(phrase)
    return list(ideas.values())


def _is_only_asking(phrase: Phrase) -> bool:
    """Whether it is Spanish for nothing but a manner of asking."""
    english = in_english(phrase)
    return bool(english) and all(ASKING_TERMS.issuperset(said) for said in english)


def made_faint(ideas: Sequence[Idea], terms: frozenset[str]) -> list[Idea]:
    """Return the ideas with those of the terms, such as "eligible", as a manner of asking, if something is named to be
    eligible for."""
    faint = [
        replace(idea, weight=FAINT) if idea.asked_as and terms.issuperset(idea.asked_as) else idea for idea in ideas
    ]
    return faint if any(idea.is_strong for idea in faint) else list(ideas)


def _idea(phrase: Phrase, names: frozenset[str], *, is_spanish: bool) -> Idea:
    others = same_meaning(phrase, is_spanish=is_spanish)
    is_name = phrase[0] in names and not others
    weight = STRONG
    if is_spanish and in_english(phrase):
        # "Día de pago" is made of little words and means payday.
        is_faint = _is_faint_in_english(phrase) or (len(phrase) == 1 and _FAINT_TERMS.issuperset(phrase))
    else:
        is_faint = _FAINT_TERMS.issuperset(phrase)
    if is_faint:
        weight = FAINT
    elif phrase[0][0].isdigit() and not (is_name or (is_spanish and others)):
        weight = NUMBER
    # "Días de enfermedad" are no "30-day supply" of drugs for an illness.
    telling = len(set(phrase) - _FAINT_TERMS)
    is_told_by_one = telling == 0 or (is_spanish and telling == 1)
    is_said_in_pieces = (
        len(phrase) > 1 and not is_told_by_one and not any(phrase in group for group in _general_groups())
    )
    parts = tuple(_idea((term,), names, is_spanish=is_spanish) for term in phrase) if is_said_in_pieces else ()
    return Idea(frozenset({phrase, *others}), weight, is_name, phrase, parts)


def _is_faint_in_english(phrase: Phrase) -> bool:
    english = in_english(phrase)
    return bool(english) and all((_FAINT_TERMS | ASKING_TERMS).issuperset(said) for said in english)


def _longest_known(terms: Sequence[str], at: int, *, is_spanish: bool) -> Phrase:
    longest = max(longest_phrase(), longest_spanish_phrase())
    for length in range(min(longest, len(terms) - at), 1, -1):
        phrase = tuple(terms[at : at + length])
        if same_meaning(phrase, is_spanish=is_spanish):
            return phrase
    return (terms[at],)


@lru_cache(maxsize=5_000)
def same_meaning(phrase: Phrase, *, is_spanish: bool) -> frozenset[Phrase]:
    """Return what else it is called; of a Spanish phrase also what it is in English, and what that is called."""
    named = {phrase, *(in_english(phrase) if is_spanish else ())} - {()}
    general = (group for group in _general_groups() if not named.isdisjoint(group))
    return frozenset(named).union(*map(other_words, named), *general) - {phrase}


@lru_cache(maxsize=1)
def _general_groups() -> tuple[frozenset[Phrase], ...]:
    lines = _SAME_MEANING.strip().replace("\n|", "|").splitlines()
    return tuple(frozenset(tuple(list_terms(phrase)) for phrase in line.split("|")) - {()} for line in lines)


def _name_terms(question: str) -> frozenset[str]:
    words = question.split()
    if sum(word[:1].isupper() for word in words) > _SHOUTED * len(words):
        return frozenset()
    return frozenset(list_terms(" ".join(_NAME.findall(question)))) - _FAINT_TERMS
