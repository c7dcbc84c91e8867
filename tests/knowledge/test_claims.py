"""Which sentences and cells count as telling a figure, of what, and for whom."""

from decimal import Decimal

import pytest

from knowledge.claims.read import claims_of
from knowledge.claims.types import Claim, Told
from knowledge.retrieval.plans import plan_names
from tests.growth import grows_in_proportion

CLASSES = {"SAL": "Salaried employees", "UNION": "Local 88 members", "FT": "Full-time employees"}


def claims(text: str, *, heading: str = "", plans: str = "", year: str = "2027", **facts: object) -> list[Claim]:
    return claims_of([Told(text, heading, 3, plan_names(plans), year, classes=CLASSES, **facts)])


def told(text: str, **around: str) -> list[tuple[str, str, str, str]]:
    return [(str(one.plan), one.subject, f"{one.value:f}", one.year) for one in claims(text, **around)]


def figures(text: str, **around: object) -> list[tuple[str, str]]:
    return [(one.about, one.figure) for one in claims(text, **around)]


URGENT = ("PPO 750", "Urgent care", "50", "2027")


@pytest.mark.parametrize(
    "text",
    [
        "An urgent care visit on the PPO 750 is a $50 copay.",
        "Urgent care — PPO 750: $50 copay",
        "PPO 750 — Urgent care: $50 copay; Hospital stay: 20%",
        "On the PPO 750 you pay a copay of $50 for urgent care.",
        "La atención de urgencia en el PPO 750 es un copago de $50.",
    ],
)
def test_plan_service_and_copay_are_read_from_sentences_and_rows(text: str) -> None:
    assert told(text) == [URGENT]


def test_each_column_of_a_row_is_a_plan_of_its_own() -> None:
    row = "Urgent care — PPO 500: $40 copay; PPO 750: $50 copay; HSA 2500: 10% after deductible"

    assert told(row) == [
        ("PPO 500", "Urgent care", "40", "2027"),
        URGENT,
        ("HSA 2500", "Urgent care", "10", "2027"),
    ]


def test_a_summary_takes_plan_and_network_from_where_it_stands() -> None:
    row = (
        "If you need immediate medical attention, Urgent care — What You Will Pay, Network Provider (You will pay the "
        "least): $50 copay/visit. Deductible does not apply.; What You Will Pay, Out-of-Network Provider (You will pay "
        "the most): $90 copay; Limitations, Exceptions, & Other Important Information: None"
    )

    assert told(row, plans="PPO 750") == [URGENT]
    assert told(row, heading="Bluefin: PPO 750") == [URGENT]


def test_a_year_that_is_named_stands_before_the_documents() -> None:
    assert told("In 2026 urgent care on the PPO 750 is a $45 copay.") == [("PPO 750", "Urgent care", "45", "2026")]
    assert told("Urgent care on the PPO 750 is a $45 copay.", year="") == [("PPO 750", "Urgent care", "45", "")]


@pytest.mark.parametrize(
    "text",
    [
        "Urgent care is a $50 copay.",  # of which plan?
        "Urgent care on the PPO 500 and PPO 750 is a $50 copay.",
        "On the PPO 750 urgent care or a specialist is a $50 copay.",
        "On the PPO 750 urgent care is a $50 copay, or a $90 copay at night.",
        "On the PPO 750 urgent care costs $200 in all.",
        "On the PPO 750 the first 3 primary care visits are a $40 copay.",
        "On the PPO 750 urgent care out of network is a $90 copay.",
        "On the PPO 750 a generic drug by mail is a $25 copay.",
        "On the PPO 750 urgent care rose in 2027 from 2026 to a $50 copay.",
        "On the PPO 750 urgent care was a $45 copay.",
        "On the PPO 750 urgent care is a $50 copay unless you are admitted.",
    ],
)
def test_what_may_be_about_something_else_is_no_claim(text: str) -> None:
    assert told(text) == []


def test_amounts_are_numbers_and_told_once() -> None:
    passage = Told("Urgent care — PPO 750: $1,050.00 copay", "", 3, frozenset(), "2027")

    (claim,) = claims_of([passage, passage])

    assert (claim.value, claim.figure, claim.quote, claim.page) == (Decimal(1050), "$1,050", passage.text, 3)


