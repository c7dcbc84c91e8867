"""Somebody's own case asked without a model: the rule that holds for it is quoted, with no date reckoned from it."""

from dataclasses import replace
from datetime import date

import pytest

from chat.extractive.slots import slots_asked
from chat.llm.types import SourcePassage
from tests.chat.test_llm_extractive import ask, first_statement

UNION = {"own_class": ("UNION", "Local 88 members"), "other_classes": ("SAL", "Salaried employees")}


class TestClassesOfEmployees:
    def test_a_sentence_about_pay_is_not_one_about_salaried_employees(self) -> None:
        guide = SourcePassage(
            1, "Guide", "Service | The plan pays\nFillings — The plan pays: 80%\nTwo cleanings a year are free."
        )

        assert first_statement(ask("How many cleanings a year?", guide, **UNION)) == (
            "Guide: “Two cleanings a year are free.” [1]"
        )

    def test_the_other_class_is_known_in_spanish_too(self) -> None:
        guide = SourcePassage(1, "Guía", "Los asalariados tienen 30 días para avisar de un nacimiento.", language="es")

        assert ask("¿Cuántos días tengo para avisar de un nacimiento?", guide, **UNION) == ""

    def test_a_class_called_only_staff_or_team_is_not_everybodys_children(self) -> None:
        guide = SourcePassage(1, "Guide", "The dental plan pays 80% of fillings, also for children.")
        regular = {"own_class": ("All regular employees",), "other_classes": ("Team",)}

        assert "80%" in ask("What does the dental plan pay for fillings?", guide, **regular)


class TestOnesOwnCase:
    """The person's own days, amounts and story are no part of the rule."""

    FSA = SourcePassage(
        1,
        "FSA guide",
        "Up to $680 of unused health FSA money carries over. Anything above that is lost.\n"
        "A carried-over balance in a general health FSA blocks an HSA for a year.\n"
        "If you leave\nA health FSA pays for expenses up to your last day of work.",
        heading="Flexible spending accounts",
    )
    START = SourcePassage(
        1,
        "Guide",
        "Coverage starts on the first of the month after 30 days of employment.\n"
        "Choices made at open enrollment start on January 1, 2027.\n"
        "You may be asked to pay back claims from the start of a false statement, with 30 days of notice.",
    )
    BIRTH = SourcePassage(
        1,
        "Guide",
        "Days to report a life event — Salaried: 30 days; Local 88: 60 days\n"
        "You must enroll within 31 days of being hired.",
    )

    @pytest.mark.parametrize(
        "question",
        [
            "I have $910 left in my FSA on December 31, what happens?",
            "Will I lose the $300 that I have not spent from my flex account?",
            "What happens to leftover FSA money?",
            "Can I keep unused FSA money?",
        ],
    )
    def test_unspent_money_is_told_what_becomes_of_it(self, question) -> None:
        text = ask(question, self.FSA)

        assert first_statement(text) == "FSA guide: “Up to $680 of unused health FSA money carries over.” [1]"
        assert "Anything above that is lost." in text
        assert "last day of work" not in text

    def test_money_of_one_who_leaves_is_another_matter(self) -> None:
        assert "last day of work" in ask("I am leaving, what happens to the money left in my FSA?", self.FSA)

    def test_when_it_is_lost_is_told_by_the_day_it_can_be_used_through(self) -> None:
        guide = SourcePassage(1, "FSA guide", "Money in a health FSA can be used for expenses through March 15, 2027.")

        for question in ("When do I lose my FSA money?", "I have $400 left in my FSA, when does it expire?"):
            assert "March 15, 2027" in first_statement(ask(question, guide, today=date(2026, 11, 10)))

    @pytest.mark.parametrize(
        "question",
        [
            "I start on September 1, when does my coverage begin?",
            "I was hired October 5, when does my insurance start?",
            "My first day is March 9, when will my health insurance kick in?",
            "I just got hired, how long until my health insurance starts?",
            "how soon after I join am I insured",
        ],
    )
    def test_who_begins_to_work_is_told_when_coverage_starts(self, question) -> None:
        assert first_statement(ask(question, self.START)) == (
            "Guide: “Coverage starts on the first of the month after 30 days of employment.” [1]"
        )

    @pytest.mark.parametrize(
        "question",
        [
            "Baby is due Feb 3, by when do I have to add it?",
            "I gave birth on June 2, how long do I have to put the baby on my plan?",
            "My wife had a baby, when do I have to enroll the child?",
            "mi bebé nace en febrero, hasta cuándo lo puedo agregar",
        ],
    )
    def test_who_has_a_child_is_told_the_days_of_the_own_class(self, question) -> None:
        assert ask(question, self.BIRTH, **UNION) == "Guide: Days to report a life event — Local 88: 60 days [1]"

    def test_another_words_story_stays_a_condition(self) -> None:
        bonus = "I start on September 1, when do I get my signing bonus?"

        assert ask("I have $910 left on my gift card, what happens?", self.FSA) == ""
        assert ask(bonus, self.START) == ""
        assert ask("Baby is due Feb 3, when do I get the baby bonus?", self.BIRTH, **UNION) == ""


