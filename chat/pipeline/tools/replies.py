"""Whether a text only gives what a tool has asked for, or asks something of its own.

Nobody has to reply: who asks anew names a plan or a family as well, and the answer to the question before it would be
another one's.
"""

import re

from chat.pipeline.tools.reckoned.offered import plans_said
from chat.question_words import content_words, is_question
from knowledge.text.terms import plain_text

# Whom it is for, how many or how much, and that one is not sure of it.
_WORDS_OF_A_REPLY = (
    "only alone single individual myself self person people family families spouse spouses wife husband partner "
    "partners domestic child children kid kids son sons daughter daughters baby newborn twins employee member "
    "everyone everybody both us one two three four five six seven eight nine ten eleven twelve plus night nights "
    "day days dollar dollars plan plans option right correct sure think guess believe maybe probably around let's "
    "sola solo solamente persona personas familia conyuge esposo esposa marido pareja hijo hija hijos hijas bebe "
    "gemelos empleado empleada nosotros dos tres cuatro cinco seis siete ocho nueve diez once doce noche noches dia "
    "dias dolares planes opcion verdad correcto creo quizas sea seria tambien"
)
_OF_A_REPLY = frozenset(_WORDS_OF_A_REPLY.split())
_WHAT_IT_IS = re.compile(
    r"^\W*(?:(?:what|which)(?:'?s| is| are)|que (?:es|son)|cual(?:es)? (?:es|son))\b(?! (?:it|that|this)\b)"
)


def asks_of_its_own(text: str) -> bool:
    """Whether a text is a question in which more stands than the name of a plan, people or a number: "And for my kids
    on the HMO?" is none, "Does the dental plan cover my kids?" is one."""
    plain = plain_text(text)
    if not is_question(plain):
        return False
    if _WHAT_IT_IS.search(plain):
        return True
    for plan in plans_said(text):
        plain = plain.replace(plain_text(plan), " ")
    return any(not (word in _OF_A_REPLY or word[0].isdecimal()) for word in content_words(plain))
