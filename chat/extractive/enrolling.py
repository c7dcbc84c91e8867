"""How and when one enrolls, and whom one can add: when coverage ends is something else."""

import re

from knowledge.text.terms import plain_text


def is_of_ending(question: str, text: str) -> bool:
    """Whether it tells when coverage ends, where the question is how or when to enroll."""
    is_to_enroll = asks_to_enroll(question) and not _ENDS_IT.search(plain_text(question))
    return is_to_enroll and bool(_COVERAGE_ENDS.search(plain_text(text)))


def asks_to_enroll(question: str) -> bool:
    """Whether it is about choosing coverage, in open enrollment or at another time."""
    return bool(_TO_ENROLL.search(plain_text(question)))


def is_of_other_parents(question: str, text: str) -> bool:
    """Whether it does not tell if parents can be covered, where that is asked: which of a child's parents covers the
    child is something else."""
    plain = plain_text(text)
    is_told = _PARENTS.search(plain) and _MAY_BE_COVERED.search(plain) and not _CHILD_OF_PARENTS.search(plain)
    return bool(_COVERS_PARENTS.search(plain_text(question))) and not is_told


def is_no_way_to_enroll(question: str, text: str, heading: str = "") -> bool:
    """Whether it does not tell where or with what one enrolls, nor stands under a heading of enrolling, where that is
    asked."""
    return asks_how_to_enroll(question) and not _tells_way(text, heading)


def is_way_to_enroll(question: str, text: str, heading: str = "") -> bool:
    """Whether it tells where or with what one enrolls, or stands under a heading of enrolling, where that is asked."""
    return asks_how_to_enroll(question) and _tells_way(text, heading)


def _tells_way(text: str, heading: str) -> bool:
    plain = plain_text(text)
    is_told = _ENROLLS.search(plain) and _WAY_IN.search(plain) and not _OF_ANOTHER_THING.search(plain)
    return bool(is_told or _HEADS_ENROLLING.search(plain_text(heading)))


def asks_how_to_enroll(question: str) -> bool:
    """Whether it asks how one takes part in open enrollment."""
    return bool(_HOW_TO_ENROLL.search(plain_text(question)))


_COVERS_PARENTS = re.compile(
    r"\b(?:cover|add|enroll|include|cubr\w+|agreg\w+|anad\w+|inclu\w+|inscrib\w+)(?: a)? (?:my|our|mis?|nuestros) "
    r"(?:mother|father|mom|dad|parents|mama|papa|madre|padre|padres)\b"
)
_PARENTS = re.compile(r"\b(?:parents?|mothers?|fathers?|padres?|madres?)\b")
_MAY_BE_COVERED = re.compile(
    r"\b(?:in)?eligible\b|\b(?:can|may|cannot) (?:be )?(?:cover\w*|enroll\w*)|\bcan(?:not)? (?:add|cover|enroll)\b"
    r"|\belegibles?\b|\bpuede[n]? (?:cubrir|inscribir|agregar)"
)
_HOW_TO_ENROLL = re.compile(
    r"^\W*(?:how|where|como|donde)\b.{0,40}\b(?:open enrollment|inscripcion abierta)\W*$"
    r"|^\W*(?:how|where) (?:do|can|should|would|to)(?: i| we)? (?:enroll|sign up|register)"
    r"(?: (?:in|for) (?:(?:my|the|our) )?(?:benefits|coverage|insurance|plans?))?\W*$"
    r"|^\W*(?:como|donde) (?:me|nos|puedo|debo)(?: \w+)?? (?:inscrib\w+|registr\w+|apunt\w+)"
    r"(?: (?:en|a|para) (?:el |los |mis )?(?:beneficios|seguro|plan(?:es)?))?\W*$"
)
_ENROLLS = re.compile(r"\b(?:enroll\w*|sign up|choose|confirm\w*|elect|register|inscri\w+|elij\w+|registr\w+)\b")
_WAY_IN = re.compile(
    r"\b(?:portal|online|website|app|forms?|call|log ?in|sign ?in|link|en linea|sitio|formularios?|llam\w+)\b|https?://"
)
_HEADS_ENROLLING = re.compile(
    r"^\W*(?:\d+\W+)?(?:how to enroll|enrolling|enrollment|ways to enroll|como inscribirse|inscripcion|inscribirse)\W*$"
)
# Who adds a baby or draws up a form for something else does not enroll.
_OF_ANOTHER_THING = re.compile(
    r"\b(?:claims?|appeals?|medicare|beneficiar(?:y|ies)|baby|newborn|child|life event|401 ?\(?k\b|evento de vida"
    r"|bebe)\b"
)
_CHILD_OF_PARENTS = re.compile(r"\bchild(?:ren)?\b.{0,60}\bparents?\b|\bhij[oa]s?\b.{0,60}\bpadres?\b")
_TO_ENROLL = re.compile(r"\b(?:enroll(?:ing)?|sign(?:ing)? up|inscri\w+|registrar(?:me|nos|se)?)\b")
_ENDS_IT = re.compile(
    r"\b(?:ends?|stops?|los(?:e|es|t|ing)|drop\w*|cancel\w*|terminan?|pierd\w+|acaban?|quitar\w*"
    r"|cobra|quit|resign\w*|renunci\w*|despid\w*)\b"
)
_COVERAGE_ENDS = re.compile(
    r"\b(?:coverage|cover|cobertura) (?:ends|stops|termina) (?:on|at|with|in|el|al)\b|\bask for it to end\b"
)
