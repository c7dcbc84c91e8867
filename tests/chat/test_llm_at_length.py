"""Broad questions without a model: whole lists and paragraphs of the section that is about it, nothing beside."""

import pytest

from chat.extractive.asked import read_question
from chat.extractive.at_length import is_broad
from chat.extractive.blocks import blocks
from chat.extractive.facets import Facet, facets_asked, facets_told
from chat.extractive.statements import statements
from chat.llm.types import SourcePassage
from tests.chat.test_llm_extractive import ask, cited

PERKS = SourcePassage(
    1,
    "FitFund",
    "What is Covered?\n"
    "FitFund covers a wide range of activities, including but not limited to:\n"
    "• Gym memberships\n"
    "• Yoga classes\n"
    "• Sports team fees\n"
    "What is Not Covered?\n"
    "There is also a list of things that are not covered under the program:\n"
    "• Travel expenses\n"
    "• Food and supplements",
)
ACUPUNCTURE = SourcePassage(
    1,
    "Silver Plan Details",
    "Acupuncture is covered as a preventive service when a licensed acupuncturist gives it.\n"
    "Exceptions\n"
    "Treatments that are solely for relaxation are not covered.\n"
    "If you are considering acupuncture, here are some tips to keep in mind:\n"
    "• Make sure the acupuncturist is licensed.\n"
    "• Discuss any questions with your doctor.\n"
    "At Acme, we are proud to offer acupuncture.",
    heading="Covered services > Acupuncture",
)
NEWBORN = SourcePassage(
    2,
    "Silver Plan Details",
    "The following services are not covered for newborns:\n• Alternative therapies such as acupuncture\n• Home care",
    heading="Covered services > Newborn care",
)
RIGHTS = (
    "We may share it without asking. These exceptions include:\n• Research\n"
    "• Law enforcement Your rights You have these rights:\n• Right to amend.\n• Right to a copy."
)
SURGERY = SourcePassage(
    1,
    "Silver Plan Details",
    "Surgery is covered where a doctor finds it necessary.\n"
    "Ask for approval of a surgery two weeks ahead.\n"
    "Ask for approval of a surgery two weeks ahead, please.\n"
    "The office opens early.\n"
    "Surgery for looks alone is not paid for.\n"
    "If you have any questions about surgery, call us.",
    heading="Covered services > Care",
)
DIRECTOR = SourcePassage(
    1,
    "Role library",
    "Director of Sales\nJob description:\nThe Director of Sales leads the sales team.\n"
    "Responsibilities:\n• Set the sales targets\n• Lead the account managers\n"
    "Qualifications:\n• 10+ years of experience in sales",
    heading="Director of Sales",
)
ENGINEER = SourcePassage(
    2,
    "Role library",
    "Engineer\nQualifications:\n• A degree in engineering\n• Works well with the director of sales",
    heading="Engineer",
)
# What search also finds: further behind, a section answers less.
NEAR = tuple(SourcePassage(number, "Handbook", f"The parking lot has level {number}.") for number in range(4, 9))


