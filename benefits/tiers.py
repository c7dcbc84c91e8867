"""Coverage tiers in the words of employees: as they choose one, and as they are spoken to."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from benefits.models import Tier

CHOSEN = {
    Tier.EMPLOYEE: _("Only me"),
    Tier.SPOUSE: _("Me and my spouse"),
    Tier.PARTNER: _("Me and my domestic partner"),
    Tier.CHILDREN: _("Me and my children"),
    Tier.ONE: _("Me and one other"),
    Tier.FAMILY: _("My whole family"),
}
# Within a sentence of an answer, which is in the language of its question.
SPOKEN_TO: Mapping[str, Mapping[str, str]] = {
    Tier.EMPLOYEE: {"en": "only you", "es": "solo usted"},
    Tier.SPOUSE: {"en": "you and your spouse", "es": "usted y su cónyuge"},
    Tier.PARTNER: {"en": "you and your domestic partner", "es": "usted y su pareja"},
    Tier.CHILDREN: {"en": "you and your children", "es": "usted y sus hijos"},
    Tier.ONE: {"en": "you and one more", "es": "usted y una persona más"},
    Tier.FAMILY: {"en": "family", "es": "familia"},
}