def test_a_copay_and_a_share_are_different_questions() -> None:
    copay, share = claims("Imaging — PPO 750: $250 copay; PPO 500: 20% coinsurance")

    assert copay.key != share.key


def test_an_amount_alone_is_what_one_pays_only_in_the_column_of_a_plan() -> None:
    assert figures("Specialist visit — PPO 750: $50") == [("Specialist visit, PPO 750", "$50")]
    assert figures("Generic, 30 days — Pharmacy price: $7.00", plans="PPO 750") == []


class TestLimits:
    def test_person_and_family_are_told_apart_in_a_sentence(self) -> None:
        text = "The 2027 PPO 750 deductible is $750 for one person and $1,500 for a family."

        assert figures(text) == [
            ("Deductible, PPO 750, one person", "$750"),
            ("Deductible, PPO 750, family", "$1,500"),
        ]

    def test_and_in_a_row_that_names_them_in_its_label(self) -> None:
        row = "Most you pay, person / family — PPO 750: $3,000 / $6,000; HSA 2500: $5,000 / $10,000"

        assert figures(row) == [
            ("Most you pay in a year, PPO 750, one person", "$3,000"),
            ("Most you pay in a year, PPO 750, family", "$6,000"),
            ("Most you pay in a year, HSA 2500, one person", "$5,000"),
            ("Most you pay in a year, HSA 2500, family", "$10,000"),
        ]

    def test_one_person_in_a_family_is_neither(self) -> None:
        row = "HSA 2500, deductible of one person in a family — 2026: $3,400; 2027: $3,500"

        assert [(one.of, one.year, one.figure) for one in claims(row)] == [
            (("one person in a family",), "2026", "$3,400"),
            (("one person in a family",), "2027", "$3,500"),
        ]

    @pytest.mark.parametrize(
        ("text", "heading"),
        [
            ("On the PPO 750, an MRI costs 20% after the $750 deductible.", ""),  # whose?
            ("The PPO 750 deductible is $2,250 for one person.", "Medical > Outside the network"),
            ("The PPO 750 deductible was $700 for one person.", ""),
            ("The whole $4,000 family deductible of the HSA 2500 must be met first.", ""),
            ("The deductible is $50 for one person and $150 for a family.", "Dental > PPO 750"),
            ("Deductible of one person on the PPO 500 and the PPO 750 is $500 or $750.", ""),
            ("With the PPO 750 one person pays $750 of deductible.", "An example with one large bill"),
        ],
    )
    def test_what_may_be_of_another_case_is_no_claim(self, text: str, heading: str) -> None:
        assert figures(text, heading=heading) == []


class TestPrices:
    def test_each_amount_is_of_the_plan_named_behind_it(self) -> None:
        text = "Employee-only coverage costs $95 per paycheck on the PPO 500, $80 on the PPO 750."

        assert figures(text) == [
            ("Price per paycheck, PPO 500, employee only, per paycheck", "$95"),
            ("Price per paycheck, PPO 750, employee only, per paycheck", "$80"),
        ]

    def test_each_amount_is_for_the_class_named_behind_it(self) -> None:
        text = (
            "In 2027, PPO 1000 family coverage costs $318.00 per paycheck for salaried employees and $250.00 per "
            "paycheck for Local 88 members."
        )

        assert [(one.people, one.figure) for one in claims(text)] == [(("SAL",), "$318"), (("UNION",), "$250")]

    def test_the_head_of_a_table_says_for_what_period_its_prices_are(self) -> None:
        table = (
            "2027 price per paycheck | PPO salaried | HDHP Local 88\nFamily — PPO salaried: $318; HDHP Local 88: $99"
        )

        assert [(str(one.plan), one.people, one.of, one.figure) for one in claims(table)] == [
            ("PPO", ("SAL",), ("family", "per paycheck"), "$318"),
            ("HDHP", ("UNION",), ("family", "per paycheck"), "$99"),
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "PPO 750 family coverage costs $22.00 more per paycheck.",
            "A spouse on the PPO 750 pays $214 + $25 + $40 = $279.00 per paycheck.",
            "The tobacco surcharge on PPO 750 family coverage is $25 per paycheck.",
            "Under COBRA PPO 750 family coverage costs $900.00 per paycheck.",
            "PPO 750 family coverage costs $690.00.",
        ],
    )
    def test_what_is_no_price_of_a_paycheck_is_no_claim(self, text: str) -> None:
        assert figures(text) == []

    def test_prices_that_are_read_as_facts_are_not_read_again(self) -> None:
        assert figures("Family — PPO 750, per paycheck: $340.00", has_rates=True) == []