class TestBlocks:
    def test_a_list_is_one_block_with_its_lead_in_and_headings(self) -> None:
        found = blocks(ACUPUNCTURE)

        assert [one.items for one in found if one.items] == [
            ("Make sure the acupuncturist is licensed.", "Discuss any questions with your doctor.")
        ]
        listed = next(one for one in found if one.items)
        assert listed.lead_in == "If you are considering acupuncture, here are some tips to keep in mind:"
        assert listed.section == "Covered services > Acupuncture / Exceptions"

    def test_a_heading_read_into_the_last_item_leads_the_next_list(self) -> None:
        text = "Not covered:\n• Travel\n• Food is not covered under the plan. Tips\n• Keep your records."
        found = blocks(SourcePassage(1, "Guide", text))

        assert [(one.lead_in, one.items) for one in found] == [
            ("Not covered:", ("Travel", "Food is not covered under the plan.")),
            ("Tips", ("Keep your records.",)),
        ]

    def test_a_label_stands_below_its_heading(self) -> None:
        sections = {one.section for one in blocks(DIRECTOR) if one.items}

        assert sections == {
            "Director of Sales / Director of Sales / Responsibilities:",
            "Director of Sales / Director of Sales / Qualifications:",
        }

    def test_a_paragraph_that_leans_on_the_one_before_stays_with_it(self) -> None:
        text = "Acme pays for a course of your choice each year.\nThis must be approved before it begins."

        assert len(blocks(SourcePassage(1, "Guide", text))) == 1

    def test_a_heading_that_asks_is_quoted_with_its_reply(self) -> None:
        text = "Who can help with a denied claim?\nCall Northgate Health at 628-555-0170 first, then ask HR. They know."

        assert blocks(SourcePassage(1, "FAQ", text))[0].lead_in == "Who can help with a denied claim?"

    def test_an_item_that_ends_with_a_colon_leads_in_the_items_below_it(self) -> None:
        found = blocks(SourcePassage(1, "Notice", RIGHTS))

        assert [(one.lead_in, one.items) for one in found] == [
            ("We may share it without asking. These exceptions include:", ("Research",)),
            ("Law enforcement Your rights You have these rights:", ("Right to amend.", "Right to a copy.")),
        ]

    def test_table_rows_are_no_blocks(self) -> None:
        assert blocks(SourcePassage(1, "Rates", "Family — HMO: $176.00; EPO: $108.50", kind="table")) == []


class TestSides:
    @pytest.mark.parametrize(
        ("question", "wanted"),
        [
            ("What does FitFund pay for?", {Facet.COVERED}),
            ("What is not covered by FitFund?", {Facet.LEFT_OUT}),
            ("What does FitFund not cover?", {Facet.LEFT_OUT}),
            ("And what does it not pay for?", {Facet.LEFT_OUT}),
            ("What doesn't the plan cover?", {Facet.LEFT_OUT}),
            ("Which services won't be covered?", {Facet.LEFT_OUT}),
            ("Which services do not require prior authorization?", {Facet.LEFT_OUT}),
            ("What does it cover and what are the exceptions?", {Facet.COVERED, Facet.LEFT_OUT}),
            ("What are the key responsibilities and qualifications?", {Facet.DUTIES, Facet.QUALIFICATIONS}),
            ("What are some tips?", {Facet.TIPS}),
            ("¿Qué cubre el plan?", {Facet.COVERED}),
            ("What are the company values?", set()),
        ],
    )
    def test_asked_for(self, question, wanted) -> None:
        assert facets_asked(question) == wanted

    def test_what_denies_announces_nothing_covered(self) -> None:
        assert facets_told("The following services are not covered:") == {Facet.LEFT_OUT}
        assert facets_told("It covers, including but not limited to:") == {Facet.COVERED}


class TestBroadQuestions:
    @pytest.mark.parametrize(
        ("question", "wanted"),
        [
            ("What does FitFund pay for?", True),
            ("What are the tips for acupuncture?", True),
            ("What is coinsurance and how does it work?", True),
            ("Tell me about acupuncture", True),
            ("When are ambulance services covered?", True),
            ("When does open enrollment end?", False),
            ("What is coinsurance?", False),
            ("What is the vesting schedule?", False),
            ("Does the plan cover acupuncture?", False),
            ("Who approves it?", False),
            ("What do I pay for a specialist?", False),
            ("How much is the HMO?", False),
        ],
    )
    def test_ask_for_more_than_one_fact(self, question, wanted) -> None:
        assert is_broad(read_question(question), question) is wanted


