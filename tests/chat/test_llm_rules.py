"""Somebody's own case asked without a model: the rule that holds for it is quoted, with no date reckoned from it."""

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
