"""Ways to write the same figure, and figures that only look like it: every pair of them is a case."""

from itertools import permutations, product

# Each line holds writings of one figure. All of a group are told apart from each other.
AMOUNTS = (
    ("$1,500", "1500.00 dollars", "$1,500.00", "fifteen hundred dollars", "one thousand five hundred dollars",
     "USD 1,500", "mil quinientos dólares", "1,500 dólares", "$1.5k"),
    ("$150", "one hundred and fifty dollars", "ciento cincuenta dólares", "150 US dollars"),
    ("$15", "fifteen dollars", "quince dólares", "$15.00"),
    ("$1,550", "1550 dollars"),
    ("$15,000", "fifteen thousand dollars", "quince mil dólares", "$15k"),
    ("$0.15", "15 cents", "15¢"),
)  # fmt: skip
SHARES = (
    ("20%", "20 percent", "twenty percent", "20 %", "20 por ciento", "veinte por ciento", "one fifth of",
     "un quinto del", "20.0%"),
    ("25%", "a quarter of", "twenty-five percent", "una cuarta parte del"),
    ("50%", "half of", "la mitad", "cincuenta por ciento"),
    ("66.67%", "two thirds of", "dos tercios del"),
    ("2%", "two percent", "dos por ciento"),
    ("80%", "eighty percent", "four fifths of", "ochenta por ciento"),
)  # fmt: skip
SPANS = (
    ("30 days", "thirty days", "thirty calendar days", "30-day", "30 días", "treinta días"),
    ("30 business days", "thirty working days", "30 días hábiles"),
    ("30 weeks", "thirty weeks", "30 semanas"),
    ("30 visits", "thirty visits", "30 visitas"),
    ("30 hours", "thirty hours", "30 horas"),
    ("31 days", "thirty-one days", "31 días", "treinta y un días"),
    ("13 days", "thirteen days", "trece días"),
    ("30 months", "30 meses", "thirty months"),
    ("$30", "thirty dollars"),
    ("30%", "thirty percent"),
    ("age 30", "30 years old", "30 años de edad"),
)
DAYS = (
    ("November 20, 2026", "11/20/2026", "20 November 2026", "Nov. 20, 2026", "2026-11-20", "20 de noviembre de 2026",
     "November twentieth, 2026", "November 20th, 2026"),
    ("November 20, 2025", "11/20/25", "20 de noviembre de 2025"),
    ("November 21, 2026", "11/21/2026", "21 de noviembre de 2026"),
    ("December 20, 2026", "12/20/2026", "20 de diciembre de 2026"),
    ("January 1, 2027", "1/1/2027", "1 de enero de 2027", "1º de enero de 2027", "primero de enero de 2027",
     "January first, 2027"),
)  # fmt: skip
AGES = (
    ("age 26", "26 years old", "26 years of age", "26th birthday", "26 años de edad", "aged 26", "turns 26"),
    ("age 62", "62 years old", "sixty-two years old", "62 años de edad"),
    ("26 years", "twenty-six years", "26 años"),
    ("26 weeks", "26 semanas"),
)
PHONES = (
    ("1-800-555-0142", "(800) 555-0142", "800.555.0142", "+1 800 555 0142", "800-555-0142"),
    ("1-800-555-0143", "(800) 555-0143"),
    ("888-555-0142", "(888) 555-0142"),
)
TIMES = (
    ("5 p.m.", "5:00 PM", "5pm", "17:00"),
    ("5 a.m.", "5:00 AM"),
    ("5:30 p.m.", "17:30"),
)
GROUPS = (AMOUNTS, SHARES, SPANS, DAYS, AGES, PHONES, TIMES)
SAME = [pair for group in GROUPS for family in group for pair in permutations(family, 2)]
DIFFERENT = [
    (one, other)
    for group in GROUPS
    for family, another in permutations(group, 2)
    for one, other in product(family[:2], another[:2])
]
