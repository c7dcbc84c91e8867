"""What the Harborlight HMO covers, service by service."""

from decimal import Decimal

from platform_admin.demo.cedarmain.medical import HMO
from platform_admin.demo.cedarmain.numbers import COMPANY, THIS_YEAR
from platform_admin.demo.files.blocks import Block, parse
from platform_admin.demo.wording import brief_cost, cents

PLAN = COMPANY.plan(HMO, THIS_YEAR)
MAIL_COPAYS = Decimal("2.5")
GENERIC = PLAN.service("generic").network.copay or Decimal(0)
BRAND = PLAN.service("preferred").network.copay or Decimal(0)
SPECIALTY = PLAN.service("specialty").network.most_per_fill or Decimal(0)


def benefit_chapters() -> tuple[Block, ...]:
    return (
        *_office(),
        *_tests_and_hospital(),
        *_family_and_mind(),
        *_recovery(),
        *_drugs(),
        *_drug_rules(),
        *_drug_limits(),
    )


def _pay(service: str) -> str:
    return brief_cost(PLAN.service(service).network)


def _office() -> tuple[Block, ...]:
    return parse(f"""
        # 5. What is covered

        A service is covered if it is listed in this chapter, medically necessary, given or referred by your primary
        care doctor, and not excluded in chapter 7. What you pay is stated after each heading.

        ## Primary care visits ({_pay("primary")})

        Visits to your primary care doctor in the office, by video or by phone, for illness, injury and long-term
        conditions. Allergy shots given by a nurse are free. A visit by video with our telehealth doctors costs the
        same.

        ## Specialist visits ({_pay("specialist")}, with referral)

        Visits to a network specialist to whom you were referred. If a specialist does a procedure in the office,
        you pay the visit copay only. A second opinion before surgery is covered in the same way.

        ## Preventive care (no charge)

        - A yearly physical, and well-child visits on the recommended schedule
        - Vaccines for children and adults, including for travel if recommended for residents
        - Screening for cancer of the breast, cervix, colon and lung at the recommended ages
        - Blood pressure, cholesterol and diabetes screening
        - Counseling about tobacco, alcohol, weight and sexual health
        - Birth control approved by the FDA, including sterilization of women
        - Breastfeeding support and one breast pump for each birth

        If the doctor also treats a problem during a preventive visit, that part of the visit may cost a copay.

        ## Eye exam for children ({_pay("child_exam")})

        One exam every 12 months until age 19. Glasses, and exams for adults, are in the separate vision plan.

        ## Foot care

        Routine foot care is covered for people with diabetes or poor circulation, at the specialist copay.

        ===
    """)


def _tests_and_hospital() -> tuple[Block, ...]:
    return parse(f"""
        ## Blood work and x-rays ({_pay("diagnostic")})

        Laboratory tests, x-rays, ultrasound and heart tracings ordered by a network doctor. The copay is for each
        visit, not for each test. Genetic tests need approval.

        ## Scans ({_pay("imaging")} for each scan)

        CT, PET and MRI scans at a network imaging center, with approval. Two scans on the same day are two copays.

        ## Outpatient surgery ({_pay("surgery_facility")})

        The facility, the staff, anesthesia and supplies for surgery without a night in hospital. Surgeons' fees are
        free. Colonoscopies for screening are preventive care and free, also if a polyp is removed.

        ## Hospital stays ({_pay("hospital_facility")})

        A semi-private room, nursing, operating rooms, intensive care, drugs, blood, tests and therapy while you are
        an inpatient. Doctors' fees in the hospital are free. A private room is covered only if it is medically
        necessary. The day copay is charged for the first three days of a stay and not for the day of discharge.

        ## Transplants

        Transplants of bone marrow, cornea, heart, kidney, liver, lung and pancreas at a center we choose, at the
        hospital copay. Costs of a living donor are covered if you receive the organ. Travel and lodging up to
        $5,000 for a transplant more than 60 miles away.

        ## Ambulance ({_pay("transport")})

        By road or air to the nearest hospital that can treat you, if another way of travel would endanger you.
        Transfers between hospitals that we ask for are free.

        ## Emergency room ({_pay("emergency")})

        Everything done in the emergency room is in one copay. The copay is waived if you are admitted. Using the
        emergency room for something that is clearly not an emergency, against the advice of the nurse line, is not
        covered.

        ===
    """)


def _family_and_mind() -> tuple[Block, ...]:
    return parse(f"""
        ## Pregnancy and birth ({_pay("pregnancy_facility")} in hospital)

        Prenatal and postnatal visits are free. The hospital copay is charged once for mother and child if the child
        is discharged with the mother. Birth centers and certified nurse midwives of the network are covered. You
        may stay 48 hours after a birth, or 96 hours after a cesarean section, without approval.

        ## Family planning

        Birth control and sterilization of women are free. Vasectomy costs the specialist copay. Ending a pregnancy is
        covered as the law of the state where the care is given allows. Treatment of infertility is not covered;
        tests to find its cause are.

        ## Mental health and substance use, visits ({_pay("mental_outpatient")})

        Talks with psychologists, psychiatrists, social workers and counselors of the network, alone, with the
        family or in a group. No referral is needed. Medication visits, testing, intensive outpatient and day
        programs are covered. There is no limit on the number of visits.

        ## Mental health and substance use, stays ({_pay("mental_inpatient")})

        Stays in a hospital or residential program for mental illness or substance use, including detoxification.
        Approval is needed except in an emergency. If you are in crisis, call or text 988 at any time.

        ## Autism

        Diagnosis, applied behavior analysis, and speech, occupational and physical therapy at the mental health
        visit copay, without a limit on visits.

        ## Reconstructive surgery

        To restore function or correct what an injury, an illness or a birth defect has left. After a mastectomy:
        both breasts, prostheses, and treatment of swelling.

        ===
    """)


