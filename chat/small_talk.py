"""Lines that ask for nothing a document could tell: a greeting, thanks, "are you a bot?", "can I talk to a person?".

A line is small talk only if nothing is left of it once its courtesies are taken away. "Thanks, and what is the
deductible?" leaves a question behind, and so does "can you help me with dental?".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from knowledge.text.terms import plain_text


class Kind(StrEnum):
    """What a line of small talk is, the weightiest first: it decides the reply to a line that is several."""

    PERSON = "person"
    UNHAPPY = "unhappy"
    PRIVACY = "privacy"
    WHO = "who"
    HELP = "help"
    HOW_ARE_YOU = "how_are_you"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    GREETING = "greeting"
    ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True)
class SmallTalk:
    kind: Kind
    language: str  # "en" or "es"; empty where the words are of both

    @property
    def wants_people(self) -> bool:
        return self.kind in (Kind.PERSON, Kind.UNHAPPY)


def small_talk(text: str, *, names: Iterable[str] = ()) -> SmallTalk | None:
    """Return what the line is if it is nothing but courtesies; `names` are what one may call us by, asked for only if
    the line holds any.

    None for anything that asks more than that, however it begins.
    """
    rest = _words(text)
    if not rest:
        # A thumb, a heart, three question marks.
        return SmallTalk(Kind.HELP if "?" in text else Kind.ACKNOWLEDGED, "")
    found: list[tuple[Kind, str]] = []
    for kind, language, pattern in _COURTESIES:
        # The bar keeps the words on both sides apart: they were no phrase.
        rest, times = pattern.subn("|", rest)
        if times:
            found.append((kind, language))
    if not found:
        return None
    for name in filter(None, map(_words, names)):
        rest = re.sub(rf"\b{re.escape(name)}\b", "|", rest)
    if set(rest.replace("|", " ").split()) - _BESIDE:
        return None
    languages = {language for _, language in found if language}
    kinds = {kind for kind, _ in found}
    return SmallTalk(next(kind for kind in Kind if kind in kinds), languages.pop() if len(languages) == 1 else "")


def _words(text: str) -> str:
    """Return the text's words alone, plain and lower case, with one space between."""
    return " ".join(re.findall(r"[\w']+", plain_text(text)))


# What may stand beside a courtesy without asking for anything.
_BESIDE_WORDS = (
    "there you everyone everybody all team folks friend buddy dear sir madam assistant bot robot please so well then "
    "just again now today still really very much and but oh ah hm hmm um uh anyway amigo amiga senor senora usted "
    "ustedes asistente por favor pues entonces y pero ahora hoy mucho muy"
)
_BESIDE = frozenset(_BESIDE_WORDS.split())

