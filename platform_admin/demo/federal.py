"""The federal limits the demo documents quote, from those that the product brings (benefits/federal/shipped.csv).

A year without a published value is absent, never guessed. What operators change since does not reach the demo's
papers, whose figures belong together.
"""

from benefits.federal.shipped import shipped_limit
from platform_admin.demo.shapes import FederalLimit

HSA_SELF, HSA_FAMILY, HSA_CATCH_UP = ("hsa", "self"), ("hsa", "family"), ("hsa_catch_up", "")
HDHP_MINIMUM_SELF, HDHP_MINIMUM_FAMILY = ("hdhp_least_deductible", "self"), ("hdhp_least_deductible", "family")
DEFERRAL, CATCH_UP_50 = ("deferral", ""), ("deferral_catch_up", "50")
LIFE_EXEMPT, LIFE_AGE_45_TO_49 = ("life_exempt", ""), ("life_table", "45_to_49")


def limit(which: tuple[str, str], year: int) -> FederalLimit:
    """Return what a demo document says of a limit. Raises KeyError where nothing is published for the year."""
    key, dimension = which
    row = shipped_limit(key, year, dimension)
    return FederalLimit(key, year, row.value, row.cite_title)
