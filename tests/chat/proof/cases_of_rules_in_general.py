"""Rules that papers tell in words, said in other words: together or apart, at any time or after an event, who pays, who
may, how often, in which order, alone or besides; papers of other companies for each."""

from tests.chat.proof.cases import Case, told

HMO = told(
    "Do you need a referral to see a specialist? — Answers: Yes, from your primary care physician\n"
    "Will you pay less if you use a network provider? — Answers: Yes. This plan does not pay for out-of-network care "
    "except emergencies\n"
    "Are there other deductibles for specific services? — Answers: No\n"
    "Are there services covered before you meet your deductible? — Answers: Yes. Preventive care, primary care visits "
    "and generic drugs\n"
    "What is not included in the out-of-pocket limit? — Answers: Premiums, penalties and health care this plan does "
    "not cover\n"
    "Urgent care — In network: $50 copay; Out of network: Not covered\n"
    "Preventive care — In network: No charge; Out of network: Not covered\n"
    "Hearing aids — In network: $500 allowance per ear, once every 36 months; Out of network: Not covered\n"
    "Infertility treatment — In network: 50% coinsurance, after prior authorization; Out of network: Not covered",
    title="Harwick HMO Summary of Benefits and Coverage 2027",
)
TEETH = told(
    "Benefit | Standard | Enhanced\n"
    "Cleanings — Standard: 100%, two per year; Enhanced: 100%, three per year\n"
    "Fillings — Standard: 80%; Enhanced: 90%\n"
    "Braces — Standard: Not covered; Enhanced: 50%, dependent children to age 19\n"
    "Teeth whitening — Standard: Not covered; Enhanced: Not covered\n"
    "The Standard plan's deductible is shared by the whole family; under Enhanced each person has a separate one. "
    "Crowns are covered only after 12 months in the plan. Preventive visits are counted toward the annual maximum "
    "under Standard. A night guard is covered once per lifetime. Your dentist must send X-rays before a crown is "
    "started.",
    title="Harwick Dental 2027",
)
ACCOUNTS = told(
    "Harwick deposits $25 into your HSA every pay period, whether or not you contribute. You may start, stop or change "
    "your own HSA deposits whenever you wish. The health care FSA can be used on the first day of the plan year "
    "for the "
    "full amount; the dependent care FSA pays only what has been deposited so far. You cannot use the dependent care "
    "FSA for overnight camp or for school tuition; day camp and after-school care are eligible. The commuter account "
    "has no use-it-or-lose-it rule. You must re-enroll in the FSA each year, but HSA elections continue from year to "
    "year. The wellness stipend is taxable. FSA debit cards are mailed to new participants only.",
    title="Harwick Spending Accounts 2027",
)
FOURK = told(
    "You are eligible to contribute from your first day of work. The company match begins after 6 months of service. "
    "The company matches 50 cents for each dollar you put in, up to 6% of your pay. The match is deposited once a "
    "year, in March. You choose your own investments; if you make no choice, your money goes to a target date fund. "
    "You may take up to two loans, and each must be repaid within five years. Loans are repaid by payroll deduction. "
    "Roth contributions are made with after-tax dollars. Part-time employees may contribute, but do not receive the "
    "match. You can roll over money from an earlier employer's plan at any time. A withdrawal before age 59½ is "
    "subject to a 10% penalty. Your spouse must agree in writing if you name another beneficiary.\n"
    "Years of service | Vested\n"
    "1 year — Vested: 20%\n"
    "2 years — Vested: 40%\n"
    "3 years — Vested: 100%",
    title="Harwick 401(k) 2027",
)
LEAVE = told(
    "Parental leave is 8 weeks at full pay for birth mothers and 4 weeks at full pay for other parents, after one year "
    "of service. It may be taken all at once or in two blocks. Vacation is granted on January 1 and cannot be cashed "
    "out. New employees may use vacation after 60 days. Sick leave may be used to care for a family member. Holidays "
    "that fall within your vacation do not count as vacation days. Managers must approve vacation in advance; sick "
    "leave needs no approval, but call in before your shift begins. Military leave is unpaid. Leave for jury duty is "
    "separate from vacation. Employees on a temporary assignment accrue no vacation. You keep your health coverage "
    "while on leave, and the company goes on paying its share.",
    title="Harwick Leave Policy 2027",
)
LIFE = told(
    "The company provides basic life insurance equal to your annual salary, up to $200,000, and pays the full premium. "
    "You may buy voluntary life insurance for yourself in units of $10,000, and for your spouse only if you buy it for "
    "yourself. Premiums for voluntary life are deducted from your pay after tax. Children are covered from 6 months of "
    "age. The benefit is paid in a lump sum. When you leave, you can convert your coverage to an individual policy "
    "within 31 days; AD&D cannot be converted. Evidence of insurability is required if you enroll late. You can name "
    "more than one beneficiary and change it at any time. Coverage ends on the last day of the month in which you "
    "leave.",
    title="Harwick Life 2027",
)
STD = told(
    "Feature | Short-term disability | Long-term disability\n"
    "Who pays — Short-term disability: You and the company share the cost; Long-term disability: Harwick pays all of "
    "it\n"
    "Enrollment — Short-term disability: You must sign up; Long-term disability: Automatic\n"
    "Begins — Short-term disability: Day 8; Long-term disability: Day 91\n"
    "Pregnancy — Short-term disability: Covered; Long-term disability: Not covered\n"
    "Mental illness — Short-term disability: Covered; Long-term disability: Covered for up to 24 months\n"
    "Taxed — Short-term disability: No; Long-term disability: Yes\n"
    "Offset by workers' compensation — Short-term disability: Yes; Long-term disability: Yes",
    title="Harwick Disability 2027",
)
PERKS = told(
    "Tuition: we pay for courses in advance for full-time employees with one year of service; a grade of B or "
    "better is "
    "required. If you leave within one year of a course, you repay half of what we paid. The lifetime limit is "
    "$15,000. "
    "Backup care: 10 days per child per year, for a $20 copay a day. Adoption: $8,000 per household, paid when the "
    "child is placed with you. EAP: five sessions per person per year; what you say stays private, and the company is "
    "not told who calls. You and anyone who lives with you may call. Legal plan: you may use it for wills, traffic "
    "tickets and home purchases, but not for business matters. Pet insurance is offered at a discount, and you pay the "
    "insurer directly. Student loan help is $100 a month and is in addition to tuition. Gym: either a membership or "
    "home equipment, not both.",
    title="Harwick Perks 2027",
)
COBRA = told(
    "A notice is mailed to you within 44 days after your coverage ends. You have 60 days to elect COBRA. You have 45 "
    "days after electing to pay the first premium. Coverage goes back to the day on which you lost it. Medical, dental "
    "and vision can be continued; life insurance cannot. Each qualified person may make a separate choice. You may "
    "drop COBRA at any time. COBRA ends early if you join another group plan. You pay the whole cost plus 2%. Children "
    "born while you are on COBRA can be added.",
    title="Harwick COBRA 2027",
)
GUIA = told(
    "Beneficio | Plan Básico | Plan Premium\n"
    "Limpiezas dentales — Plan Básico: Sin costo; Plan Premium: Sin costo\n"
    "Ortodoncia — Plan Básico: No cubierta; Plan Premium: 50%\n"
    "La empresa paga la prima completa del seguro de vida básico. El seguro de vida adicional se descuenta de su "
    "salario. Puede cambiar su aportación a la HSA en cualquier momento; la FSA solo se puede cambiar después de un "
    "evento de vida. La licencia por maternidad es de 10 semanas y la licencia por paternidad es de 3 semanas, ambas "
    "con el salario completo. Las vacaciones se pueden usar después de 90 días. El período de espera no se "
    "aplica a los "
    "traslados. El deducible se comparte entre todos los miembros de la familia. Los empleados de medio tiempo no "
    "reciben la contribución de la empresa al 401(k). La inscripción es automática con el 3% del salario. El gimnasio "
    "se reembolsa una vez al año. No necesita autorización previa para las radiografías.",
    title="Guía de beneficios Harwick 2027",
)

