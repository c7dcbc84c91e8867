"""Tells whether a person is in danger, before anything is stored or sent anywhere.

Plain patterns, so that it works when every engine is down; they err on the side of the person.
"""

import re
import unicodedata

_THINKING_OF = r"(?:want(?:ing)? to|wanna|going to|gonna|plan(?:ning)? to|thinking (?:of|about)|might|feel like)"
_DANGER = re.compile(
    "|".join(
        (
            r"\b(?:kill|unalive)(?:ing)? (?:my ?self|me please)\b",
            r"\b(?:end|ending|take|taking) my (?:own )?life\b",
            r"\b(?:want|wanna|wanted|ready|rather|wish)\b(?: \w+){0,2} (?:die|dead)\b",
            r"\b(?:do ?n'?t|do not|no longer|not) want to (?:live|be alive|exist|wake up|be here anymore)\b",
            r"\b(?:no|any) (?:reason|point) (?:to|in) (?:live|living|go on|going on)\b",
            r"\bbetter off (?:dead|without me)\b",
            rf"\b{_THINKING_OF} (?:hurt|hurting|harm|harming|cut|cutting) my ?self\b",
            r"\b(?:hurt|hurting|harm|harming|cut|cutting) my ?self on purpose\b",
            r"\bself[- ]?harm(?:ing)?\b",
            r"\b(?:commit|committing|attempt|attempting) suicide\b",
            r"\bsuicid(?:e|al|io|a|arme|arse)\b",
            r"\b(?:matarme|me (?:voy a|quiero) matar|quitarme la vida|quitar(?:me)? la vida)\b",
            r"\b(?:quiero|quisiera|ganas de|prefiero) (?:morir(?:me)?|estar muert[oa]|desaparecer)\b",
            r"\bno quiero (?:vivir|seguir viviendo|estar viv[oa])\b",
            r"\b(?:acabar|terminar) con mi vida\b",
            r"\b(?:hacerme dano|lastimarme|autolesion\w*)\b",
            r"\bno (?:point|sense|reason) (?:in |to )?(?:living|live|being alive|anymore)\b",
            r"\b(?:ca ?n'?t|cannot|can not|do ?n'?t want to) "
            r"(?:go on(?! (?:the|my|a|an|your|this|vacation|leave|to|with)\b)|take (?:it|this) any ?more|keep going)\b",
            r"\b(?:i am|i'?m|i feel|feeling) (?:so |completely |totally )?(?:hopeless|worthless|suicidal)\b",
            r"\b(?:wants?|threatens?|threatened|going|tried|trying|says? \w+ wants?) to "
            r"(?:hurt|harm|kill|cut) (?:herself|himself|themsel(?:f|ves))\b",
            r"\bno (?:tiene|le veo|hay) (?:sentido|razon(?:es)? para) (?:vivir|seguir)\b|\bno aguanto mas\b",
            r"\b(?:quiere|intento|amenaza con) (?:hacerse dano|matarse|suicidarse|lastimarse|morir(?:se)?)\b",
        )
    )
)
_SOMEBODY = r"(?:i|we|he|she|they|my \w+|our \w+|somebody|someone)"
_CLOSE = (
    r"(?:husband|wife|partner|spouse|boyfriend|girlfriend|ex|father|mother|dad|mom|brother|son|uncle|esposo|esposa|marido"
    r"|pareja|novio|novia|padre|madre)"
)
_EMERGENCY = re.compile(
    "|".join(
        (
            rf"\b{_SOMEBODY} (?:just |has |have |may have )?(?:overdosed|od'?d|swallowed (?:pills|poison|bleach))\b",
            rf"\b{_SOMEBODY} (?:just |has |have )?(?:took|taken|swallowed) "
            r"(?:too many|a lot of|a (?:whole )?bottle of|all (?:my|the|her|his)|\d\d+|twenty|thirty|forty|fifty) "
            r"(?:\w+ )?(?:pills|tablets|medicine|sleeping pills|painkillers)\b",
            r"\b(?:me tome|se tomo|tome) (?:muchas|demasiadas|\d\d+|todas las|un frasco de) pastillas\b",
            rf"\b{_SOMEBODY} (?:have|has|had|having|am having|is having|got|get) (?:\w+ )?chest pains?\b",
            r"\b(?:my|his|her) (?:chest|heart) (?:\w+ )?(?:hurts?|hurting|aches?|aching)\b",
            r"\bmy chest (?:is|feels) (?:\w+ )?tight\b",
            r"\b(?:my|his|her) \w+ (?:has |have )?(?:stopped breathing|collapsed|passed out)\b",
            rf"\b{_SOMEBODY} (?:can ?not|ca ?n'?t) breathe\b|\bhaving (?:a )?(?:heart attack|stroke|seizure)\b",
            r"\bbleeding (?:badly|heavily|a lot|and it wo ?n'?t stop)\b|\bwo ?n'?t stop bleeding\b",
            r"\bis ?n'?t breathing\b",
            rf"\b{_CLOSE} (?:\w+ )?"
            r"(?:hits?|beats?|hurts?|chokes?|abuses?|threatens?|is (?:hitting|beating|abusing|hurting)) "
            r"(?:me|us|my \w+)\b",
            r"\b(?:i'?m|i am|we are|being|was|been|get(?:ting)?) (?:being )?(?:physically |sexually )?"
            r"(?:abused|raped|molested|beaten|stalked|assaulted)\b",
            r"\bscared (?:of|to go home to) my (?:husband|wife|partner|boyfriend|girlfriend|father|ex)\b",
            rf"\b{_CLOSE} me (?:pega|golpea|maltrata|amenaza|lastima|abusa)\b",
            r"\bme (?:violo|violaron|abusaron|golpearon)\b",
            r"\b(?:tengo|tiene|siento|siente) (?:un |mucho )?(?:dolor (?:de|en el) pecho|infarto)\b",
            r"\b(?:me|le) duele (?:mucho )?el (?:pecho|corazon)\b",
            r"\bno puedo respirar\b",
        )
    )
)
# Named without saying whose they are.
_SYMPTOM = re.compile(r"\bchest pains?\b|\boverdos(?:e|ed|ing)\b|\bsobredosis\b|\bdolor (?:de|en el) pecho\b")
# Beside these a symptom is part of a question of what a plan pays. What a person tells of themselves never is: who
# writes "he hits me and I want to leave" must not be answered about leave.
_ASKS_OF_A_PLAN = re.compile(
    r"\b(?:covered|coverage|cover|covers|copay|cost|costs|deductible|network|pay for|charge|claim|bill|owe"
    r"|(?:run|set) (?:me|us)"
    r"|cubre|cubierto|cobertura|copago|cuesta|deducible|reclamo)\b"
)
# Terms of insurance policies. The bare words are no cry for help; with "I" or "my own" beside them they are.
_POLICY_TERM = re.compile(
    r"\bsuicide (?:clause|exclusion|provision|prevention (?:training|policy|program))s?\b"
    r"|\bclausula de suicidio\b|\bexclusion por suicidio\b"
)


def is_crisis(text: str) -> bool:
    """Whether somebody may be in danger, from themselves, another or an illness; English and Spanish."""
    plain = _POLICY_TERM.sub(" ", _plain(text))
    if _DANGER.search(plain) or _EMERGENCY.search(plain):
        return True
    return bool(_SYMPTOM.search(plain)) and not _ASKS_OF_A_PLAN.search(plain)


def _plain(text: str) -> str:
    """Lower case, no accents, straight apostrophes, single spaces."""
    spread = unicodedata.normalize("NFKD", text.casefold()).replace("’", "'")
    return " ".join("".join(letter for letter in spread if not unicodedata.combining(letter)).split())
