"""`client offboard`, `hold`, `release`, `delete` and their like: what each asks for, does and says."""

from argparse import _SubParsersAction
from uuid import UUID

from platform_admin.models import Offboarding, OffboardingStep
from platform_admin.offboarding import holds, moves
from platform_admin.offboarding.forms import is_typed_right
from platform_admin.offboarding.leftovers import search_leftovers
from platform_admin.offboarding.moves import OffboardingRefused
from platform_admin.offboarding.steps import TITLES, advance
from tenants.models import Client

ACTIONS = ("offboard", "call-off", "hold", "release", "delete")


def add_actions(actions: _SubParsersAction) -> None:
    for action, meaning in (
        ("offboard", "close a client, write its export and mail it to HR; deletion follows after the hold"),
        ("call-off", "make a client that is leaving what it was before"),
        ("hold", "set a legal hold: nothing of the client is deleted"),
        ("release", "end a legal hold"),
        ("delete", "delete a leaving client whose hold is over, or that two operators want gone, and go on with one"),
    ):
        one = actions.add_parser(action, help=meaning)
        one.add_argument("subdomain")
        if action in ("offboard", "hold", "release"):
            one.add_argument("--reason", required=True, help="kept in the audit log")
        if action == "offboard":
            one.add_argument("--yes", action="store_true", help="do not ask to type the subdomain again")
    search = actions.add_parser("search-leftovers", help="look for anything that is left of a deleted client")
    search.add_argument("client_id", type=UUID, help="it stands in the certificate and in the audit")
    search.add_argument("--word", action="append", default=[], help="look for this as well, as often as you like")


def act(action: str, client: Client, options: dict[str, object]) -> str:
    """Do it; return what was done, in sentences. Raises OffboardingRefused, HoldRefused, IllegalMove, Busy."""
    if action == "offboard":
        if not options["yes"] and not is_typed_right(input("Type the subdomain to go on: "), client):
            raise OffboardingRefused("That is another subdomain. Nothing was done.")
        return _told(advance(moves.offboard(client, by=None, reason=options["reason"]).pk))
    if action == "call-off":
        moves.cancel(_leaving(client), by=None)
        return f"{client.name} is what it was before."
    if action == "delete":
        return _delete(_leaving(client))
    change = holds.hold if action == "hold" else holds.release
    is_told = change(client, by=None, reason=options["reason"])
    done = (
        "is under a legal hold: nothing of it is deleted." if action == "hold" else "is under no legal hold any more."
    )
    return f"{client.name} {done}" + ("" if is_told else " No mail could be sent to its HR admins.")


def search(options: dict[str, object]) -> str:
    """Return a line a place, with what was found there. Raises OffboardingRefused for a client that never left."""
    known = Offboarding.objects.select_related("client").filter(client=options["client_id"], cancelled_at__isnull=True)
    offboarding = known.first()
    if offboarding is None or offboarding.deletion_began_at is None:
        raise OffboardingRefused("No client with this id was deleted. See “Former clients” in the portal.")
    lines = []
    for found in search_leftovers(offboarding, options["word"]):
        lines.append(f"{found.place}: {found.number or 'nothing'}")
        lines += [f"    {one}" for one in found.what]
    return "\n".join(lines)


def _delete(offboarding: Offboarding) -> str:
    offboarding = advance(offboarding.pk)
    if offboarding.deletion_began_at is None:
        step = offboarding.steps.exclude(state=OffboardingStep.State.DONE).first()
        name = offboarding.client.name
        why = step.failure or (
            f"{name} is under a legal hold. End it first."
            if Client.objects.held().filter(pk=offboarding.client_id).exists()
            else f"Its hold ends on {offboarding.hold_until:%Y-%m-%d %H:%M} UTC. Sooner, two operators have to want it,"
            " in the portal."
        )
        raise OffboardingRefused(why)
    return _told(offboarding)


def _told(offboarding: Offboarding) -> str:
    lines = [
        f"{step.get_state_display():8} {TITLES[step.name]}" + (step.failure and f": {step.failure}")
        for step in offboarding.steps.all()
    ]
    if offboarding.finished_at:
        lines.append(f"Certificate {offboarding.certificate.number}")
    elif offboarding.hold_until:
        lines.append(f"It is deleted after {offboarding.hold_until:%Y-%m-%d %H:%M} UTC. Until then: client call-off")
    return "\n".join(lines)


def _leaving(client: Client) -> Offboarding:
    offboarding = Offboarding.objects.under_way().filter(client=client).first()
    if offboarding is None:
        raise OffboardingRefused(f"{client.name} is not leaving. First: client offboard {client.subdomain}")
    return offboarding
