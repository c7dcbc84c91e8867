"""Whom an answer is for: one person or a family, an adult or a child, a class without a medical plan, a reader of
one language.
"""

import pytest

from chat.extractive.wording import ClassesNamed, class_phrases
from chat.household import Household, household_asked
from chat.llm.types import SourcePassage
from tests.chat.test_llm_extractive import ask, cited, first_statement

HSA = SourcePassage(
    1,
    "Guide 2027",
    "2027 | Employee only | Family\n"
    "Federal limit, including company money — Employee only: $4,500; Family: $9,000\n"
    "Acme puts in — Employee only: $600; Family: $1,200\n"
    "You can put in up to — Employee only: $3,900; Family: $7,800\n"
    "The federal HSA limit for family coverage in 2027 is $9,000. It includes the $1,200 from Acme, so you can put in"
    " up to $7,800 yourself.",
    heading="The health savings account in 2027",
    plan_year="2027",
)
FSA = SourcePassage(2, "FSA Guide 2027", "Health FSA, or limited-purpose FSA with an HSA — 2027: $3,300")


class TestHowManyAreCovered:
    @pytest.mark.parametrize(
        ("question", "wanted"),
        [
            ("how much can i put in my hsa if its just me", Household.SELF),
            ("hsa limit, only me", Household.SELF),
            ("hsa limit for me, no kids", Household.SELF),
            ("What does the PPO cost without my family?", Household.SELF),
            ("cuanto puedo aportar si soy solo yo", Household.SELF),
            ("¿Cuánto es para una persona?", Household.SELF),
            ("just for me and my wife", Household.SPOUSE),
            ("price for me and the kids", Household.CHILDREN),
            ("cuanto cuesta para mi, mi esposa y mis hijos", Household.FAMILY),
            ("¿Cuánto cuesta la cobertura familiar?", Household.FAMILY),
            ("What is the deductible?", None),
            ("what about my son Lucas?", Household.CHILDREN),
            ("add my son Carlos", Household.CHILDREN),
            ("what does it cost with our son Thomas", Household.CHILDREN),
            ("price for my 5 year old son Lucas", Household.CHILDREN),
            ("¿Las visitas son gratuitas?", None),
            ("¿Cuáles son los costos?", None),
        ],
    )
    def test_the_question_tells(self, question, wanted) -> None:
        assert household_asked(question) is wanted

    @pytest.mark.parametrize(
        "question",
        [
            "how much can i put in my hsa 2027 if its just me",
            "most I can contribute to the HSA as a single person in 2027",
            "How much can I save in my HSA in 2027, employee only?",
            "What can I contribute to the HSA in 2027 on my own?",
            "cuanto puedo aportar a la HSA en 2027 si soy solo yo",
            "¿Cuánto puedo poner en mi HSA de 2027 para mí sola?",
        ],
    )
    def test_a_limit_for_one_person_is_not_a_familys_nor_one_with_the_companys_money(self, question) -> None:
        text = ask(question, HSA, FSA)

        assert text == "Guide 2027: You can put in up to — Employee only: $3,900 [1]"

    @pytest.mark.parametrize(
        "question",
        [
            "How much can I put in my HSA in 2027 with kids?",
            "what can I contribute to my HSA in 2027 if I'm covering my whole family",
            "How much can I put in my HSA in 2027, me and my husband?",
            "¿Cuánto puedo poner en mi HSA de 2027 con hijos?",
        ],
    )
    def test_everybody_but_the_one_person_has_the_limit_of_a_family(self, question) -> None:
        text = ask(question, HSA, FSA)

        assert "$7,800" in first_statement(text)
        assert "$3,900" not in text
        assert "$3,300" not in text

    def test_the_company_gives_for_one_person_what_is_said_for_one_person(self) -> None:
        text = ask("How much does Acme put into my HSA if it's just me?", HSA)

        assert text == "Guide 2027: Acme puts in — Employee only: $600 [1]"

    def test_an_example_for_one_person_and_another_account_are_not_a_limit_for_a_family(self) -> None:
        examples = SourcePassage(
            3,
            "HSA Guide 2027",
            "Under the last-month rule you may put in up to $4,300.00 if you have HSA coverage on December 1, 2027.",
            heading="Example: self-only coverage from September 1, 2027",
        )

        text = ask("How much can I put into my HSA in 2027 for a family?", HSA, FSA, examples)

        assert "$7,800" in first_statement(text)
        assert "$4,300" not in text

    def test_two_accounts_do_not_disagree(self) -> None:
        guide = SourcePassage(1, "FSA guide", "$3,300 health FSA limit for 2027")
        other = SourcePassage(2, "Guide", "Dependent care FSA limit — From January 1, 2027: $7,500")

        text = ask("How much can I put into the FSA in 2027?", guide, other)

        assert "$3,300" in first_statement(text)
        assert "disagree" not in text

    def test_a_surcharge_is_no_price_for_one_person(self) -> None:
        rates = SourcePassage(
            1,
            "Rates",
            "Employee only — PPO: $78.00\nFamily — PPO: $318.00\nTobacco surcharge — PPO, per paycheck: $25.00",
            heading="Price per paycheck",
            kind="table",
        )

        for question in ("ppo price just me", "ppo precio solo yo"):
            text = ask(question, rates)
            assert "$78.00" in first_statement(text)
            assert "$318.00" not in text
            assert "$25.00" not in text

    def test_a_spouse_is_not_priced_as_a_family(self) -> None:
        guide = SourcePassage(
            1,
            "Guía",
            "La cobertura familiar del PPO cuesta $318.00 por cheque.\nEmpleado y cónyuge — PPO: $214.00",
            heading="Precio por cheque",
            language="es",
        )

        text = ask("¿Cuánto cuesta por cheque el PPO para mí y mi esposa?", guide, language="es")

        assert "$214.00" in text
        assert "$318.00" not in text


