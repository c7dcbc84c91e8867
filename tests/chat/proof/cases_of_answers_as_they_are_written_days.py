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

ACCOUNT_DAYS = (
    "Spending Account Guide",
    "Dates",
    "Money in a 2027 health care account can be used for expenses through March 15, 2028. Claims must arrive by "
    "April 30, 2028. A 2027 parking account pays for parking through December 31, 2027.",
)
BIRTHDAY_STOP = (
    "2028 Crew Handbook",
    "Family",
    "Coverage of a son or daughter stops on the 26th birthday. Enroll by November 20, 2027.",
)
BIRTHDAY_MONTH = (
    "2028 Crew Handbook",
    "Family",
    "Coverage of a son or daughter stops at the end of the month of the 26th birthday.",
)
DISABILITY = (
    "Income Plan",
    "Short-term disability",
    "Short-term disability pays 65% of pay from day 15 of an illness for up to 11 weeks. You must have worked here for "
    "at least 26 weeks.",
)
BRACES = ("Dental Summary", "Braces", "Braces are paid at 50% up to $1,800 in a lifetime for children under 18.")
LOSS = (
    "Plan Document",
    "Examples",
    "A spouse loses a job. The last day of the spouse's coverage is the event, and not the day of the notice. The day "
    "after the event is day 1. You have 45 days.",
)

SICK_PAY = (
    "Income Plan",
    "Sick pay",
    "Sick pay starts on day 6 of an illness and on day 1 of an accident, and lasts for 9 weeks.",
)
MATCH = (
    "Savings Plan",
    "What the mill adds",
    "Group | What Larkspur adds | When\n"
    "Salaried — What Larkspur adds: 3% of pay; When: After 1 year\n"
    "Seasonal — What Larkspur adds: Nothing; When: –",
)
PARENTS = (
    "Parental Leave",
    "Who pays",
    "Situation | Paid weeks | Paid by\n"
    "Bonding — Paid weeks: 10 to 14; Paid by: Larkspur and the state together\n"
    "Less than 9 months of service — Paid weeks: None from Larkspur; Paid by: State benefits only",
)
CHECKS = ("Price List", "Prices", "Prices are taken before tax from 52 weekly paychecks a year.")
LIFE = (
    "Benefits at a Glance",
    "Life",
    "Life insurance — What you have: 1 x yearly pay, up to $120,000, paid by Larkspur",
)
LIFE_TWICE = ("Benefits at a Glance", "Life", "Life insurance — What you have: 2 x yearly pay, up to $200,000")
LAB_TESTS = ("Plan básico", "Tests", "Lab — Basic plan: Plan pays $40, 4 tests a year")
THREE_PLANS = (
    "Medical Plans",
    "Therapy",
    "PPO 400: therapy is covered with a $20 copay.\nPPO 900: therapy is covered with a $25 copay.\n"
    "HSA 3000: therapy is covered at 10% after the deductible.",
)

