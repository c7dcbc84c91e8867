"""A small company's guide, in English, as its HR would write it: asked in both languages, about its deadlines and
tables, about other groups of employees, and about what it says nothing of.
"""

import pytest

from chat.extractive.framing import is_uncertain
from chat.extractive.wording import other_classes_asked
from chat.llm.types import ModelRequest, SourcePassage
from tests.chat.test_llm_extractive import ask, first_statement

TITLE = "Oakhaven Employee Guide"
TIME_OFF = SourcePassage(
    1,
    TITLE,
    "Bereavement leave\n"
    "A miscarriage or a failed adoption gives three days of bereavement leave. Employees receive five paid days of"
    " bereavement leave for the death of an immediate family member. Employees receive two paid days for the death of a"
    " grandparent, aunt or uncle.\n"
    "Vacation\n"
    "Salaried employees accrue 15 days of vacation a year. Union members should see their collective bargaining"
    " agreement or ask their union steward about vacation.\n"
    "Holidays\n"
    "Oakhaven closes for nine paid holidays.\n"
    "Jury duty\n"
    "You receive full pay for up to 10 days of jury duty.",
    heading="Time away from work",
    language="en",
)
PROGRAMS = SourcePassage(
    2,
    TITLE,
    "Gym reimbursement\n"
    "Oakhaven reimburses up to $300 a year for gym memberships and fitness classes. Submit receipts by December 15.\n"
    "Tuition assistance\n"
    "We pay up to $3,000 tuition a year for approved courses. Apply at least 30 days before the course begins.\n"
    "Student loans\n"
    "We pay $100 a month toward student loans. The form is due no later than the 20th of the month.\n"
    "Commuting\n"
    "You can set aside up to $315 a month before tax for transit and parking.\n"
    "Counseling\n"
    "Six free counseling sessions per issue are offered by Clearview. Call 1-800-555-0142.\n"
    "Pets\n"
    "A discount of 10% on pet insurance is available.\n"
    "Working from home\n"
    "Office staff may work from home two days a week.",
    heading="Extra programs",
    language="en",
)
TABLES = SourcePassage(
    3,
    TITLE,
    "Waiting periods\n"
    "Benefit | Full-time | Part-time\n"
    "Waiting period — Full-time: 30 days; Part-time: 90 days\n"
    "Shoe allowance — Full-time: $150; Part-time: $75\n"
    "Enrollment deadlines\n"
    "Program | Deadline | Where\n"
    "Dependent care account — Deadline: November 30; Where: HR portal\n"
    "Voluntary life — Deadline: December 10; Where: Paper form",
    language="en",
)
UNION = SourcePassage(
    4,
    "Union Summary",
    "Union members receive 11 paid holidays. The union contract gives a boot allowance of $175 a year.",
    language="en",
)
GUIDE = (TIME_OFF, PROGRAMS, TABLES)
SALARIED = {"own_class": ("SAL", "Salaried employees"), "other_classes": ("PT", "Part-time employees", "Union members")}
OF_UNION = {"own_class": ("Union members",), "other_classes": ("PT", "Part-time employees", "Salaried employees")}


