"""Which figures count as compared with the page, wherever answers are made."""

from knowledge.facts import decide
from knowledge.facts.confirmed import confirmed_figures
from knowledge.facts.types import ConfirmedFigure, Reading
from knowledge.lifecycle.publish import publish
from tests.knowledge.facts.conftest import specialist, summary

FIGURE = ConfirmedFigure("Specialist visit", "$50 copay/visit. Deductible does not apply.")


def test_a_figure_counts_once_it_is_confirmed(read, hr) -> None:
    version = read(summary(), "ppo-750.pdf")
    fact = specialist(version)

    assert confirmed_figures([version.pk]) == {}
    decide.confirm(fact, by=hr)
    assert confirmed_figures([version.pk]) == {version.pk: (FIGURE,)}
    decide.reopen(fact, by=hr)
    assert confirmed_figures([version.pk]) == {}


def test_a_corrected_figure_does_not_count(read, hr) -> None:
    version = read(summary(), "ppo-750.pdf")
    publish(version.document, by=hr)
    fact = specialist(version)
    decide.confirm(fact, by=hr)
    assert confirmed_figures([version.pk]) == {version.pk: (FIGURE,)}

    decide.correct(fact, Reading("copay", fact.value + 5, unit="visit", deductible="waived"), by=hr)

    assert confirmed_figures([version.pk]) == {}


def test_a_cell_of_which_one_fact_is_still_open_does_not_count(read, hr) -> None:
    version = read(summary(), "ppo-750.pdf")
    publish(version.document, by=hr)
    cell = specialist(version)
    other = version.facts.filter(service="primary", network="IN").get()
    decide.confirm(cell, by=hr)
    assert len(confirmed_figures([version.pk])[version.pk]) == 1

    version.facts.filter(pk=other.pk).update(label=cell.label, raw=cell.raw)

    assert confirmed_figures([version.pk]) == {}
