"""Every look a client has had, each whole; what was saved by two people at once is put together or asked about.

Whoever writes the brand holds its row, so versions are numbered in the order in which they were saved.
"""

from collections.abc import Mapping, Set
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from branding.held import held_brand
from branding.history import keep_version
from branding.look import change_look
from branding.models import Brand, BrandImage, BrandVersion
from branding.pictures.shown import ShownPicture, told_of
from branding.studio.fields import NAMES, PLATFORM_LOOK, Change, Look, changes_between, in_words, look_of

Kind = BrandVersion.Kind


class NoSuchVersion(LookupError):
    """There is no version with this number."""


class ChangedMeanwhile(RuntimeError):
    """Somebody has saved since the page was opened; the message says who, and what to do."""


@dataclass(frozen=True)
class Clash:
    """A field that somebody else has changed to something else since the page was opened."""

    field: str
    name: str
    theirs: str
    own: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Saved:
    """What became of a save. With clashes nothing was written, and `seen` is the version they were told of."""

    clashes: tuple[Clash, ...] = ()
    seen: int = 0
    changed: tuple[Change, ...] = ()
    kept_of_others: tuple[str, ...] = ()  # names of fields that others changed and this save left as they are


@dataclass(frozen=True)
class PictureChange:
    """A picture that differs from the version before: None where there was none, or it is deleted since."""

    name: str
    before: ShownPicture | None
    after: ShownPicture | None
    had_before: bool
    has_after: bool


@dataclass(frozen=True)
class Told:
    """A version as the list shows it."""

    version: BrandVersion
    changes: tuple[Change, ...]
    pictures: tuple[PictureChange, ...]
    is_current: bool

    @property
    def words(self) -> str:
        kind = Kind(self.version.kind)
        if kind == Kind.BROUGHT_BACK:
            return f"Version {self.version.of_number} brought back"
        if kind == Kind.BEFORE and self.version.number > 1:
            return "Changed outside this page"
        return str(kind.label)


def latest_number() -> int:
    return BrandVersion.objects.values_list("number", flat=True).first() or 0


def brand_at(number: int, brand: Brand) -> Brand:
    """Return the brand with the look of this version, not to be stored; as it is if there is no such version."""
    then = copy(brand)
    for field, value in _known(_look_at(number) or {}).items():
        setattr(then, field, value)
    return then


def save_look(wanted: Look, *, base: int, seen: int, theirs: Set[str], by: User) -> Saved:
    """Store what differs from the version the page was opened on, and leave what others changed since.

    Where both changed a field to something else, nothing is stored until `seen` names the version whose changes the
    person was told of; fields in `theirs` are then left to the others.
    """
    with transaction.atomic():
        brand = held_brand()
        keep_version(brand)
        now = look_of(brand)
        before = _look_at(base) or now
        own = {field for field in NAMES if wanted[field] != before.get(field, wanted[field])}
        others = {field for field in NAMES if now[field] != before.get(field, now[field])}
        disputed = {field for field in own & others if wanted[field] != now[field]}
        latest = latest_number()
        if disputed and seen != latest:
            return Saved(clashes=_clashes(disputed, base, now, wanted), seen=latest)
        values = {field: wanted[field] for field in own - (disputed & theirs) if wanted[field] != now[field]}
        if values:
            change_look(values, by=by)
    left = tuple(NAMES[field] for field in NAMES if field in others and field not in values)
    return Saved(changed=tuple(changes_between(now, now | values)), kept_of_others=left)


def undo_last(number: int, *, by: User) -> tuple[str, ...]:
    """Go back to the look before version `number`, which must be the last; return the kinds of pictures that are gone.

    Raises ChangedMeanwhile, NoSuchVersion.
    """
    with transaction.atomic():
        brand = held_brand()
        keep_version(brand)
        latest = BrandVersion.objects.first()
        if latest.number != number:
            raise ChangedMeanwhile(
                f"{_name(latest)} has saved version {latest.number} since you opened this page. "
                "Look at it below, then undo it or bring back the version you want."
            )
        before = _version(number - 1)
        return change_look(_known(before.look), by=by, kind=Kind.UNDONE, pictures=before.pictures)


