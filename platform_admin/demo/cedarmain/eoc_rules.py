"""The rules of the Harborlight HMO: exclusions, claims, appeals, end of coverage, definitions."""

from platform_admin.demo.cedarmain.numbers import COMPANY
from platform_admin.demo.files.blocks import Block, parse

MEDICAL = COMPANY.carrier("medical")


def rule_chapters() -> tuple[Block, ...]:
    return (
        *_exclusions(),
        *_more_exclusions(),
        *_claims(),
        *_appeals(),
        *_other_payers(),
        *_end(),
        *_definitions(),
        *_programs(),
        *_general(),
    )


def _exclusions() -> tuple[Block, ...]:
    return parse("""
        # 7. What is not covered

        The plan does not pay for the following, even if a doctor recommends it or it is the only treatment. Costs
        of these services do not count toward the out-of-pocket limit.

        ## Services by kind

        - **Acupuncture** beyond 12 visits, and massage, aromatherapy, hypnosis and other alternative treatment.
        - **Adult dental care**, including implants, dentures, and surgery of the jaw to prepare for them. Repair of
        sound natural teeth within six months of an accident is covered.
        - **Adult eye care**: exams for glasses, glasses, contact lenses, and laser surgery to replace them.
        - **Cosmetic surgery** to change appearance without restoring function, and treatment of its complications
        unless they are a danger to health.
        - **Custodial care**: help with daily living, nursing homes, rest cures, and housekeeping.
        - **Experimental or unproven treatment**, except in an approved clinical trial (chapter 5).
        - **Infertility treatment**: artificial insemination, in vitro fertilization, egg or sperm storage, surrogacy.
        - **Long-term care**, adult day care and assisted living.
        - **Private-duty nursing** at home or in hospital.
        - **Reversal of sterilization.**
        - **Routine foot care**: trimming of corns, calluses and nails, except with diabetes or poor circulation.
        - **Weight loss programs**, diet foods and drugs, except bariatric surgery and counseling for obesity.

        ## Goods

        - Air conditioners, humidifiers, exercise equipment, hot tubs, home and vehicle changes
        - Comfort items in hospital, such as telephone, television and guest meals
        - Disposable supplies for use at home, except for diabetes, ostomy and catheters
        - Shoe inserts and orthopedic shoes, except as part of a brace or with diabetes
        - Wigs, except one up to $350 after chemotherapy
        - Upgrades of equipment beyond what is medically necessary

        ===
    """)


def _more_exclusions() -> tuple[Block, ...]:
    return parse("""
        ## Care by circumstance

        - Care without a referral where a referral is needed, and care without an approval where approval is needed
        - Care outside the network, except emergencies, urgent care away from home, and care we arranged
        - Care before coverage starts or after it ends, even for a condition that began in between
        - Care for an injury or illness from work that workers' compensation pays, or would pay if claimed
        - Care in a government hospital that would be free without this plan, unless the law says otherwise
        - Care given by a family member or someone who lives with you
        - Care needed because of a felony you committed, unless it results from a medical condition or violence at
        home
        - Missed appointments, forms, copies of records, and calls between doctors
        - Exams and tests for a job, school, sport, travel, license, insurance or court
        - Travel and lodging, except for transplants
        - Services for which you would not have to pay if you had no coverage

        ## Services with limits

        |= 1.7 2
        | Service | Limit in a plan year |
        | Physical, occupational and speech therapy | 60 visits together |
        | Cardiac and lung rehabilitation | 36 visits each |
        | Chiropractic care | 20 visits |
        | Acupuncture | 12 visits |
        | Home health care | 60 visits |
        | Skilled nursing facility | 60 days |
        | Hearing aids | $2,000 every 36 months |
        | Wig after chemotherapy | $350 |
        | Eye exam for a child | One every 12 months |

        What goes beyond a limit is not covered, unless we agree to exchange it for another benefit because that is
        better for you and costs no more.

        ===
    """)


