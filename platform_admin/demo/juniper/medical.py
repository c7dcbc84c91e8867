"""The two medical plans of Juniper Ridge, in 2026 and in 2027."""

from decimal import Decimal

from platform_admin.demo.services import (
    ALSO_COVERED,
    EXCLUDED,
    Copays,
    deductible,
    hdhp_services,
    out_of_pocket,
    ppo_services,
)
from platform_admin.demo.shapes import Plan

PPO, HDHP = "PPO1000", "HDHP"
NORTHGATE = "Northgate Health"

PPO_2027 = Plan(
    code=PPO,
    name="PPO 1000",
    plan_year="2027",
    plan_type="PPO",
    carrier=NORTHGATE,
    network="Northgate Open Choice",
    coinsurance=Decimal("0.20"),
    accumulators=(
        deductible("IN", "1000", "2000", person_in_family="1000"),
        deductible("OON", "3000", "6000", person_in_family="3000"),
        out_of_pocket("IN", "4500", "9000"),
        out_of_pocket("OON", "9000", "18000"),
    ),
    services=ppo_services(
        Copays("30", "55", "60", "350", "10", "40", "75"),
        network="0.20",
        out_of_network="0.40",
    ),
    excluded=EXCLUDED,
    also_covered=ALSO_COVERED,
)
PPO_2026 = Plan(
    code=PPO,
    name="PPO 1000",
    plan_year="2026",
    plan_type="PPO",
    carrier=NORTHGATE,
    network="Northgate Open Choice",
    coinsurance=Decimal("0.20"),
    accumulators=(
        deductible("IN", "900", "1800", person_in_family="900"),
        deductible("OON", "2700", "5400", person_in_family="2700"),
        out_of_pocket("IN", "4250", "8500"),
        out_of_pocket("OON", "8500", "17000"),
    ),
    services=ppo_services(
        Copays("25", "50", "50", "300", "10", "35", "70"),
        network="0.20",
        out_of_network="0.40",
    ),
    excluded=EXCLUDED,
    also_covered=ALSO_COVERED,
)
HDHP_2027 = Plan(
    code=HDHP,
    name="HDHP",
    plan_year="2027",
    plan_type="HDHP",
    carrier=NORTHGATE,
    network="Northgate Open Choice",
    coinsurance=Decimal("0.20"),
    accumulators=(
        deductible("IN", "2000", "4000", person_in_family=None),
        deductible("OON", "4000", "8000", person_in_family=None),
        out_of_pocket("IN", "5000", "10000"),
        out_of_pocket("OON", "10000", "20000"),
    ),
    services=hdhp_services(network="0.20", out_of_network="0.40"),
    hsa_qualified=True,
    excluded=EXCLUDED,
    also_covered=ALSO_COVERED,
)
HDHP_2026 = Plan(
    code=HDHP,
    name="HDHP",
    plan_year="2026",
    plan_type="HDHP",
    carrier=NORTHGATE,
    network="Northgate Open Choice",
    coinsurance=Decimal("0.20"),
    accumulators=(
        deductible("IN", "1900", "3800", person_in_family=None),
        deductible("OON", "3800", "7600", person_in_family=None),
        out_of_pocket("IN", "4800", "9600"),
        out_of_pocket("OON", "9600", "19200"),
    ),
    services=hdhp_services(network="0.20", out_of_network="0.40"),
    hsa_qualified=True,
    excluded=EXCLUDED,
    also_covered=ALSO_COVERED,
)

PLANS = (PPO_2026, HDHP_2026, PPO_2027, HDHP_2027)