class TestWhoHasNoMedicalPlan:
    POLICY = SourcePassage(
        1,
        "Eligibility Policy",
        "Part-time employees cannot enroll in medical coverage. Part-time employees can enroll in dental and vision.",
    )
    GUIDE = SourcePassage(
        2,
        "Guide",
        "Specialist visit — HMO: $40 copay; EPO: 30% after deductible\nDeductible — HMO: $0; EPO: $3,000\n"
        "Emergency room — HMO: $250 copay; EPO: $400\nThe HMO needs a referral to a specialist.\n"
        "Scans (MRI) are covered by the HMO at $100.",
    )
    DENTAL = SourcePassage(
        3,
        "Dental and vision",
        "A crown costs you 50%.\nThe dental deductible is $50.\nAn eye exam has a $10 copay.\n"
        "The employee assistance program pays for five counseling visits.\n"
        "The COBRA price of the HMO is $702.78 a month.",
    )
    PART_TIME = {"own_class": ("PT", "Part-time employees"), "other_classes": ("FT", "Full-time employees")}

    @pytest.mark.parametrize(
        "question",
        [
            "hmo cost for me",
            "hmo copay for a specialist",
            "what is the EPO deductible",
            "How much is an ER visit?",
            "how much is health insurance",
            "is an MRI covered",
            "Do I need a referral on the HMO?",
            "HMO vs EPO",
            "cuanto cuesta el hmo",
            "¿Cuánto es el copago del especialista?",
            "¿Puedo tener seguro médico?",
        ],
    )
    def test_is_told_so_whatever_is_asked_of_one(self, question) -> None:
        text = ask(question, self.GUIDE, self.DENTAL, self.POLICY, **self.PART_TIME)

        assert first_statement(text) == (
            "Eligibility Policy: “Part-time employees cannot enroll in medical coverage.” [1]"
        )

    @pytest.mark.parametrize(
        ("question", "answer"),
        [
            ("What does a crown cost?", "50%"),
            ("What is the dental deductible?", "$50"),
            ("How much is an eye exam?", "$10"),
            ("How many counseling visits are there?", "five counseling visits"),
            ("What is the COBRA price of the HMO?", "$702.78"),
        ],
    )
    def test_is_answered_about_all_else(self, question, answer) -> None:
        assert answer in ask(question, self.GUIDE, self.DENTAL, self.POLICY, **self.PART_TIME)

    @pytest.mark.parametrize("question", ["hmo cost for me", "price of the HMO", "¿Cuánto cuesta el HMO?"])
    def test_a_price_after_leaving_answers_nobody_who_does_not_speak_of_it(self, question) -> None:
        notice = SourcePassage(1, "Notice", "The COBRA price of HMO employee-only coverage is $702.78 a month.")

        assert ask(question, notice) == ""
        assert "$702.78" in ask("What does the HMO cost for me if I quit?", notice)