class TestExamples:
    """A day reckoned for somebody else would be taken for one's own."""

    COBRA = SourcePassage(
        1,
        "COBRA Notice",
        "The administrator sends you an election notice within 44 days. You have 60 days to choose, counted from the"
        " day coverage ends or of the notice.\nExample\n"
        "The notice is dated February 10, 2027. The last day to choose COBRA is April 11, 2027.",
        heading="How to choose COBRA",
    )

    @pytest.mark.parametrize(
        "question",
        [
            "How long do I have to elect COBRA?",
            "I quit, by when do I have to sign up for COBRA?",
            "My last day was January 31, until when can I pick COBRA?",
        ],
    )
    def test_the_rule_for_everybody_leads(self, question) -> None:
        assert first_statement(ask(question, self.COBRA)) == (
            "COBRA Notice: “You have 60 days to choose, counted from the day coverage ends or of the notice.” [1]"
        )

    FSA = SourcePassage(
        2,
        "FSA guide",
        "Up to $680.00 of unused 2026 health FSA money carries over into 2027. Anything above that is lost.",
    )
    FSA_EXAMPLE = SourcePassage(
        5,
        "FSA guide",
        "Example: $910 left on December 31, 2026\n"
        "$680.00 carries over into 2027. The other $230.00 is lost unless you send claims by March 31, 2027.",
    )
    FRAMES = SourcePassage(
        3,
        "Vision plan",
        "Frames — You pay or get: $150 allowance\n"
        "Frames have a $150 allowance. For $220 frames you pay $56: the part above the allowance is $70, less 20%.",
    )
    HIRED = SourcePassage(
        4,
        "Policy",
        "Coverage starts on the first of the month that falls on or next follows 60 days of employment.\n"
        "Example. An employee hired on October 5, 2026 is covered from January 1, 2027.",
        heading="When coverage starts",
    )

    def test_an_example_for_another_sum_is_left_out_though_its_day_is_the_same(self) -> None:
        text = ask("i have $500 left in my FSA dec 31 2026", self.FSA, self.FSA_EXAMPLE)

        assert first_statement(text) == (
            "FSA guide: “Up to $680.00 of unused 2026 health FSA money carries over into 2027.” [2]"
        )
        assert "$230" not in text

    def test_an_example_for_the_very_sum_leads(self) -> None:
        text = ask("I have $910 left in my FSA, what happens?", self.FSA, self.FSA_EXAMPLE)

        assert first_statement(text) == "FSA guide: “$680.00 carries over into 2027.” [5]"

    def test_an_example_for_another_day_is_not_even_added(self) -> None:
        text = ask("cover ends march 31 2027, cobra deadline?", self.COBRA)

        assert "60 days to choose" in first_statement(text)
        assert "April 11" not in text

    def test_what_an_example_begins_with_is_no_deadline(self) -> None:
        example = SourcePassage(
            1,
            "COBRA Notice",
            "Example\nCoverage ends on January 31, 2027 and the notice is dated February 10, 2027. The last"
            " day to choose COBRA is April 11, 2027.",
        )

        assert first_statement(ask("coverage ends january 31 2027, cobra deadline?", example)) == (
            "COBRA Notice: “The last day to choose COBRA is April 11, 2027.” [1]"
        )

    def test_a_price_reckoned_for_another_sum_is_none_for_ones_own(self) -> None:
        assert "$56" in first_statement(ask("How much do I pay for $220 frames?", self.FRAMES))
        assert "$56" not in ask("How much do I pay for $300 frames?", self.FRAMES)

    def test_a_day_reckoned_for_another_hire_is_none_for_ones_own(self) -> None:
        november = date(2026, 11, 10)
        own = ask("I was hired October 5, when does my insurance start?", self.HIRED, today=november)
        text = ask("I was hired March 9, when does my insurance start?", self.HIRED, today=november)

        assert "January 1, 2027" in own
        assert "60 days of employment" in first_statement(text)
        assert "January 1, 2027" not in text

    def test_what_stands_below_an_example_without_figures_is_the_rule_again(self) -> None:
        guide = SourcePassage(
            1,
            "Guide",
            "Example: $910 left on December 31, 2026\n$680 carries over into 2027.\n"
            "A balance that is carried over in a general health FSA blocks an HSA.",
        )

        assert "blocks an HSA" in ask("I have $500 carried over in my health FSA, does it block an HSA?", guide)

    def test_what_another_must_do_is_not_ones_own_deadline(self) -> None:
        notice = SourcePassage(1, "COBRA Notice", "The administrator sends you a COBRA election notice within 44 days.")

        assert ask("How long do I have to elect COBRA?", notice) == ""

    def test_an_example_alone_is_no_answer(self) -> None:
        plan = SourcePassage(
            1, "SPD", "Example. A son born on May 14, 2001 turns 26 and is covered through May 31, 2027."
        )

        assert ask("My son turns 26 in June, until when is he covered?", plan, today=date(2026, 11, 10)) == ""

    def test_the_example_of_the_very_day_answers_also_without_its_year(self) -> None:
        policy = SourcePassage(
            1,
            "Policy",
            "Coverage starts on the first of the month after 60 days of employment.\n"
            "Example. An employee hired on October 5, 2026 is covered from January 1, 2027, after 60 days of waiting.",
            heading="When coverage starts",
        )
        question = "I was hired October 5, when does my coverage start?"

        assert "January 1, 2027" in ask(question, policy, today=date(2026, 11, 10), plan_years=("2026",))
        assert first_statement(ask(question, policy, today=date(2031, 11, 10), plan_years=("2031",))) == (
            "Policy: “Coverage starts on the first of the month after 60 days of employment.” [1]"
        )


