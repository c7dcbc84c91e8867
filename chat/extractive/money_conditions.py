"""Whether an amount is of what was asked, for whom it was asked, and of the account asked about."""

from chat.extractive.accounts_told import is_under_other_account, misses_special_account
from chat.extractive.amounts import AmountOf, accounts_in, amounts_told, names_a_price, takes_money_out, tells_money
from chat.extractive.asked import ACCOUNT, Asked, asks_what_line_pays
from chat.extractive.denials import denies_it, is_not_yet_told
from chat.extractive.last_days import asks_for_end
from chat.extractive.shapes import Shape
from chat.extractive.statements import Statement
from chat.extractive.wording import Wording
from chat.household import households_told, is_of_account

_LIMITS = frozenset({AmountOf.DEDUCTIBLE, AmountOf.MOST_YOU_PAY})
_OF_COMPANY = frozenset({AmountOf.FULL_PRICE, AmountOf.COMPANY_MONEY})
_PRICES = frozenset({AmountOf.PREMIUM, AmountOf.FULL_PRICE, AmountOf.COBRA})
_OF_ACCOUNT = frozenset({AmountOf.COMPANY_MONEY, AmountOf.OWN_MONEY})
_BY_HOUSEHOLD = _PRICES | _LIMITS | _OF_ACCOUNT
# What an amount is not when its words say this: with them, only its own name close by makes it the asked one.
_NEVER_FOR = {
    None: frozenset[AmountOf](),
    AmountOf.PREMIUM: _LIMITS | _OF_COMPANY,
    AmountOf.FULL_PRICE: _LIMITS,
    AmountOf.COBRA: _LIMITS,
    AmountOf.DEDUCTIBLE: _PRICES | {AmountOf.MOST_YOU_PAY, AmountOf.COMPANY_MONEY},
    AmountOf.MOST_YOU_PAY: _PRICES | {AmountOf.DEDUCTIBLE, AmountOf.COMPANY_MONEY},
    AmountOf.COMPANY_MONEY: _LIMITS | _PRICES | {AmountOf.OWN_MONEY},
    AmountOf.OWN_MONEY: _LIMITS | {AmountOf.COMPANY_MONEY},
}


class MoneyConditions:
    def __init__(self, asked: Asked, question: str) -> None:
        self._asked = asked
        self._question = question

    def is_of_asked_amount(self, statement: Statement) -> bool:
        """Whether its amounts are of what was asked: no limit for a price, no price of COBRA for one who stays."""
        asked = self._asked.amount_of
        own = amounts_told(statement.said)
        around = amounts_told(f"{statement.section} {statement.paragraph} {statement.passage.document_title}")
        if self._is_for_who_leaves(own | around):
            return False
        if asked is None:
            # What becomes of an account is not told by what coverage costs after leaving.
            if self._asked.accounts and statement.is_row and AmountOf.COBRA in own:
                return False
            is_price = statement.is_row and AmountOf.PREMIUM in own | amounts_told(statement.table_head)
            return not (is_price and asks_what_line_pays(self._question))
        if denies_it(statement.said) or (is_not_yet_told(statement.said) and not tells_money(statement.said)):
            return True
        if asked is AmountOf.OWN_MONEY:
            if takes_money_out(statement.said) and not takes_money_out(self._question):
                return False
            # A limit is what one may put in, unless it is told to be of something else.
            return tells_money(statement.said) and (asked in own or not own & _NEVER_FOR[asked])
        # The nearest words decide, as with plans.
        nearest = own if asked in own or own & _NEVER_FOR[asked] else around
        return asked in nearest and tells_money(statement.said)

    def is_for_asked_household(self, statement: Statement) -> bool:
        """Whether it is for whom it was asked; the example of one person's account is none for a family."""
        return self.is_of_asked_household(self._place_of_household(statement))

    def _place_of_household(self, statement: Statement) -> str:
        is_of_account = self._asked.amount_of in _OF_ACCOUNT and not households_told(statement.said)
        return statement.section if is_of_account else statement.said

    def is_of_asked_household(self, text: str) -> bool:
        """Whether its price or limit is for whom it was asked."""
        asked, told = self._asked.household, households_told(text)
        if asked is None or not told or not self._hangs_on_household:
            return True
        return asked in told if self._asked.amount_of in _PRICES else is_of_account(asked, told)

    def is_told_for_asker(self, statement: Statement) -> bool:
        """Whether it says that it is for whom it was asked, and does not only leave it open."""
        return self.tells_household(self._place_of_household(statement))

    def tells_household(self, text: str) -> bool:
        is_matter = self._asked.household is not None and self._hangs_on_household
        return is_matter and bool(households_told(text)) and self.is_of_asked_household(text)

    @property
    def _hangs_on_household(self) -> bool:
        amount_of = self._asked.amount_of
        return amount_of in _BY_HOUSEHOLD or (amount_of is None and bool(self._asked.accounts))

    def is_of_asked_account(self, statement: Statement) -> bool:
        """Whether its limit is of the account asked about: the nearest one named decides, as with plans."""
        title = statement.passage.document_title
        places = (statement.said, statement.paragraph, statement.section, title)
        if misses_special_account(places, self._question):
            return False
        if is_under_other_account(statement.own_heading, statement.said, self._question):
            return False
        if self._asked.is_contact_of_account:
            # Who answers for the plan "HSA 2500" does not keep the account.
            named = accounts_in(f"{statement.said} {statement.section} {title}")
            return bool(self._asked.accounts.intersection(named)) or Wording(statement.label).has(ACCOUNT)
        if not self._asked.accounts or self._asked.amount_of not in _OF_ACCOUNT:
            return True
        for text in (statement.said, statement.section, title):
            named = accounts_in(text)
            if named:
                return named[0] in self._asked.accounts
        # "$5,000 maximum, employee only" below a plan's name is that plan's, and of no account.
        return self._asked.amount_of is not AmountOf.OWN_MONEY or bool(amounts_told(statement.said) & _OF_ACCOUNT)

    def is_another_amount(self, told: frozenset[AmountOf]) -> bool:
        asked = self._asked.amount_of
        return self._is_for_who_leaves(told) or (asked not in told and bool(told & _NEVER_FOR[asked]))

    def _is_for_who_leaves(self, told: frozenset[AmountOf]) -> bool:
        """Whether it is about going on with coverage after leaving, where that was not asked for."""
        asked = self._asked
        is_about_money = asked.shape is Shape.AMOUNT or asked.compares or names_a_price(self._question)
        is_matter = is_about_money or asks_for_end(self._question)
        return is_matter and AmountOf.COBRA in told and not asked.is_about_leaving
