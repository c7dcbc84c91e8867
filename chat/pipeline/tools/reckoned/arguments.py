"""What several of these tools are asked for, in a form that every vendor's models can fill in."""

from decimal import Decimal
from typing import Annotated

from pydantic import WithJsonSchema

# As a plain number: what pydantic says of decimals is a pattern that vendors refuse.
Dollars = Annotated[Decimal, WithJsonSchema({"type": "number"})]
Fraction = Annotated[Decimal, WithJsonSchema({"type": "number"})]
PLAN = "The medical plan by its name, such as PPO 750; null where none is named."
COVERED = (
    "Who is to be covered: EE only the employee, EE_SP with spouse, EE_DP with domestic partner, CHILD with one child, "
    "EE_CH with children, EE_1 with one other person, FAM."
)
YEAR = "Such as 2027 or next year; null where none is named."
MOST_PLANS = 3