def bring_back(number: int, *, by: User) -> tuple[str, ...]:
    """Make the look what it was in this version; return the kinds of pictures that are gone. Raises NoSuchVersion."""
    with transaction.atomic():
        keep_version(held_brand())
        then = _version(number)
        return change_look(_known(then.look), by=by, kind=Kind.BROUGHT_BACK, of_number=number, pictures=then.pictures)


def reset_look(*, by: User) -> None:
    """Take the platform's colours, font and light or dark; words, help and links stay the company's."""
    with transaction.atomic():
        keep_version(held_brand())
        change_look(PLATFORM_LOOK, by=by, kind=Kind.RESET)


def told_versions(versions: list[BrandVersion]) -> list[Told]:
    """Return these versions, the newest first, each with what it changed."""
    numbers = {version.number - 1 for version in versions}
    before = {one.number: one for one in BrandVersion.objects.filter(number__in=numbers)}
    kept, latest = _kept_pictures([*versions, *before.values()]), latest_number()
    return [
        Told(
            version,
            tuple(changes_between(then.look if then else {}, version.look)),
            _picture_changes(then, version, kept),
            is_current=version.number == latest,
        )
        for version in versions
        for then in [before.get(version.number - 1)]
    ]


def _kept_pictures(versions: list[BrandVersion]) -> dict[str, ShownPicture]:
    wanted = {pk for version in versions for pk in (version.pictures or {}).values()}
    images = BrandImage.objects.filter(pk__in=wanted).prefetch_related("files")
    return {str(image.pk): ShownPicture(told_of(image)) for image in images}


def _picture_changes(
    before: BrandVersion | None, after: BrandVersion, kept: Mapping[str, ShownPicture]
) -> tuple[PictureChange, ...]:
    """Return what differs; nothing where one of the two is of a release that did not keep pictures."""
    if before is None or before.pictures is None or after.pictures is None:
        return ()
    then, now = before.pictures, after.pictures
    differ = [kind for kind in BrandImage.Kind if then.get(kind) != now.get(kind)]
    return tuple(
        PictureChange(kind.label, kept.get(then.get(kind)), kept.get(now.get(kind)), kind in then, kind in now)
        for kind in differ
    )


def _clashes(disputed: Set[str], base: int, now: Look, wanted: Look) -> tuple[Clash, ...]:
    since = list(BrandVersion.objects.filter(number__gt=base).select_related("by"))
    clashes = []
    for field in (name for name in NAMES if name in disputed):
        last = _last_change(field, since)
        own, theirs = in_words(field, wanted[field]), in_words(field, now[field])
        clashes.append(Clash(field, NAMES[field], theirs, own, _name(last), last.at))
    return tuple(clashes)


def _last_change(field: str, newest_first: list[BrandVersion]) -> BrandVersion:
    """Return the version that gave the field its value of now."""
    value, found = newest_first[0].look.get(field), newest_first[0]
    for version in newest_first:
        if version.look.get(field) != value:
            break
        found = version
    return found


def _look_at(number: int) -> Mapping[str, object] | None:
    # Who began before anything was saved began from what became the first version.
    return BrandVersion.objects.filter(number=max(number, 1)).values_list("look", flat=True).first()


def _version(number: int) -> BrandVersion:
    version = BrandVersion.objects.filter(number=number).first()
    if version is None:
        raise NoSuchVersion(number)
    return version


def _known(look: Mapping[str, object]) -> Look:
    """Return the fields that looks have today; a version may be older, or newer, than this release."""
    fields = {field.name for field in Brand._meta.fields}
    return {field: value for field, value in look.items() if field in NAMES and field in fields}


def _name(version: BrandVersion) -> str:
    return version.by.name if version.by else "The platform"
