"""The standard texts that a company may write itself, and ours where it has not. None of them tells a fact of benefits.

What must be the same everywhere is not here: help for a person in danger, what the assistant may not do, what it says
of answers that are not certain, and who reads what.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

LANGUAGES = ("en", "es")
NEUTRAL, WARM, FORMAL = "neutral", "warm", "formal"
TONES = ((NEUTRAL, "Neutral"), (WARM, "Warm"), (FORMAL, "Formal"))
USTED, TU = "usted", "tu"
ADDRESSES = ((USTED, "usted"), (TU, "tú"))
OF_THE_HOUSE = ("company", "product", "help_phone", "help_email")


@dataclass(frozen=True)
class Text:
    """`ours` by language and tone, neutral where a tone has none; `to_friends` the Spanish that says tú."""

    key: str
    label: str
    where: str
    most: int = 300
    ours: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    to_friends: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    is_in_answers: bool = False  # then marks of Markdown would be read as such

    @property
    def may_name(self) -> tuple[str, ...]:
        return (*OF_THE_HOUSE, *self.needs)

    def own(self, language: str, tone: str, address: str) -> str:
        """Return our words; "" where we say nothing there."""
        told = self.ours.get(language, {})
        if language == "es" and address == TU and self.to_friends:
            told = self.to_friends
        return told.get(tone) or told.get(NEUTRAL, "")


REFUSAL = Text(
    "refusal",
    "When nothing published answers a question",
    "The first sentence of that answer. What is near, and whom to ask, stands below it as always.",
    400,
    {
        "en": {
            NEUTRAL: "I could not find this in the documents your company has published. I would rather say so than "
            "guess.",
            WARM: "I looked, and could not find this in the documents your company has published. I would rather tell "
            "you so than guess.",
            FORMAL: "The documents that your company has published do not answer this question. A guess would be of no "
            "use to you.",
        },
        "es": {
            NEUTRAL: "No encontré esto en los documentos que su empresa ha publicado. Prefiero decirlo antes que "
            "adivinar.",
            WARM: "Busqué y no encontré esto en los documentos que su empresa ha publicado. Prefiero decírselo antes "
            "que adivinar.",
            FORMAL: "Los documentos que su empresa ha publicado no responden a esta pregunta. Una conjetura no le "
            "serviría.",
        },
    },
    {
        NEUTRAL: "No encontré esto en los documentos que tu empresa ha publicado. Prefiero decirlo antes que adivinar.",
        WARM: "Busqué y no encontré esto en los documentos que tu empresa ha publicado. Prefiero decírtelo antes que "
        "adivinar.",
        FORMAL: "Los documentos que tu empresa ha publicado no responden a esta pregunta. Una conjetura no te "
        "serviría.",
    },
    is_in_answers=True,
)
HELLO = Text(
    "hello",
    "When somebody says hello",
    "Before the sentence that says what the assistant is and does.",
    200,
    {
        "en": {
            NEUTRAL: "Hello, and welcome.",
            WARM: "Hello, it is good to have you here.",
            FORMAL: "Good day, and welcome.",
        },
        "es": {
            NEUTRAL: "Hola, qué gusto saludarle.",
            WARM: "¡Hola! Qué alegría saludarle.",
            FORMAL: "Buen día. Reciba una cordial bienvenida.",
        },
    },
    {
        NEUTRAL: "Hola, qué gusto saludarte.",
        WARM: "¡Hola! Qué alegría saludarte.",
        FORMAL: "Buen día. Recibe una cordial bienvenida.",
    },
    is_in_answers=True,
)
WHOM_TO_ASK = Text(
    "whom_to_ask",
    "Whom to ask where you list nobody",
    "Below an answer that was not found, as long as no contact of yours fits.",
    300,
    {
        "en": {
            NEUTRAL: "Ask your HR team directly, or call the number on your insurance card. Your company has not "
            "listed anybody here yet.",
            WARM: "Your HR team is glad to help, and so is the number on your insurance card. Your company has not "
            "listed anybody here yet.",
        },
        "es": {
            NEUTRAL: "Pregunte directamente a Recursos Humanos o llame al número de su tarjeta del seguro. Su empresa "
            "aún no ha anotado a nadie aquí.",
            WARM: "Recursos Humanos le ayudará con gusto, y también el número de su tarjeta del seguro. Su empresa aún "
            "no ha anotado a nadie aquí.",
        },
    },
    {
        NEUTRAL: "Pregunta directamente a Recursos Humanos o llama al número de tu tarjeta del seguro. Tu empresa aún "
        "no ha anotado a nadie aquí.",
        WARM: "Recursos Humanos te ayudará con gusto, y también el número de tu tarjeta del seguro. Tu empresa aún no "
        "ha anotado a nadie aquí.",
    },
)
MAIL_GREETING = Text(
    "mail_greeting",
    "Mails: the first line",
    "Where the reader’s name is known.",
    80,
    {
        "en": {NEUTRAL: "Hello {name},", WARM: "Hi {name},", FORMAL: "Dear {name},"},
        "es": {NEUTRAL: "Hola, {name}:", WARM: "¡Hola, {name}!", FORMAL: "Buen día, {name}:"},
    },
    needs=("name",),
)
MAIL_CLOSING = Text(
    "mail_closing",
    "Mails: the last lines",
    "Below what the mail says.",
    200,
    {
        "en": {WARM: "With warm regards,\n{company}", FORMAL: "Sincerely,\n{company}"},
        "es": {WARM: "Con un saludo cordial,\n{company}", FORMAL: "Atentamente,\n{company}"},
    },
)

TEXTS = (
    Text("sign_in", "Below the sign-in", "Instead of our line that tells how one is invited."),
    Text("join", "Where people ask to join", "Above the form, where you let people ask."),
    Text("notice", "Before one asks", "One more point of what everybody is told before the first question.", 400),
    HELLO,
    REFUSAL,
    WHOM_TO_ASK,
    Text("ask_hr", "When a question is sent to you", "Above the form, for example how soon you reply."),
    Text("footer", "At the foot of every page", "Beside the line that says that a program answers."),
    MAIL_GREETING,
    Text("invitation", "Mails: one more sentence in an invitation", "For example until when to enroll.", 400),
    MAIL_CLOSING,
    Text("mail_footer", "Mails: the foot", "For example your company’s postal address."),
)
BY_KEY = {text.key: text for text in TEXTS}