class TestAnswersAtLength:
    def test_what_is_covered_comes_as_the_whole_list(self) -> None:
        said = ask("What does FitFund pay for?", PERKS)

        assert "FitFund covers a wide range of activities" in said.split("\n")[0]
        assert [line for line in said.split("\n") if line.startswith("- ")] == [
            "- “Gym memberships” [1]",
            "- “Yoga classes” [1]",
            "- “Sports team fees” [1]",
        ]

    def test_what_is_not_covered_never_shows_what_is(self) -> None:
        said = ask("What is not covered by FitFund?", PERKS)

        assert "- “Travel expenses” [1]\n- “Food and supplements” [1]" in said
        assert "Gym" not in said

    def test_each_side_asked_for_is_told_from_the_section_about_it(self) -> None:
        said = ask("What are the limitations and tips for acupuncture?", NEWBORN, ACUPUNCTURE)

        assert "solely for relaxation are not covered" in said
        assert "- “Make sure the acupuncturist is licensed.” [1]" in said
        assert "Home care" not in said

    def test_two_lists_of_one_role_and_nothing_of_another(self) -> None:
        said = ask("What are the responsibilities and qualifications of the Director of Sales?", ENGINEER, DIRECTOR)

        assert "- “Set the sales targets” [1]" in said
        assert "- “10+ years of experience in sales” [1]" in said
        assert "engineering" not in said
        assert "Role library, “Director of Sales”" in said.split("\n")[0]

    def test_a_courtesy_is_no_answer(self) -> None:
        said = ask("Tell me about acupuncture", ACUPUNCTURE)

        assert "Acupuncture is covered as a preventive service" in said
        assert "proud" not in said

    def test_a_section_is_told_in_its_order_without_repeats_asides_and_closing_words(self) -> None:
        said = ask("What should I know about surgery?", SURGERY)

        assert [line.partition("“")[2] for line in said.replace("Silver Plan Details, “Care”: ", "").split("\n\n")] == [
            "Surgery is covered where a doctor finds it necessary.” [1]",
            "Ask for approval of a surgery two weeks ahead.” [1]",
            "Surgery for looks alone is not paid for.” [1]",
        ]

    def test_what_is_covered_comes_before_what_is_left_out(self) -> None:
        text = "Dental care is told of here. The plan does not cover dental care for looks alone."
        left_out = SourcePassage(1, "Silver Plan Details", text, heading="Exclusions")
        covered = SourcePassage(2, "Silver Plan Details", "Dental care is covered twice a year.", heading="Dental")

        assert cited(ask("What does the plan cover for dental care?", left_out, NEAR[0], covered, *NEAR[1:]))[0] == 2
        assert (
            cited(ask("What does the plan not cover for dental care?", left_out, NEAR[0], covered, *NEAR[1:]))[0] == 1
        )

    def test_care_outside_the_network_answers_who_asks_for_it(self) -> None:
        outside = SourcePassage(
            1, "Silver Plan Details", "Approval takes five days and a form.", heading="Approval of Out-of-Network care"
        )
        inside = SourcePassage(2, "Silver Plan Details", "Approval takes two days and a call.", heading="Approval")

        assert cited(ask("Tell me about approval", outside, inside, *NEAR))[0] == 2
        assert cited(ask("Tell me about approval out of the network", outside, inside, *NEAR))[0] == 1

    def test_a_section_about_something_else_answers_nothing(self) -> None:
        assert ask("What does the plan cover for hearing aids?", ACUPUNCTURE, NEWBORN) == ""

    def test_another_plans_own_section_is_quoted_where_no_plan_was_named(self) -> None:
        silver = SourcePassage(
            1, "PPO 500 Details", "The appeals process has two levels, both in writing.", heading="Appeals"
        )
        gold = SourcePassage(2, "HMO 20 Details", "The appeals process begins with a call to us.", heading="Appeals")

        assert cited(ask("What is the appeals process and how does it work?", silver, gold, *NEAR)) == [1, 2]
        assert cited(ask("What is the appeals process of the PPO 500 and how does it work?", silver, gold, *NEAR)) == [
            1
        ]

    def test_a_further_section_about_it_adds_what_the_first_does_not_say(self) -> None:
        first = SourcePassage(
            1, "Handbook", "Jury duty is paid for ten days of service by the company.", heading="Jury duty"
        )
        further = SourcePassage(
            2, "Handbook", "Jury duty must be told to a supervisor early.", heading="Jury duty, how"
        )
        same = SourcePassage(3, "Guide", "Jury duty is paid by the company for ten days.", heading="Jury duty")

        assert cited(ask("Tell me about jury duty", first, further, same, *NEAR)) == [1, 2]

    def test_a_plan_that_is_in_no_document_is_not_answered_by_another(self) -> None:
        silver = SourcePassage(
            1, "Silver Plan Details", "Silver covers surgery.\nThe key benefits of Silver are these:\n• Rest"
        )
        other = SourcePassage(2, "Silver Plan Details", "Acme gives everybody the Silver plan.")

        assert "Rest" in ask("What are the key benefits of Acme Silver?", silver, other)
        assert ask("What are the key benefits of Acme Platinum?", silver, other) == ""

    def test_initials_behind_their_name_ask_for_nothing_more(self) -> None:
        asked = read_question("What are the duties of the Chief Executive Officer (CEO)?")

        assert "ceo" not in {term for idea in asked.ideas for term in idea.asked_as}
        assert read_question("Is the plan (ACME) good?").ideas != read_question("Is the plan good?").ideas


