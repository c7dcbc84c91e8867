"""A summary as they came before the template of today."""

from benchmarks.other_hands import template as words
from benchmarks.other_hands.paper import ABOVE, LEFT, Look, pdf_of
from benchmarks.other_hands.summary import Question, Row, Summary

VALLEY_LOOK = Look(
    font="Serif", size=7, rules="grid", head="#00457c", widths={3: (0.24, 0.3, 0.46), 5: (0.17, 0.21, 0.18, 0.16, 0.28)}
)
VALLEY = Summary(
    name="heads in two rows, the deductible among the limitations",
    file_type="pdf",
    above=(
        "# Valley Permanent: 30/1000 Deductible HMO   Coverage Period: 01/01/2026 – 12/31/2026",
        "Summary of Benefits and Coverage: What this Plan Covers & What it Costs   Coverage for: Family | Plan Type: "
        "Deductible HMO",
        "This is only a summary. If you want more detail about your coverage and costs, you can get the complete terms "
        "in the policy at www.example.net.",
    ),
    plan="30/1000 Deductible HMO",
    plan_says="",
    head_facts=(
        ("name", "30/1000 Deductible HMO"),
        ("plan_type", "Deductible HMO"),
        ("from", "2026-01-01"),
        ("to", "2026-12-31"),
    ),
    question_heads=("Important Questions", "Answers", "Why this Matters:"),
    questions=(
        Question(
            "deductible",
            "What is the overall deductible ?",
            "$1,000 Individual/$2,000 Family",
            "You must pay all the costs up to the deductible amount before this plan begins to pay for covered "
            "services you use.",
            (("IN", "PERSON", "amount 1000"), ("IN", "FAMILY", "amount 2000")),
        ),
        Question(
            "other_deductibles",
            "Are there other deductibles for specific services?",
            "No",
            "You don’t have to meet deductibles for specific services.",
            (("", "", "answer no"),),
        ),
        Question(
            "out_of_pocket_limit",
            "Is there an out–of– pocket limit on my expenses?",
            "Yes $3,500 Individual/$7,000 Family",
            "The out-of-pocket limit is the most you could pay during a coverage period for your share of the cost.",
            (("IN", "PERSON", "amount 3500"), ("IN", "FAMILY", "amount 7000")),
        ),
        Question(
            "not_in_limit",
            "What is not included in the out–of–pocket limit ?",
            "Premiums, prescription drug copayments.",
            "Even though you pay these expenses, they don’t count toward the out-of-pocket limit.",
            (),
        ),
        Question(
            "network_saves",
            "Does this plan use a network of providers ?",
            "Yes For a list of plan providers, see www.example.net.",
            "If you use an in-network doctor or other health care provider, this plan will pay some or all of the "
            "costs.",
            (("", "", "answer yes"),),
        ),
        Question(
            "referral",
            "Do I need a referral to see a specialist ?",
            "Yes",
            "This plan will pay some or all of the costs to see a specialist for covered services.",
            (("", "", "answer yes"),),
        ),
    ),
    note="Copayments are fixed dollar amounts you pay for covered health care.",
    heads=(
        ("Common Medical Event", "Services You May Need", "Your Cost If You Use a", LEFT, "Limitations & Exceptions"),
        (ABOVE, ABOVE, "Plan Provider", "Non-Plan Provider", ABOVE),
    ),
    networks=("IN", "OON"),
    rows=(
        Row(
            words.VISIT,
            "Primary care visit to treat an injury or illness",
            "primary",
            ("$30 copayment/visit", "Not covered"),
            ("copay 30/visit waived", "not_covered"),
            "Not subject to deductible",
        ),
        Row(
            ABOVE,
            "Specialist visit",
            "specialist",
            ("$30 copayment/visit", "Not covered"),
            ("copay 30/visit waived", "not_covered"),
            "Not subject to deductible",
        ),
        Row(
            ABOVE,
            "Preventive care/screening/immunization",
            "preventive",
            ("No charge", "Not covered"),
            ("no_charge waived", "not_covered"),
            "Not subject to deductible.",
        ),
        Row(
            words.TEST,
            "Diagnostic test (x-ray, blood work)",
            "diagnostic",
            ("$10 copayment/encounter", "Not covered"),
            ("copay 10/visit applies", "not_covered"),
            "After deductible",
        ),
        Row(
            ABOVE,
            "Imaging (CT/PET scans, MRIs)",
            "imaging",
            ("$50 copayment/procedure", "Not covered"),
            ("copay 50/test applies", "not_covered"),
            "After deductible",
        ),
        Row(
            words.DRUGS,
            "Generic drugs",
            "generic",
            ("$10 copayment/ prescription for up to 30-day supply", "Not covered"),
            ("copay 10/fill waived", "not_covered"),
            "Not subject to deductible. $20 copayment/prescription for 31- to 60-day supply.",
        ),
        Row(
            ABOVE,
            "Non-preferred brand drugs",
            "non_preferred",
            ("$35 copayment/prescription after $200 brand name drug deductible", "Not covered"),
            ("copay 35/fill", "not_covered"),
        ),
        Row(
            words.HOSPITAL,
            "Facility fee (e.g., hospital room)",
            "hospital_facility",
            ("$500 copayment/day", "Not covered"),
            ("copay 500/day applies", "not_covered"),
            "After deductible",
        ),
        Row(
            ABOVE,
            "Physician/surgeon fee",
            "hospital_physician",
            ("No charge", "Not covered"),
            ("no_charge applies", "not_covered"),
            "After deductible",
        ),
        Row(
            "If you have mental health, behavioral health, or substance abuse needs",
            "Mental/Behavioral health outpatient services",
            "mental_outpatient",
            ("$30 individual copayment/visit\n$15 group copayment/visit", "Not covered"),
            ("copay 30/visit waived @individual | copay 15/visit waived @group", "not_covered"),
            "Not subject to deductible",
        ),
        Row(
            ABOVE,
            "Mental/Behavioral health inpatient services",
            "mental_inpatient",
            ("$500 copayment/day", "Not covered"),
            ("copay 500/day applies", "not_covered"),
            "After deductible",
        ),
        Row(
            ABOVE,
            "Substance use disorder outpatient services",
            "other-substance-use-disorder-outpatient-services",
            ("$30 individual copayment/visit\n$5 group copayment/visit", "Not covered"),
            ("copay 30/visit waived @individual | copay 5/visit waived @group", "not_covered"),
            "Not subject to deductible",
        ),
        Row(
            ABOVE,
            "Substance use disorder inpatient services",
            "other-substance-use-disorder-inpatient-services",
            ("Not covered", "Not covered"),
            ("not_covered", "not_covered"),
        ),
        Row(
            words.PREGNANT,
            "Prenatal and postnatal care",
            "pregnancy_office",
            ("Prenatal: No charge; Postnatal: $30/visit", "Not covered"),
            ("no_charge @prenatal | copay 30/visit @postnatal", "not_covered"),
        ),
        Row(
            ABOVE,
            "Delivery and all inpatient services",
            "pregnancy_facility",
            ("$500 copayment/day", "Not covered"),
            ("copay 500/day applies", "not_covered"),
            "After deductible",
        ),
    ),
    below=(),
    draw=lambda parts: pdf_of(parts, VALLEY_LOOK),
)