_TALK = r"(?:talk|talking|speak|speaking|chat|chatting|write|writing|text|texting)"
_SOMEBODY = (
    r"(?:(?:a |an |some |any )?(?:real |actual |live |human )*(?:person|human|human being|somebody|someone|anyone"
    r"|agent|representative|rep|operator|people|hr|human resources))"
)
_THING = (
    r"(?:(?:a |an |the )?(?:real |actual |live |virtual |just )*(?:bot|chat ?bot|robot|machine|computer"
    r"|computer program|program|software|ai|a i|human|human being|person|assistant|agent|real|alive|automated"
    r"|chatgpt|gpt|copilot|language model|somebody|someone))"
)
_US = (
    r"(?:hr|human resources|my (?:boss|manager|employer|company|supervisor)|the company|anyone|anybody|someone"
    r"|people)"
)
_THIS = (
    r"(?:this|these|it|me|(?:this|my|our|these) (?:chats?|conversations?|questions?|messages?)"
    r"|what i (?:ask|write|type|say))"
)
_FOR_HELP = (
    r"(?: for (?:all )?(?:your |the |that |this |my )?(?:quick |kind )?(?:help|helping|helping me|answers?"
    r"|answering|reply|info|information|time|patience|explaining|explanation|everything|that|this|it))?"
)
# In the order in which they are taken away: thanks for help ask for none.
_ENGLISH = (
    (
        Kind.THANKS,
        r"(?:many |big |ok )?(?:thanks?(?: (?:you|u|ya))?|thankyou|thx|tnx|ty|tysm|cheers|much appreciated"
        r"|i (?:really )?appreciate (?:it|that|this|your help|the help))(?: (?:so much|very much|a lot|a bunch"
        rf"|a million|again|anyway|for now))*{_FOR_HELP}"
        r"|(?:that|this|it|you)(?:'s| is| was|'ve been|'re| are| were)? (?:so |very |really |super )?(?:helped"
        r"|helps|helpful|a great help|great|perfect|wonderful|awesome)(?: me)?(?: a lot)?"
        r"|(?:so |very |really |super )?helpful|(?:great|good) (?:job|work|answer|help)|well done",
    ),
    (
        Kind.PERSON,
        r"(?:(?:can|could|may) (?:i|we|you) |(?:i|we) (?:want|need|would like|wanna)(?: to)? |i'd like to |let me "
        rf"|how can i )(?:please |just )?{_TALK} (?:to|with) {_SOMEBODY}(?: (?:in|at"
        r"|from) hr)?(?: instead)?(?: please)?"
        rf"|(?:give|get|connect|transfer|put) me (?:over )?(?:to |with |through to )?{_SOMEBODY}"
        rf"|i (?:want|need) {_SOMEBODY}|^{_SOMEBODY}(?: please)?$|whom? (?:can|could|should|do) i {_TALK} (?:to|with)"
        r"|who can help(?: me)?$",
    ),
    (
        Kind.UNHAPPY,
        r"(?:that|this|it|you)(?:'s| is| was| are|'re) (?:all |just |so |totally |completely )?(?:wrong|not right"
        r"|not true|incorrect|useless|unhelpful|not helpful|not very helpful|no help|stupid|dumb|terrible|awful"
        r"|not an answer|not what i (?:asked|meant|wanted|need)(?: for)?)"
        r"|(?:that|this|it|you) (?:did not|didn't|does not|doesn't|do not|don't|isn't|wasn't) (?:help|helpful"
        r"|answer (?:me|my question)|understand)(?: me)?(?: at all)?"
        r"|(?:wrong answer|not helpful|useless|bad bot|you don't get it)",
    ),
    (
        Kind.PRIVACY,
        rf"(?:can|could|does|do|will) {_US} (?:see|read|look at|know about|know) {_THIS}"
        rf"|who (?:can|could|else can) (?:see|read) {_THIS}"
        r"|(?:is|are) (?:this|my (?:questions?|messages?|chats?)|(?:this|the|our|my) (?:chat"
        r"|conversation))(?: here)? (?:private|confidential|anonymous|secret|recorded|monitored)",
    ),
    (
        Kind.WHO,
        rf"(?:are|r) (?:you|u) {_THING}(?: or (?:are you )?{_THING})?"
        rf"|(?:is|are) (?:this|these) {_THING}(?: or {_THING})?$|am i {_TALK} (?:to|with) {_THING}(?: or {_THING})?"
        rf"|is there {_SOMEBODY} (?:there|here|behind this)|(?:so )?who (?:are|r) (?:you|u)|who is this"
        rf"|who am i {_TALK} (?:to|with)|what are you$|what's your name|what is your name|do you have a name"
        r"|who (?:made|built|created|trained) you|tell me about yourself|introduce yourself"
        r"|(?:what|which) (?:kind of )?(?:model|ai|bot|assistant) are you",
    ),
    (
        Kind.HELP,
        r"what (?:all |else )?(?:can|could) you (?:do|tell me|answer|help(?: me)?(?: with)?|talk about)(?: (?:for"
        r"|with) (?:me|us))?"
        r"|(?:what|which) (?:kinds? of |sorts? of |types? of )?(?:things |questions |topics )?(?:can|could|should"
        r"|do) (?:i|we) ask(?: (?:you|here|about|you about))*"
        r"|what (?:things |topics )?do you (?:do|know)(?: about)?$|what are you for"
        r"|how (?:can|could|do) you help(?: (?:me|us))?|how may you help me|how do you work"
        r"|how does this (?:chat|chat ?bot|bot|assistant|app|tool|site|page|thing) work"
        r"|how do i use (?:you|this (?:chat|chat ?bot|bot|assistant|app|tool|site|page|thing))"
        r"|(?:can|could|will|would) (?:you|u|somebody|someone|anyone) (?:please )?help(?: (?:me"
        r"|us))?(?: out)?(?: with (?:something|a question))?|(?:can|could) i get (?:some )?help"
        r"|i (?:could use|need|want)(?: (?:some|your|a little|a bit of))? help|help me(?: out)?|help$"
        r"|(?:i have|i've|i've got|got|i had|i got)? ?(?:a|another|one|one more|some|a few|a quick|quick) (?:quick "
        r"|small |more )?questions?(?: for you)?"
        r"|(?:can|may|could) i ask(?: you)?(?: (?:something|anything|a thing|(?:a|another|one|some)(?: (?:quick"
        r"|more))? questions?))?$|(?:do|can) you (?:speak|understand|know) (?:english|spanish|espanol)"
        r"|can i (?:ask|write|talk)(?: to you)? in (?:english|spanish)",
    ),
    (
        Kind.HOW_ARE_YOU,
        r"how (?:are|r) (?:you|u|things)(?: (?:doing|feeling|today|going))*|how's it going|how is it going"
        r"|how do you do|how have you been|what's up|whats up|wassup|sup|(?:nice|good|pleased|great) to meet you",
    ),
    (
        Kind.GOODBYE,
        r"(?:good ?)?bye(?: bye)?|see (?:you|ya|u)(?: (?:later|soon|around))?|take care"
        r"|have a (?:good|nice|great|lovely) (?:day|one|evening|night|weekend|week)|good night"
        r"|talk to you (?:later|soon)|that(?:'s| is| will be) all(?: for (?:now|today))?|nothing else"
        r"|no more questions|i'm done|i am done|done$",
    ),
    (
        Kind.GREETING,
        r"(?:hi|hello|hey)(?: there)? my name is \w+(?: \w+)?$|h+e+l+o+|h+i+(?: ya)?|hiya|he+y+a?|howdy|greetings"
        r"|good (?:morning|afternoon|evening|day)|(?:good )?morning$"
        r"|happy (?:new year|holidays|thanksgiving|monday|tuesday|wednesday|thursday|friday|easter)|merry christmas"
        r"|(?:is|are) (?:anyone|anybody|someone|somebody|you)(?: still)? (?:there|here|awake|working)"
        r"|(?:are )?you there|is this working|does this work$|(?:i'm |i am )?(?:just )?testing(?: this)?"
        r"|this is a test|test(?: test)*(?: 1| 123)?$",
    ),
    (
        Kind.ACKNOWLEDGED,
        r"got it|i see|i understand|understood|makes sense|that makes sense|good to know|alright|all right|right"
        r"|sure|fine|great|perfect|cool|nice|awesome|excellent|wonderful|good|yes|yeah|yep|yup|nope|nah|no problem"
        r"|no worries|sounds good|never ?mind|wow|interesting|sorry|my bad|oops|you(?:'re| are) welcome|i love you"
        r"|love it",
    ),
)
_PERSONA = (
    r"(?:(?:una? |alguna )?(?:persona|alguien|humano|humana|ser humano|agente|representante|recursos humanos|rrhh|rh)"
    r"(?: real| de verdad| humana)?(?: de recursos humanos)?)"
)
_COSA = (
    r"(?:(?:una? |el |la )?(?:bot|chatbot|robot|maquina|programa|ia|inteligencia artificial|computadora|asistente"
    r"|humano|humana|persona|ser humano)(?: real| de verdad| virtual)?)"
)
_ESTO = (
    r"(?:esto|est[ae] (?:chat|conversacion)|mis (?:preguntas|mensajes|conversaciones)|lo que (?:pregunto|escribo"
    r"|digo))"
)
_SPANISH = (
    (
        Kind.THANKS,
        r"(?:muchas |muchisimas |mil )?gracias(?: por (?:(?:toda |todo |la |su |tu )*(?:ayuda|respuesta|informacion"
        r"|tiempo|atencion|todo)))?|(?:se|te) lo agradezco|muy amable"
        r"|(?:eso |esto )?me (?:ayudo|sirvio)(?: mucho)?",
    ),
    (
        Kind.PERSON,
        rf"(?:quiero|quisiera|necesito|puedo|podria|me gustaria|deseo) hablar con {_PERSONA}|^{_PERSONA} por favor$"
        r"|con quien (?:puedo|podria|debo|tengo que) hablar|con quien hablo|quien (?:me puede|puede) ayudar(?:me)?",
    ),
    (
        Kind.UNHAPPY,
        r"(?:eso|esto) (?:esta mal|no es cierto|es incorrecto|no (?:me )?(?:ayuda|ayudo|sirve|sirvio))"
        r"|no me (?:ayuda|ayudo|sirve)|(?:eso )?no es lo que (?:pregunte|queria|pedi)|respuesta equivocada"
        r"|no (?:me )?(?:entiendes|entiende|entendiste|entendio)",
    ),
    (
        Kind.PRIVACY,
        r"(?:puede|pueden) (?:mi (?:jefe|jefa|empresa|supervisor)|recursos humanos|rrhh|la empresa|alguien"
        rf"|otros) (?:ver|leer) {_ESTO}|quien puede (?:ver|leer) {_ESTO}"
        rf"|(?:es|son) {_ESTO} (?:privad[oa]s?|confidencial(?:es)?|anonim[oa]s?)"
        rf"|{_ESTO} (?:es|son) (?:privad[oa]s?|confidencial(?:es)?|anonim[oa]s?)|es (?:privado|confidencial|anonimo)",
    ),
    (
        Kind.WHO,
        rf"(?:tu )?(?:eres|es usted|es esto|esto es) {_COSA}(?: o {_COSA})?"
        rf"|(?:estoy hablando|hablo) con {_COSA}(?: o {_COSA})?|quien (?:eres|es usted|me habla|habla)"
        r"|(?:tu )?que eres|como (?:te llamas|se llama usted|se llama)$|cual es (?:tu|su) nombre"
        r"|quien te (?:hizo|creo)",
    ),
    (
        Kind.HELP,
        r"que (?:mas )?(?:puedes|puede|sabes|sabe) (?:usted )?hacer(?: por mi)?"
        r"|(?:en|con) que (?:me )?(?:puedes|puede) ayudar(?:me)?"
        r"|(?:me )?(?:puedes|puede|podrias|podria) (?:usted )?ayudar(?:me)?(?: con algo)?|ayud[ae]me"
        r"|(?:necesito |quiero )?ayuda$|(?:tengo )?(?:una|otra|unas) (?:pregunta|duda)s?(?: mas)?"
        r"|(?:le |te )?puedo (?:preguntar|hacer)(?:le|te)?(?: una pregunta| algo)?$"
        r"|que (?:cosas )?(?:(?:te|le) )?puedo preguntar(?:te|le)?|como funcionas"
        r"|como funciona este (?:chat|asistente|sitio|programa)"
        r"|(?:hablas|habla|habla usted|entiende|entiendes) (?:espanol|ingles|en espanol)"
        r"|puedo (?:preguntar|escribir|hablar) en (?:espanol|ingles)",
    ),
    (
        Kind.HOW_ARE_YOU,
        r"(?:como|que tal) (?:estas|esta|esta usted|te va|le va|andas|va todo)|mucho gusto|un placer|encantad[oa]",
    ),
    (
        Kind.GOODBYE,
        r"adios|hasta (?:luego|pronto|manana|la proxima)|cha[ou]|nos vemos"
        r"|que (?:tenga|tengas|pase|pases) (?:un )?buen dia|eso es todo|nada mas",
    ),
    (
        Kind.GREETING,
        r"hola (?:me llamo|mi nombre es) \w+(?: \w+)?$|hola+|buenos dias|buenas(?: (?:tardes|noches))?|buen dia"
        r"|saludos|que tal$|(?:hay alguien|estas|esta usted) (?:ahi|aqui)|feliz (?:ano nuevo|navidad|dia)|una prueba",
    ),
    (
        Kind.ACKNOWLEDGED,
        r"de acuerdo|vale|esta bien|perfecto|entendido|listo|claro(?: que si)?|bueno|muy bien|bien|excelente|genial"
        r"|(?:ya |lo )?(?:entiendo|entendi)|si|lo siento|perdon|que bien|que bueno|no importa|por supuesto"
        r"|igualmente",
    ),
)
_OF_BOTH = ((Kind.ACKNOWLEDGED, r"ok(?:ay|ey)?|okey|oki|k+|no|ja(?:ja)+|(?:ha){2,}|lol|super"),)

_COURTESIES = tuple(
    (kind, language, re.compile(rf"(?<![\w'])(?:{pattern})(?![\w'])"))
    for language, courtesies in (("en", _ENGLISH), ("es", _SPANISH), ("", _OF_BOTH))
    for kind, pattern in courtesies
)
