"""Questions as people ask them: told stories, lay words, the start and the length of things, and what belongs to
somebody else's case.
"""

import pytest

from chat.extractive.amounts import AmountOf, amount_asked
from chat.extractive.announced import with_question
from chat.extractive.care import is_other_care
from chat.extractive.service_words import services_named
from chat.extractive.slots import slots_asked
from chat.llm.types import SourcePassage
from chat.pipeline.also_search import also_search
from chat.pipeline.tools.calendar import Calendar
from tests.chat.test_llm_extractive import ask, first_statement


def paper(*lines: str, title: str = "Benefits Guide", number: int = 1) -> SourcePassage:
    return SourcePassage(number, title, "\n".join(lines))


class TestAStoryIsAskedAsADeadline:
    @pytest.mark.parametrize(
        "story",
        [
            "I'm getting married in June",
            "We just had a baby girl!",
            "My wife lost her job, what can I do?",
            "Acabo de tener un bebé",
        ],
    )
    def test_what_only_tells_of_an_event(self, story) -> None:
        assert with_question(story) != story

    @pytest.mark.parametrize(
        "question",
        [
            "Can I add my wife?",
            "My baby's claim was denied",
            "I lost my job",
            "My wedding ring was stolen",
            "I need leave for the birth of my son",
            "What happens after a divorce?",
        ],
    )
    def test_what_asks_or_tells_something_else_stays(self, question) -> None:
        assert with_question(question) == question

    def test_the_answer_is_the_days_and_no_birthday_nor_who_may_be_covered(self) -> None:
        guide = paper(
            "You can cover your spouse, which means the person you are legally married to.",
            "If you marry or have a child, you may change your choices. You must ask within 31 days after the event.",
            "A child is covered through the last day of the month of the 26th birthday.",
        )

        text = ask("I'm getting married in June", guide)

        assert "within 31 days after the event" in first_statement(text)
        assert "26th" not in text

    def test_what_holds_for_the_unmarried_is_told_to_nobody_who_marries(self) -> None:
        faq = paper("Can I cover my partner if we are not married?", "Yes. Add your partner within 30 days.")

        assert "partner" not in ask("How long do I have to add my spouse after the wedding?", faq)


class TestLayWords:
    @pytest.mark.parametrize(
        ("question", "code"),
        [
            ("how much does counselling cost", "mental_outpatient"),
            ("what is the price of a shrink", "mental_outpatient"),
            ("how much is mental health inpatient care", "mental_inpatient"),
            ("cuanto cuesta la hospitalizacion psiquiatrica", "mental_inpatient"),
            ("what would a night in the hospital cost", "hospital_facility"),
            ("what does it cost to stay overnight in the hospital", "hospital_facility"),
        ],
    )
    def test_a_service_is_known_by_what_people_call_it(self, question, code) -> None:
        assert code in services_named(question)[0]

    @pytest.mark.parametrize("question", ["How much to add my kids?", "What does it cost to cover my wife?"])
    def test_to_add_somebody_asks_for_the_price(self, question) -> None:
        assert amount_asked(question) is AmountOf.PREMIUM
        slots = slots_asked([question])
        assert slots is not None
        assert slots.is_premium

    def test_therapy_is_searched_for_as_mental_health_and_physical_therapy_is_not(self) -> None:
        of_mind = also_search("Is therapy covered?", plans=list)
        of_body = also_search("Is physical therapy covered?", plans=list)

        assert any("mental health" in query for query in of_mind)
        assert not any("mental health" in query for query in of_body)

    def test_therapy_is_not_free_because_prenatal_visits_are(self) -> None:
        assert is_other_care("Is therapy free?", "Office visits: No charge; preventive prenatal visits are free.")

    def test_therapy_is_none_of_a_hospitals_services_nor_a_childs_speech(self) -> None:
        booklet = paper(
            "A semi-private room, nursing, drugs, blood, tests and therapy while you are an inpatient.",
            "Speech, occupational and physical therapy at the mental health visit copay, without a limit.",
            "Mental health, visits: $20 copay.",
        )

        text = ask("Is therapy covered?", booklet)

        assert "Mental health, visits" in first_statement(text)
        assert "inpatient" not in text
        assert "Speech" not in text

    def test_maternity_is_no_end_of_a_pregnancy(self) -> None:
        booklet = paper("Ending a pregnancy is covered as the law allows.", "Prenatal visits are free.")

        text = ask("Is maternity covered?", booklet)

        assert "Prenatal" in text
        assert "Ending" not in text

    def test_to_borrow_is_a_loan(self) -> None:
        plan = paper("Loan — How much: Up to half the balance, at most $50,000", title="401(k) Plan")

        assert "half the balance" in ask("Can I borrow from my 401k?", plan)


