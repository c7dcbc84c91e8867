"""Has a picture from outside drawn anew by a child behind walls, and believes it nothing that could do harm."""

import base64
import binascii
import json
import select
import signal
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import structlog

from branding.pictures.clean import is_clean
from branding.pictures.limits import CLOCK_SECONDS, MAX_BYTES, MAX_TOLD_BYTES, MIB, MOST_AT_ONCE
from branding.pictures.refused import SENTENCES, PictureRefused
from branding.pictures.written import FORMATS, Written
from tenants.storage import StorageUnavailable, scratch_copy
from tenants.walled.children import Child, Death, NoRoom, start_child

READER = "branding.pictures.child"
PURPOSES = frozenset({"page", "mail", "kept", "icon", "touch", "maskable"})
MAX_FILES = 32
MAX_SIDE = 4096
_COSTLY = (signal.SIGXCPU, signal.SIGKILL, signal.SIGABRT, signal.SIGTRAP, signal.SIGILL, signal.SIGBUS)

logger = structlog.get_logger(__name__)
_turns = BoundedSemaphore(MOST_AT_ONCE)


@dataclass(frozen=True)
class Drawn:
    """A picture drawn anew: its pixels' size, the themes in which it gets a plate, its colours, what was done to it."""

    kind: str
    file_format: str
    width: int
    height: int
    plates: tuple[str, ...]
    colours: tuple[str, ...]
    notes: tuple[str, ...]
    files: tuple[Written, ...]
    peak_kilobytes: int = 0

    def content(self, purpose: str) -> bytes:
        """Return the first file of a purpose."""
        return next(file.content for file in self.files if file.purpose == purpose)


def draw_picture(content: bytes, *, kind: str, clock_seconds: float = CLOCK_SECONDS) -> Drawn:
    """Return what is to be shown of a file of a stranger's; `kind` is one of BrandImage.Kind. Raises PictureRefused."""
    if not content:
        raise PictureRefused("empty")
    if len(content) > MAX_BYTES:
        raise PictureRefused("too_large")
    try:
        with _turn(clock_seconds), scratch_copy([content], prefix="picture-") as copy:
            return _drawn(Path(copy.name), kind, clock_seconds)
    except StorageUnavailable as error:
        raise PictureRefused("no_room") from error


@contextmanager
def _turn(seconds: float) -> Iterator[None]:
    """Wait so long for one of the turns. Raises PictureRefused."""
    if not _turns.acquire(timeout=seconds):
        raise PictureRefused("no_room")
    try:
        yield
    finally:
        _turns.release()


def _drawn(path: Path, kind: str, clock_seconds: float) -> Drawn:
    try:
        child = start_child({"name": "draw", "path": str(path), "kind": kind}, reader=READER)
    except NoRoom as error:
        raise PictureRefused("no_room") from error
    try:
        for event in _events(child, clock_seconds):
            if event["event"] == "confined":
                _tell_lacking(tuple(map(str, event["lacking"])))
            elif event["event"] == "refused":
                raise _refusal(event)
            elif event["event"] == "done":
                return _believed(event, kind)
        raise _ended(child.death())
    except (KeyError, TypeError, ValueError, AttributeError, binascii.Error) as lie:
        if isinstance(lie, PictureRefused):
            raise
        logger.warning("picture_child_lied", error=type(lie).__name__)
        raise PictureRefused("damaged") from lie
    finally:
        child.end()


def _events(child: Child, clock_seconds: float) -> Iterator[dict[str, Any]]:
    until = time.monotonic() + clock_seconds
    told = 0
    while True:
        ready, _, _ = select.select([child.events], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            logger.warning("picture_took_too_long")
            raise PictureRefused("costly")
        lines = child.lines()
        if lines is None:
            return
        told += sum(map(len, lines))
        if told + child.rest_bytes > MAX_TOLD_BYTES:
            raise PictureRefused("damaged")
        for line in lines:
            yield json.loads(line)


def _refusal(event: dict[str, Any]) -> PictureRefused:
    logger.info("picture_refused", code=str(event["code"]), where=str(event["where"])[:120])
    if event["code"] not in SENTENCES:
        return PictureRefused("damaged")
    # What stands in the sentence is numbers and our own words, whatever is said.
    facts = {
        str(name): f"{value:,}" if isinstance(value, int) else str(value)[:20] for name, value in event["facts"].items()
    }
    return PictureRefused(event["code"], **facts)


def _believed(event: dict[str, Any], kind: str) -> Drawn:
    """Return what the child told; raises ValueError, KeyError or TypeError for what no child of ours would."""
    files = tuple(_file(told) for told in event["files"][:MAX_FILES])
    if not {file.purpose for file in files} >= ({"icon", "touch"} if kind == "icon" else {"page", "mail", "kept"}):
        raise ValueError("files are missing")
    return Drawn(
        kind=kind,
        file_format=str(event["format"])[:8],
        width=_whole(event["width"]),
        height=_whole(event["height"]),
        plates=tuple(theme for theme in ("light", "dark") if theme in event["plates"]),
        colours=tuple(_colour(one) for one in event["colours"][:5]),
        notes=tuple(str(note)[:20] for note in event["notes"][:8]),
        files=files,
        peak_kilobytes=int(event["peak_kilobytes"]),
    )


def _file(told: dict[str, Any]) -> Written:
    content = base64.b64decode(told["content"], validate=True)
    if told["purpose"] not in PURPOSES or told["file_format"] not in FORMATS or told["scale"] not in (1, 2, 3):
        raise ValueError("a file for no place")
    if not is_clean(told["file_format"], content):
        raise ValueError("a file with more than pixels")
    width, height = _whole(told["width"]), _whole(told["height"])
    # All but those of pages are opened here again, without walls: PNGs, no larger than they are said to be.
    is_png = told["file_format"] == "png"
    if not is_png and told["purpose"] != "page":
        raise ValueError("another format than its place has")
    if is_png and struct.unpack_from(">II", content, 16) != (width, height):
        raise ValueError("another size than it has")
    return Written(told["purpose"], told["scale"], told["file_format"], width, height, content)


def _whole(told: object) -> int:
    if not isinstance(told, int) or not 0 < told <= MAX_SIDE:
        raise ValueError("no side of a picture")
    return told


def _colour(told: str) -> str:
    if len(told) != 7 or told[0] != "#":
        raise ValueError("no colour")
    return f"#{int(told[1:], 16):06x}"


def _ended(death: Death) -> PictureRefused:
    """Return why a child that said nothing at its end has died."""
    logger.warning("picture_child_died", code=death.exit_code, peak_mib=death.peak_bytes // MIB)
    return PictureRefused("costly" if -death.exit_code in _COSTLY else "damaged")


@cache
def _tell_lacking(walls: tuple[str, ...]) -> None:
    """Say once what the kernel of this machine could not take from the child."""
    if walls:
        logger.warning("picture_child_not_confined", lacking=walls)