LEAVING_BY_LINE = (
    "Employee Guide",
    "Leaving us",
    "Medical coverage ends on the last day of the month in which you leave. Dental coverage ends on the day you leave.",
)
LEAVING_IN_TWO_CASES = (
    "Employee Guide",
    "Leaving us",
    "Coverage ends on the last day of the month in which you leave, but if you leave before the 15th it ends that day.",
)
HIRED = ("Employee Guide", "Joining", "Coverage begins on the first of the month following your date of hire.")
SERVED = ("Leave Policy", "Leave", "You must have worked here for 12 weeks. Leave lasts up to 6 weeks.")

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
    Case("Your medical and dental coverage ends on April 30 [1].", LEAVING_BY_LINE, "my last day is April 9"),
    Case("Your coverage ends on April 30 [1].", LEAVING_IN_TWO_CASES, "my last day is April 9"),
    Case("Your coverage begins on April 1 [1].", HIRED, "I was hired on April 9"),
    Case("Your coverage begins on May 1 [1].", HIRED, "my wife was hired on April 9"),
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
    # Denied, though it is so, or by what is told of another thing
    Case(
        "No, she doesn't lose coverage in May: a child is covered through the last day of the month of the 26th "
        "birthday [1].",
        CHILDREN,
        "my daughter turns 26 in May, does she lose coverage then?",
    ),
    Case(
        "No, he doesn't lose coverage in December: a child is covered through December 31 of the year in which the "
        "child turns 26 [1].",
        CHILDREN_TO_YEAR_END,
        "my son turns 26 in December, does he lose coverage then?",
    ),
    Case(
        "No, he doesn't lose coverage in June: a child is covered through December 31 of the year in which the child "
        "turns 26 [1].",
        CHILDREN_TO_YEAR_END,
        "my son turns 26 in May, does he lose coverage then?",
    ),
    Case(
        "Yes, he doesn't lose coverage in May: a child is covered through December 31 of the year in which the child "
        "turns 26 [1].",
        CHILDREN_TO_YEAR_END,
        "my son turns 26 in May, does he lose coverage then?",
    ),
    Case(
        "No, you don't lose it on December 31: claims must arrive by April 30, 2028 [1].",
        ACCOUNT_DAYS,
        "do I lose my parking money on December 31?",
    ),
    Case(
        "No, you don't lose it on December 31: money in a 2028 health care account can be used through March 15, 2028 "
        "[1].",
        ACCOUNT_DAYS,
        "do I lose my account money on December 31?",
    ),
    Case(
        "No, her coverage stops on her 26th birthday, not at the end of the month [1].",
        BIRTHDAY_MONTH,
        "is my daughter covered until the end of the month?",
    ),
    Case(
        "No, her coverage stops on her 26th birthday, not at the end of the month, under the 2027 handbook [1].",
        BIRTHDAY_STOP,
        "is my daughter covered until the end of the month?",
    ),
    # Compared as the figures have it not
    Case("Three months fit within the 11 weeks [1].", DISABILITY, "I can't work for 3 months"),
    Case("Two months do not fit within the 11 weeks [1].", DISABILITY, "I can't work for 2 months"),
    Case("Two months are longer than the 11 weeks [1].", DISABILITY, "I can't work for 2 months"),
    Case("Two months fit within the 12 weeks [1].", SERVED, "I'm out 2 months"),
    Case("Three months fit within the 26 weeks [1].", DISABILITY, "I can't work for 3 months"),
    Case("It pays for up to 11 weeks, so twelve weeks would fit within that [1].", DISABILITY, "I'm out 12 weeks"),
    Case("It pays for up to 11 weeks, so nine weeks would fit within that [1].", DISABILITY, "I'm out 8 weeks"),
    Case(
        "Braces are for children under 18, so your 18-year-old son is within the age limit [1].", BRACES, "my son is 18"
    ),
    Case(
        "Braces are for children under 18, so your 14-year-old son is over the age limit [1].", BRACES, "my son is 14"
    ),
    Case(
        "Braces are for children under 18, so your 15-year-old son is within the age limit [1].", BRACES, "my son is 14"
    ),
    # Another day than that of the event
    Case("The event is the last day of her coverage, October 30 [1].", LOSS, "wife lost her job, her ins ended oct 31"),
    Case("The event is the last day of her coverage, October 31 [1].", LOSS, "is the last day of her coverage Oct 31?"),
    Case("You must ask by October 31 [1].", LOSS, "wife lost her job, her ins ended oct 31"),
    Case("The day after the event is day 45 [1].", LOSS, "her ins ended oct 31"),
    # In other words than the source, and not so
    Case("The first fifteen days are not paid by short-term disability [1].", DISABILITY),
    Case("The first thirteen days are not paid by short-term disability [1].", DISABILITY),
    Case("The first fourteen days are paid by short-term disability [1].", DISABILITY),
    Case("The first fourteen days of parental leave are not paid [1].", DISABILITY),
    Case("The first five days after an accident are not paid by sick pay [1].", SICK_PAY),
    Case("Larkspur adds nothing for salaried employees [1].", MATCH),
    Case("With less than 6 months of service Larkspur pays nothing [1].", PARENTS),
    Case("With more than 9 months of service Larkspur pays nothing [1].", PARENTS),
    Case("With less than 9 months of service the state pays nothing [1].", PARENTS),
    Case("The union adds nothing for seasonal employees [1].", MATCH),
    Case("Se descuenta de 26 cheques semanales [1].", CHECKS),
    Case("Se descuenta de 52 cheques quincenales [1].", CHECKS),
    Case("Prices are taken from 52 biweekly paychecks [1].", CHECKS),
    Case("El seguro de vida es de 2 veces su sueldo anual [1].", LIFE),
    Case("El seguro de vida es de 1 vez su sueldo anual [1].", LIFE_TWICE),
    Case(
        "El seguro de vida es de 2 veces su sueldo anual, así que con 80 mil serían $80,000 [1].",
        LIFE_TWICE,
        "gano 80k, ¿cuánto es el seguro de vida?",
    ),
    Case(
        "Life insurance is 1 times your yearly pay, up to $120,000, which would be $150,000 [1].",
        LIFE,
        "I make $150,000, how much life insurance is that?",
    ),
    Case("Hay hasta 3 pruebas al año [1].", LAB_TESTS),
    Case("Hay hasta 4 recetas al año [1].", LAB_TESTS),
    Case("Sí, los cuatro planes médicos cubren terapia [1].", THREE_PLANS),
    Case("Yes, the two plans cover therapy [1].", THREE_PLANS),
    Case("Only three plans cover therapy [1].", THREE_PLANS),
    Case("Your child is covered through May 60 [1].", CHILDREN, "is my child covered for 60 days?"),
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
    Case(
        "No, he doesn't lose coverage in May: a child is covered through December 31 of the year in which the child "
        "turns 26 [1].",
        CHILDREN_TO_YEAR_END,
        "my son turns 26 in May, does he lose coverage then?",
    ),
    Case(
        "No, you don't lose it on December 31: money in a 2027 health care account can be used through March 15, 2028 "
        "[1].",
        ACCOUNT_DAYS,
        "do I lose my account money on December 31?",
    ),
    Case(
        "No, her coverage stops on her 26th birthday, not at the end of the month, under the 2028 handbook [1].",
        BIRTHDAY_STOP,
        "is my daughter covered until the end of the month?",
    ),
    Case("Two months fit within the 11 weeks [1].", DISABILITY, "I can't work for 2 months"),
    Case("Three months are longer than the 11 weeks [1].", DISABILITY, "I can't work for 3 months"),
    Case(
        "- **How long:** up to 11 weeks, so eight weeks would fit within that [1]", DISABILITY, "I'm out maybe 8 weeks"
    ),
    Case(
        "Braces are for children under 18, so your 14-year-old son is within the age limit [1].",
        BRACES,
        "my sons 14 and needs braces",
    ),
    Case(
        "Braces are for children under 18, so your 19-year-old son is over the age limit [1].", BRACES, "my son is 19"
    ),
    Case(
        "The event is the last day of her coverage, October 31, not the day of the notice [1].",
        LOSS,
        "wife lost her job, her ins ended oct 31",
    ),
    Case("The first fourteen days are not paid by short-term disability [1].", DISABILITY),
    Case("The first five days of an illness are not paid by sick pay [1].", SICK_PAY),
    Case("Larkspur adds nothing for seasonal employees [1].", MATCH),
    Case("With less than 9 months of service Larkspur pays nothing [1].", PARENTS),
    Case("Se descuenta de 52 cheques semanales [1].", CHECKS),
    Case("Prices are taken from 52 paychecks [1].", CHECKS),
    Case("El seguro de vida es de 1 vez su sueldo anual, hasta $120,000 [1].", LIFE),
    Case(
        "El seguro de vida es de 1 vez su sueldo anual, hasta $120,000, así que con un sueldo de 80 mil serían $80,000 "
        "[1].",
        LIFE,
        "gano 80k, ¿cuánto es el seguro de vida?",
    ),
    Case("Hay hasta 4 pruebas al año [1].", LAB_TESTS),
    Case("Sí, los tres planes médicos cubren terapia [1].", THREE_PLANS),
    Case("Yes, the three plans cover therapy [1].", THREE_PLANS),
    Case("Your coverage begins on May 1 [1].", HIRED, "I was hired on April 9"),
    Case("Your medical coverage ends on April 30 [1].", LEAVING_BY_LINE, "my last day is April 9"),
]
