"""Tools that reckon with the calculators of benefits/, by the company's reviewed plan catalogue and the law.

Each is asked without a model only by questions that are surely for it, and tells nothing where a row that it needs is
not there or not reviewed: documents answer then as they do without a catalogue.
"""

from chat.pipeline.tools.contract import Tool
from chat.pipeline.tools.reckoned.accounts import AccountLimit, AccountYearEnd
from chat.pipeline.tools.reckoned.care import CostOfCare
from chat.pipeline.tools.reckoned.cobra import Cobra
from chat.pipeline.tools.reckoned.dates import ChildAgesOut, CoverageStart, LifeEvent
from chat.pipeline.tools.reckoned.deductible import DeductibleLeft
from chat.pipeline.tools.reckoned.dental_vision import DentalBill, VisionBill
from chat.pipeline.tools.reckoned.hsa import HsaRoom
from chat.pipeline.tools.reckoned.income import DisabilityPay
from chat.pipeline.tools.reckoned.price import PremiumsCompared, PriceWithSurcharges
from chat.pipeline.tools.reckoned.savings import Match, RetirementRoom, Vested
from chat.pipeline.tools.reckoned.taxable import LifeTax, PartnerTax
from chat.pipeline.tools.reckoned.year import YearOnPlans

# In the order in which a question is tried on them.
RECKONED: tuple[Tool, ...] = (
    PriceWithSurcharges(),
    YearOnPlans(),
    PremiumsCompared(),
    DeductibleLeft(),
    CostOfCare(),
    HsaRoom(),
    AccountYearEnd(),
    AccountLimit(),
    CoverageStart(),
    ChildAgesOut(),
    LifeEvent(),
    Cobra(),
    PartnerTax(),
    LifeTax(),
    Match(),
    RetirementRoom(),
    Vested(),
    DentalBill(),
    VisionBill(),
    DisabilityPay(),
)
