"""Two summaries of insurers that leave the template: two benefit levels in a cell, and rows that the page cuts."""

from benchmarks.other_hands import template as words
from benchmarks.other_hands.paper import ABOVE, Look, pdf_of
from benchmarks.other_hands.summary import Question, Row, Summary

CHANGE_LOOK = Look(font="Helvetica", size=8, rules="grid", head="#444444")
CHANGE = Summary(
    name="two benefit levels, both networks in each cell",
    file_type="pdf",
    above=(
        "# Turnover Health Insurance : HSA 4000   Coverage Period: 05/01/2026 - 04/30/2027",
        "Summary of Benefits and Coverage: What this Plan Covers & What it Costs   Coverage for: Single | Plan Type: "
        "PPO",
        "This is only a summary.",
    ),
    plan="HSA 4000",
    plan_says="",
    head_facts=(("name", "HSA 4000"), ("plan_type", "PPO"), ("from", "2026-05-01"), ("to", "2027-04-30")),
    question_heads=("Important Questions", "Answers", "Why this Matters:"),
    questions=(
        Question(
            "deductible",
            "What is the overall deductible?",
            "In-Network   Out-of-Network\n$4,000   $6,000",
            "You must pay all the costs up to the deductible amount before this plan begins to pay.",
            (("IN", "PERSON", "amount 4000"), ("OON", "PERSON", "amount 6000")),
        ),
        Question(
            "other_deductibles",
            "Are there other deductibles for specific services?",
            "No. There are no other specific deductibles.",
            "You don’t have to meet deductibles for specific services.",
            (("", "", "answer no"),),
        ),
        Question(
            "out_of_pocket_limit",
            "Is there an out-of-pocket limit on my expenses?",
            "In-Network   Out-of-Network\n$5,500 $8,000 Standard\n$5,000 $7,000 Enhanced",
            "The out-of-pocket limit is the most you could pay during a coverage period.",
            (),
        ),
        Question(
            "referral",
            "Do I need a referral to see a specialist?",
            "No. You don’t need a referral to see a specialist.",
            "You can see the specialist you choose without permission from this plan.",
            (("", "", "answer no"),),
        ),
    ),
    note="",
    heads=(
        (
            "Common Medical Event",
            "Services You May Need",
            "Your cost if you use Standard Benefits In-Network/Out-of-network",
            "Your cost if you use Enhanced Benefits In-Network/Out-of-network",
            "Limitations & Exceptions",
        ),
    ),
    networks=("IN", "OON"),
    rows=(
        Row(
            words.VISIT,
            "Primary care visit to treat an injury or illness",
            "primary",
            ("20% / 30% co-insurance", "0% / 10% co-insurance"),
            ("", ""),
        ),
        Row(
            words.URGENT,
            "Emergency medical transportation",
            "transport",
            ("20% co-insurance", "0% co-insurance"),
            ("", ""),
        ),
        Row(
            ABOVE,
            "Urgent care",
            "urgent",
            ("0% after $150 co-payment", "0% after $150 co-payment"),
            ("", ""),
        ),
        Row(
            words.DRUGS,
            "Tier 4: Specialty drugs",
            "specialty",
            (
                "35% co-insurance up to $300 (retail and mail order) after full health plan deductible is satisfied. "
                "/ NC",
                "Same as Standard / Not covered",
            ),
            ("", ""),
        ),
        Row(words.CHILD, "Glasses", "child_glasses", ("Not covered", "Not covered"), ("", "")),
    ),
    below=(),
    draw=lambda parts: pdf_of(parts, CHANGE_LOOK),
)

