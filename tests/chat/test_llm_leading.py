"""What leads an answer without a model: the right amount, the right act, the more binding document, the asker's own
class, every plan where none was named. And what is only shown as not certain.
"""

from dataclasses import replace
from datetime import date

import pytest

from chat.extractive.amounts import AmountOf, amount_asked, amounts_told
from chat.extractive.extractive import answers_surely
from chat.llm.types import ModelRequest, SourcePassage
from chat.pipeline.also_search import also_search, search_for_the_shut_out
from knowledge.facts.types import ConfirmedFigure
from knowledge.retrieval.plans import PlanName
from tests.chat.test_llm_extractive import ask, cited, first_statement

RATES = SourcePassage(
    1,
    "Rate Sheet 2027",
    "2027 price per week | HMO | EPO\nEmployee only — HMO: $41.50; EPO: $18.25\nFamily — HMO: $176.00; EPO: $108.50",
    kind="table",
    plan_year="2027",
    authority_rank=3,
)
LIMITS = SourcePassage(
    2, "HMO booklet", "The out-of-pocket limit of the HMO is $3,500 for one person and $7,000 family."
)
COBRA = SourcePassage(
    3,
    "COBRA Notice",
    "Family — HMO: $2,108.34\nThe COBRA price of HMO family coverage is $2,108.34 a month.",
    kind="table",
)


class TestWhatAnAmountIsOf:
    @pytest.mark.parametrize(
        ("question", "wanted"),
        [
            ("What is the PPO premium?", AmountOf.PREMIUM),
            ("How much is dental per week?", AmountOf.PREMIUM),
            ("¿Cuánto cuesta el HMO por semana?", AmountOf.PREMIUM),
            ("What is the deductible?", AmountOf.DEDUCTIBLE),
            ("What is the out of pocket max?", AmountOf.MOST_YOU_PAY),
            ("What does COBRA cost per month?", AmountOf.COBRA),
            ("How much does Acme put into my HSA?", AmountOf.COMPANY_MONEY),
            ("How much can I put into my HSA?", AmountOf.OWN_MONEY),
            ("How much is an MRI?", None),
        ],
    )
    def test_the_question_tells(self, question, wanted) -> None:
        assert amount_asked(question) is wanted

    def test_a_full_price_is_no_price_per_month(self) -> None:
        assert amounts_told("PPO, Full monthly price") == {AmountOf.FULL_PRICE}
        assert amounts_told("PPO, Employee monthly") == {AmountOf.PREMIUM}

    @pytest.mark.parametrize("question", ["how much is HMO family", "How much does the HMO cost for my whole family?"])
    def test_a_plan_and_who_is_covered_ask_for_the_price(self, question) -> None:
        assert first_statement(ask(question, LIMITS, COBRA, RATES)) == (
            "Rate Sheet 2027: Family — HMO: $176.00 (2027 price per week) [1]"
        )

    def test_what_is_paid_after_leaving_is_no_price_for_who_stays(self) -> None:
        assert ask("What does the HMO cost for a family?", COBRA) == ""
        assert "$2,108.34 a month" in ask("What does COBRA cost for a family on the HMO?", COBRA)

    def test_the_companys_money_is_neither_a_price_nor_what_one_puts_in(self) -> None:
        guide = SourcePassage(
            1,
            "HSA guide",
            "You can put in up to — Self-only: $3,900; Family: $7,800\n"
            "Acme puts in over 24 paychecks — Self-only: $600; Family: $1,200",
            heading="Health savings account",
            kind="table",
        )
        prices = SourcePassage(2, "Rates", "Family — HSA 2500, per paycheck: $150.00", kind="table")

        text = ask("How much does Acme put into my HSA for a family?", prices, guide)

        assert text == "HSA guide: Acme puts in over 24 paychecks — Family: $1,200 [1]"

    def test_a_share_of_a_bill_is_no_deductible(self) -> None:
        guide = SourcePassage(1, "Guide", "For scans you pay the deductible first and then 20%.")

        assert ask("What is the deductible?", guide) == ""

    def test_the_price_of_a_week_is_found_where_only_the_tables_head_tells_it(self) -> None:
        vision = SourcePassage(
            1, "Vision Summary", "2027 price per week | Full-time | Part-time\nEmployee only — Full-time: $0.75; "
            "Part-time: $1.60\nFamily — Full-time: $3.75; Part-time: $4.85\nTwo — Full-time: $2.00; Part-time: $3.10",
            kind="table",
        )  # fmt: skip
        classes = {"own_class": ("PT", "Part-time employees"), "other_classes": ("FT", "Full-time employees")}

        text = ask("How much is vision per week?", vision, **classes)

        assert "| Employee only | $1.60 [1] |" in text
        assert "$0.75" not in text


