"""Sentences that claim something in other words than their source, and neighbours of them that it does not say."""

from tests.chat.proof.cases import Case, told

MEDICAL = told(
    "Are there services covered before you meet your deductible? — Answers: Yes. Well-child visits and flu shots\n"
    "What is not included in the out-of-pocket limit? — Answers: Premiums and penalties for late enrollment\n"
    "Acupuncture — Tamarack Gold: $30 copay; Tamarack Basic: Not covered\n"
    "Bariatric surgery — Tamarack Gold: 20% coinsurance; Tamarack Basic: Not covered\n"
    "Other covered services: wigs (one per course of chemotherapy).\n"
    "What you pay for prescriptions counts toward the out-of-pocket limit. Manufacturer rebates do not. Balance bills "
    "do not count toward the limit. No enrollment forms are mailed: sign in with your employee number.",
    title="Tamarack Medical 2027",
)
EYES = told(
    "Frames, lenses and eye exams are eligible. Sunglasses, cases and cleaning kits are not. The vision account "
    "reimburses contact lens solution. Seasonal staff do not qualify for the vision account. The account is open to "
    "staff who are enrolled in the Basic plan.",
    title="Vision Account 2027",
)
LIFE = told(
    "Basic life is two times your yearly pay. Shift premiums and tips are not counted. Employees who enroll when first "
    "eligible have no health questions; late enrollees must answer health questions. While you are disabled, you do "
    "not pay premiums. Your manager is never told whom you name as beneficiary. You may not name more than four "
    "beneficiaries.",
    title="Life Insurance 2027",
)
SAVE = told(
    "You are enrolled automatically at 5% of pay. You may opt out or pick another rate at any time. You may contribute "
    "from 1% to 50% of base pay and shift premiums; tips are excluded. You may take a loan after one year of service. "
    "If you leave within two years, you must repay 100% of the bonus match; after that, 25%. If your spouse also works "
    "here, the loan fee does not apply.",
    title="Savings Plan 2027",
)
CLASES = told(
    "No se entrega boleto: basta con dar su número de empleado en la entrada. Mientras toma clases de inglés, no paga "
    "la cuota del gimnasio. Para los empleados nuevos se ofrece una segunda clase gratis al mes. El programa está "
    "disponible solo para empleados de planta. Los libros están cubiertos; los uniformes no.",
    title="Programa de Clases 2027",
)

FALSE = [
    Case("Physical exams for adults are covered even before you meet the deductible [1].", MEDICAL),
    Case("Flu shots are covered only after you meet the deductible [1].", MEDICAL),
    Case("Acupuncture is covered on the Basic plan but is not covered on the Gold plan [1].", MEDICAL),
    Case("Bariatric surgery isn't covered on either plan [1].", MEDICAL),
    Case("Wigs aren't covered [1].", MEDICAL),
    Case("Manufacturer rebates help you reach the out-of-pocket limit [1].", MEDICAL),
    Case("What you pay for prescriptions doesn't count toward the out-of-pocket limit [1].", MEDICAL),
    Case("Balance bills count toward the limit [1].", MEDICAL),
    Case("Frames and lenses aren't covered, but sunglasses are [1].", EYES),
    Case("Eye exams are covered, and so are cleaning kits [1].", EYES),
    Case("Cleaning kits are covered [1].", EYES),
    Case("Seasonal staff qualify for the vision account [1].", EYES),
    Case("Your tips are included when your basic life amount is worked out [1].", LIFE),
    Case("Your shift premiums are counted as pay for basic life [1].", LIFE),
    Case("If you enroll as soon as you're eligible, you have to answer health questions [1].", LIFE),
    Case("You keep paying premiums while you are disabled [1].", LIFE),
    Case("We let your manager know whom you name as beneficiary [1].", LIFE),
    Case("Anyone may name more than four beneficiaries [1].", LIFE),
    Case("You can't opt out or pick another rate whenever you like [1].", SAVE),
    Case("Tips count toward the pay that you contribute from, but shift premiums don't [1].", SAVE),
    Case("You need two years of service before you can take a loan [1].", SAVE),
    Case("If you leave within two years, you must repay only half of the bonus match [1].", SAVE),
    Case("Necesita un boleto para entrar [1].", CLASES),
    Case("Mientras toma clases de inglés, usted sigue pagando la cuota del gimnasio [1].", CLASES),
    Case("Los empleados nuevos pueden tener tres clases gratis al mes [1].", CLASES),
    Case("Los uniformes están cubiertos, pero los libros no [1].", CLASES),
    Case("Los uniformes están cubiertos [1].", CLASES),
]

TRUE = [
    Case("Flu shots are covered even before you meet the deductible [1].", MEDICAL),
    Case("Well-child visits aren't subject to the deductible [1].", MEDICAL),
    Case("Acupuncture is covered on the Gold plan but isn't covered on the Basic plan [1].", MEDICAL),
    Case("The Basic plan doesn't cover bariatric surgery [1].", MEDICAL),
    Case("The plan covers one wig per course of chemotherapy [1].", MEDICAL),
    Case("Manufacturer rebates don't help you reach the out-of-pocket limit [1].", MEDICAL),
    Case("What you pay for prescriptions counts toward your out-of-pocket limit [1].", MEDICAL),
    Case("Penalties for late enrollment don't count toward the limit [1].", MEDICAL),
    Case("You don't need an enrollment form [1].", MEDICAL),
    Case("Frames and lenses are covered, but sunglasses aren't [1].", EYES),
    Case("Cleaning kits aren't covered [1].", EYES),
    Case("The vision account can be used for contact lens solution [1].", EYES),
    Case("Seasonal staff don't qualify for the vision account [1].", EYES),
    Case("You must be enrolled in the Basic plan to be eligible for the vision account [1].", EYES),
    Case("Your tips aren't included when your basic life amount is worked out [1].", LIFE),
    Case("Shift premiums aren't counted as pay for basic life [1].", LIFE),
    Case("If you enroll as soon as you're eligible, you won't have to answer health questions [1].", LIFE),
    Case("You don't pay premiums while you are disabled [1].", LIFE),
    Case("We won't let your manager know whom you name as beneficiary [1].", LIFE),
    Case("No one may name more than four beneficiaries [1].", LIFE),
    Case("You can pick another rate or opt out whenever you like [1].", SAVE),
    Case("Tips don't count toward the pay that you contribute from, but shift premiums do [1].", SAVE),
    Case("You need a year of service before you can take a loan [1].", SAVE),
    Case("If you leave within two years, you must pay back the entire bonus match [1].", SAVE),
    Case("There's a loan fee if you work here and your spouse doesn't [1].", SAVE),
    Case("No necesita boleto: en la entrada solo le piden su número de empleado [1].", CLASES),
    Case("Usted deja de pagar la cuota del gimnasio mientras toma clases de inglés [1].", CLASES),
    Case("Los empleados nuevos pueden tener dos clases gratis al mes [1].", CLASES),
    Case("Los libros están cubiertos, pero los uniformes no [1].", CLASES),
]