FALSE = [
    Case("You can see a specialist without a referral [1].", HMO),
    Case("No referral is needed for a specialist [1].", HMO),
    Case("Generic drugs are covered only once you have met the deductible [1].", HMO),
    Case("You must satisfy the deductible before primary care visits are covered [1].", HMO),
    Case("Penalties are counted toward the out-of-pocket limit [1].", HMO),
    Case("What you pay in premiums helps you reach your out-of-pocket limit [1].", HMO),
    Case("Urgent care out of network is $50 too [1].", HMO),
    Case("Routine out-of-network care is paid for by this plan [1].", HMO),
    Case("There are separate deductibles for specific services [1].", HMO),
    Case("Infertility treatment needs no prior authorization [1].", HMO),
    Case("You get a hearing aid allowance every year [1].", HMO),
    Case("Under the Standard plan each person has a separate deductible [1].", TEETH),
    Case("Under Enhanced the whole family shares one deductible [1].", TEETH),
    Case("Crowns are covered from your first day in the plan [1].", TEETH),
    Case("There is no waiting period for crowns [1].", TEETH),
    Case("Under Standard, preventive visits don't count toward the annual maximum [1].", TEETH),
    Case("A night guard is covered once a year [1].", TEETH),
    Case("Your dentist may send the X-rays after the crown is started [1].", TEETH),
    Case("The Enhanced plan covers braces for adults [1].", TEETH),
    Case("The Enhanced plan also covers teeth whitening [1].", TEETH),
    Case("Harwick deposits money into your HSA only if you contribute [1].", ACCOUNTS),
    Case("Harwick's HSA money comes in one lump sum in January [1].", ACCOUNTS),
    Case("You can change your HSA deposits only during open enrollment [1].", ACCOUNTS),
    Case("The full dependent care FSA amount is available on the first day of the plan year [1].", ACCOUNTS),
    Case("The dependent care FSA can be used for overnight camp [1].", ACCOUNTS),
    Case("Your FSA election continues automatically from year to year [1].", ACCOUNTS),
    Case("You have to elect the HSA again each year [1].", ACCOUNTS),
    Case("The wellness stipend is tax-free [1].", ACCOUNTS),
    Case("Every participant is mailed a new FSA debit card [1].", ACCOUNTS),
    Case("The company match begins on your first day of work [1].", FOURK),
    Case("You must wait six months before you can contribute [1].", FOURK),
    Case("The match is deposited with every paycheck [1].", FOURK),
    Case("The company matches your contributions dollar for dollar up to 6% of pay [1].", FOURK),
    Case("After two years of service you are fully vested [1].", FOURK),
    Case("With 1 year of service you are 40% vested [1].", FOURK),
    Case("You may have only one loan [1].", FOURK),
    Case("Roth contributions are taken out before taxes [1].", FOURK),
    Case("Part-time employees receive the match as well [1].", FOURK),
    Case("You can roll over money from another plan only within your first year [1].", FOURK),
    Case("The company chooses your investments for you [1].", FOURK),
    Case("Your spouse has no say in whom you name as beneficiary [1].", FOURK),
    Case("Parental leave has to be taken all at once [1].", LEAVE),
    Case("Other parents get 8 weeks of parental leave at full pay [1].", LEAVE),
    Case("Parental leave is at half pay [1].", LEAVE),
    Case("New employees may use vacation immediately [1].", LEAVE),
    Case("Jury duty is taken from your vacation [1].", LEAVE),
    Case("Sick leave has to be approved in advance [1].", LEAVE),
    Case("You can only use sick leave for yourself [1].", LEAVE),
    Case("Military leave is paid [1].", LEAVE),
    Case("Temporary employees accrue vacation too [1].", LEAVE),
    Case("While you are on leave you pay the full cost of your health coverage [1].", LEAVE),
    Case("You pay the premium for basic life insurance [1].", LIFE),
    Case("The company pays for voluntary life insurance [1].", LIFE),
    Case("You can buy voluntary life for your spouse even if you have none yourself [1].", LIFE),
    Case("Children are covered from birth [1].", LIFE),
    Case("The life insurance benefit is paid in monthly installments [1].", LIFE),
    Case("AD&D can also be converted to an individual policy [1].", LIFE),
    Case("You can name just one beneficiary [1].", LIFE),
    Case("Coverage ends on your last day of work [1].", LIFE),
    Case("The company pays the whole cost of short-term disability [1].", STD),
    Case("You share the cost of long-term disability with the company [1].", STD),
    Case("You are enrolled in short-term disability automatically [1].", STD),
    Case("You have to sign up for long-term disability [1].", STD),
    Case("Short-term disability benefits are taxed [1].", STD),
    Case("Long-term disability covers pregnancy [1].", STD),
    Case("Workers' compensation does not reduce short-term disability [1].", STD),
    Case("If you leave within a year of a course, you repay all of what Harwick paid [1].", PERKS),
    Case("Courses are paid for only after you have finished them [1].", PERKS),
    Case("The tuition limit is $15,000 per year [1].", PERKS),
    Case("The adoption benefit is $8,000 per child [1].", PERKS),
    Case("The company is told when you call the EAP [1].", PERKS),
    Case("The legal plan can be used for business matters [1].", PERKS),
    Case("Student loan help is paid instead of tuition [1].", PERKS),
    Case("You can get both a gym membership and home equipment [1].", PERKS),
    Case("Pet insurance is deducted from your paycheck [1].", PERKS),
    Case("Only employees may call the EAP [1].", PERKS),
    Case("You have 45 days to decide on COBRA [1].", COBRA),
    Case("You have 60 days to pay your first premium [1].", COBRA),
    Case("The whole family has to make the same choice [1].", COBRA),
    Case("The company shares the cost of COBRA [1].", COBRA),
    Case("Once elected, COBRA cannot be dropped before it runs out [1].", COBRA),
    Case("COBRA coverage starts on the day you elect it [1].", COBRA),
    Case("Life insurance may be continued as well [1].", COBRA),
    Case("La FSA se puede cambiar en cualquier momento [1].", GUIA),
    Case("La licencia por paternidad es de 10 semanas [1].", GUIA),
    Case("Usted paga la prima del seguro de vida básico [1].", GUIA),
    Case("La empresa paga el seguro de vida adicional [1].", GUIA),
    Case("Las vacaciones se pueden usar de inmediato [1].", GUIA),
    Case("Cada miembro de la familia tiene su propio deducible [1].", GUIA),
    Case("Los empleados de medio tiempo también reciben la contribución de la empresa [1].", GUIA),
    Case("Usted debe inscribirse por su cuenta en el 401(k) [1].", GUIA),
    Case("El gimnasio se reembolsa cada mes [1].", GUIA),
    Case("Necesita autorización previa para las radiografías [1].", GUIA),
    Case("La ortodoncia está cubierta en los dos planes [1].", GUIA),
]
TRUE = [
    Case("You need a referral from your primary care physician before you see a specialist [1].", HMO),
    Case("Generic drugs are covered before you meet the deductible [1].", HMO),
    Case("You don't have to meet the deductible first for primary care visits [1].", HMO),
    Case("Penalties don't count toward the out-of-pocket limit [1].", HMO),
    Case("Preventive care in network is free [1].", HMO),
    Case("In network, preventive care costs you nothing [1].", HMO),
    Case("Urgent care outside the network isn't covered [1].", HMO),
    Case("Every three years you get $500 per ear toward hearing aids [1].", HMO),
    Case("Emergencies are covered even out of network [1].", HMO),
    Case("Both plans pay for cleanings in full [1].", TEETH),
    Case("Neither plan covers teeth whitening [1].", TEETH),
    Case("Enhanced pays half of braces for children up to age 19 [1].", TEETH),
    Case("You have to be in the plan for 12 months before crowns are covered [1].", TEETH),
    Case("Under Enhanced everyone in the family has their own deductible [1].", TEETH),
    Case("With Standard the family shares one deductible [1].", TEETH),
    Case("Standard pays 80% for a filling, and you pay the rest [1].", TEETH),
    Case("A night guard is covered one time in your life [1].", TEETH),
    Case("Harwick puts $25 into your HSA each pay period [1].", ACCOUNTS),
    Case("Harwick adds $25 to your HSA every pay period even if you don't contribute [1].", ACCOUNTS),
    Case("You can change your own HSA deposits at any time [1].", ACCOUNTS),
    Case("Your whole health care FSA amount is available from day one of the plan year [1].", ACCOUNTS),
    Case("Day camp qualifies for the dependent care FSA, but overnight camp doesn't [1].", ACCOUNTS),
    Case("You have to enroll in the FSA again every year [1].", ACCOUNTS),
    Case("The wellness stipend is taxed [1].", ACCOUNTS),
    Case("Your HSA election carries on from year to year [1].", ACCOUNTS),
    Case("You can contribute as soon as you start work [1].", FOURK),
    Case("The match starts once you have been here for six months [1].", FOURK),
    Case("Harwick adds 50 cents on the dollar, up to 6% of your pay [1].", FOURK),
    Case("The match is paid in once a year, in March [1].", FOURK),
    Case("You can have two loans at most [1].", FOURK),
    Case("After three years you are fully vested [1].", FOURK),
    Case("Part-time employees don't get the match [1].", FOURK),
    Case("Roth contributions come out of your pay after taxes [1].", FOURK),
    Case("Loan payments are deducted from your paycheck [1].", FOURK),
    Case("Birth mothers get eight weeks of paid parental leave, and other parents get four [1].", LEAVE),
    Case("You can split parental leave into two blocks [1].", LEAVE),
    Case("New hires can't use vacation until they have been here 60 days [1].", LEAVE),
    Case("Unused vacation isn't cashed out [1].", LEAVE),
    Case("Your manager has to approve vacation beforehand [1].", LEAVE),
    Case("You don't need approval for sick leave [1].", LEAVE),
    Case("Military leave isn't paid [1].", LEAVE),
    Case("Your health coverage continues during leave [1].", LEAVE),
    Case("Basic life insurance is free to you and equals your annual salary, with a maximum of $200,000 [1].", LIFE),
    Case("The company pays for your basic life insurance [1].", LIFE),
    Case("You can only insure your spouse if you buy voluntary life for yourself [1].", LIFE),
    Case("Voluntary life premiums come out of your paycheck after taxes [1].", LIFE),
    Case("You have 31 days to convert your life insurance when you leave [1].", LIFE),
    Case("You can change your beneficiary whenever you like [1].", LIFE),
    Case("The company pays the full cost of long-term disability [1].", STD),
    Case("You and the company split the cost of short-term disability [1].", STD),
    Case("You are enrolled in long-term disability automatically [1].", STD),
    Case("You have to sign up for short-term disability yourself [1].", STD),
    Case("Short-term disability benefits are not taxable [1].", STD),
    Case("Short-term disability begins on the eighth day [1].", STD),
    Case("If you leave within a year of a course, you have to pay back half [1].", PERKS),
    Case("Over your lifetime the company pays up to $15,000 for tuition [1].", PERKS),
    Case("You need at least a B [1].", PERKS),
    Case("Backup care is up to 10 days a year for each child, at $20 a day [1].", PERKS),
    Case("The EAP is confidential [1].", PERKS),
    Case("Anyone in your home can call the EAP [1].", PERKS),
    Case("Student loan help of $100 a month comes on top of tuition [1].", PERKS),
    Case("The legal plan doesn't cover business matters [1].", PERKS),
    Case("You have 60 days to decide on COBRA [1].", COBRA),
    Case("Your first COBRA payment is due within 45 days of electing [1].", COBRA),
    Case("Each person can decide separately [1].", COBRA),
    Case("You can stop COBRA whenever you want [1].", COBRA),
    Case("You pay the full cost of COBRA and another 2% [1].", COBRA),
    Case("Dental and vision can be continued too [1].", COBRA),
    Case("Las limpiezas dentales son gratis en los dos planes [1].", GUIA),
    Case("La ortodoncia solo está cubierta en el Plan Premium [1].", GUIA),
    Case("La FSA solo se puede cambiar si tiene un evento de vida [1].", GUIA),
    Case("Puede cambiar su aportación a la HSA cuando quiera [1].", GUIA),
    Case("La empresa paga toda la prima del seguro de vida básico [1].", GUIA),
    Case("No puede usar las vacaciones hasta que pasen 90 días [1].", GUIA),
    Case("La familia comparte un solo deducible [1].", GUIA),
    Case("Por maternidad le dan diez semanas con el salario completo [1].", GUIA),
    Case("Lo inscriben automáticamente con el 3% de su salario [1].", GUIA),
    Case("No hace falta autorización previa para las radiografías [1].", GUIA),
    Case("You can get your gym costs back once a year [1].", GUIA),
]
