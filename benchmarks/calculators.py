"""The cost of a year on a plan against a second reckoning, cent by cent, and how long calculators take.

bin/benchmark calculators [--plans 100000]

Plans and uses are drawn by chance from seeds that are told where the two differ. Both cores reckon.
"""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from decimal import Decimal
from statistics import quantiles

from config.wsgi import application  # noqa: F401  (sets Django up: sentences are translated)

# isort: split
from benefits.calculators.annual_cost import estimate_annual_cost, walk
from benefits.calculators.coverage import cobra_window
from benefits.calculators.hsa import HsaLimits, HsaYear, hsa_room
from benefits.calculators.paycheck import paycheck_deduction
from benefits.calculators.plan_terms import Premium
from benefits.calculators.result import Source
from tests.benefits.calculators.random_plans import drawn
from tests.benefits.calculators.slow_reference import cost_in_cents

DOLLARS = 6
AT_ONCE = 500
LIMITS = HsaLimits(Decimal(4500), Decimal(9000), Decimal(1000), Source("Rev. Proc. 2026-24"))


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/benchmark calculators")
    parser.add_argument("--plans", type=int, default=100_000)
    plans = parser.parse_args(arguments).plans
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        parts = list(workers.map(differing, range(0, plans, AT_ONCE)))
    wrong = [seed for part in parts for seed in part]
    tell(f"{plans} plans and uses: {len(wrong)} differ from the second reckoning {wrong[:10] or ''}")
    for name, call in timed().items():
        tell(f"{name:16} p50 {call[0]:.2f} ms, p95 {call[1]:.2f} ms (aim 20)")
    return 1 if wrong else 0


def differing(first: int) -> list[int]:
    """Return the seeds, of those from `first` on, whose plans cost another sum by the second reckoning."""
    wrong = []
    for seed in range(first, first + AT_ONCE):
        terms, uses = drawn(seed, DOLLARS)
        if walk(terms, uses).total * 100 != cost_in_cents(terms, uses):
            wrong.append(seed)
    return wrong


def timed() -> dict[str, tuple[float, float]]:
    premium, plans = Premium(Decimal(80), 26, seed_a_year=Decimal(600)), [drawn(seed) for seed in range(500)]
    person, day = HsaYear(2027, ("family",) * 12, 40, pays_left=26), date(2027, 1, 31)
    return {
        "cost of a year": _times([lambda plan=plan: estimate_annual_cost(plan[0], premium, plan[1]) for plan in plans]),
        "paycheck": _times([lambda: paycheck_deduction(premium)] * 500),
        "HSA room": _times([lambda: hsa_room(person, LIMITS)] * 500),
        "COBRA": _times([lambda: cobra_window("left_job", lost=day, noticed=day)] * 500),
    }


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _times(calls: Sequence) -> tuple[float, float]:
    taken = []
    for call in calls:
        began = time.perf_counter()
        call()
        taken.append(1000 * (time.perf_counter() - began))
    parts = quantiles(taken, n=20)
    return parts[9], parts[18]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