class TestTimeThatIsLeft:
    GUIDE = SourcePassage(
        1,
        "Guide",
        "Open enrollment runs from November 2, 2026 through November 20, 2026.\n"
        "You must enroll within 31 days of being hired.",
    )

    @pytest.mark.parametrize(
        "question",
        ["how many days left to enroll", "How much time is left to sign up?", "how many days until enrollment ends"],
    )
    def test_it_is_told_by_the_last_day(self, question) -> None:
        text = ask(question, self.GUIDE, today=date(2026, 11, 10))

        assert text == "Guide: “Open enrollment runs from November 2, 2026 through November 20, 2026.” [1]"

    def test_days_left_of_something_else_are_not_the_windows(self) -> None:
        assert ask("How many sick days do I have left?", self.GUIDE, today=date(2026, 11, 10)) == ""
        assert ask("How many days are left to apply for the sabbatical?", self.GUIDE) == ""


class TestLeavingAllAsItIs:
    OLD = SourcePassage(1, "Guide 2026", "Your medical choices roll over to 2026.", plan_year="2026")
    NEW = SourcePassage(2, "Guide 2027", "Your medical choices roll over to 2027.", plan_year="2027")
    LEAVING = SourcePassage(3, "SPD", "On military leave you can keep your plan for up to 24 months.")
    ACCOUNT = SourcePassage(4, "FSA guide", "An FSA never rolls over.")

    @pytest.mark.parametrize(
        "question", ["can i keep my plan", "Will my current plan continue next year?", "Can I stay on my plan?"]
    )
    def test_the_coming_years_rule_answers_and_no_other_matter(self, question) -> None:
        text = ask(question, self.OLD, self.NEW, self.LEAVING, self.ACCOUNT, plan_years=("2026", "2027"))

        assert text == "Guide 2027: “Your medical choices roll over to 2027.” [2]"

    def test_who_is_called_up_is_told_of_that_leave(self) -> None:
        assert "24 months" in ask("Can I keep my plan on military leave?", self.NEW, self.LEAVING)

    def test_what_else_one_may_want_to_keep_is_not_there(self) -> None:
        assert ask("Can I keep my company car?", self.NEW, self.LEAVING) == ""


