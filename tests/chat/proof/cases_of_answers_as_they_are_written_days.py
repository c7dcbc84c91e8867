"""Days that follow from a rule and from what the person told, and what the person told said back to them."""

from tests.chat.proof.cases import Case

LEAVING = (
    "Employee Guide",
    "Leaving us",
    "Medical and dental coverage ends on the last day of the month in which you leave Orchard Mills. Life insurance "
    "ends on your last day of work.",
)
LEAVING_IN_ITEMS = (
    "Certificate",
    "End of coverage",
    "Your coverage ends on the last day of the month in which\n• you leave the group, for any reason\n"
    "• you ask for it to end\n• you move out of the service area",
)
CHILDREN = (
    "Member Handbook",
    "Children",
    "A child is covered through the last day of the month of the 26th birthday. For example, a daughter born on "
    "June 3, 2001 is covered through June 30, 2027.",
)
CHILDREN_TO_YEAR_END = (
    "Member Handbook",
    "Children",
    "Your child is covered through December 31 of the year in which the child turns 26.",
)
CHANGES = (
    "Summary of Changes",
    "Events",
    "Event | Coverage starts | Papers\n"
    "Marriage — Coverage starts: First of the month after you ask; Papers: Certificate\n"
    "Birth or adoption — Coverage starts: The day of the event; Papers: Birth record",
)
NEW_SPOUSE = (
    "Crew Handbook",
    "Events",
    "A new husband or wife is covered from the first of the month after you hand in or submit the form. A newborn is "
    "covered from birth.",
)
NEW_HIRES = (
    "Crew Handbook",
    "Joining",
    "Coverage starts on the first of the month after 30 days of employment. A transfer is covered from the first of "
    "the month after your request is approved.",
)
SALIDA = ("Guía", "Al salir", "La cobertura médica termina el último día del mes en que usted deja la empresa.")
CAMBIOS = ("Guía", "Cambios", "La cobertura del cónyuge empieza el primer día del mes después de que usted lo pida.")