class TestWhenCoverageStarts:
    RULE = "Coverage starts on the first of the month that follows 60 days of employment."

    @pytest.mark.parametrize("question", ["When does my health insurance begin?", "When does my dental start?"])
    def test_the_rule_is_told_and_no_lawsuit(self, question) -> None:
        text = ask(question, paper(self.RULE, "A lawsuit must begin within three years of our last answer."))

        assert "60 days of employment" in first_statement(text)
        assert "lawsuit" not in text

    def test_a_table_of_events_is_for_who_has_had_one(self) -> None:
        table = paper(
            "Event | New coverage starts",
            "Loss of other group coverage — New coverage starts: On the first of the month after you ask",
        )

        assert "Loss" not in ask("When do the new plans start?", table)

    @pytest.mark.parametrize(
        "question", ["When do the 2027 plans begin, and until when can I switch?", "When can I switch plans?"]
    )
    def test_the_calendar_is_asked(self, question) -> None:
        assert Calendar().is_asked(question)

    def test_a_switch_for_another_reason_is_not_the_calendars(self) -> None:
        assert not Calendar().is_asked("When can I switch plans after my divorce?")


class TestHowLong:
    def test_weekly_pay_is_no_length(self) -> None:
        sheet = paper(
            "Short-term disability pays 60% of your weekly pay, up to $1,200 a week. Payment starts on day 8 and goes "
            "on for up to 13 weeks."
        )

        assert "up to 13 weeks" in first_statement(ask("How long is short-term disability?", sheet))


class TestTheMatch:
    def test_it_is_what_is_added_and_not_when_it_is_ones_own(self) -> None:
        plan = paper(
            "Your own money and the match are 100% yours at once.",
            "To get the whole match, save at least 5%.",
            "Acme adds 100% of the first 3% of pay you save and 50% of the next 2%.",
            title="401(k) Plan",
        )

        text = ask("What's the 401k match?", plan)

        assert "100% of the first 3%" in first_statement(text)
        assert "yours" not in text

    def test_when_it_is_ones_own_is_told_to_who_asks_that(self) -> None:
        plan = paper("The match is 100% yours at once.", title="401(k) Plan")

        assert "yours at once" in ask("Is the match vested?", plan)

    def test_what_the_company_puts_into_the_hsa_is_told_by_its_amounts(self) -> None:
        guide = paper(
            "Acme's HSA money per paycheck, self-only — 2027: $25",
            "Employee-only coverage costs $45 per paycheck on the HSA 2500.",
        )

        text = ask("How does the HSA contribution from the company work?", guide)

        assert "$25" in text
        assert "$45" not in text


class TestWhatIsOfSomebodyElse:
    KEPT = "You may each keep medical, dental and vision coverage for up to 18 months after you stop work."

    @pytest.mark.parametrize("question", ["Am I eligible for dental?", "Who is the dental carrier?"])
    def test_going_on_after_the_job_is_for_who_leaves(self, question) -> None:
        assert "18 months" not in ask(question, paper(self.KEPT))

    def test_who_leaves_is_told(self) -> None:
        assert "18 months" in ask("How long can I keep my dental coverage after I quit?", paper(self.KEPT))

    def test_that_a_medical_plan_has_no_dental_care_says_nothing_of_who_may_have_the_dental_plan(self) -> None:
        left_out = ("Services Your Plan Generally Does NOT Cover:", "• Dental care (adult)", "• Hearing aids")
        summary = paper(*left_out, title="Summary of Benefits: PPO 500")

        assert ask("Am I eligible for dental?", summary) == ""

    def test_whom_to_call_about_a_claim_is_not_who_keeps_cobra(self) -> None:
        summary = paper(
            "You can keep coverage under COBRA. Call Harborbridge COBRA at 614-555-0158.",
            "For help with a denied claim, call Northgate Health at 614-555-0110.",
        )

        text = ask("who do I call about a denied claim", summary)

        assert "614-555-0110" in first_statement(text)
        assert "0158" not in text

    def test_the_last_day_of_work_is_no_last_day_to_spend(self) -> None:
        guide = paper(
            "A health FSA pays for expenses up to your last day of work.",
            "March 15, 2027 is the last day to use 2026 health FSA money.",
        )

        text = ask("What's the last day to use my FSA?", guide)

        assert "March 15, 2027" in first_statement(text)
        assert "last day of work" not in text

    def test_a_childs_birthday_is_not_ones_own(self) -> None:
        guide = paper("A child turns 26 — New coverage starts: Coverage ends with the month")

        assert ask("I turn 65 next year, what should I know?", guide) == ""

    def test_hours_of_vacation_are_not_the_hours_to_work(self) -> None:
        policy = paper(
            "First year — Vacation a year: 40 hours",
            "10 years or more — Vacation a year: 160 hours",
            "An employee who averages 30 hours a week or more is full-time and can enroll.",
        )

        text = ask("How many hours do I need to work to get insurance?", policy)

        assert "30 hours a week" in text
        assert "Vacation" not in text

    def test_days_that_count_are_no_holidays_one_gets(self) -> None:
        plan = paper("The day after the event is day 1, and Saturdays, Sundays and holidays count.")

        assert ask("What holidays do we get?", plan) == ""


