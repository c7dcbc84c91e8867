"""How a list of people stands: what is wrong with it, what it would do or has done. Numbers only."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from accounts.invite import people_room
from accounts.invite_many import most_to_close
from accounts.models import InvitationLine, InvitationList
from accounts.roster_compare import COLUMN_WORDS

Status, Fault = InvitationLine.Status, InvitationLine.Fault
# What somebody has to look at stands first.
_ORDER = (
    *(Status.FAULTY, Status.FAILED, Status.MISSING, Status.SENDING),
    *(Status.READY, Status.CHANGED, Status.CLOSED, Status.SENT, Status.KNOWN),
)
# What can be looked at for itself: the name in the address, the words, and the lines.
KINDS = {
    "wrong": ("Cannot be done", Q(status__in=(Status.FAULTY, Status.FAILED))),
    "invitations": ("To be invited", Q(status=Status.READY, is_change=False, is_end=False)),
    "changes": ("To be changed", Q(status=Status.READY, is_change=True)),
    "ends": ("Have left, to be closed", Q(status=Status.READY, is_end=True)),
    "missing": ("Not in the list", Q(status=Status.MISSING)),
    "known": ("Known already", Q(status=Status.KNOWN)),
    "sending": ("Being done", Q(status=Status.SENDING)),
    "sent": ("Invited", Q(status=Status.SENT)),
    "changed": ("Changed", Q(status=Status.CHANGED)),
    "closed": ("Closed", Q(status=Status.CLOSED)),
}


@dataclass(frozen=True)
class Kind:
    """Lines of one kind; as components/tabs.html needs it, but for the address."""

    name: str
    label: str
    count: int


@dataclass(frozen=True)
class Standing:
    kinds: tuple[Kind, ...]  # those that there are
    invitations: int
    changes: int
    ends: int  # who has left, and whoever else is to be closed
    missing: int
    wrong: int
    known: int
    done: int
    total: int  # of those confirmed
    may_close_missing: bool
    has_room: bool  # in the contract, for all who would be invited

    @property
    def ready(self) -> int:
        return self.invitations + self.changes + self.ends

    @property
    def left_out(self) -> int:
        return self.wrong + self.known

    @property
    def may_confirm(self) -> bool:
        return bool(self.ready or (self.missing and self.may_close_missing))


def standing_of(listing: InvitationList) -> Standing:
    on_their_way = Q(status=Status.READY) | Q(claimed_at__isnull=False)
    waiting = Q(status__in=InvitationLine.WAITING)
    counted = listing.lines.aggregate(
        **{f"of_{name}": Count("pk", filter=which) for name, (_label, which) in KINDS.items()},
        # What was known when the list was read was never on its way.
        total=Count("pk", filter=on_their_way),
        waiting=Count("pk", filter=on_their_way & waiting),
    )
    numbers = {name: counted[f"of_{name}"] for name in KINDS}
    return Standing(
        kinds=tuple(Kind(name, label, numbers[name]) for name, (label, _which) in KINDS.items() if numbers[name]),
        **{name: numbers[name] for name in ("invitations", "changes", "ends", "missing", "wrong", "known")},
        done=counted["total"] - counted["waiting"],
        total=counted["total"],
        may_close_missing=numbers["missing"] <= most_to_close(listing),
        has_room=people_room(timezone.now()).takes(numbers["invitations"]),
    )


def lines_to_show(listing: InvitationList, kind: str) -> QuerySet[InvitationLine]:
    """Return the lines, what needs a look first; of one kind if it is one of KINDS."""
    place = Case(
        *(When(status=status, then=Value(number)) for number, status in enumerate(_ORDER)), output_field=IntegerField()
    )
    lines = listing.lines.filter(KINDS[kind][1]) if kind in KINDS else listing.lines.all()
    return lines.annotate(place=place).order_by("place", "-is_change", "number")


@dataclass(frozen=True)
class WrongLine:
    """What is wrong with a line, without a word of it."""

    number: int
    column: str  # in words; "" if it is the line as a whole
    what: str


def wrong_lines(lines: Iterable[InvitationLine]) -> list[WrongLine]:
    return [
        WrongLine(
            line.number,
            COLUMN_WORDS.get(line.fault_column, ""),
            Fault(line.fault).label if line.fault else Status(line.status).label,
        )
        for line in lines
    ]