class TestRules:
    @pytest.mark.parametrize(
        ("text", "heading", "expected"),
        [
            (
                "You can put in up to — Self-only: $3,900; Family: $7,800",
                "Your health savings account",
                [
                    ("What you can put into a health savings account, one person, per year", "$3,900"),
                    ("What you can put into a health savings account, family, per year", "$7,800"),
                ],
            ),
            (
                "The health FSA limit for 2027 is $3,300.00, which is $126.92 per paycheck.",
                "",
                [
                    ("What you can put into a health care FSA, per year", "$3,300"),
                    ("What you can put into a health care FSA, per paycheck", "$126.92"),
                ],
            ),
            (
                "Bluefin puts $25 per paycheck into your health savings account for self-only coverage and $50 for a "
                "family.",
                "",
                [
                    ("Employer money for a health savings account, one person, per paycheck", "$25"),
                    ("Employer money for a health savings account, family, per paycheck", "$50"),
                ],
            ),
            ("After a life event you have 30 days to change.", "", [("Days to report a life event", "30 days")]),
            ("Loss of Medicaid or CHIP gives you 60 days.", "", [("Days after a loss of Medicaid or CHIP", "60 days")]),
            ("You have 30 days to enroll.", "", [("Days a new employee has to enroll", "30 days")]),
            (
                "Coverage starts on the first of the month that falls on or next follows 60 days of employment.",
                "",
                [("Waiting period", "60 days")],
            ),
            ("Under COBRA you have 60 days to decide.", "", [("Days to elect COBRA", "60 days")]),
            ("Parental leave is 6 weeks at full pay.", "", [("Weeks of parental leave", "6 weeks")]),
            (
                "Less than 2 years — Vacation each year: 80 hours; In days of 8 hours: 10 days",
                "",
                [("Vacation, less than 2 years", "80 hours")],
            ),
            (
                "Juniper matches 100% of the first 3% of pay you save and 50% of the next 2%.",
                "",
                [("401(k) match", "100% of 3%; 50% of 2%")],
            ),
            ("The first 4% of pay you save is matched, dollar for dollar.", "", [("401(k) match", "100% of 4%")]),
        ],
    )
    def test_is_read_with_what_sets_it_apart(self, text: str, heading: str, expected: list) -> None:
        assert figures(text, heading=heading) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "The federal HSA limit for family coverage is $9,000; it includes what you can put in yourself.",
            "No waiting period is longer than 90 days.",
            "After a life event send a copy of the certificate within 45 days.",
            "Up to 40 hours of vacation carry over.",
            "You are 60% vested in the match after 3 years.",
            "Tell us 30 days before parental leave starts.",
        ],
    )
    def test_what_is_another_rule_is_no_claim(self, text: str) -> None:
        assert figures(text) == []

    def test_classes_in_one_row_have_their_own(self) -> None:
        row = "Days of waiting after hire — Salaried: 30 days; Local 88: 60 days"

        assert [(one.people, one.figure) for one in claims(row)] == [(("SAL",), "30 days"), (("UNION",), "60 days")]

    def test_a_year_in_a_heading_is_that_of_what_stands_below(self) -> None:
        (claim,) = claims("The most you can put into a health FSA is $3,300.", heading="Accounts in 2026")

        assert claim.year == "2026"


@pytest.mark.parametrize("words", ["a ", "20% ", "1,", "(", "employee ", "a | b ", "a — b: ", "$1,000 deductible "])
@pytest.mark.parametrize("end", ["", "\nPPO 750 — Specialist visit: $50"])
def test_a_line_made_to_be_slow_claims_nothing(words: str, end: str) -> None:
    assert grows_in_proportion(lambda letters: claims(words * (letters // len(words)) + end), 100_000)