class TestClassesNamedByWhatTheyAreNot:
    """ "Non-exempt" has the other class's name in it, and is for everybody but that class."""

    EXEMPT = {"own_class": ("EX", "Exempt employees"), "other_classes": ("NX", "Non-exempt employees")}
    NON_EXEMPT = {"own_class": ("NX", "Non-exempt employees"), "other_classes": ("EX", "Exempt employees")}
    QUESTION = "How many vacation days do I have?"

    @pytest.mark.parametrize(
        "heading", ["Non-exempt employees", "Nonexempt", "Employees other than exempt", "For who is not exempt"]
    )
    def test_below_their_heading_nothing_is_said_to_who_is_left_out(self, heading) -> None:
        passage = SourcePassage(1, "Handbook", "Employees have 12 vacation days a year.", heading=heading)

        assert "12 vacation days" in ask(self.QUESTION, passage, **self.NON_EXEMPT)
        others = ask(self.QUESTION, passage, **self.EXEMPT)
        assert not others or "This is said of another group than yours." in others

    def test_their_column_is_none_of_who_is_left_out(self) -> None:
        text = "Vacation days — Exempt employees: 20 days; Non-exempt employees: 12 days"
        passage = SourcePassage(1, "Handbook", text, heading="Vacation")

        own, others = ask(self.QUESTION, passage, **self.EXEMPT), ask(self.QUESTION, passage, **self.NON_EXEMPT)

        assert ("20 days" in own, "12 days" in own) == (True, False)
        assert ("20 days" in others, "12 days" in others) == (False, True)

    @pytest.mark.parametrize(
        ("text", "is_of_own", "is_of_others"),
        [
            ("Exempt employees", True, False),
            ("Exempt and non-exempt employees", True, True),
            ("Non-exempt employees", False, True),
            ("Nonexempt staff", False, True),
            ("All employees except exempt employees", False, True),
            ("Empleados que no son exempt", False, True),
            ("Exempt employees are not eligible", True, False),
            ("All employees", False, False),
        ],
    )
    def test_a_text_is_of_the_classes_it_names_and_of_all_but_those_it_leaves_out(
        self, text, is_of_own, is_of_others
    ) -> None:
        own, others = class_phrases(self.EXEMPT["own_class"]), class_phrases(self.EXEMPT["other_classes"])

        named = ClassesNamed(text, own=own, others=others - own)

        assert (named.is_of_own, named.is_of_others) == (is_of_own, is_of_others)

    def test_a_class_of_that_name_needs_no_other_beside_it(self) -> None:
        passage = SourcePassage(1, "Handbook", "Employees have 12 vacation days a year.", heading="Nonexempt staff")
        union = {"own_class": ("NX", "Non-exempt employees"), "other_classes": ("UNION", "Local 88")}

        assert "12 vacation days" in ask(self.QUESTION, passage, **union)

    def test_that_they_have_no_medical_plan_is_not_told_to_who_is_left_out(self) -> None:
        policy = SourcePassage(1, "Policy", "Non-exempt employees cannot enroll in medical coverage.")
        guide = SourcePassage(2, "Guide", "Specialist visit — HMO: $40 copay")

        assert "$40" in ask("hmo copay for a specialist", guide, policy, **self.EXEMPT)
        assert "$40" not in ask("hmo copay for a specialist", guide, policy, **self.NON_EXEMPT)


class TestChildrensCare:
    SBC = SourcePassage(
        1,
        "Summary of Benefits: HDHP",
        "If your child needs dental or eye care, Children's glasses — Network Provider: Not covered\n"
        "If your child needs dental or eye care, Children's eye exam — Network Provider: Not covered",
        kind="table",
    )
    VISION = SourcePassage(
        2, "Vision plan", "Frames and glasses are covered up to $160.\nAn eye exam is covered at $10."
    )

    @pytest.mark.parametrize("question", ["are glasses covered", "cubre el plan los lentes", "Is an eye exam covered?"])
    def test_it_is_none_of_an_adult(self, question) -> None:
        assert ask(question, self.SBC) == ""
        assert cited(ask(question, self.SBC, self.VISION))[0] == 2

    @pytest.mark.parametrize(
        "question", ["Are my daughter's glasses covered?", "¿cubre el plan los lentes de mi hijo?"]
    )
    def test_it_answers_where_a_child_is_spoken_of(self, question) -> None:
        assert cited(ask(question, self.SBC)) == [1]

    def test_teeth_are_no_eyes(self) -> None:
        guide = SourcePassage(1, "Guía", "En el plan de visión el examen cuesta $10.", heading="Dental y visión")

        assert ask("¿Cuánto cuesta el examen dental?", guide) == ""


class TestLabels:
    @pytest.mark.parametrize("question", ["can i use the gym", "Is wellness paid?", "hay gimnasio"])
    def test_a_word_that_only_heads_a_paragraph_answers_nothing(self, question) -> None:
        notices = SourcePassage(
            1, "Notices", "Wellness. Taking part is voluntary.\nGym, fitness and wellness", heading="6. Privacy"
        )
        booklet = SourcePassage(2, "Booklet", "Up to $2,000 for hearing aids, and the fitting, at no cost.")

        assert ask(question, notices, booklet) == ""


