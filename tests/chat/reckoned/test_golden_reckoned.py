"""The golden questions that a calculator answers, to the cent, in English and Spanish, from a catalogue alone."""

import pytest

from tests.chat.reckoned.asking import asked, told

SAL, UNION, STAFF, FT = "SAL", "UNION", "STAFF", "FT"
GOLDEN = [
    (
        "juniper",
        SAL,
        "What do I pay for the PPO with my wife? I smoke, and she could have a plan at her own job.",
        ["$279.00 from each paycheck ($214.00 + $25.00 + $40.00)", "2027"],
    ),
    (
        "juniper",
        UNION,
        "What do I pay for the PPO with my wife? She could have a plan at her own job.",
        ["No surcharge for a spouse with a plan of their own is charged to you."],
    ),
    (
        "juniper",
        SAL,
        "How much can I put into my HSA in 2026? I am 40 and had self-only coverage all year.",
        ["In 2026 you can put in $3,900.00 yourself: the limit of $4,400.00, less $500.00", "26 paychecks", "$150.00"],
    ),
    (
        "juniper",
        SAL,
        "HDHP family: one hospital bill of $5,200 and nothing else. What do we pay?",
        ["$4,240.00", "$4,000.00 of deductible + 20% of the $1,200.00 above it", "$4,080.00", "2026", "2027"],
    ),
    ("juniper", SAL, "What is the FSA maximum for 2027?", ["$3,300.00", "$126.92"]),
    ("juniper", SAL, "Until when can I use my 2026 FSA money?", ["March 15, 2027", "April 30, 2027"]),
    (
        "juniper",
        SAL,
        "What is the dependent care maximum next year?",
        ["For 2027 the most", "$7,500.00", "$288.46", "For 2026", "$5,000.00"],
    ),
    (
        "juniper",
        SAL,
        "We have a baby on February 3, 2027. By when do I have to add the child?",
        ["March 5, 2027", "30 days", "covered from February 3, 2027 on"],
    ),
    (
        "juniper",
        UNION,
        "We have a baby on February 3, 2027. By when do I have to add the child?",
        ["April 4, 2027", "60 days", "covered from February 3, 2027 on"],
    ),
    ("juniper", SAL, "I was hired on March 9, 2027. When does my coverage start?", ["May 1, 2027"]),
    ("juniper", UNION, "I was hired on March 9, 2027. When does my coverage start?", ["June 1, 2027", "84 days"]),
    ("juniper", SAL, "My son was born on May 14, 2001. When does he lose coverage?", ["May 31, 2027"]),
    (
        "juniper",
        SAL,
        "I have $144,000 of life insurance and I am 47. How much of it is taxable?",
        ["$14.10 a month", "$169.20 a year"],
    ),
    (
        "juniper",
        SAL,
        "I earn $60,000 and save 5%. What is the company match?",
        ["$2,400.00", "$1,800.00 + $600.00"],
    ),
    ("juniper", SAL, "What does COBRA cost for the PPO, single, in 2027?", ["$756.84 a month in 2027: $742.00"]),
    (
        "bluefin",
        STAFF,
        "PPO 750 or HSA 2500, single, typical use: what does the year cost?",
        [
            "PPO 750 $3,180.00, HSA 2500 $3,035.00; the HSA 2500 comes to $145.00 less",
            "PPO 750: $1,920.00 off the pay + $1,260.00 for care = $3,180.00.",
            "HSA 2500: $1,080.00 off the pay + $2,555.00 for care − $600.00 from your employer = $3,035.00.",
        ],
    ),
    (
        "bluefin",
        STAFF,
        "PPO 750 or HSA 2500, single, low use: what does the year cost?",
        ["PPO 750 $1,965.00, HSA 2500 $680.00; the HSA 2500 comes to $1,285.00 less"],
    ),
    (
        "bluefin",
        STAFF,
        "PPO 750 or HSA 2500, single, worst in-network year: what does the year cost?",
        ["PPO 750 $4,920.00, HSA 2500 $5,480.00; the PPO 750 comes to $560.00 less"],
    ),
    (
        "bluefin",
        STAFF,
        "What does a year on the PPO 750 cost, single, with 4 doctor visits, 3 specialist visits, 12 fills, an MRI and "
        "1 urgent care visit?",
        ["$3,180.00"],
    ),
    (
        "bluefin",
        STAFF,
        "How much can I put into my HSA in 2027? Family coverage, I am 56.",
        ["$8,800.00", "$9,000.00 plus $1,000.00 from age 55 on, less $1,200.00", "$366.66"],
    ),
    (
        "bluefin",
        STAFF,
        "My self-only HSA coverage starts on September 1, 2027. I am 30. How much can I put in?",
        ["$1,300.00", "4/12 of the year's $4,500.00, which is $1,500.00, less $200.00", "$4,300.00", "2028"],
    ),
    (
        "bluefin",
        STAFF,
        "HSA 2500 family, one bill of $5,200: what do we pay?",
        ["$3,670.00", "$3,500.00 of deductible + 10% of the $1,700.00 above it"],
    ),
    (
        "bluefin",
        STAFF,
        "I want to add my domestic partner on the PPO 750. What is the tax?",
        ["$589.50 a month", "$7,074.00 a year", "$148.00 from each paycheck, taken after tax", "tax adviser"],
    ),
    (
        "bluefin",
        STAFF,
        "I have $910 left in my FSA on December 31, 2026. What happens to it?",
        ["$680.00 carries over", "$230.00 is lost", "March 31, 2027", "limited-purpose"],
    ),
    ("bluefin", STAFF, "My child was born on May 14, 2001. When does coverage end?", ["December 31, 2027"]),
    (
        "cedarmain",
        FT,
        "HMO or EPO, single: what is the yearly premium?",
        ["the HMO costs $2,158.00 a year and the EPO $949.00: $1,209.00 more a year"],
    ),
    (
        "cedarmain",
        FT,
        "What do 4 nights in hospital cost on the HMO?",
        ["4 nights in a hospital come to $1,500.00: $500.00 a day for 3 days."],
    ),
    (
        "cedarmain",
        FT,
        "My crown costs $1,200 and $1,200 of my dental maximum is already paid. What do I pay?",
        ["you pay $900.00 and the plan pays $300.00"],
    ),
    ("cedarmain", FT, "What do I pay for $220 frames?", ["$56.00", "$150.00"]),
    (
        "cedarmain",
        FT,
        "My coverage ends on January 31, 2027 and the notice is dated February 10, 2027. By when can I choose COBRA, "
        "and what does it cost?",
        ["April 11, 2027", "18 months", "HMO", "$702.78 a month", "EPO", "45 days after"],
    ),
    (
        "cedarmain",
        FT,
        "I was hired on October 5, 2026. When am I covered, how much can I put into the FSA, and until when can I "
        "claim?",
        ["January 1, 2027", "88 days", "$2,500.00", "September 28, 2027"],
    ),
]
SPANISH = [
    (
        "juniper",
        SAL,
        "¿Cuánto pago por el PPO con mi esposa? Fumo, y ella podría tener un plan en su propio trabajo.",
        ["$279.00 de cada cheque ($214.00 + $25.00 + $40.00)"],
    ),
    ("juniper", SAL, "¿Cuánto puedo poner en mi HSA en 2026? Tengo 40 años, solo para mí.", ["$3,900.00", "$150.00"]),
    (
        "juniper",
        SAL,
        "HDHP para la familia: una factura de hospital de $5,200 y nada más. ¿Cuánto pagamos?",
        ["$4,240.00", "$4,000.00 de deducible + 20% de los $1,200.00 restantes"],
    ),
    ("juniper", SAL, "¿Cuál es el máximo de la FSA para 2027?", ["$3,300.00", "$126.92"]),
    ("juniper", SAL, "Me contrataron el 9 de marzo de 2027. ¿Cuándo empieza mi cobertura?", ["1 de mayo de 2027"]),
    (
        "juniper",
        SAL,
        "Mi hijo nació el 14 de mayo de 2001. ¿Cuándo pierde la cobertura?",
        ["31 de mayo de 2027"],
    ),
    ("juniper", SAL, "¿Cuánto cuesta COBRA en el PPO, solo para mí, en 2027?", ["$756.84", "$742.00"]),
    (
        "bluefin",
        STAFF,
        "Me quedan $910 en mi FSA el 31 de diciembre de 2026. ¿Qué pasa con ese dinero?",
        ["$680.00", "$230.00", "31 de marzo de 2027"],
    ),
    (
        "bluefin",
        STAFF,
        "PPO 750 o HSA 2500, solo para mí, uso típico: ¿cuánto cuesta el año?",
        ["PPO 750 $3,180.00, HSA 2500 $3,035.00; HSA 2500 cuesta $145.00 menos"],
    ),
    ("cedarmain", FT, "¿Cuánto cuestan 4 noches en el hospital con el HMO?", ["$1,500.00", "$500.00"]),
    ("cedarmain", FT, "¿Cuánto pago por unos armazones de $220?", ["$56.00"]),
]


@pytest.mark.parametrize("subdomain", ["juniper", "bluefin", "cedarmain"])
@pytest.mark.parametrize(("language", "questions"), [("en", GOLDEN), ("es", SPANISH)], ids=["english", "spanish"])
def test_golden_questions_are_reckoned_to_the_cent(load, subdomain, language, questions):
    load(subdomain)

    lacking = []
    for client, class_code, question, words in questions:
        if client == subdomain:
            said = told(asked(question, class_code, language=language))
            lacking += [(question, text, said) for text in words if text not in said]

    assert lacking == []