def _claims() -> tuple[Block, ...]:
    return parse("""
        # 8. Bills and claims

        Network doctors and hospitals send their bills to us. You pay only the copay. If a network doctor bills you
        for more, do not pay; call us.

        ## If you paid yourself

        Send us the itemized bill and proof of payment within 12 months. We pay within 30 days or say why not. Bills
        in another language or currency are accepted; we use the rate of the day of the service.

        ## Surprise bills

        If a doctor outside the network treats you in a network hospital without your choosing it, or you are taken
        by air ambulance, you pay only your copay. The law forbids the doctor to bill you for the rest. The same
        holds for emergency care anywhere.

        ## What we send you

        An explanation of benefits shows what was billed, what the plan allowed and paid, and what you owe. It is
        not a bill. Look at it: if it lists care you did not have, tell us.

        ## Overpayments

        If we paid too much to you we may ask for it back within 18 months, or take it from a later payment to you.
        We do not ask network doctors for it in a way that falls on you.

        ## Questions about a bill

        Have the explanation of benefits in your hand when you call. Most wrong bills are one of three things: the
        office has an old card, the referral was not in our system on the day of the visit, or a laboratory outside
        the network was used.

        | The bill says | What to do |
        | Not covered on this date | Ask the office to send it again with the number on your new card |
        | No referral | Ask your primary care doctor to send us the referral; it may be up to 10 days late |
        | Out of network | Call us if you did not choose the provider; see surprise bills above |
        | Applied to copay | Nothing; this is your share |
        | More facts needed | Answer the letter within 45 days |

        ===
    """)


def _appeals() -> tuple[Block, ...]:
    return parse(f"""
        # 9. Complaints and appeals

        Call {MEDICAL.phone} first. Most problems are solved in one call. If not, you can complain about service or
        quality, or appeal a decision not to pay or approve.

        |= 1.5 1.4 1.6
        | What | You have | We answer within |
        | Complaint about service or quality | 180 days | 30 days |
        | Appeal of a refusal, care not yet given | 180 days | 15 days for each of two levels |
        | Appeal of a refusal, care already given | 180 days | 30 days for each of two levels |
        | Fast appeal, if waiting could harm you | As soon as you can | 72 hours |
        | Outside review | 4 months after our last answer | 45 days, or 72 hours if urgent |

        ## How to appeal

        1. Write, call or use the website. Give your name, member number, the service and the date.
        2. Say why you think we are wrong. Add records or a letter from your doctor if you have them.
        3. Someone who did not make the first decision looks at it, with a doctor of the right specialty if it is
        about care.
        4. You may see our file free of charge, and someone may act for you if you tell us in writing.
        5. If we still say no, an independent organization that we do not choose can review it. Its decision binds us.

        You may also ask the state insurance department for help at any time. A lawsuit must begin within three
        years of our last answer. The {COMPANY.help.team} cannot decide an appeal and does not see your health
        records.

        ===
    """)


def _other_payers() -> tuple[Block, ...]:
    return parse("""
        # 10. Other insurance and other people's fault

        ## Two plans

        If you have two health plans, one pays first. The plan that covers you as an employee pays before the plan
        that covers you as a family member. For a child of parents who live together, the plan of the parent whose
        birthday is earlier in the year pays first. For a child of separated parents, a court order decides; without
        one, the plan of the parent with whom the child lives. We never pay more than we would have paid alone.

        ## Medicare

        We pay before Medicare while you or your spouse works for the group, and for the first 30 months of kidney
        failure.

        ## Injuries caused by others

        If somebody else pays you for an injury, for example after a car accident, we may be repaid from that money
        for what we spent on the injury. You must tell us within 30 days of making a claim, and may not settle
        without telling us. We accept a fair reduction for your lawyer's costs.

        ## Workers' compensation

        Report injuries at work to your manager the same day. We do not pay for them, even if you did not report
        them in time.

        ===
    """)


def _end() -> tuple[Block, ...]:
    cobra = COMPANY.carrier("COBRA")
    return parse(f"""
        # 11. When coverage ends

        Coverage ends on the last day of the month in which

        - you leave the group, or are no longer full-time after a stability period
        - you ask for it to end after a life event or at open enrollment
        - you move out of the service area and no longer work in it
        - the group does not pay, after a grace period of 30 days

        A family member's coverage ends when yours does, or on the last day of the month of a divorce or of a
        child's 26th birthday. We may end coverage from the start only for fraud, with 30 days of notice. If you are
        in hospital on the last day and the whole contract ends, we cover that stay until discharge.

        ## Staying covered

        You may keep this coverage for 18 months, or in some cases 36, under COBRA. {cobra.name} ({cobra.phone})
        sends the notice. You may also buy your own plan; loss of this coverage opens a 60-day window on the
        Marketplace.

        ===
    """)