class TestTheAskedAct:
    def test_papers_to_send_are_not_the_change_to_ask_for(self) -> None:
        guide = SourcePassage(
            1,
            "Guide",
            "Send a copy of the birth certificate within 45 days of enrolling a newborn.\n"
            "After a birth you have 60 days to ask for a change.",
        )

        text = ask("How long do I have to add my newborn?", guide)

        assert text == "Guide: “After a birth you have 60 days to ask for a change.” [1]"
        assert "45 days" in ask("By when must I send the birth certificate?", guide)

    def test_a_birth_and_a_wedding_are_life_events(self) -> None:
        guide = SourcePassage(1, "Guide", "Days to report a life event — Salaried: 30 days; Local 88: 60 days")
        classes = {"own_class": ("UNION", "Local 88 members"), "other_classes": ("SAL", "Salaried employees")}

        for question in ("How long do I have to add my newborn?", "I got married, how long do I have to add my wife?"):
            assert ask(question, guide, **classes) == "Guide: Days to report a life event — Local 88: 60 days [1]"

    def test_the_day_of_a_list_is_not_that_of_a_word_in_one_of_its_items(self) -> None:
        booklet = SourcePassage(
            1, "Booklet", "Coverage ends on the last day of the month in which:\n• you ask for it at open enrollment"
        )

        assert ask("When is open enrollment?", booklet) == ""

    def test_how_to_do_it_is_told_by_what_to_do(self) -> None:
        guide = SourcePassage(
            1, "Guide", "You can enroll your spouse and your children. Enroll in the benefits portal by November 20."
        )

        assert first_statement(ask("How do I enroll?", guide)) == (
            "Guide: “Enroll in the benefits portal by November 20.” [1]"
        )


class TestTheAskersClass:
    CLASSES = {"own_class": ("UNION", "Local 88 members"), "other_classes": ("SAL", "Salaried employees")}

    def test_that_it_does_not_apply_answers_how_much_it_is(self) -> None:
        guide = SourcePassage(1, "Rates", "Spousal surcharge, salaried employees — Per paycheck: $40.00", kind="table")
        letter = SourcePassage(2, "Letter", "The spousal surcharge does not apply to members of Local 88.")

        text = ask("How much is the spousal surcharge?", guide, letter, **self.CLASSES)

        assert text == "Letter: “The spousal surcharge does not apply to members of Local 88.” [2]"

    def test_a_column_with_the_short_name_of_another_class_is_not_shown(self) -> None:
        rates = SourcePassage(1, "Rates", "Family, per paycheck — PPO salaried: $318.00; PPO Local 88: $250.00")

        text = ask("What does the PPO cost per paycheck for a family?", rates, **self.CLASSES)

        assert text == "Rates: Family, per paycheck — PPO Local 88: $250.00 [1]"

    def test_the_head_of_a_table_does_not_tell_what_others_have(self) -> None:
        guide = SourcePassage(
            1,
            "Guide",
            "Salaried: years of service | Vacation each year | In days of 8 hours\n"
            "5 to 9 years — Vacation each year: 144 hours; In days of 8 hours: 18 days",
            heading="Time off",
        )

        assert "Salaried" not in ask("How many vacation days do I get after 5 years?", guide, **self.CLASSES)


def _summary(number: int, plan: str, specialist: str, *, year: str = "2027", limits: str = "None") -> SourcePassage:
    network = f"What You Will Pay, Network Provider (You will pay the least): {specialist}"
    elsewhere = "What You Will Pay, Out-of-Network Provider (You will pay the most): 40% coinsurance"
    return SourcePassage(
        number,
        f"Summary of Benefits: {plan} {year}",
        f"If you visit a health care provider's office or clinic, Specialist visit — {network}; {elsewhere};"
        f" Limitations, Exceptions, & Other Important Information: {limits}",
        plan_year=year,
        kind="table",
        authority_rank=3,
    )


