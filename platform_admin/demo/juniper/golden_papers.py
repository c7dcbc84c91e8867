"""What Juniper Ridge's golden questions share: the papers that they point into, and how one is written."""

from decimal import Decimal

from platform_admin.demo.golden_shapes import GoldenQuestion, Source
from platform_admin.demo.juniper.numbers import COMPANY, SAL

CLIENT = COMPANY.subdomain
PAYS = COMPANY.deductions_per_year
GUIDE_2026, GUIDE_2027 = "juniper-benefits-guide-2026.pdf", "juniper-benefits-guide-2027.pdf"
SUMMARIES = ("juniper-sbc-ppo-1000-2026.pdf", "juniper-sbc-ppo-1000-2027.pdf")
RATES = "juniper-rate-sheet-2027.xlsx"
GUIDE_ES = "juniper-guia-de-beneficios-2027.pdf"
SPD, LETTER = "juniper-summary-plan-description.pdf", "juniper-local-88-side-letter-2027.pdf"
FSA, LIFE = "juniper-fsa-guide-2026-2027.pdf", "juniper-life-disability-2027.pdf"
RETIREMENT = "juniper-401k-summary-plan-description.docx"


def ask(
    number: int,
    kind: str,
    question: str,
    expected: tuple[str, ...],
    *sources: Source,
    class_code: str = SAL,
    language: str = "en",
    forbidden: tuple[str, ...] = (),
    also: tuple[Source, ...] = (),
) -> GoldenQuestion:
    return GoldenQuestion(
        number,
        CLIENT,
        class_code,
        kind,
        question,
        expected,
        sources,
        forbidden=forbidden,
        also=also,
        language=language,
    )


def rate(plan: str, tier: str, class_code: str, year: str) -> Decimal:
    return COMPANY.rate(plan, tier, class_code=class_code, plan_year=year).per_deduction
