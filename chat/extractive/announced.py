"""What somebody tells of their life, with the question that goes without saying: who writes "I'm getting married in
June" wants to know by when that has to be reported.
"""

import re

from chat.extractive.events import EVENTS
from knowledge.text.little_words import language_of
from knowledge.text.terms import plain_text

_BY_WHEN = {
    "en": "How long do I have to report it?",
    "es": "\u00bfCu\u00e1nto tiempo tengo para avisar?",
}
# "What can I do?" asks no more than the story does.
_ASKS_NOTHING = re.compile(
    r"[,.;:!]? ?(?:so )?(?:what (?:can|should|must|do) (?:i|we) (?:need to )?do(?: now)?|what now|now what"
    r"|que (?:puedo|debo|tengo que) hacer(?: ahora)?)\W*$"
)
_ASKS = re.compile(
    r"\?|\b(?:what|when|how|who|whom|where|which|why|can|could|do|does|should|must|need|want|tell me|que|cuando|como"
    r"|quien|donde|cual|por que|puedo|debo|necesito|quiero|cuanto)\b"
)
_LIFE = tuple(EVENTS[name] for name in ("marriage", "child", "divorce", "job"))
_OWN_JOB = re.compile(
    r"\b(?:i|we)(?:'m| am| was| are| were| have| got| just)* (?:lost|los(?:e|ing)|quit\w*|resign\w*|retir\w*|fired"
    r"|laid off|leaving|left)\b|\b(?:me despidieron|renunci\w+|perdi)\b"
)
# Whatever else stands beside an event makes it a question about that: "My baby's claim was denied".
_BESIDE = re.compile(
    r"'(?:m|re|ve|ll|s)\b|\b(?:hi|hello|hey|i|i'm|im|i've|i'll|we|we're|we've|we'll|my|our|her|his|their|she|he|they|and|a|an|the|in|on|at|to"
    r"|of|for|with|am|are|is|was|were|be|being|been|will|get|gets|getting|got|just|had|have|has|having|going|expecting|due"
    r"|planning|new|first|second|next|last|this|week|month|year|weekend|today|yesterday|tomorrow|soon|ago|recently|now"
    r"|early|late|wife|husband|spouse|partner|girlfriend|boyfriend|fiancee?|son|daughter|girl|boy|twins|child|kid"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|fall|winter"
    r"|\d+(?:st|nd|rd|th)?|hola|me|mi|nos|nuestr[oa]|yo|el|la|un|una|de|del|en|y|su|va|voy|vamos|estoy|estamos|acabo|acaba"
    r"|tuve|tuvimos|tener|tendre|espero|esperamos|esposa|esposo|hij[oa]|mes|ano|semana|proxim[oa]|este|esta|pasad[oa]|hoy"
    r"|ayer|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b"
)


def with_question(text: str) -> str:
    """Return the text; what only tells of an event of life, with the question by when that has to be reported."""
    plain = plain_text(text)
    story = _ASKS_NOTHING.sub("", plain)
    if _ASKS.search(story) or not any(event.search(story) for event in _LIFE) or _OWN_JOB.search(story):
        return text
    rest = story
    for known in (*_LIFE, _BESIDE):
        rest = known.sub(" ", rest)
    if re.search(r"\w{2}", rest):
        return text
    told = text[: len(story)] if len(plain) == len(text) else story
    by_when = _BY_WHEN.get(language_of(text, "en"), _BY_WHEN["en"])
    return f"{told.rstrip(' .,;:!?')}. {by_when}"