class TestMoreBindingDocuments:
    FAQ = SourcePassage(
        2, "FAQ", "What does a specialist cost on the PPO 750?\nA specialist visit on the PPO 750 is a $75 copay.",
        authority_rank=6,
    )  # fmt: skip

    def test_the_more_binding_one_leads_and_that_they_disagree_is_said(self) -> None:
        text = ask("What is the specialist copay on the PPO 750?", self.FAQ, _summary(1, "PPO 750", "$50 copay/visit"))

        assert text.startswith("Two documents disagree here. The more binding one comes first:")
        assert cited(text) == [1, 2]
        assert text.index("$50 copay/visit") < text.index("$75 copay")
        assert "ask HR which one holds" in text

    def test_the_one_that_hr_confirmed_leads_whatever_its_kind_and_settles_it(self) -> None:
        summary = _summary(1, "PPO 750", "$50 copay/visit")
        figure = ConfirmedFigure("Specialist visit", "$50 copay/visit")
        question = "What is the specialist copay on the PPO 750?"
        revised = replace(_summary(2, "PPO 750", "$55 copay/visit"), document_title="Revised summary: PPO 750 2027")
        assert "Two documents disagree" in ask(question, revised, summary)

        for order in ([revised, summary], [summary, revised]):
            confirmed = [replace(one, confirmed=(figure,)) if one == summary else one for one in order]
            text = ask(question, *confirmed)

            assert text.startswith("HR has checked this against the document:")
            assert cited(text) == [1, 2]
            assert "Another document says otherwise, and has not been confirmed:" in text
            assert "ask HR" not in text

    def test_a_confirmed_figure_of_next_year_does_not_drive_out_that_of_this_year(self) -> None:
        question, now = (
            "What is the specialist copay on the PPO 750?",
            _summary(1, "PPO 750", "$45 copay/visit", year="2026"),
        )
        later = _summary(3, "PPO 750", "$50 copay/visit")
        faq = replace(self.FAQ, plan_year="")
        before = ask(question, now, faq, later)
        assert before.index("$45") < before.index("$75")

        confirmed = replace(later, confirmed=(ConfirmedFigure("Specialist visit", "$50 copay/visit"),))

        assert ask(question, now, faq, confirmed) == before

    def test_two_that_hr_confirmed_both_are_not_settled(self) -> None:
        one = replace(
            _summary(1, "PPO 750", "$50 copay/visit"),
            confirmed=(ConfirmedFigure("Specialist visit", "$50 copay/visit"),),
        )
        other = replace(
            _summary(2, "PPO 750", "$55 copay/visit"),
            document_title="Revised summary: PPO 750 2027",
            confirmed=(ConfirmedFigure("Specialist visit", "$55 copay/visit"),),
        )

        assert "ask HR which one holds" in ask("What is the specialist copay on the PPO 750?", one, other)

    @pytest.mark.parametrize("figure", [("Urgent care", "$50 copay/visit"), ("Specialist visit", "40% coinsurance")])
    def test_a_confirmed_figure_of_another_row_or_network_settles_nothing(self, figure) -> None:
        one = replace(_summary(1, "PPO 750", "$50 copay/visit"), confirmed=(ConfirmedFigure(*figure),))

        assert "ask HR which one holds" in ask("What is the specialist copay on the PPO 750?", one, self.FAQ)

    def test_what_they_agree_on_is_no_disagreement(self) -> None:
        text = ask("What is the specialist copay on the PPO 750?", self.FAQ, _summary(1, "PPO 750", "$75 copay/visit"))

        assert "$75" in text
        assert "disagree" not in text

    def test_another_plan_or_year_is_no_disagreement(self) -> None:
        old = _summary(1, "PPO 750", "$45 copay/visit", year="2026")
        new = _summary(2, "PPO 750", "$50 copay/visit")

        text = ask("What is the specialist copay on the PPO 750?", old, new)

        assert "$50" in text
        assert "disagree" not in text

    def test_a_price_per_month_that_is_not_twelve_times_that_of_the_year_is_said(self) -> None:
        sheet = SourcePassage(
            1, "Rate sheet", "Family — PPO 750, Employee monthly: $690.00", kind="table", authority_rank=3
        )
        guide = SourcePassage(2, "Guide", "PPO 750 family coverage costs $8,160.00 a year.", authority_rank=5)
        right = SourcePassage(3, "Guide", "PPO 750 family coverage costs $8,280.00 a year.", authority_rank=5)

        question = "What does the PPO 750 cost for a family?"
        assert "Two documents disagree" in ask(question, sheet, guide)
        agreed = ask(question, sheet, right)
        assert "$690.00" in agreed
        assert "disagree" not in agreed

    def test_two_accounts_with_two_limits_do_not_disagree(self) -> None:
        one = SourcePassage(1, "FSA guide", "The most you can put into a dependent care FSA is $7,500.")
        other = SourcePassage(2, "Guide", "The health FSA limit of the company is $3,300.")

        text = ask("What is the FSA maximum?", one, other)

        assert "$3,300" in text
        assert "disagree" not in text


