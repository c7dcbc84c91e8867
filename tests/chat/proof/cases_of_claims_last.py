"""Claims beside terse papers that tell several things in one sentence, in English and Spanish."""

from tests.chat.proof.cases import Case, told

SAVINGS = told(
    "Overland Supply 401(k) and stock. You may not contribute more than 60% of pay. Loans may not exceed half of "
    "your vested balance. Withdrawals are limited to one a year. Only salaried employees may join the stock plan; "
    "hourly employees may not. Dividends are reinvested. Company shares are not voted by employees. You do not have"
    " to sell shares when you leave. Gifts of shares are not allowed. Bonuses count as pay; severance does not. You"
    " may stop contributing at any time. Rollovers are accepted from other plans but not from IRAs.",
    title="Overland 401(k) 2027",
)
DENTAL = told(
    "Dental and hearing. Night guards are covered once every five years. Whitening is not covered. Implants are "
    "covered after 12 months. Sealants are available to children only. X-rays do not count toward the annual "
    "maximum. You need no referral. A treatment estimate is not required. Hearing aids are covered on the Plus "
    "plan. Batteries are not included. Repairs are included for three years. Retirees may enroll; former employees "
    "may not. The deductible does not apply to cleanings.",
    title="Dental and Hearing 2027",
)
BIENESTAR = told(
    "Bienestar: El gimnasio está incluido; las clases privadas no. Los cónyuges son elegibles; los padres no. No se"
    " requiere autorización. La vacuna contra la gripe se cubre sin deducible. Los lentes de sol no están "
    "cubiertos. Los copagos cuentan para el máximo anual; las primas no. Puede cancelar en cualquier momento. No "
    "puede usar más de diez visitas al mes.",
    title="Bienestar 2027",
)

FALSE = [
    Case("Hourly employees may join the stock plan [1].", SAVINGS),
    Case("Hourly employees may join the stock plan, but salaried employees can't [1].", SAVINGS),
    Case("Your loan can be more than half of your vested balance [1].", SAVINGS),
    Case("Severance counts as pay [1].", SAVINGS),
    Case("Bonuses don't count as pay [1].", SAVINGS),
    Case("Severance counts as pay, but bonuses don't [1].", SAVINGS),
    Case("You have to sell your shares when you leave [1].", SAVINGS),
    Case("Gifts of shares are allowed [1].", SAVINGS),
    Case("The plan accepts rollovers from IRAs [1].", SAVINGS),
    Case("The plan doesn't accept rollovers from other plans [1].", SAVINGS),
    Case("You can't stop contributing whenever you like [1].", SAVINGS),
    Case("Anyone may contribute more than 60% of pay [1].", SAVINGS),
    Case("Whitening is covered, but night guards aren't [1].", DENTAL),
    Case("Sealants are available to adults [1].", DENTAL),
    Case("X-rays count toward your annual maximum [1].", DENTAL),
    Case("A treatment estimate is required [1].", DENTAL),
    Case("Batteries are included for three years, but repairs aren't [1].", DENTAL),
    Case("Former employees may enroll [1].", DENTAL),
    Case("Former employees may enroll, but retirees may not [1].", DENTAL),
    Case("Cleanings are subject to the deductible [1].", DENTAL),
    Case("If you're on the Plus plan, hearing aids aren't covered [1].", DENTAL),
    Case("You'll need a referral [1].", DENTAL),
    Case("Las clases privadas están incluidas [1].", BIENESTAR),
    Case("Las clases privadas están incluidas, pero el gimnasio no [1].", BIENESTAR),
    Case("Sus padres son elegibles [1].", BIENESTAR),
    Case("Las primas cuentan para el máximo anual, pero los copagos no [1].", BIENESTAR),
    Case("Necesita autorización [1].", BIENESTAR),
    Case("Los lentes de sol están cubiertos [1].", BIENESTAR),
    Case("No puede cancelar cuando quiera [1].", BIENESTAR),
    Case("Puede usar más de diez visitas al mes [1].", BIENESTAR),
]

TRUE = [
    Case("Hourly employees can't join the stock plan [1].", SAVINGS),
    Case("Salaried employees may join the stock plan, but hourly employees can't [1].", SAVINGS),
    Case("Your loan can't be more than half of your vested balance [1].", SAVINGS),
    Case("You're limited to one withdrawal a year [1].", SAVINGS),
    Case("Severance doesn't count as pay [1].", SAVINGS),
    Case("Bonuses count as pay, but severance doesn't [1].", SAVINGS),
    Case("You don't have to sell your shares if you leave [1].", SAVINGS),
    Case("You can't give shares away as gifts [1].", SAVINGS),
    Case("The plan accepts rollovers from other plans, but not from IRAs [1].", SAVINGS),
    Case("The plan doesn't accept rollovers from IRAs [1].", SAVINGS),
    Case("You can stop contributing whenever you like [1].", SAVINGS),
    Case("No one may contribute more than 60% of pay [1].", SAVINGS),
    Case("Whitening isn't covered, but night guards are [1].", DENTAL),
    Case("Adults can't get sealants [1].", DENTAL),
    Case("X-rays don't count toward your annual maximum [1].", DENTAL),
    Case("You can get treated without an estimate, since it isn't required [1].", DENTAL),
    Case("Repairs are included for three years, but batteries aren't [1].", DENTAL),
    Case("Former employees can't enroll [1].", DENTAL),
    Case("You don't have to meet the deductible for cleanings [1].", DENTAL),
    Case("If you're on the Plus plan, hearing aids are covered [1].", DENTAL),
    Case("You won't need a referral [1].", DENTAL),
    Case("Las clases privadas no están incluidas [1].", BIENESTAR),
    Case("El gimnasio está incluido, pero las clases privadas no [1].", BIENESTAR),
    Case("Sus padres no son elegibles [1].", BIENESTAR),
    Case("Las primas no cuentan para el máximo anual, pero los copagos sí [1].", BIENESTAR),
    Case("No necesita autorización [1].", BIENESTAR),
    Case("La vacuna contra la gripe está cubierta aunque no haya cumplido el deducible [1].", BIENESTAR),
    Case("Puede cancelar cuando quiera [1].", BIENESTAR),
]