class TestInSpanish:
    @pytest.mark.parametrize(
        ("question", "wanted"),
        [
            ("¿Cuántos días de licencia por duelo tengo?", "five paid days"),
            ("¿Cuántos días de permiso por luto me corresponden?", "five paid days"),
            ("¿Hay reembolso del gimnasio?", "up to $300 a year"),
            ("¿Cuánto me reembolsan por el gimnasio?", "up to $300 a year"),
            ("¿Cuál es la fecha límite del reembolso del gimnasio?", "by December 15"),
            ("¿Cuánto pagan de matrícula?", "up to $3,000 tuition"),
            ("¿Hay ayuda para préstamos estudiantiles?", "$100 a month toward student loans"),
            ("¿Cuándo vence el plazo para el formulario de préstamos estudiantiles?", "the 20th of the month"),
            ("¿Cuántos días feriados pagados hay?", "nine paid holidays"),
            ("¿Cuántos días de servicio de jurado me pagan?", "10 days of jury duty"),
            ("¿Cuánto puedo apartar para transporte?", "$315 a month"),
            ("¿Cuántas sesiones de consejería son gratis?", "Six free counseling sessions"),
            ("¿Tienen seguro para mascotas?", "10% on pet insurance"),
            ("¿Puedo trabajar desde casa?", "two days a week"),
            ("¿Hasta cuándo puedo pedir la ayuda de estudios?", "30 days before the course begins"),
            ("¿Cuál es el período de espera para tiempo completo?", "Full-time: 30 days"),
            ("¿Cuál es la fecha límite para la cuenta de cuidado de dependientes?", "Deadline: November 30"),
        ],
    )
    def test_an_english_guide_is_quoted_as_it_stands(self, question, wanted) -> None:
        text = ask(question, *GUIDE, language="es", **SALARIED)

        assert wanted in first_statement(text)
        assert not is_uncertain(text)

    @pytest.mark.parametrize(
        "question",
        [
            "¿Hay reembolso para anteojos?",
            "¿Cuántos días de licencia de paternidad tengo?",
            "¿Cuántos días de enfermedad tengo?",
            "¿Cuál es la fecha límite para la inscripción abierta?",
            "¿Cuánto cuesta el plan dental?",
            "¿Hay guardería en la empresa?",
            "¿Cuánto aporta la empresa a la jubilación?",
            "¿Hay seguro de vida?",
            "¿Hay descuento en el cine?",
            "¿Cuántos días de licencia militar me dan?",
            "¿Hay reembolso de mudanza?",
            "¿Cuánto es el aguinaldo?",
            "¿Cuándo es el día de pago?",
            "¿Cuántos días de voluntariado me pagan?",
        ],
    )
    def test_what_the_guide_says_nothing_of_is_not_answered(self, question) -> None:
        assert ask(question, TIME_OFF, PROGRAMS, language="es", **SALARIED) == ""


class TestDeadlines:
    @pytest.mark.parametrize(
        ("question", "wanted"),
        [
            ("When is the gym reimbursement deadline?", "“Submit receipts by December 15.”"),
            ("What is the deadline for gym receipts?", "“Submit receipts by December 15.”"),
            ("When are gym receipts due?", "“Submit receipts by December 15.”"),
            ("What is the deadline for tuition assistance?", "“Apply at least 30 days before the course begins.”"),
            ("What is the deadline for the student loan form?", "no later than the 20th of the month"),
            ("What is the deadline for voluntary life?", "Deadline: December 10"),
        ],
    )
    def test_the_day_stands_behind_the_name_of_the_thing(self, question, wanted) -> None:
        text = ask(question, *GUIDE)

        assert wanted in first_statement(text)
        assert not is_uncertain(text)

    def test_it_is_told_within_so_many_days_too(self) -> None:
        guide = SourcePassage(
            1, "Guide", "Wellness\nWe pay $20 a month.\nSend your claim within 60 days of the purchase."
        )

        assert "within 60 days of the purchase" in ask("When is the wellness deadline?", guide)

    @pytest.mark.parametrize(
        "question",
        [
            "When is the open enrollment deadline?",
            "When is the deadline for pet insurance?",
            "What is the deadline for dental?",
            "When is the holiday deadline?",
        ],
    )
    def test_another_things_deadline_does_not_answer(self, question) -> None:
        assert ask(question, *GUIDE) == ""

    def test_a_day_that_another_sentence_tells_is_no_answer_by_itself(self) -> None:
        guide = SourcePassage(
            1, "Guide", "Legal plan\nYou may leave it at the end of any year. Send the form within 30 days of that day."
        )

        assert ask("What is the legal plan deadline?", guide) == ""

    def test_papers_to_be_sent_in_tell_no_deadline_of_enrolling(self) -> None:
        guide = SourcePassage(1, "Guide", "Newborn children\nSend the birth certificate within 60 days.")

        assert ask("What is the deadline to add my newborn?", guide) == ""


