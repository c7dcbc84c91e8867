"""The summary plan description of Juniper Ridge: who is covered, from when, until when, and their rights."""

from datetime import date

from platform_admin.demo.arithmetic import child_cover_ends, coverage_start, life_event_deadline
from platform_admin.demo.files.blocks import Block, parse
from platform_admin.demo.juniper.numbers import COMPANY, SAL, UNION
from platform_admin.demo.juniper.spd_rights import rights_chapters
from platform_admin.demo.wording import day

HIRED = date(2027, 3, 9)
BIRTH = date(2027, 2, 3)
SON_BORN = date(2001, 5, 14)


def spd_blocks() -> tuple[Block, ...]:
    return (
        *_about(),
        *_eligibility(),
        *_start(),
        *_dependents(),
        *_changes(),
        *_examples(),
        *_end(),
        *rights_chapters(),
    )


def _about() -> tuple[Block, ...]:
    medical = COMPANY.carrier("medical")
    return parse(f"""
        # Juniper Ridge Health and Welfare Plan

        ^ Summary plan description, effective January 1, 2026. It applies to the 2026 and 2027 plan years and to
        every later year until a new one is issued.

        This document describes the Juniper Ridge Health and Welfare Plan (the plan). It covers medical, prescription
        drug, dental, vision, life, disability and spending account benefits. Booklets and certificates of the
        carriers are part of it. Where this summary and an insurance certificate differ, the certificate governs.

        |= 1.2 2.2
        | Fact | Entry |
        | Plan name and number | Juniper Ridge Health and Welfare Plan, 501 |
        | Sponsor | {COMPANY.name}, 400 Ridge Road, Toledo, Ohio |
        | Employer identification number | 00-0040188 |
        | Plan administrator | {COMPANY.help.team}, {COMPANY.help.phone} |
        | Type of administration | Medical: self-funded, claims paid by {medical.name}. Other benefits: insured |
        | Plan year | January 1 to December 31 |
        | Agent for legal process | The plan administrator |
        | Collective bargaining | Local 88 agreement and its side letters, available on request |

        ## How to use this document

        Read chapters 2 to 7 when you are hired and when your family changes. Read chapters 8 to 10 when a claim is
        refused or your coverage ends. Deductibles, copays and prices change every year: they are in the summaries of
        benefits and in the yearly guide, not here.
    """)


def _eligibility() -> tuple[Block, ...]:
    return parse("""
        # 2. Who is eligible

        You are eligible if you are a regular employee who is scheduled to work 30 hours a week or more. There are
        two classes. **Salaried employees** (class SAL) are paid a salary and are not represented by a union.
        **Local 88 members** (class UNION) are paid by the hour and are represented by Local 88.

        The following are not eligible, even if a court or agency later finds that they were employees:

        - leased workers and independent contractors
        - interns and seasonal workers hired for less than 90 days
        - employees covered by another agreement that does not provide for this plan

        ## If your hours vary

        Hours are measured over twelve months that end each October. If you averaged 30 hours a week or more, you are
        eligible for the whole following calendar year, even if your hours fall. Paid leave counts as hours worked.

        ## Rehired employees

        If you return within 13 weeks, you are treated as if you had not left, and your earlier choices are put back
        in place on the first day of the month after you return. After 13 weeks or more you are a new employee.
    """)


def _start() -> tuple[Block, ...]:
    salaried, union = COMPANY.benefit_class(SAL), COMPANY.benefit_class(UNION)
    starts = [coverage_start(HIRED, waiting_days=one.waiting_days) for one in (salaried, union)]
    return parse(f"""
        # 3. When coverage starts

        Coverage starts on the first of the month that falls on, or next follows, your waiting period. The waiting
        period is {salaried.waiting_days} days for salaried employees and {union.waiting_days} days for Local 88
        members, counted from the day you were hired. No waiting period is longer than 90 days.

        **Example.** An employee is hired on {day(HIRED)}. Coverage starts on {day(starts[0])} for a salaried employee
        and on {day(starts[1])} for a Local 88 member, which is {(starts[1] - HIRED).days} days after the day of hire.

        You must enroll within 31 days of being hired. If you do not, you have no medical coverage until the next open
        enrollment or a life event. Basic life and disability coverage start without enrolling.

        If you are on unpaid leave on the day coverage would start, it starts on the day you return to work. This does
        not apply if you are absent because of your health.
    """)


