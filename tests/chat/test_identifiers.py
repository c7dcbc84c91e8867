"""What identifies a person is taken out; figures, dates, plan years and the phones of offices stay."""

import pytest

from chat.pipeline.identifiers import MASK, Masked, mask_identifiers, without_masks

# What is to go, in the places where people write it: "{}" stands for it.
IDENTIFIERS = {
    "social security": (
        ("123-45-6789", "123 45 6789", "123.45.6789", "900-70-1234"),
        ("My SSN is {}.", "{}", "ssn {} is that covered", "social: {}, what is my copay?", "mi número es {}"),
    ),
    "social security, named": (
        ("123456789",),
        (
            "social security number {}?",
            "SSN: {}",
            "my itin is {}",
            "mi número social: {}",
            "seguro social {}",
            "ssn#{}",
            "Social Security card {}",
        ),
    ),
    "employer": (("12-3456789", "123456789"), ("our EIN is {}", "tax id: {}", "FEIN {}")),
    "card": (
        (
            "4111 1111 1111 1111",
            "4111111111111111",
            "5500-0000-0000-0004",
            "378282246310005",
            "6011 1111 1111 1117",
            "30569309025904",
        ),
        ("pay with {} please", "card {}", "My HSA card number is {}.", "{}, is this a debit card?"),
    ),
    "bank": (
        ("021000021", "111000025"),
        ("routing number {}", "ABA {}", "my routing is {} for the deposit"),
    ),
    "iban": (("DE89 3704 0044 0532 0130 00", "GB82WEST12345698765432"), ("send it to {}", "IBAN {} ok?")),
    "medicare": (("1EG4-TE5-MK73", "1EG4TE5MK73"), ("my Medicare number is {}", "Medicare {} and the HSA", "{}")),
    "member": (
        ("XYZ123456789", "W2345 67890".replace(" ", ""), "0012345678", "A-1234567", "88123"),
        (
            "my member ID is {}",
            "Member ID: {}",
            "subscriber number {} what is my deductible?",
            "employee number {}",
            "my employee id is {}",
            "mi número de miembro es {}",
            "group no. {}",
            "policy # {}",
            "account number {}, is it open?",
            "passport number {}",
        ),
    ),
    "claim": (
        ("88-123", "2026-88-1234", "CLM0099812", "12345678"),
        ("status of claim {}", "claim {} was denied", "my claim number is {}", "Claim #{} please"),
    ),
    "mail": (
        ("ann.lee@mail.example", "a_b+c@sub.mail.example.co", "ANN@EXAMPLE.COM"),
        ("write to {}", "{}", "my email is {}, thanks", "¿pueden escribir a {}?"),
    ),
    "birth": (
        ("3/4/1985", "03-04-85", "1985-03-04", "March 4, 1985", "4 March 1985", "4 de marzo de 1985"),
        ("my date of birth is {}", "DOB: {}", "dob {}", "I was born on {}, can I catch up?", "birthday: {}"),
    ),
    "phone": (
        ("555-123-4567", "(555) 123-4567", "+1 555 123 4567", "5551234567"),
        ("my phone is {}", "call me at {}", "My cell number: {}", "text me at {} please", "mi teléfono es {}"),
    ),
    "name": (
        ("Maria", "Maria Lopez", "José Núñez", "Anne-Marie Smith"),
        (
            "my wife {} has breast cancer, is it covered?",
            "My son {} needs braces",
            "my coworker {} is pregnant",
            "mi hija {} tiene asma",
            "my name is {}",
            "Is my husband, {}, covered?",
        ),
    ),
}
GOING = [(text.format(one), one) for ones, texts in IDENTIFIERS.values() for one in ones for text in texts]

