from collections.abc import Iterable, Mapping

from benefits.models import BenefitClass


def class_labels() -> dict[str, str]:
    """Return code -> label of the client's benefit classes."""
    return dict(BenefitClass.objects.values_list("code", "label"))


def audience_words(codes: Iterable[str], labels: Mapping[str, str]) -> str:
    """Return for whom a document is, in words; a class that was renamed away shows its code."""
    return ", ".join(sorted(labels.get(code, code) for code in codes)) or "Everyone"
