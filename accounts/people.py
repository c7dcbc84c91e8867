"""Who may come in: deactivating a person closes every door at once."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from accounts.audience import Audience
from accounts.class_choices import hold_class
from accounts.models import ApiKey, Invitation, User
from tenants.audit.log import record
from tenants.live import api_key_holder, end_tickets, session_holder
from tenants.roles import HR

_RANK = {User.Role.EMPLOYEE: 0, User.Role.HR_EDITOR: 1, User.Role.HR_ADMIN: 2}


class NumberTaken(ValueError):
    """Somebody else has this employee ID."""


class PersonProtected(ValueError):
    """The change would lock the company out; the message says why."""


def deactivate(person: User, *, by: User) -> None:
    """End the person's sessions, live streams and keys, and refuse new sign-ins."""
    if person == by:
        raise PersonProtected("You cannot deactivate your own account. Ask another HR admin.")
    with transaction.atomic():
        admins = _locked_admins()
        if person.role == User.Role.HR_ADMIN and admins <= {person}:
            raise PersonProtected(f"{person.name} is the only HR admin. Invite another one first.")
        User.objects.filter(pk=person.pk).update(is_active=False)
        holders = _delete_sessions([person]) + _revoke_api_keys([person])
        _withdraw_hr_invitations([person], by=by)
        record("person.deactivated", actor=by, subject=person)
    end_tickets(holders)


def deactivate_employees(people: Sequence[User], *, by: User | None) -> set[UUID]:
    """Close these accounts as `deactivate` does, all at once; return whose it was: HR's are left alone."""
    with transaction.atomic():
        employees = User.objects.filter(pk__in=[person.pk for person in people], role=User.Role.EMPLOYEE)
        closed = list(employees.select_for_update(no_key=True).order_by("pk"))
        User.objects.filter(pk__in=[person.pk for person in closed]).update(is_active=False)
        holders = _delete_sessions(closed) + _revoke_api_keys(closed)
        _withdraw_hr_invitations(closed, by=by)
        for person in closed:
            record("person.deactivated", actor=by, subject=person)
    end_tickets(holders)
    return {person.pk for person in closed}


def reactivate(person: User, *, by: User) -> None:
    with transaction.atomic():
        User.objects.filter(pk=person.pk).update(is_active=True)
        record("person.reactivated", actor=by, subject=person)


def change(person: User, *, role: str, audience: Audience, language: str, by: User) -> None:
    """Give the person these; whoever loses rights is signed out. Raises PersonProtected and UnknownClass.

    Also whoever gives up her own: her page goes on only if its request takes a new session key.
    """
    wanted = {"role": role, **asdict(audience), "language": language}
    holders: list[str] = []
    with transaction.atomic():
        admins = _locked_admins()
        before = User.objects.select_for_update(no_key=True).get(pk=person.pk)
        fields = [name for name, value in wanted.items() if getattr(before, name) != value]
        if not fields:
            return
        if role != User.Role.HR_ADMIN and admins <= {before} and before in admins:
            raise PersonProtected(f"{before.name} is the only HR admin. Make somebody else one first.")
        if "class_code" in fields:
            hold_class(audience.class_code)
        User.objects.filter(pk=person.pk).update(**wanted)
        if _RANK[role] < _RANK[before.role]:
            # What is open live was opened with more rights, and an invitation to HR would bring them back.
            holders = _revoke_api_keys([person]) + _delete_sessions([person])
            _withdraw_hr_invitations([person], by=by)
        record("person.changed", actor=by, subject=person, fields=fields, role=role)
    end_tickets(holders)


def change_by_list(person_id: UUID | None, told: Mapping[str, object], *, by: User) -> bool:
    """Give the person what a list tells of them, by field, and leave the rest; False without an open account.

    Raises UnknownClass, and NumberTaken if the employee ID is somebody else's.
    """
    with transaction.atomic():
        person = User.objects.people().select_for_update(no_key=True).filter(pk=person_id, is_active=True).first()
        if person is None:
            return False
        changed = {name: value for name, value in told.items() if value and value != getattr(person, name)}
        if "class_code" in changed:
            hold_class(changed["class_code"])
        holders = User.objects.filter(employee_id__iexact=changed.get("employee_id", "")).exclude(pk=person.pk)
        if "employee_id" in changed and holders.exists():
            raise NumberTaken(changed["employee_id"])
        if changed:
            User.objects.filter(pk=person.pk).update(**changed)
            record("person.changed", actor=by, subject=person, fields=list(changed), role=person.role)
    return True


def changed_parts(known: Audience, told: Audience) -> list[str]:
    """Return what is told otherwise than it is known; what is not told changes nothing."""
    return [name for name, value in asdict(told).items() if value and value != getattr(known, name)]


def end_sessions(person: User) -> None:
    """Sign the person out on every device, and end what is followed live there."""
    end_tickets(_delete_sessions([person]))


def _locked_admins() -> set[User]:
    # Locked, so that two admins who close each other's accounts at the same moment do not both succeed.
    return set(User.objects.select_for_update(no_key=True).filter(role=User.Role.HR_ADMIN, is_active=True))


def _withdraw_hr_invitations(people: Sequence[User], *, by: User | None) -> None:
    """Withdraw what they could come back by; those of employees go on, they are not about the one who sent them.

    Run it after the people's rows were changed: a list that is being sent holds them (accounts/invite_many.py).
    """
    pending = Invitation.objects.pending().filter(invited_by__in=people, role__in=HR)
    withdrawn = list(pending.select_for_update(no_key=True))
    # All rows before the first line of the audit, which keeps others from theirs (tenants/audit/log.py).
    Invitation.objects.filter(pk__in=[one.pk for one in withdrawn]).update(revoked_at=timezone.now())
    for invitation in withdrawn:
        record("invitation.revoked", actor=by, subject=invitation)


def _delete_sessions(people: Sequence[User]) -> list[str]:
    """Delete their sessions; return as whom they hold live tickets."""
    # A session row does not name its person, so all are opened; a client has at most some thousand.
    ids = {str(person.pk) for person in people}
    ended = [row.pk for row in Session.objects.iterator() if row.get_decoded().get("_auth_user_id") in ids]
    Session.objects.filter(pk__in=ended).delete()
    return [session_holder(key) for key in ended]


def _revoke_api_keys(people: Sequence[User]) -> list[str]:
    """Revoke the keys they made; return as whom they hold live tickets."""
    keys = ApiKey.objects.filter(created_by__in=people, revoked_at=None)
    holders = [api_key_holder(pk) for pk in keys.values_list("pk", flat=True)]
    keys.update(revoked_at=timezone.now())
    return holders