STAYING = """
What is the 2027 deductible of the PPO 750?
Plan year 2026-27, what changes?
Is open enrollment from 11/02/2026 to 11/20/2026?
On 2026-11-20 what happens?
Our baby was born on October 5, 2026. By when must I enroll her?
my daughter was born 10/05/2026, deadline?
Call 800-555-0142
1-800-555-0142 is the nurse line?
Is (800) 555-0142 the number of the carrier?
How do I reach 988?
$123,456,789
Is $1,500.00 the out-of-pocket maximum?
$4,111.11 or $1,111.11?
123456789 steps
I earn 85000 a year, what does LTD pay?
My salary is $85,000
I make 4111 a month
What is the 401(k) match?
401k limit 2027?
Can I move my 401(k) account 2027?
my account 401k
Account 529 or HSA?
Form 1095-C when?
claim form 1095-B
What is form 8889?
I need a W-2
Where is the Form 5500?
How long do I have to file a claim? 365 days?
claim 90 days after the service
Must I claim within 12 months?
file a claim by 3/31/2027
claim by 2027-03-31?
claim 2026 expenses until when?
Group of 500 people
group 2 life insurance
policy 2027
Is the policy from 2026 or 2027?
What does member 1 pay, and member 2?
employee 1, 2 or 3 tiers
Employee + 1 dependent
employee contribution $145.50
employee only 145.50 per paycheck
Employee number of hours: 30
What is the number of employees?
member services number 1-800-555-0142
Where do I find my member ID?
What is a group number?
What is my member ID card for?
Do I need my Social Security number to enroll?
Why do you need my SSN?
Is my employee ID needed?
What is the claim number on my letter?
Which card do I show?
Is the ID card digital?
my wife Medicare
My husband has Medicare, can I have an HSA?
My spouse COBRA options
my son April 2027
Is my wife Medicaid eligible
my partner HSA or FSA?
my child turns 26 on 3/4/2027
My daughter turns 26 in March, when does she lose cover?
My mother lives with me, is she covered?
our baby is due Feb 3
when my baby comes in January
My husband lost his job on November 1
our family of 5
I am 55, how much can I put into the HSA?
I was hired on 3/4/2024
I started on September 1, 2026
I was born in Texas
my birthday is next month, does coverage change?
I turn 65 on 4/1/2027
How many days of PTO after 5 years?
12345 is the zip code
ZIP 10001
Suite 1200, 100 Main Street
Room 4711
PPO 1000 or PPO 1500?
HSA 2500 and PPO 750
tier 1 2 3 4 drugs
CPT 99213 covered?
Is code D2740 a crown?
ICD Z00.00
90-day supply for 2 copays
1/1/2027 to 12/31/2027
from 2026-01-01
30 visits, 60 days, 90 days
20 % after $1,500
80/50/50
50/50
24/7 nurse line
3 000 000 dollars of life insurance
1,000,000 life
$15 / $35 / $70 / 20 %
26 pay periods
1500 1500 3000 3000
2025 2026 2027
2025, 2026 and 2027 limits: 4300, 4400, 4500
What is HDHP 2026 minimum 1650?
What does 4,300 mean?
Is 8,550 the family limit?
¿Cuál es el deducible de 2027?
¿Cuánto cuesta el PPO 1000 por cheque?
¿Cuándo es la inscripción de 2027?
reclamo dentro de 90 días
reclamo de 2026
mi número de días de vacaciones
grupo 2
Llame al 1-800-555-0142
mi esposa Medicare
mi hijo cumple 26 en marzo
¿Necesito mi número de seguro social?
How much is 0.5 FTE?
I work 32.5 hours
Is it 7.65 % FICA?
Section 125 plan
IRS Publication 502
Rev. Proc. 2026-24
ERISA 1974
29 CFR 2590
Notice 2026-5
EBSA 1-866-444-3272
box 12 code W
Line 25 of Schedule 1
policy section 4.2
policy 4.2.1 says what?
Page 12 of the SPD
group life 2x salary
account balance 500
prescription 90 days
rx 30 day supply
card lost what now
license fee 100
reference based pricing
case management phone
record of hours
certificate of coverage
patient advocate 2027
staff 32 hours
worker 40 hours
What is the routing of a claim?
national account
Is 021 a plan code?
HIPAA and my name on the door
My name is on the wrong plan
my full name changed
Name of the dental carrier?
my boss said no
my manager approved it
Our company has 120 employees
my phone broke, is it covered?
call me later
text me when done
my number of dependents is 3
My home number of hours is 20
email HR
who do I e-mail?
@ the office
2 @ $50
ratio 3:1
1.5 x
$5k
100k life
""".strip().splitlines()


