"""The benefits FAQ page of Bluefin, with the one answer that contradicts the summary of benefits on purpose."""

from html import escape

from platform_admin.demo.bluefin.numbers import COMPANY
from platform_admin.demo.wording import day, dollars

TITLE = "Benefits FAQ"
FILE_NAME = "bluefin-benefits-faq.html"


def _stale_urgent_care_copay() -> str:
    return dollars(next(error.printed for error in COMPANY.deliberate_errors if error.file_name == FILE_NAME))


def _questions() -> tuple[tuple[str, str], ...]:
    closes = day(COMPANY.year("2027").enrolment_closes_on)
    medical, retirement = COMPANY.carrier("medical"), COMPANY.retirement
    return (
        ("When is open enrollment?", f"It ends on {closes}. Choices start on January 1, 2027."),
        (
            "When does my coverage start if I am new?",
            "On the first of the month after your first day of work. You have 30 days to enroll.",
        ),
        (
            "What does urgent care cost on the PPO 750?",
            f"An urgent care visit on the PPO 750 is a {_stale_urgent_care_copay()} copay.",
        ),
        ("Do I need a referral?", "No. You can see any network specialist on all four plans without a referral."),
        (
            "Where is my ID card?",
            f"In the {medical.name} app, or call {medical.phone}. Our group number is {medical.group_number}.",
        ),
        (
            "Can I cover my partner if we are not married?",
            "Yes. Register or sign the affidavit, then add your partner within 30 days. Read the domestic partner "
            "policy for the tax.",
        ),
        (
            "How long can my child stay on my plan?",
            "Through December 31 of the year in which the child turns 26.",
        ),
        ("Is therapy covered?", "Yes. On the PPOs a counseling visit costs the same as a primary care visit."),
        (
            "Is there a 401(k) match?",
            f"Yes: the first {retirement.match[0].of_first_percent}% of pay you save is matched, dollar for dollar.",
        ),
        (
            "Who can help with a denied claim?",
            f"Call {medical.name} at {medical.phone} first. The {COMPANY.help.team} can explain the steps but cannot "
            "see your claim.",
        ),
    )


def faq_html() -> bytes:
    sections = "\n".join(
        f"    <section>\n      <h2>{escape(question)}</h2>\n      <p>{escape(answer)}</p>\n    </section>"
        for question, answer in _questions()
    )
    page = f"""<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>{escape(COMPANY.name)}: {TITLE}</title>
  </head>
  <body>
    <h1>{TITLE}</h1>
    <p>Short answers from the {escape(COMPANY.help.team)}. Last changed in March 2025.</p>
{sections}
    <footer><p>{escape(COMPANY.help.team)}, {COMPANY.help.phone}, {COMPANY.help.email}</p></footer>
  </body>
</html>
"""
    return page.encode()
