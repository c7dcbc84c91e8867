"""The domains of all clients in one list, those that need somebody first."""

from collections.abc import Callable
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from platform_admin.domains.pages import Row
from tenants.domains.models import DomainClaim
from tenants.domains.tls import is_looked_at
from tenants.models import Domain

ROWS_PER_PAGE = 50
State, Tls = DomainClaim.State, DomainClaim.Tls
_TROUBLE = "trouble"


class FleetForm(forms.Form):
    q = forms.CharField(
        label="Domain or company", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "All"), (_TROUBLE, "Needs a look"), *State.choices]
    )

    def told(self) -> dict[str, str]:
        """Return what was chosen; what cannot be used is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def fleet_page(form: FleetForm, number: str | None, *, url_of: Callable[[DomainClaim], str]) -> tuple[Page, str]:
    """Return a page of rows, and what of the query its links keep."""
    told = form.told()
    page = Paginator(_found(told), ROWS_PER_PAGE).get_page(number)
    primary = set(Domain.objects.primary().values_list("host", flat=True).filter(host__in=[one.host for one in page]))
    page.object_list = [
        Row(claim, url_of(claim), claim.is_verified and claim.host in primary, is_looked_at()) for claim in page
    ]
    return page, f"{urlencode(told)}&" if told else ""


def _found(told: dict[str, str]) -> QuerySet[DomainClaim]:
    claims = DomainClaim.objects.of_clients()
    if told.get("state") == _TROUBLE:
        claims = claims.in_trouble(timezone.now())
    elif told.get("state"):
        claims = claims.filter(state=told["state"])
    if words := told.get("q"):
        claims = claims.filter(Q(host__icontains=words) | Q(client__name__icontains=words))
    weight = Case(
        When(state=State.STOPPED, then=Value(0)),
        When(failures__gt=0, then=Value(1)),
        When(tls_state=Tls.FAILING, then=Value(1)),
        When(state=State.VERIFIED, then=Value(3)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return claims.annotate(weight=weight).order_by("weight", "tls_not_after", "host", "pk")