@pytest.mark.parametrize(("text", "identifier"), GOING)
def test_it_goes_and_the_words_around_it_stay(text: str, identifier: str) -> None:
    masked = mask_identifiers(text)

    assert masked.is_changed
    assert masked.text == text.replace(identifier, MASK)


@pytest.mark.parametrize("text", STAYING)
def test_it_stays(text: str) -> None:
    assert mask_identifiers(text).text == text


def test_several_go_at_once() -> None:
    text = "I am Ann, SSN 123-45-6789, card 4111 1111 1111 1111, mail ann@mail.example"

    assert mask_identifiers(text).text == f"I am Ann, SSN {MASK}, card {MASK}, mail {MASK}"


def test_tables_are_long_enough_to_mean_something() -> None:
    assert len(GOING) >= 150
    assert len(STAYING) >= 150


def test_signs_that_nobody_sees_hide_nothing() -> None:
    masked = mask_identifiers("My SSN is 078-\u200b05-\u20601120, what now?")

    assert (masked.is_changed, masked.text) == (True, f"My SSN is {MASK}, what now?")


@pytest.mark.parametrize(
    "number",
    [
        "123\u201145\u20116789",  # dashes that break no line
        "123\u201345\u20136789",  # as phones write them
        "123\u221245\u22126789",
        "123\u00a045\u00a06789",
        "123 - 45 - 6789",
        "123\u00ad-45\u00ad-6789",
        "12\u200c3-4\u200d5-67\ufe0f89",
        "1\u03362\u03363\u0336-4\u03365\u0336-6\u03367\u03368\u03369\u0336",
        "\uff11\uff12\uff13\uff0d\uff14\uff15\uff0d\uff16\uff17\uff18\uff19",
        "\u0661\u0662\u0663-\u0664\u0665-\u0666\u0667\u0668\u0669",
    ],
)
def test_a_number_goes_in_whatever_digits_and_dashes_it_is_written(number: str) -> None:
    assert (
        mask_identifiers(f"Mi número es {number}, ¿y ahora? 👩\u200d👧").text
        == f"Mi número es {MASK}, ¿y ahora? 👩\u200d👧"
    )


def test_a_card_goes_in_wide_digits_too() -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in "4111 1111 1111 1111")

    assert mask_identifiers(f"Card {wide}").text == f"Card {MASK}"


def test_dashes_of_years_and_accents_stay() -> None:
    text = "¿Qué cambia en 2026–27? Pagué $1,500 en el año − 20 %"

    assert mask_identifiers(text) == Masked(text, is_changed=False)


def test_masking_twice_changes_nothing() -> None:
    once = mask_identifiers("member id XYZ123456789, dob 3/4/1985").text

    assert mask_identifiers(once).text == once


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("My member ID is XYZ123456, what is the copay for an eye exam?", "what is the copay for an eye exam?"),
        (
            "My wife Maria is pregnant, how many volunteer days do I get?",
            "My wife is pregnant, how many volunteer days do I get?",
        ),
        ("My wife Maria has member ID XYZ12345, how much leave do we get?", "My wife how much leave do we get?"),
        ("SSN 123-45-6789 what is the dental maximum", "what is the dental maximum"),
        ("status of claim 88-123, SSN 123-45-6789", "status of claim ,"),
        ("What is the dental maximum?", "What is the dental maximum?"),
    ],
)
def test_what_was_taken_out_is_looked_for_in_no_document(said: str, asked: str) -> None:
    assert without_masks(mask_identifiers(said).text) == asked