class TestTables:
    @pytest.mark.parametrize(
        ("question", "wanted"),
        [
            ("What is the waiting period for full-time?", "Waiting period — Full-time: 30 days [3]"),
            ("How much is the shoe allowance for full-time employees?", "Shoe allowance — Full-time: $150 [3]"),
            ("What is the waiting period for part-time?", "Waiting period — Part-time: 90 days [3]"),
            ("How much is the shoe allowance for part-time employees?", "Shoe allowance — Part-time: $75 [3]"),
        ],
    )
    def test_a_column_asked_for_is_quoted_with_its_row(self, question, wanted) -> None:
        assert first_statement(ask(question, *GUIDE, **SALARIED)) == f"{TITLE}: {wanted}"

    def test_of_two_columns_that_were_not_named_each_is_shown(self) -> None:
        text = first_statement(ask("What is the waiting period?", TABLES))

        assert "Full-time: 30 days; Part-time: 90 days" in text

    def test_a_row_of_another_group_than_asked_does_not_answer(self) -> None:
        assert ask("What is the waiting period for contractors?", *GUIDE) == ""

    def test_the_heading_of_a_table_names_what_is_done_there(self) -> None:
        text = ask("Where do I enroll in the dependent care account?", TABLES)

        assert "Where: HR portal" in first_statement(text)

    def test_a_telephone_that_is_paid_for_is_no_number_to_call(self) -> None:
        table = SourcePassage(1, "Guide", "Level | Phone allowance\nAssociate — Phone allowance: $25 a month")

        text = ask("What is the phone allowance for an associate?", table)

        assert text == "Guide: Associate — Phone allowance: $25 a month [1]"


class TestOtherGroups:
    @pytest.mark.parametrize(
        ("question", "wanted"),
        [
            ("How many holidays do union members get?", "Union members receive 11 paid holidays."),
            ("How much is the boot allowance for union members?", "boot allowance of $175"),
        ],
    )
    def test_what_is_open_to_the_asker_is_told_as_what_holds_for_the_others(self, question, wanted) -> None:
        text = ask(question, TIME_OFF, UNION, **SALARIED)

        assert wanted in first_statement(text)
        assert text.endswith("You asked about another group than your own. This is said of: Union members.")

    def test_it_is_told_so_in_spanish_too(self) -> None:
        text = ask("¿Cuántos feriados tienen los miembros del sindicato?", UNION, language="es", **SALARIED)

        assert "11 paid holidays" in first_statement(text)
        assert text.endswith("Preguntó por un grupo que no es el suyo. Esto se dice de: Union members.")

    def test_to_whom_no_group_is_known_of_none_is_called_another(self) -> None:
        text = ask("How many holidays do union members get?", UNION, other_classes=("Union members",))

        assert text.endswith("\n\nThis is said of: Union members.")

    def test_the_others_is_never_told_as_the_askers_own(self) -> None:
        assert ask("What is the boot allowance?", UNION, **SALARIED) == ""
        text = ask("How many holidays do I get?", UNION, **SALARIED)
        assert "This is said of another group than yours: Union members. I found nothing that gives it to yours" in text

    def test_what_the_asker_has_is_not_told_of_the_others(self) -> None:
        assert "15 days" not in ask("How many vacation days do union members get?", TIME_OFF, **SALARIED)

    @pytest.mark.parametrize(
        ("question", "others"),
        [
            ("What do part-time employees pay?", ("Part-time employees",)),
            ("How many holidays does the union get?", ("Union members",)),
            ("My wife works part-time: do I pay a surcharge?", ()),
            ("Do salaried employees get more than union members?", ()),
            ("Can I pay it from my credit union?", ()),
            ("How much is PT?", ()),
        ],
    )
    def test_it_is_told_which_group_a_question_is_about(self, question, others) -> None:
        assert other_classes_asked(ModelRequest(question, **SALARIED)) == others


