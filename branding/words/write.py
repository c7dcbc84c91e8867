"""Keeping a company's own words: the whole of them after each save, so that any earlier state can be brought back."""

from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from branding.held import held_brand, write_brand
from branding.models import Brand, WordsVersion
from tenants.audit.log import record


class ChangedMeanwhile(ValueError):
    """Somebody else has changed the same words since the page was opened."""

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__("Somebody has changed this meanwhile.")
        self.names = names  # name -> what it says now


def last_number() -> int:
    return WordsVersion.objects.values_list("number", flat=True).first() or 0


def write(words: Mapping[str, str], *, base: int, by: User) -> bool:
    """Keep what differs from version `base`, which the page was filled from; False if nothing does.

    What somebody else has changed since stays, unless it is the same text: then raises ChangedMeanwhile.
    """
    with transaction.atomic():
        brand = held_brand()
        before, now = _words_of(base), dict(brand.words)
        changed = {name: said for name, said in words.items() if said != before.get(name, "")}
        lost = {
            name: now.get(name, "")
            for name, said in changed.items()
            if now.get(name, "") not in (before.get(name, ""), said)
        }
        if lost:
            raise ChangedMeanwhile(lost)
        after = {name: said for name, said in {**now, **changed}.items() if said}
        if after == now:
            return False
        _keep(brand, after, by=by)
        record("words.changed", actor=by, subject=brand, texts=sorted(_difference(now, after)))
    return True


def bring_back(number: int, *, by: User) -> bool:
    """Say everything again as version `number` did; 0: in our words. False if there is no such version."""
    with transaction.atomic():
        brand = held_brand()
        if number and not WordsVersion.objects.filter(number=number).exists():
            return False
        after = _words_of(number)
        if after != brand.words:
            _keep(brand, after, by=by)
            record("words.brought_back", actor=by, subject=brand, version=number)
    return True


def _keep(brand: Brand, words: dict[str, str], *, by: User) -> None:
    WordsVersion.objects.create(number=last_number() + 1, words=words, by=by)
    write_brand(brand, words=words)


def _words_of(number: int) -> dict[str, str]:
    row = WordsVersion.objects.filter(number=number).first()
    return row.words if row else {}


def _difference(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