class TestAMishap:
    TABLE = SourcePassage(
        1,
        "Guide",
        "Deductible, one person — PPO 500: $500; HSA 2500: $2,500\n"
        "Your share of most bills — PPO 500: 20%; HSA 2500: 10%\n"
        "Emergency room — PPO 500: $250 copay; HSA 2500: 10% after deductible\n"
        "Most you pay, one person — PPO 500: $2,500; HSA 2500: $5,000",
        heading="What each plan charges",
        kind="table",
    )
    RATES = SourcePassage(2, "Rates", "Employee only — HSA 2500: $45.00; PPO 500: $95.00", heading="Price per paycheck")

    @pytest.mark.parametrize(
        "question",
        ["I broke my arm, what will I pay on the HSA 2500?", "My kid hurt a knee, what does the HSA 2500 cost me?"],
    )
    def test_the_plans_deductible_and_shares_are_told_and_no_price(self, question) -> None:
        text = ask(question, self.RATES, self.TABLE)

        assert text == (
            "Guide: Deductible, one person — HSA 2500: $2,500 [1]\n\nThe documents also say:\n"
            "- Your share of most bills — HSA 2500: 10% [1]\n"
            "- Emergency room — HSA 2500: 10% after deductible [1]\n"
            "- Most you pay, one person — HSA 2500: $5,000 [1]"
        )

    def test_a_service_that_is_named_has_its_own_row(self) -> None:
        text = ask("I cut my hand and went to the ER, how much on the PPO 500?", self.RATES, self.TABLE)

        assert first_statement(text) == "Guide: Emergency room — PPO 500: $250 copay [1]"

    def test_a_broken_phone_is_no_mishap_to_a_plan(self) -> None:
        assert ask("I broke my phone, what will I pay on the HSA 2500?", self.TABLE) == ""


class TestVesting:
    PLAN = SourcePassage(
        1,
        "401(k) Plan",
        "3. Vesting: when the match is yours\n"
        "Your own money is always yours. The match becomes yours by 20% for each year.\n"
        "Years of service | Part of the match\n"
        "Years of service: 2 — Part of the match that is yours: 40%\n"
        "Years of service: 3 — Part of the match that is yours: 60%",
    )

    @pytest.mark.parametrize("question", ["whats the 401k vesting", "When is the match mine?", "vesting schedule"])
    def test_it_is_told_in_the_words_under_its_heading(self, question) -> None:
        text = ask(question, self.PLAN)

        assert "The match becomes yours by 20% for each year." in text
        assert "3. Vesting" not in text

    def test_the_row_of_the_given_years_is_told_and_not_its_neighbour(self) -> None:
        table = replace(self.PLAN, text=self.PLAN.text.replace("The match becomes yours by 20% for each year.", ""))

        text = ask("I have worked here 3 years, how much of the match is mine?", table)

        assert "60%" in text
        assert "40%" not in text


