"""From an operator's wish to look into a client to its end. In the platform's scope, unless a function says otherwise.

    asked ──(second operator)──(client's owner)──> a link, for two minutes ──> opened, once ──> ended

Each step is one conditional UPDATE, so that of two that are taken at the same moment one counts. Nothing is trusted
because it was so when the visit was opened: `standing` asks again with every request.
"""

import secrets
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature
from django.db import transaction
from django.db.models import QuerySet

from accounts.audience import Audience
from accounts.models import User, secret_hash
from platform_admin.acts import record_act
from platform_admin.models import SupportRule, SupportVisit
from platform_admin.second_operator import why_not_second
from tenants.audit.log import record
from tenants.binding import ClientRef
from tenants.clock import contract_day
from tenants.context import platform_scope, tenant_scope
from tenants.keys import client_signer
from tenants.live import end_tickets, session_holder
from tenants.models import Client
from tenants.roles import OPERATOR

End = SupportVisit.End
_LINK = "support-link"


class SupportRefused(ValueError):
    """It cannot be done, or no longer; the message says why and what would do."""


@dataclass(frozen=True)
class SeenAs:
    """As whom an operator looks: somebody in this place, in this language, on this day (None: today)."""

    audience: Audience
    language: str
    as_of: date | None


@dataclass(frozen=True)
class Asked:
    """Why an operator has to see a client's HR pages, and for how long."""

    reason: str
    ticket: str
    minutes: int


def begin_view(client: Client, seen_as: SeenAs, *, by: User, now: datetime) -> SupportVisit:
    """Note that the operator wants to see what employees see; a link opens it."""
    _refuse_unserved(client)
    visit = SupportVisit(
        kind=SupportVisit.Kind.AUDIENCE,
        client=client,
        operator=by,
        language=seen_as.language,
        as_of=seen_as.as_of,
        asked_at=now,
        **asdict(seen_as.audience),
    )
    return _asked(visit, "support.view_asked", by=by)


def ask_for_hr(client: Client, asked: Asked, *, by: User, now: datetime) -> SupportVisit:
    """Ask to see the client's HR pages; what it waits for stands in the row."""
    _refuse_unserved(client)
    visit = SupportVisit(
        kind=SupportVisit.Kind.HR,
        client=client,
        operator=by,
        asked_at=now,
        needs_second=settings.SUPPORT_SECOND_OPERATOR,
        needs_owner=asks_first(client),
        **asdict(asked),
    )
    return _asked(visit, "support.hr_asked", by=by)


def asks_first(client: Client | ClientRef) -> bool:
    """Whether the client's owners have to allow each look at their HR pages."""
    return SupportRule.objects.filter(client_id=_id_of(client), asks_first=True).exists()


def approve(visit: SupportVisit, *, by: User, now: datetime) -> None:
    """Let a second operator say yes. Raises SupportRefused."""
    if why := why_not_second(by, asked_by=visit.operator, asked_at=visit.asked_at):
        raise SupportRefused(why)
    waiting = _waiting(visit, now).filter(needs_second=True, approved_at=None)
    with transaction.atomic():
        if not waiting.update(approved_by=by, approved_at=now):
            raise SupportRefused("This waits for no approval any more.")
        record_act("support.approved", by=by, client=visit.client, **visit.told())


def allow(visit: SupportVisit, *, by: User, now: datetime) -> None:
    """Let the client's owner say yes, in both chains; the owner is a person of the client. Raises SupportRefused."""
    with transaction.atomic():
        if not _waiting(visit, now).filter(allowed_at=None).update(allowed_at=now):
            raise SupportRefused("This waits for no approval any more.")
        _record_owners_act("support.allowed", visit.client, by=by, **visit.told())


