"""What the sentences and tables of a document claim, kept until something changes how they are read.

To read them takes most of a look for warnings, and every document is looked at whenever any changes. So each is read
once, under all that decides what is read; and anew every day, as a new release of the product may read otherwise.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError
from django.db.models import QuerySet

from benefits.audience import class_labels
from knowledge.claims.packed import pack, unpack
from knowledge.claims.read import claims_of
from knowledge.claims.types import Claim, Told
from knowledge.models import Document, ExtractedFact, KeptClaims, Passage
from knowledge.retrieval.plans import PlanGuide, PlanName
from knowledge.warnings.documents import plans_of


@dataclass(frozen=True)
class Reading:
    """A published document, and what of it and of others decides how its passages are read."""

    document: Document
    revision: int
    plans: frozenset[PlanName]
    classes: Mapping[str, str]
    has_rates: bool
    day: date

    @property
    def version_id(self) -> UUID:
        return self.document.published_version_id

    def digest(self) -> str:
        told = [self.revision, self.document.title, self.document.plan_year, self.has_rates, self.day.isoformat()]
        plans = sorted((name.type, name.level, name.label) for name in self.plans)
        decisive = json.dumps([told, plans, sorted(self.classes.items())])
        return hashlib.sha256(decisive.encode()).hexdigest()

    def read(self) -> list[Claim]:
        return claims_of(self._told())

    def _told(self) -> Iterator[Told]:
        """Return the passages that may hold a claim."""
        passages = Passage.objects.filter(version=self.version_id, text__regex="[0-9]").order_by("ordinal")
        for passage in passages.only("version_id", "text", "heading", "page_number", "confidence"):
            if passage.has_sure_figures:
                yield Told(
                    passage.text,
                    passage.heading,
                    passage.page_number,
                    self.plans,
                    self.document.plan_year,
                    title=self.document.title,
                    classes=self.classes,
                    has_rates=self.has_rates,
                )


def readings_of(documents: Sequence[Document], guide: PlanGuide, day: date) -> list[Reading]:
    """Return how each document is read; they come with their `published_version`."""
    versions = [document.published_version_id for document in documents]
    rates = ExtractedFact.objects.filter(version__in=versions, kind=ExtractedFact.Kind.RATE)
    with_rates = set(rates.values_list("version", flat=True).distinct())
    classes = class_labels()
    return [
        Reading(
            document=document,
            revision=document.published_version.revision,
            plans=plans_of(document, guide),
            classes=classes,
            has_rates=document.published_version_id in with_rates,
            day=day,
        )
        for document in documents
    ]


def keep_claims(readings: Sequence[Reading]) -> None:
    """Read what is not kept yet, or was read otherwise. Each is kept at once, outside of any transaction."""
    known = dict(_kept(readings).values_list("version", "digest"))
    for reading in readings:
        digest = reading.digest()
        if known.get(reading.version_id) == digest:
            continue
        told = {"digest": digest, "claims": pack(reading.read())}
        try:
            KeptClaims.objects.update_or_create(version_id=reading.version_id, defaults=told)
        except IntegrityError:
            # The version is erased meanwhile; what it claims is of no interest any more.
            continue


def claims_by_version(readings: Sequence[Reading]) -> dict[UUID, list[Claim]]:
    """Return what each version's passages claim, in the order of the readings; what is not kept is read."""
    kept = {row.version_id: row for row in _kept(readings)}
    return {reading.version_id: _claims(reading, kept.get(reading.version_id)) for reading in readings}


def _claims(reading: Reading, kept: KeptClaims | None) -> list[Claim]:
    return unpack(kept.claims) if kept is not None and kept.digest == reading.digest() else reading.read()


def _kept(readings: Sequence[Reading]) -> QuerySet[KeptClaims]:
    return KeptClaims.objects.filter(version__in=[reading.version_id for reading in readings])