class TestWhatAnotherPaperTells:
    def test_what_the_company_adds_for_retirement_is_no_match_of_something_else(self) -> None:
        notice = paper("Acme matches 100% of the first 4% of pay that you save.", title="401(k) Notice")

        assert ask("Does Acme match my HSA?", notice) == ""
        assert ask("Does Acme match gifts to charities?", notice) == ""

    def test_savings_that_can_be_changed_at_any_time_are_no_plans(self) -> None:
        notice = paper("You can stop, change or start at any time.", title="401(k) Notice")

        assert ask("When can I change plans?", notice) == ""

    def test_who_may_join_the_retirement_plan_when_is_told_by_its_own_paper(self) -> None:
        booklet = paper("You are eligible if you are scheduled to work 30 hours a week.", title="Health Plan")
        plan = paper("You are eligible after 90 days of employment.", title="401(k) Plan", number=2)

        text = ask("When am I eligible for the 401k?", booklet, plan)

        assert "30 hours" not in text
        assert "90 days" in text

    def test_a_new_plan_is_no_new_job(self) -> None:
        faq = paper(
            "Coverage of new employees starts on the first of the month after the first day of work.",
            "New choices start on January 1, 2027.",
        )

        text = ask("When does my new plan start?", faq)

        assert "January 1, 2027" in first_statement(text)
        assert "first day of work" not in text

    @pytest.mark.parametrize("question", ["What is the tobacco surcharge?", "Do smokers pay more?"])
    def test_a_sum_of_several_amounts_is_no_surcharge(self, question) -> None:
        rates = paper(
            "Who uses tobacco and has a working spouse pays $214 + $25 + $40 = $279.00 per paycheck.",
            "Tobacco surcharge — Per paycheck: $25.00",
        )

        assert "$279" not in ask(question, rates)

    def test_by_when_a_child_is_added_comes_before_how(self) -> None:
        policy = paper("You have 31 days after a birth to add the baby, and coverage goes back to the day of birth.")

        assert "31 days" in ask("How do I add my newborn?", policy)

    def test_the_day_of_an_example_is_not_the_day_of_somebody_elses_child(self) -> None:
        booklet = paper(
            "Examples",
            "A baby is born on February 3, 2027. A parent must add the child by March 5, 2027.",
            "After a life event you have 30 days to ask for a change.",
        )

        text = ask("We're adopting a child in March", booklet)

        assert "30 days" in first_statement(text)
        assert "March 5" not in text


class TestSpeakerNotes:
    def test_each_sentence_of_them_is_named_as_that(self) -> None:
        deck = paper("Speaker notes: Thank you for coming. The gym stipend is $40 a month.", title="Deck")

        assert "“Speaker notes: The gym stipend is $40 a month.”" in ask("How much is the gym stipend?", deck)

    def test_what_is_written_for_everybody_goes_before(self) -> None:
        deck = paper("Speaker notes: The gym stipend is $40 a month.", title="Deck")
        guide = paper("The gym stipend is $40 a month for each employee.", title="Guide", number=2)

        assert first_statement(ask("How much is the gym stipend?", deck, guide)).startswith("Guide")