FALSE = [
    # Another day, month or year than the rule makes
    Case("Your medical coverage ends on March 31 [1].", LEAVING, "my last day is April 9"),
    Case("Your medical coverage ends on April 9 [1].", LEAVING, "my last day is April 9"),
    Case("Your medical coverage ends on May 1 [1].", LEAVING, "my last day is April 9"),
    Case("Your medical coverage ends on April 30, 2028 [1].", LEAVING, "my last day is April 9, 2027"),
    Case("Your medical coverage ends on April 30, 2027 [1].", LEAVING, "my last day is April 9"),
    Case("Your medical coverage ends on February 28, 2028 [1].", LEAVING, "I quit on February 3, 2028"),
    Case("Your medical coverage ends on February 29 [1].", LEAVING, "I quit on February 3"),
    Case("If you leave in May, your coverage ends on April 30 [1].", LEAVING, "I quit on April 3"),
    Case("If your last day is April 29, your coverage ends on April 30 [1].", LEAVING, "my last day is April 9"),
    Case("Your coverage runs through the end of May [1].", LEAVING_IN_ITEMS, "I got fired on April 9"),
    Case("Your son stays covered through June 30, 2027 [1].", CHILDREN, "my son turns 26 on May 9 2027"),
    Case("Su cobertura termina el 30 de abril [1].", SALIDA, "Mi último día de trabajo es el 4 de marzo."),
    Case("Su cobertura termina el 31 de marzo de 2028 [1].", SALIDA, "Dejo la empresa el 4 de marzo de 2027."),
    Case("Si lo pide en junio, la cobertura de su esposa empieza el 1 de agosto [1].", CAMBIOS, "me caso en junio"),
    Case("If you ask in June, your husband's coverage starts on June 1 [1].", CHANGES, "I get married in June"),
    Case(
        "She stays covered through December 31, 2028, the end of the year in which she turns 26 [1].",
        CHILDREN_TO_YEAR_END,
        "my daughter turns 26 on April 2, 2027",
    ),
    # Before it, after it, or not
    Case("Your medical coverage ends before April 30 [1].", LEAVING, "my last day is April 9"),
    Case("Your medical coverage does not end on April 30 [1].", LEAVING, "my last day is April 9"),
    Case("Your medical coverage starts on April 30 [1].", LEAVING, "my last day is April 9"),
    Case("Your medical coverage ends in early April [1].", LEAVING, "my last day is April 9"),
    Case("Your son's coverage begins on May 31, 2027 [1].", CHILDREN, "my son turns 26 on May 9 2027"),
    # Another event or another age
    Case("Your coverage ends on May 31 [1].", LEAVING, "my son turns 26 on May 9"),
    Case("Your son is covered through April 30 [1].", CHILDREN, "my last day is April 9, is my son covered?"),
    Case("Your son stays covered through May 31 [1].", CHILDREN, "my son turns 25 on May 9"),
    Case("Your coverage ends on April 30 [1].", LEAVING, "my wife's last day is April 9"),
    Case("If you ask in June, the baby's coverage starts on July 1 [1].", CHANGES, "the baby comes in June"),
    Case("If you submit the form in June, your newborn is covered from July 1 [1].", NEW_SPOUSE, "we expect in June"),
    # Another thing than the rule is of
    Case("Your life insurance ends on April 30 [1].", LEAVING, "my last day is April 9"),
    Case("Your COBRA coverage ends on April 30 [1].", LEAVING, "my last day is April 9"),
    Case("The deadline for coverage claims ends on April 30 [1].", LEAVING, "my last day is April 9"),
    Case("Your coverage ends on May 31 [1].", CHILDREN, "my son turns 26 on May 9"),
    # A time to be waited, or somebody who has to act first
    Case("Your coverage starts on May 1 [1].", NEW_HIRES, "I was hired on April 9"),
    Case("Your coverage starts on June 1 [1].", NEW_HIRES, "I was hired on April 9"),
    Case("If you request it in June, you are covered from July 1 [1].", NEW_HIRES, "I request a transfer in June"),
    # A month that nobody named, or only asked for
    Case("Your medical coverage ends on April 30 [1].", LEAVING, "I want to quit"),
    Case("Your medical coverage ends on April 30 [1].", LEAVING, "does my coverage end on April 30?"),
    Case("Your medical coverage ends on April 30 [1].", LEAVING, "I am not quitting in April"),
]
TRUE = [
    Case("Your medical coverage ends on April 30 [1].", LEAVING, "my last day is April 9"),
    Case("Your medical coverage ends on April 30, 2027 [1].", LEAVING, "I'm leaving on April 9, 2027"),
    Case("Your medical coverage ends on February 29, 2028 [1].", LEAVING, "I quit on February 3, 2028"),
    Case(
        "Your medical coverage ends on the last day of the month in which you leave, so April 30 if your last day is "
        "in April [1].",
        LEAVING,
        "I'm quitting in april, when does my medical stop?",
    ),
    Case("If your last day is April 9, your coverage ends on April 30 [1].", LEAVING, "last day is apr 9"),
    Case(
        "With a last day of April 9 your coverage runs through the end of April [1].",
        LEAVING_IN_ITEMS,
        "got fired fri april 9, am i still insured",
    ),
    Case(
        "Your son stays covered through May 31, 2027, the last day of the month in which he turns 26 [1].",
        CHILDREN,
        "my son turns 26 on may 9 2027 when is he off",
    ),
    Case("Your daughter is covered through May 31 [1].", CHILDREN, "My daughter's 26th birthday is May 9."),
    Case(
        "She stays covered through December 31, 2027, the end of the year in which she turns 26 [1].",
        CHILDREN_TO_YEAR_END,
        "my daughter turns 26 on April 2, 2027",
    ),
    Case("If you ask in June, your husband's coverage starts on July 1 [1].", CHANGES, "I get married in June"),
    Case("If you ask in December, your wife's coverage starts on January 1 [1].", CHANGES, "I get married in December"),
    Case(
        "For example, if you submit the form in June, she'd be covered from July 1 [1].", NEW_SPOUSE, "wedding in june"
    ),
    Case("Su cobertura termina el 31 de marzo [1].", SALIDA, "Mi último día de trabajo es el 4 de marzo."),
    Case("Su cobertura médica termina el 31 de marzo de 2027 [1].", SALIDA, "Dejo la empresa el 4 de marzo de 2027."),
    Case("Si lo pide en junio, la cobertura de su esposa empieza el 1 de julio [1].", CAMBIOS, "me caso en junio"),
]
