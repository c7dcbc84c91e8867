"""Answers as they are written, with what they claim beside a figure or without any: an answering no, two sentences
with a colon between them, several statements in one sentence, and what a label or a lead-in denies of all it holds.
"""

from tests.chat.proof.cases import Case, told

LEAVING = told(
    "Medical and dental end at midnight of your last day worked. There is no spending account for parking at Corvid "
    "Mills. The award is yours at once: there is no holding period. Sabbatical days may be used as soon as they are "
    "granted, with no probation. Leave does not enroll the child. Add your baby in the portal within 45 days after the "
    "birth.",
    title="Corvid Mills Handbook 2028",
)
BASIC = told(
    "The Copper Basic plan is not full insurance. It pays fixed amounts and leaves the rest to you. A dependent who "
    "cannot support himself because of a lasting illness may stay covered. Former spouses and domestic "
    "partners cannot be covered. You may cover your lawful spouse and your children. After a marriage you can add your "
    "spouse.",
    title="Corvid Mills Plan Description 2028",
    heading="Whom you can cover",
)
DISABILITY = told(
    "Question | Answer\n"
    "Who pays for it — Answer: Corvid Mills\n"
    "Not covered — Answer: Injuries paid by auto insurance, elective eyelid surgery\n"
    "Is the payment taxed — Answer: Yes, as pay",
    title="Disability Summary 2028",
)
NOT_BOTH = told(
    "A general health FSA, also your spouse's, blocks an HSA. A limited FSA goes with it.",
    title="Accounts Guide 2028",
    heading="Not both",
)
SUMMARY = told(
    "Do you need a referral to see a specialist? — Answers: No.; Why This Matters: You can see the specialist "
    "you choose "
    "without a referral.\n"
    "All copayment and coinsurance costs shown in this chart are after your deductible has been met, if a deductible "
    "applies.\n"
    "Common Medical Event | Services | Network Provider | Out-of-Network Provider | Limitations\n"
    "If you visit a clinic, Specialist visit — Network Provider: 25% coinsurance; Out-of-Network Provider: Not "
    "covered; "
    "Limitations: None\n"
    "If you need drugs, Generic drugs — Network Provider: $12 copay/fill. Deductible does not apply.; Out-of-Network "
    "Provider: Not covered; Limitations: A 90-day supply by mail costs 2.5 times the copay.\n"
    "If you need drugs, Specialty drugs — Network Provider: 40% coinsurance; Out-of-Network Provider: Not covered; "
    "Limitations: None\n"
    "If your child needs dental care, Children's dental check-up — Network Provider: Not covered; Out-of-Network "
    "Provider: Not covered; Limitations: Covered by the separate dental plan, if you enroll in it.\n"
    "Services this plan does NOT cover: Acupuncture; Eyelid surgery; Infertility treatment; Long-term care.",
    title="Summary of Benefits and Coverage: Larch EPO 2028",
    heading="Larch EPO",
)
LEVELS = told(
    "What you pay | Near | Wide\n"
    "Specialist visit (2) — Near: $15; Wide: $45\n"
    "(2) A referral from your Near primary care doctor is required to see a Wide specialist. Heron PPO needs no "
    "referrals.",
    title="Benefits Guide 2028",
    heading="Larch EPO",
)
TESTS = told(
    "What you need | PPO 900 | HDHP\n"
    "Blood work and x-rays — PPO 900: 15% after deductible; HDHP: 10% after deductible\n"
    "Hospital stay — PPO 900: 15% after deductible; HDHP: 10% after deductible\n"
    "Office visit — PPO 900: $20 copay, deductible does not apply; HDHP: 10% after deductible",
    title="Benefits Guide 2028",
)
SAVING = told(
    "Question | Answer\n"
    "Is anybody signed up automatically? — Answer: No. You have to sign up by phone.\n"
    "How much can I save? — Answer: 1% to 50% of pay. Travel allowance is not pay.\n"
    "What does the company add? — Answer: Office: 100% of the first 3% and 50% of the next 2%. Yard: 50% of the first "
    "4%.\n"
    "When is the match mine? — Answer: Office: at once. Yard: after 3 years.\n"
    "The company pays its money into the HSA in two parts, half in March and half in September.",
    title="Corvid Mills 401(k) at a glance 2028",
)
LIMIT = told(
    "Word | Meaning\n"
    "Out-of-pocket maximum — Meaning: The most you pay in a year for covered care. Paycheck contributions do not count "
    "toward it.\n"
    "Copay — Meaning: A fixed amount for a visit.",
    title="Benefits Guide 2028",
)
LOCAL = told(
    "¿Local 77 paga recargos?\n"
    "No. Ni el recargo por tabaco ni el recargo por cónyuge se aplican a Local 77.\n"
    "¿Qué pasa con las horas que no uso?\n"
    "Las horas de enfermedad no se pagan al terminar el empleo. Del 10 de noviembre al 20 de diciembre no se dan "
    "vacaciones a Bodega.\n"
    "Los padres no se pueden cubrir. Especialista Amplio: $45; el deducible no se aplica.\n"
    "Beneficio | En pocas palabras\n"
    "Enfermedad — En pocas palabras: Una hora por cada 40 horas de trabajo\n"
    "Luto — En pocas palabras: Tres días",
    title="Preguntas frecuentes Local 77, 2028",
)
EVENTS = told(
    "After a life event hourly members have 45 days to ask for a change. A spouse who loses other coverage can "
    "be added."
    " Choices made after a life event stay in place through December 31, 2028.",
    title="Benefits Guide 2028",
)

