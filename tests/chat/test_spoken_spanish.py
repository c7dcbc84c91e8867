"""Spanish as it is spoken at work, with and without accents, is answered as common Spanish and English are."""

import pytest

from chat.extractive.amounts import AmountOf
from chat.extractive.asked import read_question
from chat.extractive.everyday import asks_for_change_after_event, in_documents_words
from chat.extractive.shapes import Shape, shape_of
from chat.llm.types import SourcePassage
from chat.pipeline.beyond import beyond_documents
from chat.pipeline.days_left import day_to_ask_for
from chat.spoken_spanish import in_common_spanish
from knowledge.text.little_words import language_of
from tests.chat.test_llm_extractive import ask, first_statement

EVENT = SourcePassage(
    1,
    "Guide 2027",
    "After a life event you have 30 days to change your choices. Ask in the portal; papers can follow.\n"
    "Event | New coverage starts\n"
    "Birth or adoption — New coverage starts: On the day itself\n"
    "Other coverage is lost — New coverage starts: First of the month after you ask",
    heading="When life changes",
)
PARTNER = SourcePassage(
    2, "FAQ", "Can I cover my partner if we are not married? Yes. Sign the form, then add your partner within 45 days."
)
RETIREMENT = SourcePassage(
    3, "401(k) Plan", "You may join the 401(k) plan at age 21 after one year. You join on the next January 1 or July 1."
)
ENROLLMENT = SourcePassage(
    4, "Guía 2027", "La próxima inscripción abierta será del 2 al 20 de noviembre de 2026.", language="es"
)
COBRA = SourcePassage(
    5,
    "COBRA notice",
    "COBRA price per month | Gold HMO\n"
    "Employee only — Gold HMO: $702.78\n"
    "Employee + spouse — Gold HMO: $1,475.84\n"
    "Family — Gold HMO: $2,108.34",
    heading="COBRA price per month",
)
CHILDREN = SourcePassage(
    6,
    "Plan description",
    "A child is covered through the last day of the month of the 26th birthday.\n"
    "Domestic partners, parents, grandchildren and former spouses are not eligible.",
    heading="Who can enroll",
)
ACCOUNT = SourcePassage(
    7,
    "FSA Guide",
    "A health FSA pays for expenses up to your last day of work. Money in a 2026 health FSA can be used for expenses "
    "through March 15, 2027.",
    heading="Dates to remember",
)
DISABILITY = SourcePassage(
    8, "Guía 2027", "Incapacidad — En pocas palabras: 60% del sueldo, desde el día 8 y hasta 13 semanas", language="es"
)
FEES = SourcePassage(
    9,
    "HMO",
    "A semi-private room, drugs and therapy while you are an inpatient. Doctors' fees in the hospital are free.",
)
PARTNER_TAX = SourcePassage(
    10,
    "Deck 2027",
    "2027, 24 paychecks | PPO 750\nEmployee + domestic partner — PPO 750: $228.00\n"
    "Domestic partners cost the same as spouses, but there is tax on our share.",
)
CHILD_OF_TWO = SourcePassage(
    11, "HMO", "For a child of separated parents, the plan of the parent whose birthday comes first pays first."
)
DENTAL_PRICE = SourcePassage(
    12,
    "Guía 2027",
    "Por semana | Dental\nSolo el empleado — Dental: $3.50\nEmpleado y cónyuge — Dental: $9.00\n"
    "Familia — Dental: $16.50",
    language="es",
)
NO_WAY = SourcePassage(
    13, "Guide", "A flexible spending account never rolls over: you must choose an amount during open enrollment."
)
EVERY = (EVENT, PARTNER, RETIREMENT, ENROLLMENT, COBRA, CHILDREN, ACCOUNT, DISABILITY)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("ocupo enrolarme en la aseguranza", "necesito inscribirme en el seguro"),
        ("¿Cuánto es el copay del HMO?", "¿Cuánto es el copago del HMO?"),
        ("¿Puedo meter a mis papás?", "¿Puedo agregar a mis padres?"),
        ("si me corren del trabajo, ¿qué pasa?", "si me despidieron, ¿qué pasa?"),
        ("¿cuándo es día de paga?", "¿cuándo es día de pago?"),
        ("¿cuánto me sale el PPO?", "¿cuánto cuesta el PPO?"),
    ],
)
def test_words_of_the_workplace_are_read_as_common_ones(said, meant) -> None:
    assert in_common_spanish(said, "es") == meant


@pytest.mark.parametrize("text", ["How much is the copay if I work part time?", "Are frenos covered?"])
def test_an_english_question_is_left_alone(text) -> None:
    assert in_common_spanish(text) == text