def change_rule(client: Client, *, is_asking_first: bool, by: User, now: datetime) -> bool:
    """Note whether the client's owners want to be asked first; False if that was so already."""
    with transaction.atomic():
        rule, _ = SupportRule.objects.select_for_update().get_or_create(client=client)
        if rule.asks_first == is_asking_first:
            return False
        SupportRule.objects.filter(pk=rule.pk).update(asks_first=is_asking_first, changed_at=now)
        _record_owners_act("support.rule_changed", client, by=by, before=rule.asks_first, after=is_asking_first)
    return True


def make_link(visit: SupportVisit, *, by: User, now: datetime) -> str:
    """Return the key of the one link that opens the visit; the one before stops working. Raises SupportRefused."""
    if visit.operator_id != by.pk:
        raise SupportRefused("Only the operator who asked may begin it.")
    _refuse_unserved(visit.client)
    _refuse_waiting(visit)
    secret = secrets.token_urlsafe(32)
    with tenant_scope(visit.client.ref()):
        key = client_signer(_LINK).sign(secret)
    with transaction.atomic():
        made = _waiting(visit, now).update(link_hash=secret_hash(secret), link_until=now + SupportVisit.LINK_FOR)
        if not made:
            raise SupportRefused("This was begun, has ended, or is older than a day. Ask anew.")
        record_act("support.link_made", by=by, client=visit.client, **visit.told())
    return key


def find_by_link(key: str, *, client: ClientRef, now: datetime) -> SupportVisit:
    """Return the visit that this link of the client bound now opens; raises SupportRefused."""
    try:
        secret = client_signer(_LINK).unsign(key, max_age=SupportVisit.LINK_FOR)
    except BadSignature as forged:
        raise SupportRefused(LINK_OVER) from forged
    with platform_scope():
        found = SupportVisit.objects.select_related("operator", "client").filter(
            client_id=client.id, link_hash=secret_hash(secret), link_until__gt=now, opened_at=None, ended_at=None
        )
        visit = found.first()
        if visit is None or _why_over(visit, now):
            raise SupportRefused(LINK_OVER)
        _refuse_waiting(visit)
    return visit


def open_by_link(key: str, *, client: ClientRef, now: datetime) -> tuple[SupportVisit, str]:
    """Begin the visit that the link opens, once; return it with the secret of its session. Raises SupportRefused."""
    visit, secret = find_by_link(key, client=client, now=now), secrets.token_urlsafe(32)
    with platform_scope(), transaction.atomic():
        begun = SupportVisit.objects.filter(
            pk=visit.pk, link_hash=visit.link_hash, link_until__gt=now, opened_at=None, ended_at=None
        ).update(
            opened_at=now,
            ends_at=now + timedelta(minutes=visit.minutes),
            session_hash=secret_hash(secret),
            link_hash="",
        )
        if not begun:
            raise SupportRefused(LINK_OVER)
        visit.refresh_from_db()
        earlier = SupportVisit.objects.open().filter(client_id=client.id, operator_id=visit.operator_id)
        for one in earlier.exclude(pk=visit.pk).select_related("client"):
            end(one, End.REPLACED, by=visit.operator, now=now)
        record_act("support.opened", by=visit.operator, client=visit.client, **visit.told())
    # Pages of HR carry a ticket for what goes on live. It outlives no sign-in, and this is none: it never opens.
    end_tickets([session_holder(live_key(visit))])
    return visit, secret


def find_by_session(secret: str, *, client: ClientRef, now: datetime) -> SupportVisit | None:
    """Return the visit whose session this is, at this client alone; one that is over is ended first.

    In any scope. A visit that is not open any more is returned too, so that a page can say so.
    """
    with platform_scope():
        rows = SupportVisit.objects.select_related("operator", "client")
        visit = rows.filter(client_id=client.id, session_hash=secret_hash(secret)).first()
        if visit and visit.is_open and (how := _why_over(visit, now)):
            end(visit, how, by=None, now=now)
    return visit