TRUE = [
    Case("No, your medical and dental coverage stopped at midnight of your last day worked [1].", LEAVING),
    Case("No, Corvid Mills has no spending account for parking [1].", LEAVING),
    Case("The award is yours at once, with no holding period [1].", LEAVING),
    Case("You may use sabbatical days as soon as they are granted [1].", LEAVING),
    Case("Leave does not enroll the baby: add the child in the portal within 45 days after the birth [1].", LEAVING),
    Case("Taking leave does not enroll him automatically [1].", LEAVING),
    Case("Copper Basic is not full insurance: it pays fixed amounts and leaves the rest to you [1].", BASIC),
    Case("If he cannot support himself because of a lasting illness, he may stay covered [1].", BASIC),
    Case(
        "No, your girlfriend can't be added: the plan covers only the person you are legally married to, and domestic "
        "partners cannot be covered, no matter how long you have lived together [1].",
        BASIC,
    ),
    Case("Yes, you may cover your lawful spouse, and your children too [1].", BASIC),
    Case("Elective eyelid surgery and injuries paid by auto insurance aren't covered [1].", DISABILITY),
    Case("Injuries paid by auto insurance are not covered [1].", DISABILITY),
    Case("A general FSA of your spouse also blocks the HSA [1].", NOT_BOTH),
    Case("A general health FSA blocks an HSA [1].", NOT_BOTH),
    Case(
        "- Larch EPO: you can see the specialist you choose without a referral; you pay 25% coinsurance after the "
        "deductible [1].",
        SUMMARY,
    ),
    Case(
        "- Larch EPO: the generic copay is $12 per fill, the deductible does not apply, and a 90-day supply by mail "
        "costs 2.5 times the copay [1].",
        SUMMARY,
    ),
    Case("The medical plan doesn't cover children's dental [1].", SUMMARY),
    Case("Out-of-network specialists are not covered [1].", SUMMARY),
    Case("Infertility treatment is not covered, and neither is acupuncture [1].", SUMMARY),
    Case("The Larch EPO summary also excludes infertility treatment [1].", SUMMARY),
    Case(
        "It depends on the doctor: on the Larch EPO you need a referral for a Wide specialist, and it must come from "
        "your Near primary care doctor [1].",
        LEVELS,
    ),
    Case("Para ver a un especialista Wide necesita una referencia de su médico de cabecera Near [1].", LEVELS),
    Case("Blood work and x-rays are listed separately at 15% after deductible on the PPO 900 [1].", TESTS),
    Case("Blood work is 10% after deductible on the HDHP, and so is a hospital stay [1].", TESTS),
    Case("Nobody is signed up automatically; you sign up by phone [1].", SAVING),
    Case("Travel allowance does not count as pay [1].", SAVING),
    Case("For Office employees, the company matches 100% of the first 3% and 50% of the next 2% [1].", SAVING),
    Case("The company pays its part half in March and half in September [1].", SAVING),
    Case("Lo que le descuentan del cheque no cuenta para ese máximo [1].", LIMIT),
    Case("Paycheck contributions don't count toward the out-of-pocket maximum [1].", LIMIT),
    Case("A Local 77 no se le aplica ni el recargo por tabaco ni el recargo por cónyuge [1].", LOCAL),
    Case("No, como miembro de Local 77 las horas de enfermedad no se le pagan al terminar el empleo [1].", LOCAL),
    Case("En la mayor parte no: del 10 de noviembre al 20 de diciembre no se dan vacaciones a Bodega [1].", LOCAL),
    Case("No, no puede agregar a su mamá al seguro: los padres no se pueden cubrir [1].", LOCAL),
    Case("Con el especialista Amplio no se aplica el deducible [1].", LOCAL),
    Case("Sí, puede usar sus horas de enfermedad: gana una hora por cada 40 horas de trabajo [1].", LOCAL),
    Case(
        "Yes, you can add your wife, because losing her other coverage is a life event, and hourly members have "
        "45 days "
        "to ask [1].",
        EVENTS,
        "can i put my wife on mine",
    ),
]
FALSE = [
    Case("No, your medical and dental coverage continues after your last day worked [1].", LEAVING),
    Case("Corvid Mills has a spending account for parking [1].", LEAVING),
    Case("The award is yours at once, with a holding period [1].", LEAVING),
    Case("The award is not yours at once, and there is a holding period [1].", LEAVING),
    Case("You may not use sabbatical days as soon as they are granted [1].", LEAVING),
    Case("Leave enrolls the child: add nothing in the portal after the birth [1].", LEAVING),
    Case("Leave does not enroll the baby: add the child in the portal within 30 days after the birth [1].", LEAVING),
    Case("Taking leave enrolls him automatically [1].", LEAVING),
    Case("Copper Basic is full insurance: it pays fixed amounts and leaves the rest to you [1].", BASIC),
    Case("Copper Basic is not full insurance: it does not pay fixed amounts and leave the rest to you [1].", BASIC),
    Case("If he can support himself in spite of a lasting illness, he may stay covered [1].", BASIC),
    Case(
        "If he cannot support himself because of a lasting illness, he may not stay covered [1].",
        BASIC,
    ),
    Case("Yes, your girlfriend can be added: domestic partners can be covered [1].", BASIC),
    Case("No, your girlfriend can be added, no matter how long you have lived together [1].", BASIC),
    Case(
        "Yes, your girlfriend can't be added: domestic partners cannot be covered [1].",
        BASIC,
        "can my girlfriend be added?",
    ),
    Case("Yes, you may cover your former spouse, and your children too [1].", BASIC),
    Case("You may not cover your lawful spouse, and only your children may be covered [1].", BASIC),
    Case("Elective eyelid surgery and injuries paid by auto insurance are covered [1].", DISABILITY),
    Case("Injuries paid by auto insurance are covered [1].", DISABILITY),
    Case("A general FSA of your spouse does not block the HSA [1].", NOT_BOTH),
    Case("A general health FSA blocks no HSA [1].", NOT_BOTH),
    Case(
        "- Larch EPO: you can see the specialist you choose without a referral; the deductible does not apply [1].",
        SUMMARY,
    ),
    Case(
        "- Larch EPO: you need a referral to see the specialist; you pay 25% coinsurance after the deductible [1].",
        SUMMARY,
    ),
    Case("- Larch EPO: the generic copay is $12 per fill, and the deductible applies [1].", SUMMARY),
    Case(
        "- Larch EPO: specialty drugs cost 40% coinsurance, the deductible does not apply, and mail order costs more "
        "[1].",
        SUMMARY,
    ),
    Case("The medical plan covers children's dental [1].", SUMMARY),
    Case("Out-of-network specialists are covered [1].", SUMMARY),
    Case("Network specialists are not covered [1].", SUMMARY),
    Case("Infertility treatment is not covered, and acupuncture is covered [1].", SUMMARY),
    Case("Specialist visits in the network are covered, and so is acupuncture [1].", SUMMARY),
    Case("The Larch EPO covers infertility treatment [1].", SUMMARY),
    Case("Yes, it doesn't look like it: infertility treatment is not covered [1].", SUMMARY),
    Case("No, it does: infertility treatment is not covered [1].", SUMMARY),
    Case("On the Larch EPO you do not need a referral for a Wide specialist [1].", LEVELS),
    Case("On the Heron PPO you need a referral for a Wide specialist [1].", LEVELS),
    Case("Para ver a un especialista Wide no necesita una referencia de su médico de cabecera Near [1].", LEVELS),
    Case("Blood work and x-rays are listed separately at 15% before the deductible on the PPO 900 [1].", TESTS),
    Case("Blood work is 10% after deductible on the HDHP, and an office visit is 15% after deductible [1].", TESTS),
    Case("Everybody is signed up automatically; you sign up by phone [1].", SAVING),
    Case("Travel allowance counts as pay [1].", SAVING),
    Case("For Office employees, the company matches 100% of the first 3% and 50% of the next 50% [1].", SAVING),
    Case("For Office employees, the company matches 50% of the first 3% and 50% of the next 2% [1].", SAVING),
    Case("The company pays its part all at once in March [1].", SAVING),
    Case("Lo que le descuentan del cheque cuenta para ese máximo [1].", LIMIT),
    Case("Paycheck contributions count toward the out-of-pocket maximum [1].", LIMIT),
    Case("A Local 77 se le aplica el recargo por tabaco [1].", LOCAL),
    Case("A Local 77 se le aplican el recargo por tabaco y el recargo por cónyuge [1].", LOCAL),
    Case("No, como miembro de Local 78 las horas de enfermedad no se le pagan al terminar el empleo [1].", LOCAL),
    Case("Las horas de enfermedad se le pagan al terminar el empleo [1].", LOCAL),
    Case("En la mayor parte no: del 10 de noviembre al 40 de diciembre no se dan vacaciones a Bodega [1].", LOCAL),
    Case("Sí, puede agregar a su mamá al seguro: los padres se pueden cubrir [1].", LOCAL),
    Case("Con el especialista Amplio se aplica el deducible [1].", LOCAL),
    Case("Sí, puede usar sus horas de enfermedad para cuidar a su mamá [1].", LOCAL),
    Case("Sí, puede usar sus horas de vacaciones [1].", LOCAL),
    Case("Sí, puede usar sus horas de enfermedad: gana una hora por cada 40 horas de trabajo en 2028-28 [1].", LOCAL),
    Case("Yes, you cannot add your wife, because losing her other coverage is a life event [1].", EVENTS),
    Case("You can add your mother, because losing her other coverage is a life event [1].", EVENTS),
    Case(
        "No, you can add your wife, because losing her other coverage is a life event [1].",
        EVENTS,
        "can i put my wife on mine",
    ),
]