class TestWhereItIsTold:
    @pytest.mark.parametrize("question", ["How many vacation days do I get?", "Do I get vacation?", "vacation"])
    def test_who_is_sent_elsewhere_is_told_where(self, question) -> None:
        text = ask(question, TIME_OFF, **OF_UNION)

        assert "should see their collective bargaining agreement or ask their union steward" in first_statement(text)
        assert "15 days" not in text

    def test_what_everybody_gets_is_not_given_to_who_is_sent_elsewhere(self) -> None:
        guide = SourcePassage(
            1,
            "Guide",
            "Employees accrue 15 days of vacation a year. Union members: see the union contract for vacation.",
        )

        text = ask("How many vacation days do I get?", guide, **OF_UNION)

        assert text == "Guide: “Union members: see the union contract for vacation.” [1]"

    def test_who_is_not_sent_there_is_answered(self) -> None:
        text = ask("How many vacation days do I get?", TIME_OFF, **SALARIED)

        assert "15 days of vacation" in first_statement(text)

    def test_another_thing_is_not_answered_with_it(self) -> None:
        assert ask("How many sick days do I get?", TIME_OFF, **OF_UNION) == ""

    @pytest.mark.parametrize(("asker", "is_told"), [(SALARIED, True), (OF_UNION, False)])
    def test_everyone_else_are_all_but_those_of_the_sentence_before(self, asker, is_told) -> None:
        guide = SourcePassage(
            1, "Guide", "Union members follow the union contract. Everyone else has ten days of vacation a year."
        )

        text = ask("How many vacation days do I get?", guide, **asker)

        assert ("ten days of vacation" in text) is is_told
        assert not text or "Union members follow the union contract. Everyone else" in text

    def test_a_contract_that_gives_something_is_quoted_for_its_people_alone(self) -> None:
        guide = SourcePassage(1, "Guide", "Employees under the collective bargaining agreement receive 11 holidays.")

        assert "11 holidays" in ask("How many holidays do I get?", guide, **OF_UNION)
        assert ask("How many holidays do I get?", guide, **SALARIED) == ""


class TestBereavement:
    @pytest.mark.parametrize(
        "question", ["How many days of bereavement leave do I get?", "¿Cuántos días de licencia por duelo tengo?"]
    )
    def test_where_nobody_is_named_the_nearest_family_comes_first(self, question) -> None:
        text = ask(question, TIME_OFF, language="es" if "¿" in question else "en")

        assert "immediate family" in first_statement(text)

    @pytest.mark.parametrize(
        ("question", "wanted"),
        [
            ("How many days do I get for a miscarriage?", "three days"),
            ("How many days of bereavement leave do I get for my grandparent?", "two paid days"),
        ],
    )
    def test_who_names_a_loss_is_told_of_it(self, question, wanted) -> None:
        assert wanted in first_statement(ask(question, TIME_OFF))


class TestLinesReadFromAPicture:
    """Each line may come as a paragraph of its own, however the sentence goes on."""

    SCAN = SourcePassage(
        9,
        "Parking",
        "Parking\n\nParking in the harbor garage costs\n\n$46.50 a month for each employee.\n\n"
        "Carpools of three or more park free.\n\nWhat the shuttle costs\n\n$3 a ride.",
        language="en",
    )

    @pytest.mark.parametrize(
        "question", ["How much does parking cost in the harbor garage?", "What does the harbor garage cost?"]
    )
    def test_a_sentence_that_goes_on_with_a_figure_is_one(self, question: str) -> None:
        said = "“Parking in the harbor garage costs $46.50 a month for each employee.”"
        assert said in ask(question, self.SCAN)

    def test_a_heading_stays_one(self) -> None:
        assert "What the shuttle costs $3" not in ask("What does the shuttle cost?", self.SCAN)
