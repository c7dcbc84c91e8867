"""Who carries a class's code or a plan year's label. What lies before this app in the arrow is not imported here: such
an app says when it is ready how its own are counted.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.text import get_text_list


@dataclass(frozen=True)
class Use:
    one: str
    many: str
    count: Callable[[str], int]  # how many carry this code or label

    def in_words(self, carried: str) -> str:
        """Return "2 documents", or "" if there are none."""
        number = self.count(carried)
        return f"{number} {self.one if number == 1 else self.many}" if number else ""


_of_classes: dict[str, Use] = {}
_of_plan_years: dict[str, Use] = {}


def add_class_use(use: Use) -> None:
    _of_classes[use.one] = use


def add_plan_year_use(use: Use) -> None:
    _of_plan_years[use.one] = use


def class_uses(code: str, *others: Use) -> str:
    """Return "3 people and 2 documents", or "" if nothing carries the code."""
    return _in_words([*others, *_of_classes.values()], code)


def plan_year_uses(label: str) -> str:
    return _in_words(_of_plan_years.values(), label)


def _in_words(uses: Iterable[Use], carried: str) -> str:
    return get_text_list([words for use in uses if (words := use.in_words(carried))], "and")
