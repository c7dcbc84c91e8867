"""The process that opens a picture from outside, forked for that one picture (tenants/walled/starter.py): the job comes
as a JSON line on standard input, what became of the picture leaves as JSON lines on standard output.
"""

import base64
import json
import resource
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

# All of it now: where it works, nothing more than fonts is loaded.
from PIL import AvifImagePlugin, Image, ImageCms, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from branding.pictures.decode import read_picture, require_shape, trimmed
from branding.pictures.ground import look_at
from branding.pictures.limits import MAX_BYTES, MEMORY_BYTES, PROCESSOR_SECONDS
from branding.pictures.refused import PictureRefused
from branding.pictures.sniff import kind_of
from branding.pictures.suggest import suggest_colours
from branding.pictures.vector import read_vector
from branding.pictures.written import Written, icon_files, logo_files, mark_of
from tenants.walled.confine import confine
from tenants.walled.inside import code_beside, private_output

PLUGINS = (AvifImagePlugin, JpegImagePlugin, PngImagePlugin, WebPImagePlugin, ImageCms)
_LOOKED_AT = (96, 96)


def load(_work: dict[str, str]) -> None:
    """All libraries came with this module."""


def work(*, is_offline: bool) -> None:
    """Do the one job that comes on standard input."""
    out = private_output()
    job = json.loads(sys.stdin.readline())
    sys.excepthook = lambda kind, error, trace: _report(out, kind, error, trace)
    path = Path(job["path"])
    lacking = confine(
        [path, *code_beside(Path(__file__).resolve().parent)],
        memory_bytes=MEMORY_BYTES,
        # The kernel counts whole seconds, and confine allows one for what was begun.
        processor_seconds=PROCESSOR_SECONDS - 1,
    )
    if "calls" in lacking and not is_offline:
        lacking.append("network")
    _tell(out, "confined", lacking=lacking)
    drawn = draw(path, job["kind"])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _tell(out, "done", **drawn, peak_kilobytes=peak)


def draw(path: Path, kind: str) -> dict[str, Any]:
    """Return what became of the picture, as it is told to the parent. Raises PictureRefused."""
    data = path.read_bytes()[: MAX_BYTES + 1]
    if len(data) > MAX_BYTES:
        raise PictureRefused("too_large")
    notes: list[str] = []
    file_format = kind_of(data)
    picture = read_vector(data, notes) if file_format == "SVG" else read_picture(data, file_format, notes)
    whole = picture.size
    picture = trimmed(picture)
    if picture.size != whole and "trimmed" not in notes:
        notes.append("trimmed")
    require_shape(picture, kind)
    seen = look_at(picture)
    icon = picture if kind == "icon" else mark_of(picture) if kind == "logo" else None
    files = [] if kind == "icon" else logo_files(picture, seen)
    files += icon_files(icon) if icon is not None else []
    return {
        "format": file_format,
        "width": picture.width,
        "height": picture.height,
        "plates": [one.theme for one in seen if one.needs_plate and (kind, one.theme) != ("logo_dark", "light")],
        "colours": [one.colour for one in suggest_colours(_few_pixels(picture))],
        "notes": notes,
        "files": [_told(file) for file in files],
    }


def _few_pixels(picture: Image.Image) -> Iterable[tuple[int, int, int, int]]:
    small = picture.copy()
    # Not smoothed: between two colours there would be a third that the picture does not have.
    small.thumbnail(_LOOKED_AT, Image.Resampling.NEAREST)
    return small.get_flattened_data()


def _told(file: Written) -> dict[str, Any]:
    return {**asdict(file), "content": base64.b64encode(file.content).decode()}


def _tell(out: TextIO, event: str, **facts: Any) -> None:
    out.write(json.dumps({"event": event, **facts}) + "\n")
    out.flush()


def _report(out: TextIO, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say how the work ended, without a word of the picture: a library's message could quote it."""
    code = {MemoryError: "costly"}.get(kind, "damaged")
    facts: dict[str, object] = {}
    if isinstance(error, PictureRefused):
        code, facts = error.code, error.facts
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    _tell(out, "refused", code=code, facts=facts, where=f"{kind.__name__} at {place}")