class TestNoPlanNamed:
    def test_each_plan_has_its_own_answer(self) -> None:
        text = ask(
            "What is the specialist copay?", _summary(1, "PPO 500", "$40 copay"), _summary(2, "PPO 750", "$50 copay")
        )

        assert text == (
            "That depends on the plan:\n\n"
            "- Summary of Benefits: PPO 500 2027: Specialist visit: $40 copay (network provider);"
            " 40% coinsurance (out-of-network provider) [1]\n"
            "- Summary of Benefits: PPO 750 2027: Specialist visit: $50 copay (network provider);"
            " 40% coinsurance (out-of-network provider) [2]"
        )

    def test_what_all_plans_say_alike_does_not_hang_on_the_plan(self) -> None:
        text = ask(
            "What is the specialist copay?", _summary(1, "PPO 500", "$40 copay"), _summary(2, "PPO 750", "$40 copay")
        )

        assert "depends on the plan" not in text
        assert cited(text) == [1]


class TestPlansOfProperNames:
    PLUS, STANDARD = (
        SourcePassage(
            number,
            f"Northwind {name} Benefits Details",
            f"The out-of-pocket maximum for in-network care is {amount} per person.",
            authority_rank=2,
            own_plan=PlanName("northwind", name.lower(), label=f"Northwind {name}"),
        )
        for number, name, amount in ((1, "Plus", "$4,000"), (2, "Standard", "$6,000"))
    )

    def test_each_has_its_own_answer_and_they_do_not_disagree(self) -> None:
        same = replace(self.STANDARD, own_plan=self.PLUS.own_plan)
        assert "Two documents disagree" in ask("What is the out-of-pocket limit?", self.PLUS, same)

        text = ask("What is the out-of-pocket limit?", self.PLUS, self.STANDARD)

        assert text.startswith("That depends on the plan:")
        assert "- Northwind Plus Benefits Details: “The out-of-pocket maximum for in-network care is $4,000" in text
        assert "- Northwind Standard Benefits Details: “The out-of-pocket maximum for in-network care is $6,000" in text

    def test_a_kind_of_network_in_its_paper_is_no_other_plan(self) -> None:
        plus = replace(self.PLUS, text="The out-of-pocket maximum in the PPO network is $4,000 per person.")

        text = ask("What is the out-of-pocket limit?", plus, self.STANDARD)

        assert text.startswith("That depends on the plan:")
        assert cited(text) == [1, 2]

    def test_what_was_found_for_one_alone_is_said_to_be_of_that_plan(self) -> None:
        text = ask("What is the out-of-pocket limit?", self.STANDARD)

        assert "This is said of the Northwind Standard." in text


class TestComparedByProperNames:
    GUIDE = SourcePassage(
        1,
        "Benefit Options",
        "Northwind Plus offers more coverage than Northwind Standard. Northwind Plus covers emergency services, while "
        "Northwind Standard does not.",
        heading="Comparison of Plans",
    )

    def test_what_compares_them_is_searched_by_its_own_name(self) -> None:
        plans = ["Northwind Plus", "Northwind Standard"]

        assert also_search(
            "What's the difference between Northwind Plus and Northwind Standard?", plans=lambda: plans
        ) == ["comparison of plans Northwind Plus and Northwind Standard"]
        assert also_search("What's the difference between Northwind Plus and an HSA?", plans=lambda: plans) == []

    @pytest.mark.parametrize(
        "question",
        [
            "What's the difference between Northwind Plus and Northwind Standard?",
            "What is the difference between Northwind Standard and Northwind Plus?",
            "How do Northwind Plus and Northwind Standard differ?",
        ],
    )
    def test_the_section_that_compares_them_is_told(self, question: str) -> None:
        plus, standard = (
            replace(one, number=number)
            for number, one in enumerate((TestPlansOfProperNames.PLUS, TestPlansOfProperNames.STANDARD), start=2)
        )

        text = ask(question, self.GUIDE, plus, standard)

        assert "“Comparison of Plans”" in text
        assert "covers emergency services, while Northwind Standard does not." in text


