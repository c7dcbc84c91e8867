"""Figures that the person gave, told back: what is theirs to say stays, and none of a plan is so by their asking.

All the false ones passed when they were written.
"""

from tests.chat.proof.cases import Case
from tests.chat.proof.cases_of_changes_and_duties import (
    ACCOUNTS,
    COBRA,
    DISABILITY,
    JOINING,
    RETIREES,
    TIME_OFF,
    WELLNESS,
)

FALSE = [
    Case("Your coverage lasts until 30 [1].", JOINING, "Is my son covered until 30?"),
    Case("Your waiting period is 90 days [1].", JOINING, "is my waiting period 90 days?"),
    Case("Your deadline is December 15 [1].", ACCOUNTS, "Is my deadline December 15?"),
    Case("Your claims are due on December 15 [1].", ACCOUNTS, "Are my claims due December 15?"),
    Case("Your balance may be 300 hours [1].", TIME_OFF, "can my balance be 300 hours?"),
    Case("Your jury leave is 15 days [1].", TIME_OFF, "Is jury leave 15 days?"),
    Case("Your visits number 8 per problem [1].", WELLNESS, "Do I get 8 visits?"),
    Case("With 45 days to add a newborn you have time [1].", JOINING, "Do I have 45 days to add a newborn?"),
    Case("For 24 months you keep COBRA after a job loss [1].", COBRA, "Is COBRA 24 months?"),
    Case("After 30 days you join the medical plan [1].", JOINING, "Do I join after 30 days?"),
    Case("Until 30 your child is covered [1].", JOINING, "Is my child covered until 30?"),
    Case("From age 50 you may keep retiree medical [1].", RETIREES, "may I keep retiree medical from age 50?"),
    Case(
        "You may keep retiree medical if you leave at 50 [1].", RETIREES, "may I keep retiree medical if I leave at 50?"
    ),
    Case("Your reward is $500 [1].", WELLNESS, "Is my reward $500?"),
    Case("Su plazo es de 45 días [1].", JOINING, "¿Mi plazo es de 45 días?"),
    Case("Before December 1 you must send your claims [1].", ACCOUNTS, "Must I send claims before December 1?"),
    Case("On November 5 the flu shots are given [1].", WELLNESS, "are flu shots on November 5?"),
    Case("Since 40 hours a week are needed, you cannot join [1].", JOINING, "do I need 40 hours a week?"),
]
TRUE = [
    Case(
        "If you leave at 57 with 12 years of service, you may keep medical coverage until 65 [1].",
        RETIREES,
        "I leave at 57 with 12 years of service. Can I keep medical?",
    ),
    Case(
        "With 25 hours a week you may join dental and vision only [1].", JOINING, "I work 25 hours a week, can I join?"
    ),
    Case(
        "If you were hired on August 3, your balance may not exceed 240 hours [1].",
        TIME_OFF,
        "I was hired on August 3, how much PTO may I have?",
    ),
    Case(
        "A baby born on May 3, 2027 must be added within 31 days [1].",
        JOINING,
        "My baby was born on May 3, 2027, until when do I add her?",
    ),
    Case("At 40 you would be paid 60% of base pay until 65 [1].", DISABILITY, "I am 40, what does long-term pay?"),
    Case(
        "Si se va el 3 de agosto de 2027, la cobertura termina el último día del mes [1].",
        JOINING,
        "Me voy el 3 de agosto de 2027, ¿cuándo termina mi seguro?",
    ),
]
