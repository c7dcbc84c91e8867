from collections.abc import Iterable, Mapping

from benefits.models import BenefitClass


def class_labels(language: str = "en") -> dict[str, str]:
    """Return code -> label of the client's benefit classes; in English where they have no other."""
    rows = BenefitClass.objects.values_list("code", "label", "label_es")
    return {code: spanish if spanish and language == "es" else english for code, english, spanish in rows}


def class_names(class_code: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of one class of employees, its code among them, and those of all other classes."""
    labels = class_labels()
    own = frozenset({class_code, labels.pop(class_code, "")} - {""})
    return own, frozenset(name for pair in labels.items() for name in pair) - own


def audience_words(codes: Iterable[str], labels: Mapping[str, str]) -> str:
    """Return for whom a document is, in words; a class that was renamed away shows its code."""
    return ", ".join(sorted(labels.get(code, code) for code in codes)) or "Everyone"
