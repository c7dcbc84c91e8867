import pytest

from chat.periods import Period, periods


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("What is the biweekly price?", {Period.PAYCHECK}),
        ("semi-monthly contributions", {Period.PAYCHECK}),
        ("¿Cuánto es la prima quincenal?", {Period.PAYCHECK}),
        ("¿Cuánto me quitan de mi cheque?", {Period.PAYCHECK}),
        ("per week", {Period.WEEK}),
        ("¿Cuánto pago al mes?", {Period.MONTH}),
        ("the monthly and the annual price", {Period.MONTH, Period.YEAR}),
        ("$500 per plan year", {Period.YEAR}),
        ("5 days for each year of service", set()),
    ],
)
def test_period_is_told_from_the_words_that_look_like_another(text, named):
    assert periods(text) == named