CUT_LOOK = Look(font="Helvetica", size=8, rules="grid", head="#7a1f3d", widths={5: (0.16, 0.2, 0.24, 0.15, 0.25)})
CUT = Summary(
    name="rows that go over the page, heads on the first page alone",
    file_type="pdf",
    above=(
        "# Orchard Foods Health Plan: Premier 500",
        "Summary of Benefits and Coverage: What this Plan Covers & What You Pay for Covered Services",
        "Coverage Period: 01/01/2026 - 12/31/2026   Coverage for: Individual + Family | Plan Type: EPO",
        words.INTRODUCTION,
    ),
    plan="Premier 500",
    plan_says="",
    head_facts=(("name", "Premier 500"), ("plan_type", "EPO"), ("from", "2026-01-01"), ("to", "2026-12-31")),
    question_heads=words.QUESTION_HEADS,
    questions=(
        Question(
            "deductible",
            "What is the overall deductible?",
            "$500/individual or $1,000/family",
            words.EMBEDDED,
            (
                ("IN", "PERSON", "amount 500"),
                ("IN", "FAMILY", "amount 1000"),
                ("", "", "family_rule embedded"),
            ),
        ),
        Question(
            "out_of_pocket_limit",
            "What is the out-of-pocket limit for this plan?",
            "$3,000/individual or $6,000/family",
            words.LIMIT_EMBEDDED,
            (
                ("IN", "PERSON", "amount 3000"),
                ("IN", "FAMILY", "amount 6000"),
                ("", "", "family_rule embedded"),
            ),
        ),
        Question(
            "referral",
            "Do you need a referral to see a specialist?",
            "No.",
            words.NO_REFERRAL,
            (("", "", "answer no"),),
        ),
    ),
    note=words.CHART_NOTE,
    heads=(
        (
            "Common Medical Event",
            "Services You May Need",
            "Network Provider (You will pay the least)",
            "Out-of-Network Provider (You will pay the most)",
            "Limitations, Exceptions, & Other Important Information",
        ),
    ),
    networks=("IN", "OON"),
    are_heads_repeated=False,
    rows=(
        Row(
            words.VISIT,
            "Primary care visit to treat an injury or illness",
            "primary",
            ("$20 copay/visit, deductible doesn't apply", "Not covered"),
            ("copay 20/visit waived", "not_covered"),
        ),
        Row(
            words.DRUGS,
            "Generic drugs",
            "generic",
            (
                "$10 copay per prescription (retail only) and $25 copay per prescription (mail order only)",
                "Not covered",
            ),
            ("copay 10/fill applies @retail | copay 25/fill applies @mail", "not_covered"),
        ),
        Row(
            ABOVE,
            "Preferred brand drugs",
            "preferred",
            ("$30 copay per prescription (retail", "Not covered"),
            ("copay 30/fill applies @retail | copay 75/fill applies @mail", "not_covered"),
            is_last_of_page=True,
        ),
        Row("", "", "preferred", ("only) and $75 copay per prescription (mail order only)", ""), ("", ""), ""),
        Row(
            words.SURGERY,
            "Facility fee (e.g., ambulatory surgery center)",
            "surgery_facility",
            ("$150 copay and then 10% coinsurance", "Not covered"),
            ("copay 150 applies | coinsurance 10 applies", "not_covered"),
        ),
        Row(
            words.HOSPITAL,
            "Facility fee (e.g., hospital room)",
            "hospital_facility",
            ("$250 per day copay up to $750 per admission and then 10% coinsurance", "Not covered"),
            ("copay 250/day applies | most 750/admission | coinsurance 10 applies", "not_covered"),
        ),
        Row(
            words.MENTAL,
            "Outpatient services",
            "mental_outpatient",
            ("$15 copay per visit, deductible waived for telehealth; $20 copay per visit otherwise", "Not covered"),
            ("", "not_covered"),
        ),
        Row(
            words.CHILD,
            "Children's eye exam",
            "child_exam",
            ("Total cost less $30 reimbursement", "Not covered"),
            ("", "not_covered"),
        ),
    ),
    below=(words.MEC, words.MINIMUM_VALUE),
    closing_says=words.CLOSING,
    draw=lambda parts: pdf_of(parts, CUT_LOOK),
)