def end(visit: SupportVisit, how: str, *, by: User | None, now: datetime) -> bool:
    """End it, or what has not begun; False if it had ended before. `by` is an operator, or nobody."""
    with transaction.atomic():
        if not _end(visit, how, now):
            return False
        record_act("support.ended", by=by, client=visit.client, how=visit.get_ended_how_display(), **visit.told())
    return True


def end_by_owner(visit: SupportVisit, *, by: User, now: datetime) -> bool:
    """The same by an owner of the client: what has not begun is refused."""
    how = End.OWNER if visit.opened_at else End.REFUSED
    with transaction.atomic():
        if not _end(visit, how, now):
            return False
        told = {"how": visit.get_ended_how_display(), **visit.told()}
        _record_owners_act("support.ended", visit.client, by=by, **told)
    return True


def end_what_is_over(now: datetime) -> int:
    """End each visit whose time, operator or client is gone, whoever looks or not; return how many."""
    rows = SupportVisit.objects.unfinished().select_related("operator", "client")
    return sum(end(visit, how, by=None, now=now) for visit in rows if (how := _why_over(visit, now)))


def end_all_of(operator: User, *, how: str, by: User | None, now: datetime) -> None:
    """End whatever the operator has begun or asked for."""
    for visit in SupportVisit.objects.unfinished().filter(operator=operator).select_related("operator", "client"):
        end(visit, how, by=by, now=now)


def live_key(visit: SupportVisit) -> str:
    """Return what stands for a session's key where a page asks whose live tickets it gives."""
    return f"support-{visit.pk}"


LINK_OVER = (
    "This link opens nothing any more: it works once, for two minutes, for one company. Make a new one on the client’s "
    "page of the platform."
)


def _asked(visit: SupportVisit, action: str, *, by: User) -> SupportVisit:
    with transaction.atomic():
        visit.save(force_insert=True)
        record_act(action, by=by, client=visit.client, **visit.told())
    return visit


def _waiting(visit: SupportVisit, now: datetime) -> QuerySet[SupportVisit]:
    youngest = now - SupportVisit.ASKED_FOR
    return SupportVisit.objects.filter(pk=visit.pk, opened_at=None, ended_at=None, asked_at__gt=youngest)


def _end(visit: SupportVisit, how: str, now: datetime) -> bool:
    ended = SupportVisit.objects.filter(pk=visit.pk, ended_at=None).update(ended_at=now, ended_how=how, link_hash="")
    visit.refresh_from_db(fields=["ended_at", "ended_how", "link_hash"])
    return bool(ended)


def _why_over(visit: SupportVisit, now: datetime) -> str:
    """Return why the visit cannot go on, as of now; "" if it can."""
    if visit.operator is None or not visit.operator.is_active or visit.operator.role != OPERATOR:
        return End.OPERATOR_CLOSED
    if not visit.client.is_open(contract_day(now)):
        return End.CLIENT_CLOSED
    if visit.opened_at is None:
        return End.UNUSED if now >= visit.asked_until() else ""
    return End.TIME if now >= visit.ends_at else ""


def _refuse_waiting(visit: SupportVisit) -> None:
    if visit.waits_for_second:
        raise SupportRefused("Another operator has to approve this first.")
    if visit.waits_for_owner or (visit.is_of_hr and visit.allowed_at is None and asks_first(visit.client)):
        raise SupportRefused(f"{visit.client.name} has to allow this first; its owner was told by mail.")


def _refuse_unserved(client: Client) -> None:
    if not client.may_be_entered():
        raise SupportRefused(f"{client.name} is not served right now, so there is nothing to be seen.")


def _record_owners_act(action: str, client: Client, *, by: User, **detail: object) -> None:
    """Append what the client's own person did to both chains: with their name in their own, as the client's in ours."""
    record(action, actor=None, subject=client, by_the_client=True, **detail)
    with tenant_scope(client.ref()):
        record(action, actor=by, subject=client, **detail)


def _id_of(client: Client | ClientRef) -> object:
    return client.pk if isinstance(client, Client) else client.id
