from collections.abc import Iterable, Mapping

from benefits.models import BenefitClass


def class_labels(language: str = "en") -> dict[str, str]:
    """Return code -> label of the client's benefit classes; in English where they have no other."""
    rows = BenefitClass.objects.values_list("code", "label", "label_es")
    return {code: spanish if spanish and language == "es" else english for code, english, spanish in rows}


def audience_words(codes: Iterable[str], labels: Mapping[str, str]) -> str:
    """Return for whom a document is, in words; a class that was renamed away shows its code."""
    return ", ".join(sorted(labels.get(code, code) for code in codes)) or "Everyone"
