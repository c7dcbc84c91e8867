from datetime import date

import pytest

from knowledge.ingestion.guess_facts import guess_audience, guess_period, guess_plans, guess_superseded, plans_from_text
from knowledge.models import Document

CLASSES = {"SAL": "Salaried", "UNION": "Local 88", "PT": "Part time"}


@pytest.mark.parametrize(
    ("texts", "plans"),
    [
        (("PPO 750 SBC 2027", "Compare with the PPO 500."), ["PPO 750"]),
        (("Guide", "Choose the PPO 500.", "Or the PPO 750."), ["PPO 500", "PPO 750"]),
        (
            ("Benefits guide", "Choose the PPO 500, the PPO 750 or the HSA 2500 plan."),
            ["HSA 2500", "PPO 500", "PPO 750"],
        ),
        (("Guide", "The PPO 1000 is our PPO. The HMO has no deductible."), ["HMO", "PPO 1000"]),
        (("Gold HMO booklet",), ["GOLD HMO"]),
        (("Parental leave", "Eight weeks. You may use your HSA."), []),
    ],
)
def test_plans_are_those_of_the_title_else_of_the_pages(texts: tuple[str, ...], plans: list[str]) -> None:
    title, *pages = texts

    assert guess_plans(title, pages) == plans


@pytest.mark.parametrize(
    ("title", "kind", "plans"),
    [
        ("Northwind Health Plus Benefits Details", "plan_document", ["Northwind Health Plus"]),
        ("2027 Summary Plan Description: Northwind Standard", "spd", ["Northwind Standard"]),
        ("Northwind PPO 750 Plan Document", "plan_document", ["PPO 750"]),
        ("Summary Plan Description 2027", "spd", ["HMO", "PPO"]),
        ("Evidence of Coverage", "plan_document", ["HMO", "PPO"]),
        ("Northwind benefits", "guide", ["HMO", "PPO"]),
    ],
)
def test_the_paper_of_one_plan_is_about_the_plan_in_its_title(title: str, kind: str, plans: list[str]) -> None:
    pages = ["It works like an HMO.", "Another employer's PPO pays first."]

    assert guess_plans(title, pages, kind=kind) == plans


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Coverage Period: 01/01/2027 – 12/31/2027", (date(2027, 1, 1), date(2027, 12, 31))),
        ("For July 1, 2026 through June 30, 2027", (date(2026, 7, 1), date(2027, 6, 30))),
        ("Vigente del 1 de julio de 2026 al 30 de junio de 2027", (date(2026, 7, 1), date(2027, 6, 30))),
        ("Effective January 1, 2026, with the amounts for 2027", (date(2026, 1, 1), None)),
        ("Effective date: 2026-03-15", (date(2026, 3, 15), None)),
        ("Enroll from November 4, 2026 to November 18, 2026", (None, None)),
        ("Effective February 30, 2026", (None, None)),
        ("Last changed in March 2025", (None, None)),
    ],
)
def test_days_are_those_the_text_says_it_is_for(text: str, period: tuple[date | None, date | None]) -> None:
    assert guess_period(text) == period


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("Local 88 side letter", ["UNION"]),
        ("Union rates 2027", ["UNION"]),
        ("Guide for salaried and part time", ["PT", "SAL"]),
        ("PT benefits", ["PT"]),
        ("Part-time benefits", ["PT"]),
        ("How to adopt a pet", []),
        ("Salaried, Local 88 and part time", []),
        ("Reunion of the retired", []),
    ],
)
def test_the_audience_is_the_classes_the_title_names(title: str, codes: list[str]) -> None:
    assert guess_audience(title, CLASSES) == codes


def test_plans_written_into_one_field_are_told_apart() -> None:
    assert plans_from_text(" PPO 500, PPO  750;PPO 500\n\nHSA 2500,") == ["PPO 500", "PPO 750", "HSA 2500"]


class TestSuperseded:
    def make(self, make_base, title: str, **facts: object) -> Document:
        facts = {"kind": "policy", "effective_from": date(2027, 1, 1)} | facts
        return Document(knowledge_base=make_base(), title=title, **facts)

    def test_the_older_of_the_same_name_is_proposed(self, in_acme, make_base, index_document) -> None:
        older = index_document("Leave policy 2025", ["Leave."], kind="policy", effective_from=date(2025, 1, 1))
        index_document("Travel policy 2025", ["Travel."], kind="policy", effective_from=date(2025, 1, 1))

        assert guess_superseded(self.make(make_base, "Leave Policy 2027")) == older

    @pytest.mark.parametrize(
        "facts",
        [
            {"effective_to": date(2026, 12, 31)},  # it is over by itself
            {"effective_from": date(2027, 1, 1)},
            {"audience": ["UNION"]},
            {"language": "es"},
            {"kind": "notice"},
            {"is_published": False},
        ],
    )
    def test_no_other_is_proposed(self, in_acme, make_base, index_document, facts: dict) -> None:
        told = {"kind": "policy", "effective_from": date(2025, 1, 1)} | facts
        index_document("Leave policy 2025", ["Leave."], **told)

        assert guess_superseded(self.make(make_base, "Leave policy 2027")) is None

    def test_without_a_first_day_nothing_is_proposed(self, in_acme, make_base, index_document) -> None:
        index_document("Leave policy", ["Leave."], kind="policy")

        assert guess_superseded(self.make(make_base, "Leave policy", effective_from=None)) is None