class TestDocumentAgainstItself:
    FRONT = SourcePassage(
        1,
        "Northwind Plus Benefits Details",
        "The calendar year deductible for in-network services is $1,500 for individuals and $3,000 for families.",
        page=13,
        authority_rank=2,
        own_plan=PlanName("northwind", "plus", label="Northwind Plus"),
    )
    BACK = replace(FRONT, number=2, text="Northwind Plus has a deductible of $2,000 per year.", page=108)
    QUESTION = "What is the deductible on Northwind Plus?"

    def test_both_places_are_shown_and_that_they_differ_is_said(self) -> None:
        for order in ((self.FRONT, self.BACK), (self.BACK, self.FRONT)):
            text = ask(self.QUESTION, *order)

            assert text.startswith("This document gives two amounts, in two places:")
            assert cited(text) in ([1, 2], [2, 1])
            assert "$1,500 for individuals and $3,000 for families" in text
            assert "$2,000 per year" in text
            assert "ask HR which one holds" in text

    def test_both_are_shown_of_a_plan_among_others_too(self) -> None:
        standard = replace(
            self.BACK,
            number=3,
            document_title="Northwind Standard Benefits Details",
            text="Northwind Standard has a deductible of $2,500 per year.",
            own_plan=PlanName("northwind", "standard", label="Northwind Standard"),
        )

        text = ask("What is the deductible?", self.FRONT, self.BACK, standard)

        assert text.startswith("That depends on the plan:")
        assert all(amount in text for amount in ("$1,500", "$2,000", "$2,500"))
        assert "Where one document gives two amounts, please ask HR" in text

    @pytest.mark.parametrize(
        "other",
        [
            "The individual deductible of the plan is $1,500 a year.",
            "The deductible for out-of-network services is $5,000 a year.",
            "The prescription drug deductible is $250 a year.",
            "The deductible for a family is $3,500 a year.",
            "For example, if the other plan has a deductible of $1,000, you pay that first.",
            "Once the deductible is met, you pay $20 for a visit.",
        ],
    )
    def test_the_limit_of_something_else_is_none_of_the_same(self, other: str) -> None:
        text = ask(self.QUESTION, self.FRONT, replace(self.BACK, text=other))

        assert "$1,500" in text
        assert "two amounts" not in text


class TestRowsInWords:
    def test_a_row_of_a_summary_reads_as_a_sentence(self) -> None:
        copay, limits = "$50 copay/visit. Deductible does not apply.", "No referral is needed."

        summary = _summary(1, "PPO 750", copay, limits=limits)

        assert first_statement(ask("What is the specialist copay?", summary)) == (
            "Summary of Benefits: PPO 750 2027: Specialist visit: $50 copay/visit, deductible does not apply"
            " (network provider); 40% coinsurance (out-of-network provider); no referral is needed [1]"
        )

    def test_an_answered_question_is_quoted_without_why_it_matters(self) -> None:
        summary = SourcePassage(
            1,
            "SBC",
            "What is the overall deductible? — Answers: $750 person / $1,500 family.; Why This Matters: You pay all"
            " costs up to the deductible before this plan begins to pay.",
            kind="table",
        )

        assert ask("What is the deductible?", summary) == (
            "SBC: “What is the overall deductible? $750 person / $1,500 family.” [1]"
        )


class TestNotCertain:
    def test_a_window_that_is_over_is_shown_as_not_certain(self) -> None:
        guide = SourcePassage(1, "Guide", "Open enrollment runs from May 4, 2026 through May 22, 2026.")

        text = ask("When is open enrollment?", guide, today=date(2026, 11, 10))

        assert text == (
            "I am not certain, but this may be it:\n\n"
            "- Guide: “Open enrollment runs from May 4, 2026 through May 22, 2026.” [1]\n\n"
            "It may be about something else; please check the source, or ask HR."
        )

    def test_it_counts_as_no_answer_where_questions_are_proposed(self) -> None:
        over = SourcePassage(1, "Guide", "Open enrollment runs from May 4, 2026 through May 22, 2026.")
        ahead = SourcePassage(1, "Guide", "Open enrollment runs from May 4, 2027 through May 22, 2027.")

        assert not answers_surely(ModelRequest("When is open enrollment?", passages=(over,), today=date(2026, 11, 10)))
        assert answers_surely(ModelRequest("When is open enrollment?", passages=(ahead,), today=date(2026, 11, 10)))

    def test_it_speaks_the_language_of_the_question(self) -> None:
        guide = SourcePassage(
            1, "Guía", "Una referencia de su médico dura 90 días.", heading="Especialista", language="es"
        )

        text = ask("¿Cuántos días dura la referencia al especialista?", guide, language="es")

        assert text.startswith(("Guía:", "No estoy seguro, pero puede ser esto:"))


