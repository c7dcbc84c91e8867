"""What may still go into an HSA beside what has gone in already, from whomever."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from chat.pipeline.tools.reckoned.hsa import HsaRoom
from chat.pipeline.tools.reckoned.said import pays_left_said
from chat.pipeline.tools.reckoned.so_far import gone_in_said
from platform_admin.demo.company import Company
from tests.chat.reckoned.asking import asked, only, told

D = Decimal


@pytest.fixture(autouse=True)
def juniper(load: Callable[[str], Company]) -> Company:
    return load("juniper")


@pytest.mark.parametrize(
    ("question", "language", "words"),
    [
        (
            "I am 40, self-only, and I have put $2,000 into my HSA. How much can I put in in 2026?",
            "en",
            "In 2026 you can put in $1,900.00 yourself: the limit of $4,400.00, less $500.00 from your employer, less "
            "$2,000.00 that you have put in.",
        ),
        (
            "Tengo 40 años, solo para mí, y ya he aportado $2,000. ¿Cuánto puedo poner en mi HSA en 2026?",
            "es",
            "En 2026 usted puede poner $1,900.00: el límite de $4,400.00, menos $500.00 de su empresa, menos $2,000.00 "
            "que usted ya aportó.",
        ),
    ],
    ids=["english", "spanish"],
)
def test_what_somebody_has_put_in_comes_off_the_room(question: str, language: str, words: str) -> None:
    used = asked(question, "SAL", language=language)

    assert words in told(used)
    # Over the paychecks of a whole year nothing is spread of which some are gone.
    assert "26 paychecks" not in told(used)
    assert "26 cheques" not in told(used)
    assert not [one for one in only(used).assumptions if "2026" in one and ("taken" in one or "supone" in one)]


def test_room_is_spread_over_the_paychecks_that_are_left() -> None:
    question = "I am 40, self-only. I have put $2,000 into my HSA, 5 paychecks are left. What is the most I can put in?"

    assert "Over 5 paychecks that is at most $380.00 each." in told(asked(f"{question} In 2026.", "SAL"))


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ("I have put $2,000 into my HSA so far, 5 paychecks are left.", "In 2026 you can put in $1,900.00 yourself"),
        ("I have put $2,000 into my HSA so far.", "In 2026 you can put in $1,900.00 yourself"),
        ("5 paychecks are left.", "In 2026 you can put in $3,900.00 yourself"),
        ("", "In 2027 you can put in"),
        ("I have put $2,000 into my HSA so far. In 2027?", "In 2027 you can put in"),
    ],
    ids=["both", "gone in", "paychecks", "neither", "named"],
)
def test_year_that_runs_is_meant_while_people_choose_for_the_next_where_some_of_it_is_gone(
    rest: str, words: str
) -> None:
    question = f"I am 40, self-only. How much more can I put into my HSA? {rest}"

    assert words in told(asked(question, "SAL"))


def test_who_says_nothing_of_it_is_told_that_nothing_is_taken_to_have_gone_in() -> None:
    question = "How much can I put into my HSA in 2026? I am 40 and had self-only coverage all year."

    used = asked(question, "SAL")

    assert "$3,900.00" in told(used)
    assert "You are taken to have put in nothing of your own in 2026 yet" in "\n".join(only(used).assumptions)


def test_what_a_spouse_has_put_in_is_reckoned_with_for_who_is_covered_alone_and_else_left_to_others() -> None:
    question = "My husband has already contributed $3,000 to his HSA. I am 40. How much can I put into my HSA in 2026?"

    of_family = [one.name for one in asked(f"{question} Family coverage.", "SAL")]
    of_one = told(asked(f"{question} I have self-only coverage.", "SAL"))

    assert "hsa_room" not in of_family
    assert "In 2026 you can put in $3,900.00 yourself" in of_one


def test_what_has_gone_in_is_asked_about_by_itself_and_more_than_the_limit_is_warned_of() -> None:
    missing = only(asked("I have put $2,000 into my HSA. How much more can I put in for 2026, just me?", "SAL")).missing
    over = told(asked("I am 40, self-only. I have put $4,500 into my HSA. How much can I add in 2026?", "SAL"))

    assert (missing.argument, missing.question) == ("age", "How old are you at the end of the year?")
    assert "you can put in $0.00" in over
    assert "$600.00 more than the limit has gone in" in over


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("I have put $2,000 into my HSA", D(2_000)),
        ("I've already contributed $1,250.50", D("1250.50")),
        ("I already put in about $2k", D(2_000)),
        ("I have $900 so far", D(900)),
        ("ya aporté $2,000", D(2_000)),
        ("llevo aportados $1,500", D(1_500)),
        ("$1,500 hasta ahora", D(1_500)),
        ("My employer has already put in $500", None),
        ("I have put in $100 per paycheck", None),
        ("If I put $2,000 in", None),
        ("How much can I put in?", None),
        ("I have put in $500, I have put in $700", None),
        ("I have put in $500-$700", None),
        ("my employer has contributed $500 so far", None),
        ("My company puts in $500 already", None),
        ("My employer and I have put in $2,500 so far", None),
        ("I have put in $2,500 including what my employer gives", None),
        ("They've put in $500 so far", None),
        ("Mi empresa y yo hemos aportado $2,500", None),
        ("I have rolled over $2,000 so far", None),
        ("I have put aside $2,000", D(2_000)),
        ("I have had $500 so far from my employer", None),
        ("Mi empresa ya aportó $500", None),
        ("My employer has contributed $500 so far and I have put in $1,000", D(1_000)),
        ("I have put in $1,000, my employer $500 so far", D(1_000)),
        ("I have put in $150 every two weeks", None),
        ("I have contributed $100 from each paycheck", None),
        ("I have already put in $300 monthly", None),
        ("I have put in $200 biweekly", None),
        ("I have put $100 into my HSA each paycheck", None),
        ("Each month, I have put in $100", None),
        ("He aportado $100 cada quincena", None),
        ("I have put in $100 each paycheck, $1,800 so far", D(1_800)),
        ("How much can I put in each paycheck if I have put in $2,000?", D(2_000)),
        ("I have put in $2,000, how much more each month?", D(2_000)),
        ("he contributed $3,000", None),
        ("He has contributed $3,000 so far", None),
        ("my husband has already contributed $3,000 to his HSA", None),
        ("My wife has $3,000 so far", None),
        ("Mi esposo ha aportado $3,000 hasta ahora", None),
        ("My husband and I have put in $3,000", D(3_000)),
        ("We have put $3,000 into our HSA", D(3_000)),
        ("He aportado $3,000", D(3_000)),
        ("I have saved $15,000 in my HSA", None),
        ("I have saved $2,000 in my HSA this year", D(2_000)),
        ("My balance is $15,000 so far", None),
        ("I have spent $600 so far", None),
        ("I should have put in $2,000", None),
        ("I have put $2,000 in last year", None),
        ("I contributed $2,000 to my HSA this year", D(2_000)),
        ("I put $2,000 in my HSA already", D(2_000)),
        ("I contributed $2,000 to my HSA last year", None),
        ("ive put in $2,000", D(2_000)),
        ("I've put in $2,000 so far, not counting what my employer gives", D(2_000)),
        ("I've already contributed $5,000 to my 401(k)", None),
        ("I have already put $500 into my FSA", None),
        ("I have paid $2,000 toward my deductible so far", None),
    ],
)
def test_only_what_has_gone_in_of_ones_own_is_read(text: str, amount: Decimal | None) -> None:
    assert gone_in_said(text) == amount


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("8 paychecks left", 8),
        ("I have 8 more paychecks", 8),
        ("me quedan 4 quincenas", 4),
        ("26 paychecks a year", None),
        ("99 paychecks left", None),
    ],
)
def test_paychecks_that_are_left_are_read(text: str, count: int | None) -> None:
    assert pays_left_said(text) == count


@pytest.mark.parametrize(
    ("told", "is_asked"),
    [
        ("I have put in $2,000 so far.", True),
        ("My employer has contributed $500 so far.", True),
        ("I put in $150 each paycheck.", False),
        ("I've saved $2,000 so far in my HSA.", False),
        ("I've already contributed $5,000 to my 401(k).", False),
    ],
)
def test_sum_that_is_not_understood_is_never_taken_for_nothing(told: str, is_asked: bool) -> None:
    """Whoever has put in more than is known would be told too much room."""
    question = f"I'm 45 with self-only coverage. {told} How much more can I put in my HSA?"

    assert HsaRoom().is_asked(question) is is_asked