def _recovery() -> tuple[Block, ...]:
    return parse(f"""
        ## Physical, occupational and speech therapy ({_pay("rehabilitation")})

        Up to 60 visits in a plan year for all three together, to recover what was lost or to learn what has not
        developed. Approval is needed after the 12th visit. Cardiac and lung rehabilitation are counted apart, up to
        36 visits each.

        ## Chiropractic and acupuncture ({_pay("specialist")})

        Up to 20 chiropractic visits and 12 acupuncture visits in a plan year. No referral is needed.

        ## Home health care ({_pay("home_health")})

        Up to 60 visits in a plan year by a nurse, therapist or aide, if you cannot leave home without great effort.
        Care that only helps with dressing, eating and bathing is not covered.

        ## Skilled nursing facility ({_pay("skilled_nursing")})

        Up to 60 days in a plan year after a hospital stay, or instead of one. The copay is charged for five days of
        a stay at most.

        ## Durable medical equipment ({_pay("equipment")})

        Wheelchairs, walkers, oxygen, breathing machines, insulin pumps, artificial limbs and braces, rented or
        bought as we decide. Repair and replacement when worn out. Diabetic supplies come from the pharmacy.

        ## Hearing aids

        Up to $2,000 every 36 months for hearing aids, and the fitting, at no further cost.

        ## Bariatric surgery

        With approval, after six months in our weight program, at a center we choose, at the hospital copay.

        ## Hospice ({_pay("hospice")})

        Care of the dying at home or in a facility, with medicine, equipment, and support for the family for a year.

        ## Clinical trials

        The usual costs of care in an approved trial for cancer or another life-threatening condition. The trial's
        own drug or device is not covered.

        ===
    """)


def _drugs() -> tuple[Block, ...]:
    return parse(f"""
        # 6. Prescription drugs

        |= 1.4 1.1 1.3
        | Tier | Retail, up to 30 days | Mail or retail, up to 90 days |
        | 1. Generic drugs | {_pay("generic")} | {MAIL_COPAYS} copays |
        | 2. Preferred brand drugs | {_pay("preferred")} | {MAIL_COPAYS} copays |
        | 3. Other brand drugs | {_pay("non_preferred")} | {MAIL_COPAYS} copays |
        | 4. Specialty drugs | {_pay("specialty")} | Not available |

        If the pharmacy's price is lower than the copay, you pay the price. Copays for drugs count toward the
        out-of-pocket limit of the plan.

        ## The drug list

        The list says which drug is in which tier and which drugs have conditions. It is at
        {COMPANY.carrier("medical").url.removeprefix("https://")} and is reviewed twice a year. If a drug you take
        is moved to a higher tier or removed, you hear from us 60 days ahead, or your pharmacy may fill it once more
        at the old price.

        ## Free drugs

        Preventive drugs are free with a prescription: birth control, aspirin for some adults, folic acid in
        pregnancy, fluoride for children, drugs to stop smoking, statins at certain ages, and drugs that prevent HIV.
    """)


def _drug_rules() -> tuple[Block, ...]:
    return parse("""
        ## Conditions

        - **Approval first.** Your doctor explains why you need the drug. We answer within 72 hours, or 24 hours if
        urgent.
        - **Step therapy.** You try a proven drug first. Your doctor may ask us to skip the step.
        - **Quantity limits.** For safety, some drugs are limited to a number of doses a month.
        - **Specialty drugs.** They come by mail from our specialty pharmacy, 30 days at a time.
        - **Brand for generic.** If you choose a brand drug although a generic exists, you pay the generic copay
        plus the difference in price, unless your doctor asks for the brand for a medical reason.

        ## Away from home

        Network pharmacies are in all states. Outside the network, pay and send us the receipt; we repay what a
        network pharmacy would have cost, minus your copay, and only for an emergency. Before a long journey you may
        fill up to 90 days.
    """)


def _drug_limits() -> tuple[Block, ...]:
    return parse(f"""
        ===

        ## Not covered by the drug benefit

        - drugs without a prescription, except insulin and free preventive drugs
        - drugs for cosmetic purposes, hair growth or weight loss
        - drugs to treat infertility or sexual dysfunction
        - drugs not approved by the FDA, and approved drugs for experimental use
        - vitamins, except prenatal vitamins and fluoride
        - replacement of lost, stolen or spoiled drugs more than once a year
        - drugs given in a doctor's office or hospital: these are part of the visit or stay

        ## If your drug is not on the list

        Your doctor may ask us for an exception. We answer within 72 hours, or within 24 hours if waiting could harm
        you. If we agree, you pay the copay of tier 3, or of tier 4 for a specialty drug, for as long as you need
        the drug. If we refuse, you may ask for a review by a doctor outside our organization.

        ## New members

        In the first 90 days you may fill a drug you already take for up to 30 days, even if it is not on the list
        or needs approval. Use the time to talk to your doctor.

        ## Price examples

        |= 1.8 1 1
        | Prescription | Pharmacy price | You pay |
        | Generic, 30 days | $7.00 | $7.00 |
        | Generic, 30 days | $45.00 | {cents(GENERIC)} |
        | Preferred brand, 30 days | $180.00 | {cents(BRAND)} |
        | Preferred brand, 90 days by mail | $510.00 | {cents(BRAND * MAIL_COPAYS)} |
        | Specialty, 30 days | $4,000.00 | {cents(SPECIALTY)} |

        ===
    """)
