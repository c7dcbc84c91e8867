"""Further claims in other words than their source, on papers that nothing was mended for."""

from tests.chat.proof.cases import Case, told

COUNTY = told(
    "Hollis County plans. The Lakeshore plan pays for hearing aids and acupuncture. It does not pay for massage. "
    "Chiropractic visits are limited to 20 a year. The Ridge plan pays for neither. Emergency care abroad is "
    "covered; routine care abroad is not. Referrals are not required on either plan. Prior authorization is "
    "required for inpatient stays and for infusion therapy. Telehealth copays do not count toward the deductible "
    "but do count toward the out-of-pocket maximum. Fertility treatment is covered if you have been in the plan for"
    " a year. Nurse line calls are free before you meet the deductible. Travel vaccines are subject to the "
    "deductible.",
    title="Hollis County Medical 2027",
)
TRANSIT = told(
    "The transit account is open to employees who work on site at least three days a week. Remote employees do not "
    "qualify. It reimburses bus and train passes, vanpools and ferry tickets. Ride-hailing trips, tolls and fuel "
    "are not eligible. You are not enrolled automatically; sign up in the portal. Money left at the end of a month "
    "stays in the account while you work here. Cards are mailed within ten days; no paper passes are issued. You "
    "may change your amount whenever you wish. Overtime pay is not included when the limit is worked out. The "
    "company adds $20 a month if you buy a monthly pass.",
    title="Transit Account 2027",
)
AUTO = told(
    "Group auto coverage: You are covered from your first day. Rental cars are covered; motorcycles and boats are "
    "excluded. Nobody under 21 may be added as a driver. Claims are handled by the insurer and your employer is not"
    " informed of them. If you leave, you may keep the policy but you lose the payroll discount. Employees hired "
    "before 2020 keep the old rate; employees hired later do not. Premiums are deducted from pay. A second car gets"
    " 10% off.",
    title="Auto Insurance 2027",
)
GUARDERIA = told(
    "La guardería está disponible para empleados con turno de día. Los empleados temporales no califican. El "
    "programa reembolsa pañales y leche, pero no reembolsa juguetes. Si trabaja de noche, no puede usar la "
    "guardería. Las comidas están incluidas; las meriendas no. Nadie puede inscribir a más de tres niños. Mientras "
    "está de vacaciones, no paga la cuota.",
    title="Guardería 2027",
)

FALSE = [
    Case("Lakeshore covers acupuncture and massage [1].", COUNTY),
    Case("Lakeshore covers massage, but it doesn't cover acupuncture [1].", COUNTY),
    Case("The Ridge plan covers hearing aids [1].", COUNTY),
    Case("Routine care abroad is covered [1].", COUNTY),
    Case("Routine care abroad is covered, but emergency care isn't [1].", COUNTY),
    Case("You need a referral to see a specialist [1].", COUNTY),
    Case("You don't need prior authorization for infusion therapy [1].", COUNTY),
    Case("Telehealth copays count toward your deductible [1].", COUNTY),
    Case("Telehealth copays don't count toward the out-of-pocket maximum [1].", COUNTY),
    Case("Travel vaccines aren't subject to the deductible [1].", COUNTY),
    Case("Travel vaccines are covered before you meet the deductible [1].", COUNTY),
    Case("Remote employees qualify for the transit account [1].", TRANSIT),
    Case("Remote employees can use the transit account [1].", TRANSIT),
    Case("The account can be used for tolls and fuel [1].", TRANSIT),
    Case("Ride-hailing is covered, but vanpools aren't [1].", TRANSIT),
    Case("You're enrolled automatically, but you can opt out [1].", TRANSIT),
    Case("You lose the money left at the end of a month even while you work here [1].", TRANSIT),
    Case("Overtime is counted when your limit is calculated [1].", TRANSIT),
    Case("You can't change your amount whenever you wish [1].", TRANSIT),
    Case("Rental cars aren't covered, but boats are [1].", AUTO),
    Case("Motorcycles are covered [1].", AUTO),
    Case("The insurer lets your employer know about each claim [1].", AUTO),
    Case("Anyone under 21 may be added as a driver [1].", AUTO),
    Case("If you leave, you keep the payroll discount [1].", AUTO),
    Case("Employees hired before 2020 don't keep the old rate, but those hired later do [1].", AUTO),
    Case("Los empleados temporales califican para la guardería [1].", GUARDERIA),
    Case("El programa reembolsa juguetes [1].", GUARDERIA),
    Case("Las meriendas están incluidas [1].", GUARDERIA),
    Case("Si trabaja de noche, puede usar la guardería [1].", GUARDERIA),
    Case("Puede inscribir a más de tres niños [1].", GUARDERIA),
    Case("Usted sigue pagando la cuota mientras está de vacaciones [1].", GUARDERIA),
    Case("Las meriendas están incluidas, pero las comidas no [1].", GUARDERIA),
]

TRUE = [
    Case("Lakeshore covers acupuncture and hearing aids, but it doesn't cover massage [1].", COUNTY),
    Case("Massage isn't covered under the Lakeshore plan [1].", COUNTY),
    Case("The Ridge plan doesn't pay for hearing aids [1].", COUNTY),
    Case("If you need emergency care abroad, it's covered, but routine care isn't [1].", COUNTY),
    Case("You don't need a referral on either plan [1].", COUNTY),
    Case("You need prior authorization for infusion therapy [1].", COUNTY),
    Case(
        "Telehealth copays don't count toward your deductible, but they do count toward the out-of-pocket maximum [1].",
        COUNTY,
    ),
    Case("Calls to the nurse line don't cost anything, even if you haven't met your deductible [1].", COUNTY),
    Case("Travel vaccines aren't covered before you meet the deductible [1].", COUNTY),
    Case("Fertility treatment isn't covered until you've been in the plan for a year [1].", COUNTY),
    Case("Remote employees can't use the transit account [1].", TRANSIT),
    Case("The account can be used for ferry tickets [1].", TRANSIT),
    Case("Tolls and fuel don't qualify [1].", TRANSIT),
    Case("You won't be enrolled automatically, so you have to sign up in the portal [1].", TRANSIT),
    Case("You can't get paper passes [1].", TRANSIT),
    Case("Overtime isn't counted when your limit is calculated [1].", TRANSIT),
    Case("Vanpools are covered, but ride-hailing isn't [1].", TRANSIT),
    Case("To be eligible, you must work on site at least three days a week [1].", TRANSIT),
    Case("Motorcycles aren't covered, but rental cars are [1].", AUTO),
    Case("You can't add a driver who is younger than 21 [1].", AUTO),
    Case("Your employer won't find out about a claim [1].", AUTO),
    Case("If you leave, you can keep the policy, but you won't keep the payroll discount [1].", AUTO),
    Case("Employees hired before 2020 keep the old rate, but those hired later don't [1].", AUTO),
    Case("Los empleados temporales no pueden usar la guardería [1].", GUARDERIA),
    Case("El programa no cubre juguetes [1].", GUARDERIA),
    Case("Las comidas están incluidas, pero las meriendas no [1].", GUARDERIA),
    Case("No puede inscribir a más de tres niños [1].", GUARDERIA),
    Case("Usted no paga la cuota mientras está de vacaciones [1].", GUARDERIA),
    Case("Si trabaja de día, puede usar la guardería [1].", GUARDERIA),
]