def _definitions() -> tuple[Block, ...]:
    return parse("""
        # 12. Definitions

        |= 1 3
        | Word | Meaning |
        | Allowed amount | The most we pay for a covered service under our contract with a network provider. |
        | Copay | A fixed amount you pay for a covered service, usually when you receive it. |
        | Custodial care | Help with daily life that does not need a trained medical person. |
        | Emergency | See chapter 3. |
        | Experimental | Not shown by good evidence to be safe and to work, or still under study for the condition. |
        | Full-time | An average of 30 hours a week or more, measured under the group's look-back policy. |
        | Hospital | A licensed place that cares for inpatients day and night; not a nursing home or rest home. |
        | Inpatient | Admitted to a hospital for at least one night by order of a doctor. |
        | Medically necessary | Care that a careful doctor would give to prevent, find or treat an illness, of the
        right kind, amount and place, and not mainly for convenience. |
        | Network | The doctors, hospitals, pharmacies and others who have a contract with us for this plan. |
        | Out-of-pocket limit | The most you pay in copays and coinsurance for covered services in a plan year. |
        | Plan year | July 1 to June 30. Limits and the out-of-pocket limit start again on July 1. |
        | Primary care doctor | The network doctor you chose to look after you and to refer you. |
        | Referral | A written order of your primary care doctor to see another provider. |
        | Service area | The counties in which this plan is offered. |
        | Specialist | A doctor who is not your primary care doctor, and whose field is one part of medicine. |
        | Stability period | The time for which your full-time status stays fixed after it was measured. |
        | Stay | The time from admission to discharge; a new stay within 30 days counts as the same. |
        | Telehealth | A visit by video or phone with a provider of our telehealth service. |
        | Urgent care | Care for a condition that cannot wait but is not an emergency. |

        ===
    """)


def _programs() -> tuple[Block, ...]:
    helper = COMPANY.carrier("employee assistance")
    return parse(f"""
        # 13. Programs that help you

        These programs cost nothing and are voluntary. What you tell a nurse or a coach stays with them.

        ## Nurse line

        Nurses answer day and night at 312-555-0131, in English and in Spanish, and with an interpreter in other
        languages. They tell you whether something can wait, where to go, and what to do until then.

        ## Telehealth

        Doctors by video or phone, every day from 7 a.m. to 11 p.m., for colds, rashes, infections, refills and
        advice. The copay is that of a primary care visit. Mental health visits by video are available within a week.

        ## Care managers

        If you have a serious illness, several doctors, or have just left hospital, a nurse can help you to keep
        track of appointments, drugs and equipment. Ask your doctor or call us.

        ## Healthy pregnancy

        Enroll in the first three months and a nurse calls you through pregnancy and for six weeks after. You
        receive a car seat when you finish.

        ## Living with a condition

        Coaching and supplies for diabetes, asthma, heart failure and high blood pressure. People with diabetes who
        take part get test strips and a meter without a copay.

        ## Quitting tobacco

        Twelve weeks of coaching, with patches or gum, as often as you need to try.

        ## Employee assistance

        {helper.name} is not part of this plan, but is open to everyone who works for the group, full-time or
        part-time: {helper.phone}. {helper.note}

        ===
    """)


def _general() -> tuple[Block, ...]:
    return parse(f"""
        # 14. General rules

        **The contract.** It consists of the group agreement, this document, its riders and the applications. Only
        an officer of {MEDICAL.name} can change it, in writing. The group may change or end it without your consent,
        with 60 days of notice of a reduction.

        **Your duties.** Tell the group within 31 days when you move, marry, divorce, have a child or gain other
        insurance. Answer our questions about other insurance. Treat the people who care for you with respect.

        **Your rights.** To be treated with respect, whatever your origin, color, religion, sex, age, disability or
        language. To an interpreter at no cost. To see and correct your records. To refuse treatment. To a second
        opinion. To write an advance directive. To know how we pay doctors: none is paid for giving less care.

        **Privacy.** We use health information to pay for care and run the plan, and otherwise only with your
        permission. The group sees totals, never the care of one person.

        **Doctors and hospitals** are independent; we do not practice medicine and are not responsible for their
        mistakes.

        **Events beyond control.** In a disaster we do our best with what is left of the network, and pay for care
        elsewhere if we cannot.

        **Law.** Federal law, and otherwise the law of Illinois. If a rule of this document is against the law, the
        law is followed and the rest stays in force.

        **Notices** go to your last address in our files. You reach us at {MEDICAL.phone}, {MEDICAL.email},
        {MEDICAL.hours}.

        ===
    """)
