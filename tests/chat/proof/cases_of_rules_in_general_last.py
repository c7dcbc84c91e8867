"""The same kinds again on papers of a third company, written after mending for the two lists before."""

from tests.chat.proof.cases import Case, told

A = told(
    "Medical FAQ. Does the plan cover weight loss surgery? Yes, after six months of supervised dieting. Are travel "
    "vaccines covered? No. Do I pay the deductible for lab work? No, lab work at Quest is $0. Will my child lose "
    "coverage at 26? Yes, on the last day of the birth month. Premiums are taken before taxes from 24 "
    "paychecks. A spouse "
    "with an offer of coverage from another employer is not eligible. The plan pays for one eye exam per "
    "calendar year; "
    "glasses are not included. Newborns are covered for the first 31 days and must be enrolled by then to stay "
    "covered. "
    "Physical therapy and occupational therapy share a limit of 40 visits. You pay the first $250 of an "
    "ambulance ride, "
    "the plan pays the rest.",
    title="Sable Medical FAQ 2027",
)
B = told(
    "Tier | Retail, 30 days | Mail, 90 days\n"
    "Generic — Retail, 30 days: $10; Mail, 90 days: $20\n"
    "Preferred brand — Retail, 30 days: $35; Mail, 90 days: $70\n"
    "Specialty — Retail, 30 days: Not available; Mail, 90 days: $150 per 30 days\n"
    "If you ask for a brand when a generic exists, you pay the difference in price in addition to the copay. "
    "Insulin is "
    "capped at $35 a month. Oral contraceptives are free. Drug copays do not count toward the medical deductible. Some "
    "drugs need step therapy: you must try a generic first. Prior authorization lasts 12 months.",
    title="Sable Pharmacy 2027",
)
C = told(
    "You may enroll in the 401(k) after 30 days. Sable matches 100% of the first 4% you save. Matching money "
    "vests after "
    "three years; before that you lose it if you leave. You can withdraw your own after-tax savings at any "
    "time; pre-tax "
    "savings only at age 59 1/2 or in a hardship. Loans are not allowed from the match. The match is made every pay "
    "period. You pay the loan fee of $75. Beneficiaries: married participants must name their spouse unless the spouse "
    "consents. Employees on unpaid leave cannot contribute.",
    title="Sable 401(k) 2027",
)
D = told(
    "Paid parental leave: 12 weeks at 100% for the primary caregiver, 6 weeks at 100% for the secondary caregiver. It "
    "runs at the same time as FMLA, not after it. Adoptive parents qualify; foster parents do not. It may be taken in "
    "one-week blocks. Bereavement leave is 5 days per death. Vacation can be used in half days. Up to 5 "
    "vacation days may be "
    "sold back each December. New employees get vacation in proportion to the months left in the year. Floating "
    "holidays "
    "do not carry over. Call-in pay is at least 3 hours. Jury duty pay is in addition to what the court pays.",
    title="Sable Leave 2027",
)
E_ = told(
    "Optional life: you pay the premium; rates depend on age. Spouse life needs your own optional life of at "
    "least the same "
    "amount. AD&D pays twice for a common carrier accident. Business travel accident insurance is paid for by Sable. "
    "Long-term care insurance is not offered. Short-term disability: Sable pays; starts after a 7-day wait; "
    "maternity is "
    "treated as an illness. Coverage may be ported when you leave, but not if you are over 70. Beneficiary "
    "changes take "
    "effect on the day they are signed.",
    title="Sable Life 2027",
)
F = told(
    "El plan cubre dos exámenes dentales al año sin costo. Los frenos se cubren solo para menores de 19 años. "
    "La empresa "
    "aporta $500 a la HSA en enero, en un solo depósito. El copago de urgencias se elimina si lo hospitalizan. "
    "Puede usar "
    "el tiempo de enfermedad para cuidar a un familiar. El préstamo del 401(k) se paga en cinco años como "
    "máximo y solo "
    "puede tener uno a la vez. El EAP es confidencial y gratuito. El cónyuge no puede usar la tarjeta del gimnasio. "
    "Las primas médicas se descuentan antes de impuestos; las de vida, después.",
    title="Guía Sable 2027",
)
FALSE = [
    Case("Weight loss surgery is not covered [1].", A),
    Case("Travel vaccines are covered [1].", A),
    Case("Lab work at Quest is subject to the deductible [1].", A),
    Case("Your child keeps coverage after turning 26 [1].", A),
    Case("Premiums are taken after taxes [1].", A),
    Case("A spouse can be covered even if another employer offers coverage [1].", A),
    Case("Glasses are covered as well [1].", A),
    Case("Newborns are covered automatically for good [1].", A),
    Case("Physical therapy and occupational therapy have separate limits [1].", A),
    Case("The plan pays the first $250 of an ambulance ride [1].", A),
    Case("The plan pays for two eye exams per calendar year [1].", A),
    Case("Specialty drugs can be filled at a retail pharmacy [1].", B),
    Case("If you ask for a brand drug, you pay the difference instead of the copay [1].", B),
    Case("Insulin is capped at $35 a year [1].", B),
    Case("You pay a copay for oral contraceptives [1].", B),
    Case("Drug copays count toward the medical deductible [1].", B),
    Case("With step therapy you can start with the brand drug [1].", B),
    Case("Preferred brand drugs cost $20 by mail [1].", B),
    Case("Prior authorization has to be renewed every month [1].", B),
    Case("You can enroll in the 401(k) on your first day [1].", C),
    Case("The match is vested immediately [1].", C),
    Case("You keep the match if you leave after one year [1].", C),
    Case("Pre-tax savings can be withdrawn at any time [1].", C),
    Case("You can borrow from the match [1].", C),
    Case("The match is made once a year [1].", C),
    Case("Sable pays the loan fee [1].", C),
    Case("You can contribute while on unpaid leave [1].", C),
    Case("Married participants may name anyone without asking their spouse [1].", C),
    Case("The secondary caregiver gets 12 weeks [1].", D),
    Case("Parental leave starts after FMLA ends [1].", D),
    Case("Foster parents qualify for parental leave [1].", D),
    Case("Parental leave has to be taken all at once [1].", D),
    Case("You get 5 bereavement days per year [1].", D),
    Case("Vacation has to be taken in full days [1].", D),
    Case("Unused floating holidays carry over [1].", D),
    Case("Jury duty pay replaces what the court pays [1].", D),
    Case("Your vacation days cannot be sold [1].", D),
    Case("New employees get the full year's vacation [1].", D),
    Case("Sable pays the premium for optional life [1].", E_),
    Case("Optional life rates are the same at every age [1].", E_),
    Case("You can insure your spouse without having optional life yourself [1].", E_),
    Case("You pay for business travel accident insurance [1].", E_),
    Case("Sable offers long-term care insurance [1].", E_),
    Case("Short-term disability starts right away [1].", E_),
    Case("Maternity is not covered by short-term disability [1].", E_),
    Case("You lose coverage when you leave and cannot port it [1].", E_),
    Case("Los frenos se cubren para adultos [1].", F),
    Case("La empresa aporta $500 a la HSA cada mes [1].", F),
    Case("La empresa hace su aporte a la HSA en varios pagos [1].", F),
    Case("Paga el copago de urgencias aunque lo hospitalicen [1].", F),
    Case("El tiempo de enfermedad es solo para usted [1].", F),
    Case("Puede tener dos préstamos a la vez [1].", F),
    Case("La empresa se entera si usa el EAP [1].", F),
    Case("Su cónyuge también puede usar la tarjeta del gimnasio [1].", F),
    Case("Las primas de vida se descuentan antes de impuestos [1].", F),
]
TRUE = [
    Case("Weight loss surgery is covered once you have dieted under supervision for six months [1].", A),
    Case("Travel vaccines aren't covered [1].", A),
    Case("Lab work at Quest costs nothing [1].", A),
    Case("A child's coverage ends on the last day of the month in which they turn 26 [1].", A),
    Case("Premiums come out of 24 paychecks before taxes [1].", A),
    Case("Your spouse isn't eligible if another employer offers coverage [1].", A),
    Case("One eye exam a year is covered, but glasses aren't [1].", A),
    Case("To keep a newborn covered you have to enroll the baby within 31 days [1].", A),
    Case("Physical and occupational therapy have a combined limit of 40 visits [1].", A),
    Case("For an ambulance you pay $250 and the plan pays the rest [1].", A),
    Case("A 90-day supply of a generic is $20 by mail [1].", B),
    Case("Specialty drugs aren't available at retail [1].", B),
    Case("You pay no more than $35 a month for insulin [1].", B),
    Case("Oral contraceptives cost you nothing [1].", B),
    Case("Drug copays don't go toward your medical deductible [1].", B),
    Case("For some drugs you have to try a generic first [1].", B),
    Case("A prior authorization is good for a year [1].", B),
    Case("A brand costs you the copay and the price difference if there is a generic [1].", B),
    Case("You can join the 401(k) after 30 days [1].", C),
    Case("Sable matches dollar for dollar up to 4% [1].", C),
    Case("You are vested in the match after 3 years [1].", C),
    Case("If you leave before three years, you lose the match [1].", C),
    Case("After-tax savings can be taken out whenever you like [1].", C),
    Case("You can't take a loan from the match [1].", C),
    Case("You get the match each pay period [1].", C),
    Case("While on unpaid leave you can't contribute [1].", C),
    Case("The primary caregiver has 12 weeks of fully paid leave [1].", D),
    Case("The secondary caregiver gets six weeks at full pay [1].", D),
    Case("Parental leave runs together with FMLA [1].", D),
    Case("Adoptive parents are eligible, foster parents aren't [1].", D),
    Case("You can split parental leave into blocks of one week [1].", D),
    Case("You can take half days of vacation [1].", D),
    Case("You can sell up to five vacation days every December [1].", D),
    Case("Floating holidays are lost at the end of the year [1].", D),
    Case("You keep what the court pays for jury duty on top of your pay [1].", D),
    Case("You pay for optional life yourself [1].", E_),
    Case("The cost of optional life depends on your age [1].", E_),
    Case("Business travel accident insurance is free to you [1].", E_),
    Case("There is no long-term care insurance [1].", E_),
    Case("Short-term disability begins after seven days [1].", E_),
    Case("The company pays for short-term disability [1].", E_),
    Case("You can take your coverage with you when you leave unless you are over 70 [1].", E_),
    Case("Dos exámenes dentales por año son gratis [1].", F),
    Case("Los frenos no se cubren para adultos [1].", F),
    Case("En enero la empresa deposita $500 en su HSA [1].", F),
    Case("No paga el copago de urgencias si lo hospitalizan [1].", F),
    Case("También puede usar el tiempo de enfermedad para cuidar a un familiar [1].", F),
    Case("Solo puede tener un préstamo a la vez [1].", F),
    Case("El EAP no tiene costo [1].", F),
    Case("Las primas de vida se descuentan después de impuestos [1].", F),
    Case("The EAP is free and confidential [1].", F),
]
