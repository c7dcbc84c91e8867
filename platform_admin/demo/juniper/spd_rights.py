"""The later chapters of the plan description: claims, appeals, other coverage, legal rights."""

from platform_admin.demo.files.blocks import Block, parse
from platform_admin.demo.juniper.numbers import COMPANY
from platform_admin.demo.phrases import carrier_rows


def rights_chapters() -> tuple[Block, ...]:
    return (*_claims(), *_appeals(), *_other_coverage(), *_legal(), *_contacts())


def _claims() -> tuple[Block, ...]:
    medical, accounts = COMPANY.carrier("medical"), COMPANY.carrier("accounts")
    return parse(f"""
        # 8. Claims and appeals

        Network providers send claims for you. If you paid yourself, send the bill to {medical.name} within 12 months
        of the service. Dental and vision claims go to the carrier on your card, spending account claims to
        {accounts.name}. The carrier must decide within a fixed time:

        |= 1.9 1.3 1.3
        | Kind of claim | First decision | Decision on an appeal |
        | Urgent care still to be given | 72 hours | 72 hours |
        | Care that needs approval first | 15 days | 30 days |
        | Care already received | 30 days | 60 days |
        | Disability income | 45 days | 45 days |
        | Life insurance | 90 days | 60 days |

        A refusal comes in writing. It names the reason, the part of the plan it rests on, what is missing, and how to
        appeal. You may have a copy, free of charge, of everything the decision was based on.
    """)


def _appeals() -> tuple[Block, ...]:
    medical = COMPANY.carrier("medical")
    return parse(f"""
        ## How to appeal

        You have 180 days from the refusal of a health or disability claim to appeal, and 60 days for a life insurance
        claim.

        1. Call {medical.name} at {medical.phone} and ask why. Many refusals are missing codes.
        2. Write to the carrier, give your member number, say why you disagree, and add records or a doctor's letter.
        3. The appeal is decided by someone who took no part in the first decision and does not work for that person.
        4. If a medical appeal is refused, you may ask within four months for a review by an independent organization.

        You must use the plan's appeals before you go to court, and a suit must begin within two years of the final
        decision. The benefits team can explain the steps but cannot decide a claim or see its contents.
    """)


def _other_coverage() -> tuple[Block, ...]:
    return parse("""
        # 9. Other coverage and other people's fault

        ## When you are covered twice

        One plan pays first and the other considers what is left. A plan that covers someone as an employee pays
        before a plan that covers the same person as a dependent. For a child of married parents, the plan of the
        parent whose birthday comes earlier in the year pays first. A court decree comes before that rule. Medicare
        pays second for active employees and their spouses, because Juniper Ridge has more than 20 employees.

        ## Money recovered from someone else

        If another person caused an injury and pays for it, the plan may ask to be repaid what it paid for the same
        injury, up to the amount recovered. You must tell the carrier about such a claim and may not settle it in a
        way that leaves the plan out. The plan does not pay your lawyer's fees.

        ## Overpayments

        If the plan paid too much, or paid for someone who was not eligible, it may take the amount back from later
        payments or ask you for it. You get a statement first and may appeal it like any other decision.
    """)


def _legal() -> tuple[Block, ...]:
    return parse("""
        # 10. Your rights under federal law

        The Employee Retirement Income Security Act of 1974 (ERISA) gives people covered by this plan certain rights.

        - You may look at the plan documents and the latest annual report at the plan administrator's office, free of
          charge, and have copies for a reasonable charge.
        - You receive a summary of the annual report once a year.
        - You may keep health coverage under COBRA after certain events.
        - The people who run the plan must act prudently and only in the interest of those it covers.
        - Nobody may fire you or treat you unfairly for using the plan or your rights.

        If a copy you asked for does not come within 30 days, or a claim is refused or ignored, you may go to a
        federal or state court. For questions about these rights, call the Employee Benefits Security Administration
        at 1-866-444-3272.

        ## Mothers and newborns

        The plan may not limit a hospital stay after birth to less than 48 hours, or 96 hours after a cesarean
        section, and needs no approval for a stay of that length. Mother and doctor may agree on an earlier discharge.

        ## Breast reconstruction

        After a mastectomy the plan covers reconstruction of the breast, surgery on the other breast for symmetry,
        prostheses, and treatment of complications, with the plan's usual deductible and coinsurance.

        ## Court orders for children

        The plan obeys a qualified medical child support order. Ask the plan administrator for the procedure; it is
        free.

        ## Privacy

        Health information is used for treatment, payment and running the plan, and otherwise only with permission.
        The company does not see the claims of individual employees. The privacy notice is available on request.

        ## Changes to the plan

        Juniper Ridge intends to continue the plan but may change or end it at any time by a written act of its board,
        within the labor agreement. No statement by anyone else changes the plan. Being covered is not a promise of
        employment.
    """)


def _contacts() -> tuple[Block, ...]:
    return parse(f"""
        # 11. Carriers

        |= 103 110 78 134 69
        | Benefit | Carrier | Phone | Web | Group |
        {carrier_rows(COMPANY)}
    """)