class TestWhoHasNoMedicalPlan:
    POLICY = SourcePassage(
        1,
        "Eligibility Policy",
        "Part-time employees cannot enroll in medical coverage. Part-time employees can enroll in dental and vision.",
    )
    PART_TIME = {"own_class": ("PT", "Part-time employees"), "other_classes": ("FT", "Full-time employees")}
    FULL_TIME = {"own_class": ("FT", "Full-time employees"), "other_classes": ("PT", "Part-time employees")}

    def test_is_told_so_before_any_price(self) -> None:
        text = ask("How much does the HMO cost me?", RATES, COBRA, self.POLICY, **self.PART_TIME)

        assert text == (
            "Eligibility Policy: “Part-time employees cannot enroll in medical coverage.” [1]\n\n"
            "The documents also say:\n"
            "- “Part-time employees can enroll in dental and vision.” [1]"
        )

    def test_others_are_told_the_price(self) -> None:
        policy = replace(self.POLICY, number=4)

        text = ask("How much does the HMO cost for a family?", RATES, policy, **self.FULL_TIME)

        assert "$176.00" in text
        assert "cannot" not in text

    def test_a_dental_question_is_answered(self) -> None:
        dental = SourcePassage(2, "Dental", "Cleanings are covered twice a year.")

        assert cited(ask("Are dental cleanings covered?", self.POLICY, dental, **self.PART_TIME)) == [2]


class TestComparedPlans:
    PRICES = SourcePassage(
        1,
        "Guide",
        "Employee only — HMO: $41.50; EPO: $18.25\nFamily — HMO: $176.00; EPO: $108.50",
        heading="What you pay each week",
        plan_year="2027",
        kind="table",
    )
    LIMITS = SourcePassage(
        2,
        "Guide",
        "Deductible, one person — HMO: $0; EPO: $3,000\nMost you pay, one person — HMO: $3,500; EPO: $8,500",
        heading="Two plans",
        plan_year="2027",
        kind="table",
    )

    def test_limits_come_before_prices(self) -> None:
        text = ask("How do the HMO and the EPO differ?", self.PRICES, self.LIMITS)

        assert cited(text)[0] == 2
        assert text.index("Deductible") < text.index("$41.50")

    def test_what_stands_in_no_table_is_said_of_each_plan(self) -> None:
        hmo = SourcePassage(2, "HMO booklet", "The deductible of the HMO is $500 for one person.", plan_year="2027")
        epo = SourcePassage(3, "EPO summary", "The deductible of the EPO is $3,000 for one person.", plan_year="2027")

        text = ask("How do the HMO and the EPO differ?", self.PRICES, hmo, epo)

        assert text.endswith(
            "What the documents say of each plan:\n\n"
            "- EPO summary, plan year 2027: “The deductible of the EPO is $3,000 for one person.” [3]\n"
            "- HMO booklet, plan year 2027: “The deductible of the HMO is $500 for one person.” [2]"
        )

    def test_a_limit_of_one_plan_alone_is_no_comparison(self) -> None:
        hmo = SourcePassage(2, "HMO booklet", "The deductible of the HMO is $500 for one person.", plan_year="2027")

        text = ask("How do the HMO and the EPO differ?", self.PRICES, hmo)

        assert "$41.50" in text
        assert "$500" not in text

    def test_what_one_pays_after_leaving_is_not_compared(self) -> None:
        rows = "Employee only — HMO: $702.78; EPO: $522.24\nFamily — HMO: $2,108.34; EPO: $1,566.72"
        cobra = SourcePassage(2, "COBRA Notice", rows, kind="table", plan_year="2027")

        assert set(cited(ask("How do the HMO and the EPO differ?", self.PRICES, cobra))) == {1}

    def test_while_two_years_are_in_sight_the_prices_of_both_are_shown(self) -> None:
        rows = "Employee only — PPO: ${}.00\nEmployee + spouse — PPO: ${}.50\nFamily — PPO: ${}.75"
        old, new = (
            SourcePassage(number, f"Guide {year}", rows.format(price, price, price), plan_year=year, kind="table",
                          heading="What you pay per paycheck")
            for number, year, price in ((1, "2026", 70), (2, "2027", 80))
        )  # fmt: skip

        text = ask("What does the PPO cost?", old, new, plan_years=("2026", "2027"))

        assert text.index("$70.75 [1]") < text.index("$80.75 [2]")


class TestAccounts:
    def test_an_fsa_is_the_one_for_health_unless_day_care_is_asked_for(self) -> None:
        guide = SourcePassage(
            1, "Guide", "The dependent care FSA limit is $7,500.\nThe health FSA limit is $3,300 per person."
        )

        assert "$3,300" in first_statement(ask("What is the FSA limit?", guide))
        assert "$7,500" in first_statement(ask("What is the dependent care FSA limit?", guide))