@pytest.mark.parametrize(
    "question",
    [
        "mi esposo perdio su trabajo, puedo agregarlo?",
        "Mi esposa perdió su seguro, ¿puedo agregarla?",
        "My husband lost his job, can I add him?",
        "me voy a casar, cuando agrego a mi esposa",
        "tuve un bebe, como lo agrego",
        "¿Puedo cambiar de plan a mitad de año?",
    ],
)
def test_who_tells_of_an_event_is_told_how_long_a_change_may_take(question) -> None:
    language = language_of(question, "es")

    assert asks_for_change_after_event(question)
    assert "30 days" in first_statement(ask(question, *EVERY, language=language))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("¿Cuánto cuesta COBRA para mí solo?", "Employee only — Gold HMO: $702.78"),
        ("cuanto cuesta cobra para toda la familia", "Family — Gold HMO: $2,108.34"),
        ("cuando puedo entrar al 401k", "401(k)"),
        ("hasta que edad puedo tener a mi hijo en el seguro", "26th birthday"),
        ("Mi hijo nació el 14 de mayo de 2001. ¿Cuándo pierde la cobertura?", "26th birthday"),
        ("¿Puedo agregar a mis padres como dependientes?", "are not eligible"),
        ("¿Hasta cuándo puedo usar el dinero de mi FSA de 2026?", "through March 15, 2027"),
    ],
)
def test_a_spanish_question_is_answered_by_what_an_english_document_says(question, answer) -> None:
    first = first_statement(ask(question, *EVERY, language="es"))

    assert answer in first or (answer == "401(k)" and "You join on the next January 1" in first)


def test_a_price_of_cobra_is_that_of_those_who_are_asked_for_alone() -> None:
    told = ask("¿Cuánto cuesta COBRA para mí solo?", COBRA, language="es")

    assert "$702.78" in told
    assert "$2,108.34" not in told


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("¿Cuándo es día de pago?", DISABILITY),
        ("cada cuando me pagan", DISABILITY),
        ("¿Hay ayuda de psicólogo gratis?", FEES),
        ("Si agrego a mi pareja al PPO 750, ¿cuánto impuesto pago?", PARTNER_TAX),
        ("¿Qué pasa con mi HSA si renuncio?", COBRA),
        ("¿El plan cubre a mi mamá?", CHILD_OF_TWO),
        ("cuanto cubre el dental al año", DENTAL_PRICE),
        ("¿Cómo me inscribo en la inscripción abierta?", NO_WAY),
    ],
)
def test_what_is_no_answer_is_not_told(question, passage) -> None:
    told = ask(question, passage, language="es")

    assert not any(
        words in told
        for words in ("60% del sueldo", "are free", "$228.00", "COBRA price", "pays first", "$3.50", "rolls")
    )


def test_when_one_can_enroll_is_asked_of_the_time_for_everybody_and_never_of_the_401k() -> None:
    assert day_to_ask_for("¿Cuándo puedo inscribirme?") == "cuando es la inscripcion abierta, cuando puedo inscribirme"
    assert day_to_ask_for("When can I enroll in benefits?") == "when is open enrollment, when can i enroll"
    assert day_to_ask_for("como me inscribo") == "como me inscribo en la inscripcion abierta"
    assert day_to_ask_for("hasta que dia me puedo inscribir") == day_to_ask_for("¿Cuándo puedo inscribirme?")
    for question in ("¿Cuándo puedo inscribirme en el plan 401k?", "When can I enroll my newborn?"):
        assert day_to_ask_for(question) == question


def test_a_word_for_the_price_of_a_check_asks_for_the_price_per_paycheck() -> None:
    for question in ("¿cuanto me quitan del cheque por el PPO?", "¿Cuánto sale el PPO de cada quincena?"):
        assert read_question(question).amount_of is AmountOf.PREMIUM


def test_whom_one_can_cover_asks_for_no_phone_number() -> None:
    assert shape_of("¿A quién puedo cubrir?") is Shape.ANY
    assert shape_of("¿A quién puedo llamar?") is Shape.CONTACT


def test_childbirth_is_no_part_of_something_else() -> None:
    part = SourcePassage(1, "Policy", "The part for yourself stays before tax.")

    assert in_documents_words("¿cubren el parto?") == "¿cubren childbirth ?"
    assert "before tax" not in ask("¿cubren el parto?", part, language="es")


def test_which_plan_is_best_is_the_persons_own_choice() -> None:
    assert beyond_documents("que plan es mejor para mi") is not None
    assert beyond_documents("¿Qué es mejor, el PPO o el HMO, en la red?") is None


@pytest.mark.parametrize(
    "text", ["cubre fertilizacion in vitro", "cuanto cuesta el PPO", "mi esposo perdio su trabajo"]
)
def test_spanish_without_accents_is_known_for_spanish(text) -> None:
    assert language_of(text, "es") == "es"