class TestYears:
    def test_a_year_that_is_over_answers_only_where_no_other_does(self) -> None:
        old = SourcePassage(1, "Guide", "The vision exam copay is $15 for everyone.", plan_year="2025")
        new = SourcePassage(2, "Guide", "The exam copay of the vision plan is $10.", plan_year="2026")

        assert cited(ask("What is the vision exam copay?", old, new, plan_years=("2026",))) == [2]
        assert cited(ask("What is the vision exam copay?", old, plan_years=("2026",))) == [1]

    def test_of_two_years_that_say_the_same_the_newer_one_is_quoted(self) -> None:
        old = SourcePassage(1, "2026 Guide", "In 2026, parental leave is 4 weeks.", plan_year="2026")
        new = SourcePassage(2, "2027 Guide", "In 2027, parental leave is 4 weeks.", plan_year="2027")

        assert cited(ask("How long is parental leave?", old, new, plan_years=("2026", "2027"))) == [2]


class TestTheReadersLanguage:
    ENGLISH = SourcePassage(
        1,
        "Dental Summary",
        "2027 price per week | Full-time\nEmployee only — Full-time: $3.50\nFamily — Full-time: $16.50\n"
        "Two — Full-time: $9.00",
        language="en",
        kind="table",
    )
    SPANISH = SourcePassage(
        2,
        "Guía",
        "Solo el empleado — Dental: $3.50\nFamilia — Dental: $16.50\nEmpleado y cónyuge — Dental: $9.00",
        heading="Precio por semana",
        language="es",
        kind="table",
    )

    def test_who_reads_english_is_quoted_english(self) -> None:
        assert set(cited(ask("What does the dentist cost?", self.SPANISH, self.ENGLISH, language="en"))) == {1}

    def test_who_reads_spanish_is_quoted_spanish_where_it_is_said_and_english_where_not(self) -> None:
        question = "¿Cuánto cuesta el plan dental?"

        assert set(cited(ask(question, self.ENGLISH, self.SPANISH, language="es"))) == {2}
        assert set(cited(ask(question, self.ENGLISH, language="es"))) == {1}


class TestInSpanish:
    GUIDE = SourcePassage(
        1,
        "Guía",
        "La inscripción abierta empieza el 2 de noviembre de 2026 y termina el 20 de noviembre de 2026.\n"
        "Después de un nacimiento, los empleados asalariados tienen 30 días y los miembros del Local 88 tienen 60 días"
        " para pedir un cambio.\n"
        "Licencia parental — En pocas palabras: 6 semanas con sueldo completo después de 12 meses",
        language="es",
    )
    CLASSES = {"own_class": ("SAL", "Salaried employees"), "other_classes": ("UNION", "Local 88 members")}

    @pytest.mark.parametrize(
        ("question", "answer"),
        [
            ("hasta cuando puedo inscribirme", "termina el 20 de noviembre"),
            ("cuando cierra la inscripcion", "termina el 20 de noviembre"),
            ("hasta que dia puedo escoger mi plan", "termina el 20 de noviembre"),
            ("mi bebé nace en febrero, hasta cuando lo puedo agregar", "tienen 30 días"),
            ("cuanto tiempo tengo para agregar a mi bebe", "tienen 30 días"),
            ("cuantas semanas de maternidad", "6 semanas"),
            ("cuantas semanas me dan por maternidad", "6 semanas"),
            ("¿Cuánto tiempo de licencia de paternidad hay?", "6 semanas"),
        ],
    )
    def test_what_the_guide_says_is_found_in_everyday_words(self, question, answer) -> None:
        assert answer in first_statement(ask(question, self.GUIDE, language="es", **self.CLASSES))

    def test_weeks_of_maternity_are_leave_and_no_care(self) -> None:
        booklet = SourcePassage(
            2, "Booklet", "In maternity care a nurse calls you for six weeks.", heading="Maternity", language="en"
        )

        assert cited(ask("how many weeks of maternity", self.GUIDE, booklet)) == [1]


