"""Claims as JSON, and back: nothing of one is lost on the way."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from decimal import Decimal

from knowledge.claims.types import FORMULA, Claim
from knowledge.retrieval.plans import PlanName


def pack(claims: Iterable[Claim]) -> list[dict[str, object]]:
    return [asdict(claim) | {"value": str(claim.value)} for claim in claims]


def unpack(packed: Iterable[Mapping]) -> list[Claim]:
    return [_unpacked(row) for row in packed]


def _unpacked(row: Mapping) -> Claim:
    told = {"plan": PlanName(**row["plan"]) if row["plan"] else None, "of": tuple(row["of"])}
    value = row["value"] if row["kind"] == FORMULA else Decimal(row["value"])
    return Claim(**row | told | {"people": tuple(row["people"]), "value": value})