def _dependents() -> tuple[Block, ...]:
    last_day = child_cover_ends(SON_BORN, age=COMPANY.dependents.child_age, ends=COMPANY.dependents.child_ends)
    age = COMPANY.dependents.child_age
    return parse(f"""
        # 4. Whom you can cover

        **Your spouse**, which means the person you are legally married to. Former spouses and domestic partners
        cannot be covered.

        **Your children** up to age {age}: sons and daughters, stepchildren, adopted children, children placed for
        adoption, foster children, and children named in a qualified medical child support order. They need not live
        with you, be students, be unmarried or depend on you.

        A child is covered through the last day of the month of the {age}th birthday. **Example.** A son born on
        {day(SON_BORN)} turns {age} in {SON_BORN:%B} {SON_BORN.year + age} and is covered through {day(last_day)}.

        A child who cannot support himself or herself because of a disability that began before age {age} may stay
        covered. Send the request to {COMPANY.carrier("medical").name} within 31 days of the birthday.

        ## Both of you work here

        If your spouse or your child also works for Juniper Ridge, nobody may be covered twice: each of you enrolls as
        an employee, or one as the dependent of the other. Children are covered by one parent.

        ## Proof

        Within 45 days of enrolling someone you must show a marriage certificate, a birth certificate, a placement
        letter or a court order. Coverage that is not proven ends, and claims already paid may be taken back.
    """)


def _changes() -> tuple[Block, ...]:
    salaried, union = COMPANY.benefit_class(SAL), COMPANY.benefit_class(UNION)
    return parse(f"""
        # 5. Changing your choices

        Choices are made for a whole plan year because they are paid for before tax. They change only at open
        enrollment or after a life event. Salaried employees must ask for the change within {salaried.life_event_days}
        days after the event. Local 88 members must ask within {union.life_event_days} days after the event. The day
        after the event is day 1, and Saturdays, Sundays and holidays count.

        |= 1.6 1.7
        | Event | The change takes effect |
        | Birth, adoption or placement for adoption | On the day of the event |
        | Marriage | On the first of the month after you ask |
        | Divorce or annulment | Former spouse: end of the month of the decree |
        | Loss of other group or individual coverage | On the first of the month after you ask |
        | Loss of Medicaid or CHIP, or new premium help | First of the month after you ask; 60 days for all |
        | Change of work hours that changes eligibility | On the first of the month after the change |
        | Court order for a child | On the date in the order |
        | Medicare or Medicaid begins for someone covered | On the first of the month after you ask |

        The change must be because of the event and consistent with it. You may add a new child and at the same time
        move to another medical plan. You may not end coverage only because it costs too much.
    """)


def _examples() -> tuple[Block, ...]:
    salaried, union = COMPANY.benefit_class(SAL), COMPANY.benefit_class(UNION)
    ends = [life_event_deadline(BIRTH, days=one.life_event_days) for one in (salaried, union)]
    return parse(f"""
        # 6. Examples of life events

        **A baby.** A baby is born on {day(BIRTH)}. A salaried parent must add the child by {day(ends[0])} and a
        parent in Local 88 by {day(ends[1])}. In both cases coverage of the child starts on {day(BIRTH)}, the day of
        birth. If the parent misses the day, the child can join at the next open enrollment.

        **A wedding.** An employee marries on a Saturday in June and asks for the change on the following Friday. The
        spouse is covered from July 1. If the employee asks in July, the spouse is covered from August 1.

        **A spouse loses a job.** The spouse's coverage ends on the last day of the month. That last day is the event,
        not the day on which notice was given. The employee may add the spouse and any children who lost coverage.

        **A move.** Moving is not a life event, because the network covers the whole country.

        ! What to do on the day
        Report the event in the benefits portal even if you have no papers yet. Reporting stops the clock; papers may
        follow within 45 days.
    """)


def _end() -> tuple[Block, ...]:
    cobra = COMPANY.carrier("COBRA")
    return parse(f"""
        # 7. When coverage ends

        Your coverage ends on the last day of the month in which

        - your employment ends, for whatever reason
        - you no longer work enough hours to be eligible
        - you stop paying your share
        - you ask for it to end after a life event

        Coverage also ends on the day the plan itself ends. A dependent's coverage ends when yours does, or on the
        last day of the month in which the person stops being a dependent. Coverage may be ended back to its start
        only for fraud or an intentional false statement, and then you get notice 30 days ahead.

        ## During leave

        On leave under the Family and Medical Leave Act your coverage goes on for up to 12 weeks if you go on paying
        your share. On military leave you can keep it for up to 24 months. On other unpaid leave it ends with the
        month, and COBRA is offered.

        ## COBRA

        You, your spouse and your children may each keep medical, dental and vision coverage for up to 18 months after
        you stop work or lose hours, or up to 36 months after a divorce, your death, or a child's end of eligibility.
        You have 60 days to choose it, counted from the later of the day coverage ended and the day of the notice. The
        first payment is due 45 days after you choose. The price is the full cost plus 2%. Tell {cobra.name}
        ({cobra.phone}) about a divorce or a child's birthday within 60 days, or the right is lost.
    """)