class TestAlsoSearched:
    def test_a_price_is_also_looked_for_where_it_is_called_so(self) -> None:
        (query,) = also_search("What does the PPO cost?", plans=list)

        assert "per paycheck" in query

    @pytest.mark.parametrize(
        "question", ["What is the HMO deductible?", "hmo copay for a specialist", "How much is an ER visit?"]
    )
    def test_whether_the_class_has_the_plan_is_looked_for(self, question) -> None:
        queries = search_for_the_shut_out(question, class_label="Part-time employees")

        assert queries == ["Part-time employees cannot enroll in medical coverage"]

    def test_it_is_also_looked_for_in_spanish(self) -> None:
        queries = search_for_the_shut_out("¿Cuánto cuesta el HMO?", class_label="Medio tiempo")

        assert queries == [
            "Medio tiempo cannot enroll in medical coverage",
            "Medio tiempo no pueden tener el plan médico",
        ]

    @pytest.mark.parametrize("question", ["How much is dental?", "How long is parental leave?", "What is COBRA?"])
    def test_it_does_not_matter_to_what_no_medical_plan_gives(self, question) -> None:
        assert search_for_the_shut_out(question, class_label="Part-time employees") == []

    def test_compared_plans_are_looked_for_with_their_limits(self) -> None:
        assert also_search("How do the HMO and the EPO differ?", plans=list) == [
            "EPO HMO deductible out-of-pocket limit copay"
        ]

    def test_a_spanish_question_is_looked_for_in_english_too(self) -> None:
        assert also_search("¿Puedo cubrir a mi novio?", plans=list)[-1] == "cover domestic partner"

    def test_most_questions_need_no_more(self) -> None:
        assert also_search("How long is parental leave?", plans=list) == []

    def test_a_limit_without_a_plan_is_looked_for_in_each(self) -> None:
        queries = also_search("What is the deductible?", plans=lambda: ["HMO", "PPO 750"])

        assert queries == ["What is the deductible? HMO", "What is the deductible? PPO 750"]


# Asked of companies whose documents say nothing of it, with words that stand there in other matters.
NOT_THERE = [
    "Is there a chalet I can rent?",
    "How much does the ski chalet cost per night?",
    "What is the deductible on the Aetna Gold plan?",
    "What does the Kaiser HMO cost?",
    "What is the copay on the EPO?",
    "What is the deductible of the Starbucks plan?",
    "How much does Globex put into the HSA?",
    "What's the deductible for my car insurance?",
    "How much is the signing bonus?",
    "How much does the company pay for relocation?",
    "How much is the stock purchase discount?",
    "How much is the wellness reward?",
    "How much does identity theft protection cost?",
    "How much is accident insurance?",
    "What does long-term care insurance cost?",
    "How much is the uniform allowance?",
    "What is the meal discount?",
    "When is payday?",
    "When is the holiday party?",
    "When are the tips paid out?",
    "When does the strike start?",
    "How much are the union dues?",
    "Is there legal insurance?",
    "Is there a company car?",
    "Can I bring my cat to work?",
    "Does the company pay for LASIK surgery on my dog?",
    "How long is the sabbatical?",
    "How long is jury duty leave?",
    "How many sick days do I get?",
    "How many days can I work from home?",
    "What is the dress code?",
    "What is my manager's salary?",
    "How do I reset my password?",
    "How do I join the softball team?",
    "Who won the Super Bowl?",
    "Does the pension have a cost of living raise?",
    "How much do you pay for a nanny?",
    "What is the premium of the HMO?",
    "How much is the PPO 900 for a family?",
    "What was the PPO 750 premium in 2019?",
    "What does COBRA cost on the PPO 750?",
    "¿Cuánto cuesta el seguro de mi coche?",
]


@pytest.mark.parametrize("question", NOT_THERE)
def test_what_stands_nowhere_is_not_answered_nor_guessed_at(question) -> None:
    assert ask(question) == ""


class TestKindsOfCare:
    URGENT = SourcePassage(1, "Guía", "Una visita de urgencias (urgent care) cuesta un copago de $60.", language="es")
    EMERGENCY = SourcePassage(2, "Guide", "Emergency room — You pay: $350 copay", kind="table")

    def test_urgent_care_is_no_emergency_room(self) -> None:
        assert cited(ask("How much is an ER visit?", self.URGENT, self.EMERGENCY)) == [2]
        assert ask("How much is an ER visit?", self.URGENT) == ""

    def test_therapy_is_not_the_physical_kind_unless_it_is_asked_for(self) -> None:
        rehab = SourcePassage(1, "Booklet", "Physical, occupational and speech therapy has a $40 copay.")
        mental = SourcePassage(2, "Booklet", "Counseling has a $20 copay.")

        assert cited(ask("What is the copay for therapy?", rehab, mental)) == [2]
        assert "$40" in ask("What is the copay for physical therapy?", rehab, mental)

    def test_what_several_services_cost_together_is_the_price_of_none(self) -> None:
        booklet = SourcePassage(
            1,
            "Booklet",
            "A broken arm: emergency room, two specialist visits — Copays: 1 x $250 + 2 x $40; You pay: $330.00\n"
            "Emergency room — Copays: $250",
            kind="table",
        )

        assert first_statement(ask("How much is the emergency room copay?", booklet)) == (
            "Booklet: Emergency room — Copays: $250 [1]"
        )


