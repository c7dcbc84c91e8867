"""Pairs of questions that ask the same, and of questions that only look as if they did.

`WORDINGS` are what HR has written down; words and threshold were chosen on them. `HELD_OUT` were written
afterwards: one of them was taken for the same ("the next meeting" for "the last"), which is told apart since.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    text: str
    same: tuple[str, ...]
    others: tuple[str, ...]  # what one word makes another question


WORDINGS = (
    Wording(
        "Does the dental plan cover braces for adults?",
        same=(
            "Are braces for adults covered by the dental plan?",
            "Does dental cover adult braces?",
            "Is orthodontia for adults covered under our dental insurance?",
            "adult braces covered on dental?",
        ),
        others=(
            "Does the vision plan cover glasses for adults?",
            "Does the dental plan cover braces for children?",
            "Does the dental plan cover braces?",
            "Does the dental plan cover implants for adults?",
            "How much does the dental plan pay for braces for adults?",
            "When does the dental plan cover braces for adults?",
            "Does the dental plan not cover braces for adults?",
            "Does the medical plan cover braces for adults?",
        ),
    ),
    Wording(
        "What is the specialist copay on the PPO 500?",
        same=(
            "How much is the specialist copay on the PPO 500?",
            "specialist copay PPO 500?",
            "What's the copay for a specialist visit with the PPO 500?",
            "How much is the copayment for a specialist on PPO 500?",
        ),
        others=(
            "What is the specialist copay on the PPO 750?",
            "What is the specialist copay on the HDHP 2500?",
            "What is the specialist copay?",
            "What is the primary care copay on the PPO 500?",
            "What is the specialist coinsurance on the PPO 500?",
            "What is the deductible on the PPO 500?",
            "What is the out-of-network specialist copay on the PPO 500?",
            "What is the specialist copay on the PPO 500 in 2025?",
        ),
    ),
    Wording(
        "How many days do I have to add my newborn to my plan?",
        same=(
            "How many days do I have to enroll my newborn in my plan?",
            "How many days do I have to add a new baby to my coverage?",
            "How many days do I get to add my baby to the plan?",
        ),
        others=(
            "How many days do I have to add my adopted child to my plan?",
            "How many days do I have to add my spouse to my plan?",
            "How many days do I have to add my domestic partner to my plan?",
            "How many days do I have to remove my newborn from my plan?",
            "How much does it cost to add my newborn to my plan?",
            "How do I add my newborn to my plan?",
            "How many days of leave do I get for my newborn?",
        ),
    ),
    Wording(
        "Can I cover my domestic partner?",
        same=(
            "Can I add my domestic partner to my coverage?",
            "Is my domestic partner covered?",
            "Can I enroll my domestic partner?",
        ),
        others=(
            "Can I cover my spouse?",
            "Can I cover my child?",
            "Can I cover my parents?",
            "Can I cover my ex-spouse?",
            "Can I cover my domestic partner's children?",
            "Can I drop my domestic partner?",
            "How much does it cost to cover my domestic partner?",
            "Do I need to cover my domestic partner?",
        ),
    ),
    Wording(
        "How much does the company put into my HSA in 2027?",
        same=(
            "What does the company contribute to my HSA in 2027?",
            "How much does my employer put in my HSA for 2027?",
            "How much is the employer contribution to the HSA in 2027?",
            "company HSA contribution 2027?",
        ),
        others=(
            "How much does the company put into my HSA in 2026?",
            "How much can I put into my HSA in 2027?",
            "How much does the company put into my FSA in 2027?",
            "How much does the company put into my 401(k) in 2027?",
            "When does the company put money into my HSA in 2027?",
            "How much does the company put into my HSA in 2027 for a family?",
            "What is the HSA limit in 2027?",
        ),
    ),
    Wording(
        "Is there a gym reimbursement?",
        same=(
            "Do we have a gym reimbursement?",
            "Is there a reimbursement for a fitness center?",
            "Does the company reimburse gym membership?",
            "Can I get a gym membership reimbursed?",
        ),
        others=(
            "How much is the gym reimbursement?",
            "How do I claim the gym reimbursement?",
            "Is there a tuition reimbursement?",
            "Is there a phone reimbursement?",
            "Is the gym reimbursement taxable?",
            "When is the gym reimbursement paid?",
            "Is there a gym reimbursement for my spouse?",
        ),
    ),
    Wording(
        "How do I get a new insurance card?",
        same=(
            "How can I get a new ID card?",
            "How do I order a new insurance card?",
            "How do I get a replacement insurance card?",
        ),
        others=(
            "How do I get a new dental insurance card?",
            "How do I get a new FSA debit card?",
            "How do I cancel my insurance card?",
            "When do I get my insurance card?",
            "How do I get a new insurance card for my spouse?",
            "Do I need an insurance card?",
        ),
    ),
    Wording(
        "When does coverage end if I quit?",
        same=(
            "When does my coverage end if I resign?",
            "If I quit, when does coverage end?",
            "When does my insurance stop when I leave the company?",
        ),
        others=(
            "When does coverage start if I am hired?",
            "When does dental coverage end if I quit?",
            "When does coverage end if I retire?",
            "When does coverage end if I divorce?",
            "When does coverage end for my child?",
            "How much is coverage if I quit?",
            "When does my HSA end if I quit?",
        ),
    ),
    Wording(
        "How long is parental leave for birth parents?",
        same=(
            "How long is the parental leave for birth parents?",
            "How many weeks of parental leave do birth parents get?",
            "How long does parental leave last for birth parents?",
        ),
        others=(
            "How long is parental leave for adoptive parents?",
            "How long is parental leave for non-birth parents?",
            "How long is bereavement leave for parents?",
            "How long is sick leave?",
            "Is parental leave paid for birth parents?",
            "When can I take parental leave as a birth parent?",
            "How long is parental leave for part-time birth parents?",
            "How long is military leave?",
        ),
    ),
    Wording(
        "Do unused vacation days roll over to next year?",
        same=(
            "Do unused PTO days carry over to next year?",
            "Does unused vacation roll over to next year?",
            "Can I carry over unused vacation days to next year?",
            "Will my unused vacation days roll over into next year?",
        ),
        others=(
            "Do unused sick days roll over to next year?",
            "Does unused FSA money roll over to next year?",
            "Are unused vacation days paid out?",
            "How many unused vacation days roll over to next year?",
            "Do unused vacation days expire?",
            "Do unused holidays roll over to next year?",
        ),
    ),
    Wording(
        "Who do I call about a vision claim?",
        same=(
            "Whom do I call about a vision claim?",
            "Who can I contact about a vision claim?",
            "Who should I call for a vision claim?",
        ),
        others=(
            "Who do I call about a dental claim?",
            "Who do I call about a vision appeal?",
            "How do I file a vision claim?",
            "Who do I call about a medical claim?",
            "When do I file a vision claim?",
            "Who do I call about a vision exam?",
        ),
    ),
    Wording(
        "Is physical therapy covered without a referral?",
        same=(
            "Is physiotherapy covered without a referral?",
            "Does the plan cover physical therapy without a referral?",
        ),
        others=(
            "Is physical therapy covered with a referral?",
            "Is massage therapy covered without a referral?",
            "Is physical therapy covered without prior authorization?",
            "Is speech therapy covered without a referral?",
            "Is a dermatologist covered without a referral?",
            "How many visits of physical therapy are covered without a referral?",
        ),
    ),
    Wording(
        "What is the dental annual maximum?",
        same=(
            "How much is the annual maximum of the dental plan?",
            "What's the yearly maximum for dental?",
            "dental annual max?",
        ),
        others=(
            "What is the dental lifetime maximum?",
            "What is the vision annual maximum?",
            "What is the dental annual deductible?",
            "What is the out-of-pocket maximum?",
            "What is the orthodontia annual maximum?",
            "What is the monthly dental premium?",
        ),
    ),
    Wording(
        "Can I change my 401(k) contribution at any time?",
        same=(
            "May I change my 401k contribution at any time?",
            "Am I allowed to change my 401(k) contributions at any time?",
            "Can I change my 401(k) contribution any time?",
        ),
        others=(
            "Can I change my HSA contribution at any time?",
            "Can I change my FSA contribution at any time?",
            "Can I withdraw my 401(k) contribution at any time?",
            "Can I change my Roth contribution at any time?",
            "How do I change my 401(k) contribution?",
            "Can I change my 401(k) beneficiary at any time?",
            "Can I stop my 401(k) contribution at any time?",
            "Can the company change its 401(k) contribution at any time?",
        ),
    ),
    Wording(
        "How much is the tobacco surcharge per paycheck?",
        same=(
            "What is the tobacco surcharge per paycheck?",
            "How much is the smoker surcharge per paycheck?",
            "tobacco surcharge per pay period?",
        ),
        others=(
            "How much is the spousal surcharge per paycheck?",
            "How much is the tobacco surcharge per month?",
            "How much is the tobacco surcharge per year?",
            "How do I remove the tobacco surcharge from my paycheck?",
            "Who pays the tobacco surcharge?",
            "How much is the tobacco surcharge per paycheck for my spouse?",
        ),
    ),
    Wording(
        "Is pet insurance offered?",
        same=(
            "Do we offer pet insurance?",
            "Does the company offer pet insurance?",
            "Is there pet insurance available?",
            "Can I get pet insurance?",
        ),
        others=(
            "Is life insurance offered?",
            "Is travel insurance offered?",
            "How much is pet insurance?",
            "Does pet insurance cover surgery?",
            "How do I enroll in pet insurance?",
            "Is pet bereavement leave offered?",
        ),
    ),
    Wording(
        "Does an MRI need prior authorization?",
        same=(
            "Is prior authorization required for an MRI?",
            "Do I need preauthorization for an MRI?",
            "Does an MRI require prior approval?",
        ),
        others=(
            "Does a CT scan need prior authorization?",
            "Does an x-ray need prior authorization?",
            "Does an MRI need a referral?",
            "How much does an MRI cost?",
            "How do I get prior authorization for an MRI?",
            "Does surgery need prior authorization?",
        ),
    ),
    Wording(
        "Are part-time employees eligible for vision?",
        same=(
            "Are part time employees eligible for the vision plan?",
            "Is vision available to part-time employees?",
            "Do part-time employees get vision?",
        ),
        others=(
            "Are full-time employees eligible for vision?",
            "Are part-time employees eligible for dental?",
            "Are part-time employees eligible for medical?",
            "Are part-time employees in California eligible for vision?",
            "When are part-time employees eligible for vision?",
            "Are employees eligible for vision?",
        ),
    ),
    Wording(
        "Is urgent care covered out of network?",
        same=(
            "Is out-of-network urgent care covered?",
            "Does the plan cover urgent care out of network?",
            "Are out-of-network urgent care visits covered?",
        ),
        others=(
            "Is urgent care covered in network?",
            "Is the emergency room covered out of network?",
            "Is urgent care covered?",
            "How much is urgent care out of network?",
            "Is telehealth covered out of network?",
            "Is urgent care covered abroad?",
        ),
    ),
    Wording(
        "¿Cubre el plan dental las coronas?",
        same=(
            "¿Están cubiertas las coronas por el plan dental?",
            "¿El plan dental cubre coronas?",
        ),
        others=(
            "¿Cubre el plan dental la ortodoncia?",
            "¿Cubre el plan de visión los lentes?",
            "¿Cuánto paga el plan dental por una corona?",
            "¿Cubre el plan dental las coronas de mi hijo?",
            "¿No cubre el plan dental las coronas?",
        ),
    ),
)

HELD_OUT = (
    Wording(
        "Does the company pay for my parking?",
        same=(
            "Does my employer pay for parking?",
            "Is parking paid by the company?",
            "Will the company pay my parking?",
            "Does the company cover parking?",
        ),
        others=(
            "Does the company pay for my train pass?",
            "How much does the company pay for my parking?",
            "Do I pay for my parking?",
            "Is there a tax on parking?",
            "Does the company pay for parking for my spouse?",
            "Where can I park?",
        ),
    ),
    Wording(
        "How many weeks of bereavement leave do I get when a parent dies?",
        same=(
            "How many weeks of bereavement leave do I get if my mother dies?",
            "How many weeks of leave do I get when a parent dies?",
            "If a parent dies, how many weeks of bereavement leave do I get?",
        ),
        others=(
            "How many weeks of bereavement leave do I get when a child dies?",
            "How many weeks of bereavement leave do I get when a grandparent dies?",
            "How many weeks of bereavement leave do I get when my sister dies?",
            "How many weeks of parental leave do I get?",
            "Is bereavement leave paid when a parent dies?",
            "How many weeks of sick leave do I get when a parent is ill?",
        ),
    ),
    Wording(
        "Can I use my HSA for contact lenses?",
        same=(
            "May I use my HSA for contact lenses?",
            "Can I use my health savings account for contacts?",
            "Can my HSA be used for contact lenses?",
            "Is it possible to use the HSA for contact lenses?",
        ),
        others=(
            "Can I use my FSA for contact lenses?",
            "Can I use my HSA for sunglasses?",
            "Can I use my HSA for contact lens solution?",
            "Can I use my HSA for dental implants?",
            "Can I use my HSA for my child's contact lenses?",
            "Can I not use my HSA for contact lenses?",
            "Can I use my limited-purpose FSA for contact lenses?",
        ),
    ),
    Wording(
        "When is the next open enrollment meeting?",
        same=(
            "When is the next meeting about open enrollment?",
            "When does the next open enrollment meeting take place?",
            "What day is the next open enrollment meeting?",
        ),
        others=(
            "When is open enrollment?",
            "When does open enrollment end?",
            "Where is the next open enrollment meeting?",
            "When is the next wellness meeting?",
            "Who leads the next open enrollment meeting?",
            "When was the last open enrollment meeting?",
        ),
    ),
    Wording(
        "What is the out-of-pocket maximum of the HMO in 2026?",
        same=(
            "How much is the HMO out-of-pocket maximum in 2026?",
            "2026 HMO out of pocket max?",
            "What's the out-of-pocket limit for the HMO in 2026?",
        ),
        others=(
            "What is the out-of-pocket maximum of the HMO in 2027?",
            "What is the out-of-pocket maximum of the EPO in 2026?",
            "What is the deductible of the HMO in 2026?",
            "What is the family out-of-pocket maximum of the HMO in 2026?",
            "What is the out-of-network out-of-pocket maximum of the HMO in 2026?",
            "What counts toward the out-of-pocket maximum of the HMO in 2026?",
        ),
    ),
    Wording(
        "Do I need to take a physical to get life insurance?",
        same=(
            "Do I have to take a physical to get life insurance?",
            "Is a physical required for life insurance?",
            "Must I take a physical for life insurance?",
        ),
        others=(
            "Do I need to take a physical to get disability insurance?",
            "Do I need to take a physical to get dependent life insurance?",
            "Does my spouse need to take a physical to get life insurance?",
            "Do I need to name a beneficiary to get life insurance?",
            "Does life insurance pay for a physical?",
        ),
    ),
)