class TestWhereAndHowLongOneWorks:
    """A document for everybody says what holds in one state, or for part-time employees alone."""

    HANDBOOK = SourcePassage(
        1,
        "Handbook",
        "Employees in California: paid sick leave is 10 days.\nPaid sick leave carries over into the next year.",
        heading="Paid sick leave",
    )
    BY_STATE = SourcePassage(
        2,
        "Handbook",
        "California\nPaid sick leave is 10 days a year.\nNew York\nPaid sick leave is 7 days a year.",
        heading="Paid sick leave",
    )
    WITH_THE_REST = SourcePassage(
        3,
        "Handbook",
        "Sick leave — California: 10 days; New York: 7 days; All other states: 5 days",
        heading="Paid sick leave",
    )
    BY_HOURS = SourcePassage(
        4, "Handbook", "Full-time employees have 15 vacation days.\nPart-time employees have 6 vacation days."
    )
    QUESTION = "How many days of paid sick leave do I have?"

    def test_a_sentence_for_one_state_is_no_answer_elsewhere(self) -> None:
        assert "10 days" in first_statement(ask(self.QUESTION, self.HANDBOOK, work_state="CA"))
        assert "10 days" not in ask(self.QUESTION, self.HANDBOOK, work_state="TX")

    OF_THE_OTHERS = SourcePassage(
        6,
        "Handbook",
        "Non-California employees have 5 days of paid sick leave.\n"
        "Employees who are not full-time have 3 floating holidays.",
        heading="Paid sick leave and floating holidays",
    )

    def test_who_is_left_out_by_name_is_not_told_what_the_others_have(self) -> None:
        assert "5 days" in first_statement(ask(self.QUESTION, self.OF_THE_OTHERS, work_state="TX"))
        assert "5 days" not in ask(self.QUESTION, self.OF_THE_OTHERS, work_state="CA")
        question = "How many floating holidays do I have?"
        assert "3 floating" in first_statement(ask(question, self.OF_THE_OTHERS, hours="part_time"))
        assert "3 floating" not in ask(question, self.OF_THE_OTHERS, hours="full_time")

    def test_whose_state_is_not_known_is_told_it_with_its_condition(self) -> None:
        assert "“Employees in California: paid sick leave is 10 days.”" in ask(self.QUESTION, self.HANDBOOK)

    @pytest.mark.parametrize(("state", "days", "others"), [("CA", "10 days", "7 days"), ("NY", "7 days", "10 days")])
    def test_the_heading_says_it_too(self, state, days, others) -> None:
        text = ask(self.QUESTION, self.BY_STATE, work_state=state)

        assert days in first_statement(text)
        assert others not in text

    def test_below_the_heading_of_a_state_nothing_is_said_to_who_works_elsewhere(self) -> None:
        assert ask(self.QUESTION, self.BY_STATE, work_state="TX") == ""

    def test_a_condition_in_the_heading_is_quoted_with_it(self) -> None:
        text = ask(self.QUESTION, self.BY_STATE)

        assert "Handbook, “California”: “Paid sick leave is 10 days a year.”" in text
        assert "Handbook, “New York”: “Paid sick leave is 7 days a year.”" in text
        assert "disagree" not in text

    @pytest.mark.parametrize(("state", "days"), [("CA", "10"), ("NY", "7"), ("TX", "5")])
    def test_columns_of_states_are_told_apart(self, state, days) -> None:
        text = ask("How many days of sick leave do I have?", self.WITH_THE_REST, work_state=state)

        assert [number for number in ("10", "7", "5") if f": {number}" in text] == [days]

    BY_STATE_IN_A_LIST = SourcePassage(
        5,
        "Handbook",
        "Paid sick leave depends on where you work:\n- California: 10 days a year\n- New York: 7 days a year\n"
        "- All other states: 5 days a year",
        heading="Paid sick leave",
    )

    @pytest.mark.parametrize(("state", "days"), [("CA", "10"), ("NY", "7"), ("TX", "5")])
    def test_items_of_a_list_are_told_apart(self, state, days) -> None:
        for question in (self.QUESTION, "What are the rules for paid sick leave?"):
            text = ask(question, self.BY_STATE_IN_A_LIST, work_state=state)
            assert [number for number in ("10", "7", "5") if f": {number} days" in text] == [days], question

    def test_what_is_asked_of_another_state_is_answered_for_it(self) -> None:
        text = ask("How many days of paid sick leave do employees in California have?", self.HANDBOOK, work_state="TX")

        assert "10 days" in text

    @pytest.mark.parametrize(("hours", "days", "others"), [("full_time", "15", "6"), ("part_time", "6", "15")])
    def test_working_time_is_told_apart(self, hours, days, others) -> None:
        text = ask("How many vacation days do I have?", self.BY_HOURS, hours=hours)

        assert f"{days} vacation days" in first_statement(text)
        assert f"have {others} vacation days" not in text

    def test_whose_hours_are_not_known_is_told_both(self) -> None:
        text = ask("How many vacation days do I have?", self.BY_HOURS)

        assert "Full-time employees have 15" in text
        assert "Part-time employees have 6" in text