class TestARowOfAllPlans:
    def test_it_comes_before_what_is_said_of_one(self) -> None:
        guide = SourcePassage(
            1,
            "Guide",
            "PPO 750 family coverage costs $340.00 per paycheck.\n"
            "Price per paycheck | PPO 500 | PPO 750\nFamily — PPO 500: $398.00; PPO 750: $340.00",
            kind="table",
        )

        text = ask("How much will it cost to cover my whole family?", guide)

        assert text == "Guide: Family — PPO 500: $398.00; PPO 750: $340.00 (Price per paycheck) [1]"

    def test_what_is_said_of_one_plan_says_so(self) -> None:
        guide = SourcePassage(1, "Guide", "A visit to a counselor on the HSA 2500 has a $20 copay.")

        assert ask("What is the copay for a counselor?", guide).endswith(
            "This is said of the HSA 2500. For another plan, please ask with its name."
        )


class TestWhenCoverageEnds:
    def test_how_long_one_may_go_on_is_not_when_it_ends(self) -> None:
        booklet = SourcePassage(
            1, "Booklet", "You may keep coverage for 18 months after you stop work.", heading="COBRA"
        )
        guide = SourcePassage(2, "Guide", "Coverage ends on the last day of the month in which you stop working.")

        assert cited(ask("I was fired yesterday, when does my insurance end?", booklet, guide)) == [2]


class TestForWhom:
    SPANISH = SourcePassage(
        1,
        "Guía",
        "El HMO para una sola persona cuesta $41.50 por semana.\n"
        "La cobertura del HMO para su familia cuesta $176.00 por semana.",
        language="es",
    )

    @pytest.mark.parametrize(
        ("question", "price"),
        [
            ("¿Cuánto cuesta el HMO por semana para mi familia?", "$176.00"),
            ("¿Cuánto cuesta el HMO por semana para una sola persona?", "$41.50"),
        ],
    )
    def test_the_price_is_that_of_the_asked_household(self, question, price) -> None:
        assert price in first_statement(ask(question, self.SPANISH, language="es"))

    def test_company_money_with_children_is_that_of_a_family_and_no_price(self) -> None:
        prices = SourcePassage(1, "Rates 2027", "Employee + child(ren) — HDHP: $82.00", kind="table")
        money = SourcePassage(2, "Guide", "The company puts $50 per paycheck into your HSA with family coverage.")

        assert "$50" in first_statement(ask("What is the HSA company money with kids?", prices, money))


class TestDeadlines:
    PARTNERS = SourcePassage(1, "Policy", "You must not be married and have lived together for six months.")
    EVENTS = SourcePassage(2, "Guide", "When you get married you have 30 days to tell us and change your choices.")

    def test_time_lived_together_is_no_time_to_tell(self) -> None:
        answer = first_statement(ask("When do I have to tell you that I got married?", self.PARTNERS, self.EVENTS))

        assert "30 days" in answer


class TestLosingTheJob:
    def test_paid_leave_is_no_leaving(self) -> None:
        leave = SourcePassage(1, "Guide", "Employees also have paid family leave from the state.")
        end = SourcePassage(2, "Guide", "Coverage ends on the last day of the month of your last day of work.")

        answer = first_statement(ask("I was fired, when does my coverage end?", leave, end))

        assert "last day of the month" in answer


class TestWhatCarriesOver:
    LEAVE = SourcePassage(
        1,
        "Sick leave",
        "Employees receive 64 hours of paid sick leave every year. Unused sick leave carries over up to 96 hours.",
    )

    def test_it_is_not_how_much_one_gets(self) -> None:
        assert "64 hours" in first_statement(ask("How many hours of sick leave?", self.LEAVE))

    def test_it_is_told_who_asks_for_it(self) -> None:
        assert "96 hours" in first_statement(ask("How many hours of sick leave carry over?", self.LEAVE))

    def test_what_one_gets_is_found_in_the_same_sentence(self) -> None:
        both = SourcePassage(1, "PTO", "You earn 15 PTO days a year, and up to 5 unused days carry over.")

        assert "15 PTO days" in first_statement(ask("How many PTO days do I get?", both))
