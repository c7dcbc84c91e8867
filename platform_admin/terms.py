"""What tiers have and what one client has instead: changed by operators, written down, told to every process."""

from django.db import transaction
from django.forms import model_to_dict

from accounts.models import User
from platform_admin.acts import record_act
from tenants.audit.log import record
from tenants.models import Client, TierTerms


def all_terms() -> list[TierTerms]:
    """Return the terms of every tier in the order of the tiers; one that has none yet is without limits."""
    kept = {terms.tier: terms for terms in TierTerms.objects.all()}
    return [kept.get(tier) or TierTerms(tier=tier, custom_domain=True, sso=True, api=True) for tier in Client.Tier]


def change_terms(terms: TierTerms, *, by: User) -> None:
    """Save the terms as they stand now; nothing is written down if nothing changed."""
    with transaction.atomic():
        before = TierTerms.objects.filter(pk=terms.pk).first()
        old, new = (model_to_dict(one) if one else {} for one in (before, terms))
        changed = {name: [old.get(name), value] for name, value in new.items() if old.get(name) != value}
        if changed:
            terms.save()
            record("tier.changed", actor=by, subject=terms, changed=changed)


def change_limits(client: Client, *, tier: str, own_limits: dict[str, int], by: User, reason: str) -> bool:
    """Give the client another tier, or numbers of its own; False if it has just these already."""
    before = {"tier": client.tier, **client.own_limits}
    after = {"tier": tier, **own_limits}
    if before == after:
        return False
    with transaction.atomic():
        client.tier, client.own_limits = tier, own_limits
        client.save(update_fields=["tier", "own_limits"])
        record_act("client.limits_changed", by=by, client=client, before=before, after=after, reason=reason)
    return True