def test_a_statement_of_a_list_stands_behind_its_own_lead_in() -> None:
    found = {one.text: one.lead_in for one in statements(SourcePassage(1, "Notice", RIGHTS))}

    assert found["Research"] == "We may share it without asking. These exceptions include:"
    assert found["Right to amend."] == "Law enforcement Your rights You have these rights:"


def test_what_a_list_denies_it_denies_of_the_items_below_its_items() -> None:
    text = "The plan does not cover:\n• Dental work:\n• Crowns\n• Bridges"
    found = {one.text: one.lead_in for one in statements(SourcePassage(1, "Guide", text))}

    assert found["Crowns"] == "The plan does not cover:"


@pytest.mark.parametrize("question", ["why not acupuncture covered", "¿por qué no? acupuntura"])
def test_the_reason_of_a_no_is_no_broad_question(question) -> None:
    assert not is_broad(read_question(question), question)


class TestEnrollment:
    WINDOW = "Open enrollment for {year} runs from {first} to {last}. Choices take effect on January 1, {year}."
    THIS = SourcePassage(
        1,
        "2026 Guide",
        WINDOW.format(year="2026", first="November 3, 2025", last="November 21, 2025"),
        heading="Open enrollment",
        plan_year="2026",
    )
    NEXT = SourcePassage(
        2,
        "2027 Guide",
        WINDOW.format(year="2027", first="November 2, 2026", last="November 20, 2026"),
        heading="Open enrollment",
        plan_year="2027",
    )
    MEDICARE = SourcePassage(
        3,
        "Notices",
        "Open enrollment for a Medicare drug plan runs from October 15 to December 7 each year.",
        heading="Prescription drugs and Medicare",
    )
    ASKED = "What do I have to do for open enrollment?"

    def test_who_asks_what_to_do_is_told_of_the_window_to_come(self) -> None:
        answer = ask(self.ASKED, self.THIS, self.NEXT, plan_years=("2026", "2027"))

        assert "November 20, 2026" in answer
        assert "2025" not in answer

    def test_window_that_was_is_told_where_no_other_is_known(self) -> None:
        assert "November 21, 2025" in ask(self.ASKED, self.THIS, plan_years=("2026",))

    def test_medicare_is_no_plan_of_the_company(self) -> None:
        assert ask(self.ASKED, self.MEDICARE) == ""
        assert "October 15" in ask("What do I have to do for Medicare enrollment?", self.MEDICARE)