class TestCounts:
    def test_a_share_of_a_weeks_pay_is_no_number_of_weeks(self) -> None:
        sheet = SourcePassage(
            1,
            "Short-Term Disability",
            "Short-term disability pays 60% of your weekly pay, up to $1,000 a week.\n"
            "Payment starts on day 8 and lasts for up to 12 weeks.",
        )

        assert first_statement(ask("how many weeks does std last", sheet)) == (
            "Short-Term Disability: “Payment starts on day 8 and lasts for up to 12 weeks.” [1]"
        )

    def test_how_often_is_told_by_a_number_a_year(self) -> None:
        guide = SourcePassage(1, "Dental guide", "Two cleanings a year are free.")

        assert "Two cleanings a year" in ask("How often can I get my teeth cleaned?", guide)


class TestSurcharge:
    def test_a_spouse_with_a_plan_at_work_is_the_one_it_is_for(self) -> None:
        rates = SourcePassage(
            1, "Rates", "Spousal surcharge — Per paycheck: $40.00\nTobacco surcharge — Per paycheck: $25"
        )

        text = ask("My husband has insurance at his work, do I pay more to cover him?", rates)

        assert first_statement(text) == "Rates: Spousal surcharge — Per paycheck: $40.00 [1]"


class TestCasesOfOthers:
    def test_a_life_events_row_is_not_for_who_is_new(self) -> None:
        guide = SourcePassage(
            1,
            "Guide",
            "Marriage — Coverage starts: First of the month after you ask\n"
            "Coverage starts on the first of the month after your first day of work.",
        )

        text = ask("I'm joining on June 15, when do my benefits begin?", guide)

        assert text == "Guide: “Coverage starts on the first of the month after your first day of work.” [1]"

    def test_an_example_of_other_years_is_no_answer(self) -> None:
        plan = SourcePassage(
            1, "401(k) Plan", "Example. With 3 years of service and $4,000 of match, 60% of the match is yours."
        )

        assert ask("I have 4 years of service, how much of the match is mine?", plan) == ""
        assert "60%" in ask("I have 3 years of service, how much of the match is mine?", plan)

    def test_a_mishap_is_no_question_for_the_price_of_the_plan(self) -> None:
        assert slots_asked(["I hurt my back, what will it cost me on the PPO 1500?"]) is None
        assert slots_asked(["What does the PPO 1500 cost?"]) is not None


