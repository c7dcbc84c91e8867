"""Every value of a rate sheet comes out under its own heads, in a sentence that names them all, however it is set."""

from pathlib import Path

import pytest
from reportlab.platypus import Paragraph

from knowledge.extract import docx, pdf, pptx, xlsx
from knowledge.extract.doubts import doubt_of
from tests.knowledge.rate_tables import (
    BODY,
    RIGHT,
    STYLES,
    RateTable,
    drawn,
    meant,
    not_told,
    rate_table,
    write_pdf,
    write_sheet,
    write_slide,
    write_word,
)
from tests.knowledge.sample_files import read_here

TWO_LEVELS = rate_table(
    "two plans, three pay cycles",
    2,
    1,
    """
    Coverage tier | PPO 750 | <         | <       | HDHP 3000 | <         | <
    ^             | Weekly  | Bi-weekly | Monthly | Weekly    | Bi-weekly | Monthly
    EE            | $21.10  | $42.20    | $91.43  | $11.10    | $22.20    | $48.10
    EE+SP         | $63.00  | $126.00   | $273.00 | $41.50    | $83.00    | $179.83
    EE+CH         | $55.00  | $110.00   | $238.33 | $35.25    | $70.50    | $152.75
    FAM           | $98.75  | $197.50   | $427.92 | $66.00    | $132.00   | $286.00
    """,
)
REPEATED = rate_table(
    "a plan in a merged cell",
    1,
    2,
    """
    Plan      | Tier  | Weekly | Semi-monthly
    PPO 750   | EE    | $21.10 | $45.72
    ^         | EE+SP | $63.00 | $136.50
    ^         | FAM   | $98.75 | $213.96
    HDHP 3000 | EE    | $11.10 | $24.05
    ^         | EE+SP | $41.50 | $89.92
    ^         | FAM   | $66.00 | $143.00
    """,
)
LEFT_OUT = rate_table(
    "a plan that is not repeated",
    1,
    2,
    """
    Plan      | Tier  | Weekly | Semi-monthly
    PPO 750   | EE    | $21.10 | $45.72
    ~         | EE+SP | $63.00 | $136.50
    ~         | FAM   | $98.75 | $213.96
    HDHP 3000 | EE    | $11.10 | $24.05
    ~         | EE+SP | $41.50 | $89.92
    ~         | FAM   | $66.00 | $143.00
    """,
)
BANDS = rate_table(
    "salary bands",
    1,
    1,
    """
    Salary and plan    | EE     | EE+SP  | EE+CH  | FAM
    Under $50,000      | <      | <      | <      | <
    PPO 750            | $20.00 | $60.00 | $55.00 | $90.00
    HDHP 3000          | $10.00 | $40.00 | $35.00 | $60.00
    $50,000 to $99,999 | <      | <      | <      | <
    PPO 750            | $30.00 | $70.00 | $65.00 | $100.00
    HDHP 3000          | $15.00 | $45.00 | $40.00 | $62.00
    $100,000 and over  | <      | <      | <      | <
    PPO 750            | $41.00 | $80.00 | $75.00 | $110.00
    HDHP 3000          | $22.00 | $50.00 | $46.00 | $71.00
    """,
)
TABLES = (
    TWO_LEVELS,
    rate_table(
        "three levels of heads",
        3,
        1,
        """
        Coverage          | 2027 medical | <            | <         | <
        ^                 | PPO 750      | <            | HDHP 3000 | <
        ^                 | You pay      | Company pays | You pay   | Company pays
        Employee only     | $42.20       | $310.00      | $22.20    | $290.00
        Employee + spouse | $126.00      | $580.10      | $83.00    | $540.00
        Family            | $197.50      | $760.00      | $132.00   | $701.40
        """,
    ),
    REPEATED,
    LEFT_OUT,
    BANDS,
    rate_table(
        "marks and signs",
        1,
        1,
        """
        Service            | Bronze   | Silver   | Gold
        Primary care visit | $30*     | $25*     | $20
        Preventive care    | N/C      | N/C      | N/C
        Virtual visit      | Yes      | Yes      | No
        Chiropractic       | —        | 20%**    | 10%**
        Wellness credit    | ($12.50) | ($15.00) | -$20.00
        Tobacco surcharge  | $25.00   | $25.00   | waived
        """,
    ),
    rate_table(
        "cells of several lines",
        1,
        1,
        """
        What you pay when you use the plan | In network | Out of network
        Preventive care such as annual physicals, immunizations and screenings | Covered in full | 40% after deductible
        Emergency room visit (the copay is waived if you are admitted) | $300 copay per visit, then 20% after the \
deductible | $300 copay per visit, then 20% after the in-network deductible
        Urgent care | $60 | 40%
        Prescription drugs, generic, up to a 30-day supply at a retail pharmacy | $10 | Not covered
        """,
    ),
    rate_table(
        "a row of totals",
        1,
        1,
        """
        Benefit            | Employee | Employer | Total
        Medical            | $42.20   | $310.00  | $352.20
        Dental             | $7.85    | $12.15   | $20.00
        Vision             | $1.60    | $4.40    | $6.00
        Total per paycheck | $51.65   | $326.55  | $378.20
        """,
    ),
    rate_table(
        "shares under dates of hire",
        2,
        1,
        """
        Years of service  | Hired before 2015 | <      | Hired 2015 or later | <
        ^                 | Match             | Vested | Match               | Vested
        Less than 1       | 3%                | 0%     | 0%                  | 0%
        1 but less than 3 | 4%                | 50%    | 3%                  | 33%
        3 or more         | 6%                | 100%   | 5%                  | 100%
        """,
    ),
    rate_table(
        "two labels and two levels",
        2,
        2,
        """
        Class    | Deduction | PPO     | <       | HMO     | <
        ^        | ^         | EE      | FAM     | EE      | FAM
        Salaried | Bi-weekly | $78.00  | $318.00 | $70.00  | $290.00
        ^        | Monthly   | $169.00 | $689.00 | $151.67 | $628.33
        Hourly   | Weekly    | $40.00  | $160.00 | $36.00  | $146.00
        ^        | Bi-weekly | $80.00  | $320.00 | $72.00  | $292.00
        """,
    ),
    rate_table(
        "what the figures are, below the heads",
        2,
        1,
        """
        Plan      | Deductible          | Coinsurance | Out-of-pocket maximum
        ~         | individual / family | plan pays   | individual / family
        PPO 750   | $750 / $1,500       | 80%         | $4,000 / $8,000
        PPO 1500  | $1,500 / $3,000     | 70%         | $4,500 / $9,000
        HDHP 3000 | $3,000 / $6,000     | 90%         | $5,000 / $10,000
        """,
    ),
    rate_table(
        "years as heads",
        1,
        1,
        """
        Limit           | 2026    | 2027
        HSA, individual | $4,300  | $4,400
        HSA, family     | $8,550  | $8,750
        401(k) deferral | $23,500 | $24,500
        Catch-up, 50+   | $7,500  | $8,000
        """,
    ),
    rate_table(
        "words alone",
        1,
        1,
        """
        Class                | Eligible for            | Coverage begins
        Regular full-time    | Medical, dental, vision | First day of the month after hire
        Part-time, 20+ hours | Medical only            | First day of the month after 60 days
        Seasonal             | None                    | Not applicable
        """,
    ),
    rate_table(
        "shares of pay",
        1,
        1,
        """
        Coverage   | % of salary up to $60,000 | % of salary over $60,000
        Single     | 1.25%                     | 1.75%
        Two-person | 2.5%                      | 3.5%
        Family     | 3.75%                     | 5.25%
        """,
    ),
)
each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
ABOVE = Paragraph("What comes off your pay in 2027, by plan and by whom you cover, is shown in this table.", BODY)
BELOW = Paragraph("Rates may change. Ask Human Resources if you have questions about these amounts.", BODY)


@each_table
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("alignment", [0, RIGHT], ids=["left", "right"])
def test_every_value_of_a_page_is_told_under_its_heads(
    table: RateTable, style: str, alignment: int, tmp_path: Path
) -> None:
    path = write_pdf(tmp_path / "file.pdf", ABOVE, drawn(table, style, alignment=alignment), BELOW)

    kept = read_here(pdf, path)

    assert list(meant(table))
    assert not_told(table, kept.blocks) == []
    assert [doubt for rows in kept.tables if (doubt := doubt_of(rows))] == []


@each_table
def test_every_value_of_an_office_file_is_told_under_its_heads(table: RateTable, tmp_path: Path) -> None:
    read = {
        "word": read_here(docx, write_word(table, tmp_path / "file.docx")),
        "slide": read_here(pptx, write_slide(table, tmp_path / "file.pptx")),
        "sheet": read_here(xlsx, write_sheet(tmp_path / "file.xlsx", (table, 3, 2))),
    }

    assert [(name, lost) for name, kept in read.items() for lost in not_told(table, kept.blocks)] == []