class TestWhatIsOfAnother:
    """What is said of another account, another service or another plan is no answer, however alike its words."""

    CARE = "Emergency room care — Network Provider: {cost}; Out-of-Network Provider: {cost}; Limitations: None"
    FSA = SourcePassage(
        1,
        "Guide",
        "Use it for expenses through — Health FSA: March 15, 2027; Dependent care FSA: December 31, 2026\n"
        "The health FSA limit for 2026 is $3,300. There is no carry-over: what you have not used by March 15, 2027 is"
        " lost.\n"
        "The dependent care FSA limit for 2026 is $5,000.",
        heading="Flexible spending accounts in 2026",
    )

    def test_the_last_day_of_a_health_fsa_is_not_that_of_dependent_care(self) -> None:
        text = ask("When do I have to spend my dependent care FSA?", self.FSA)

        assert text == "Guide: Use it for expenses through — Dependent care FSA: December 31, 2026 [1]"
        assert "March 15, 2027" in ask("When do I have to spend my health FSA?", self.FSA)

    def test_an_account_of_which_only_the_others_days_are_told_is_not_answered(self) -> None:
        limits = "Most you can put in — Health FSA: $3,300; Dependent care FSA: $5,000"
        _, _, without_days = self.FSA.text.partition("\n")
        only_health = replace(self.FSA, text=f"{limits}\n{without_days}")

        assert ask("When do I have to spend my dependent care FSA?", only_health) == ""
        assert "March 15, 2027" in ask("When do I have to spend my health FSA?", only_health)

    @pytest.mark.parametrize("question", ["Who do I call about my HSA?", "phone number for my HSA questions"])
    def test_the_plan_that_is_called_hsa_does_not_keep_the_account(self, question: str) -> None:
        plan = SourcePassage(
            1, "Summary: HSA 2500", "For the complete terms of HSA 2500 coverage, call Northgate at 628-555-0170."
        )
        card = SourcePassage(
            2,
            "Guide",
            "Medical — Call: Northgate; Phone: 628-555-0170\nAccounts — Call: Quillfeather; Phone: 628-555-0178",
        )

        assert ask(question, plan, card) == "Guide: Accounts — Call: Quillfeather; Phone: 628-555-0178 [2]"
        assert ask(question, plan) == ""
        assert "628-555-0170" in ask("Who do I call about the HSA 2500?", plan, card)

    def test_a_row_that_mentions_an_emergency_stands_beside_no_emergency_room(self) -> None:
        room = (
            "Hospital room — Network Provider: 20% coinsurance; Out-of-Network Provider: 40% coinsurance; "
            "Limitations: Approval is needed except in an emergency. Emergency care out of network is covered."
        )
        hmo = SourcePassage(1, "Summary: HMO", self.CARE.format(cost="20% coinsurance"))
        ppo = SourcePassage(2, "Summary: PPO 1000", room)
        whole = replace(ppo, text=f"{room}\n{self.CARE.format(cost='$300 copay')}")

        assert "40%" not in ask("Is emergency care out of network covered?", hmo, ppo)
        told = ask("Is emergency care out of network covered?", hmo, whole)
        assert "That depends on the plan" in told
        assert "$300" in told
        assert "40%" not in told

    def test_without_is_no_thing_that_one_plan_says_and_the_other_lacks(self) -> None:
        epo = SourcePassage(
            1,
            "Summary: EPO",
            "Do you need a referral to see a specialist?\nNo. You can see any specialist without a referral.",
        )
        hmo = SourcePassage(
            2, "HMO booklet", "You need a referral from your primary care doctor before you see a specialist."
        )

        told = ask("can i see a specialist without referral", epo, hmo)

        assert "That depends on the plan" in told
        assert "You need a referral from your primary care doctor" in told
        alone = ask("can i see a specialist without referral", epo)
        assert "This is said of the EPO. For another plan, please ask with its name." in alone
        assert "For another plan" not in ask(
            "can i see a specialist without referral", epo, replace(epo, number=2, document_title="Summary: HMO")
        )

    def test_what_others_bills_came_to_is_no_price_list(self) -> None:
        rows = "\n".join(
            f"{name} — Pharmacy price: {price}; You pay: {share}"
            for name, price, share in (
                ("Generic", "$7", "$7"),
                ("Brand", "$180", "$30"),
                ("Specialty", "$4,000", "$200"),
            )
        )
        table = f"Prescription | Pharmacy price | You pay\n{rows}"
        examples = SourcePassage(1, "HMO booklet", table, heading="Prescription drugs > Price examples")

        assert "$180" not in ask("How much are my medications on the HMO?", examples)
        assert "$180" in ask("How much are my medications on the HMO?", replace(examples, heading="Prescription drugs"))

    def test_a_tier_of_drugs_without_a_number_is_not_taken_for_the_second(self) -> None:
        prices = "Preferred brand drugs — HMO: $45 copay\nOther brand drugs — HMO: $80 copay"
        unnumbered = SourcePassage(1, "HMO booklet", prices)
        numbered = replace(unnumbered, text=prices.replace("Preferred", "Tier 2: preferred"))

        assert ask("How much are tier 2 drugs on the HMO?", unnumbered) == ""
        assert "$45 copay" in ask("How much are tier 2 drugs on the HMO?", numbered)
        assert "$80" not in ask("How much are tier 2 drugs on the HMO?", numbered)
