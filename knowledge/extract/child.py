"""The process that opens a document from outside, forked for that one job (tenants/walled/starter.py): the job comes as
a JSON line on standard input, events leave as JSON lines on standard output, a page at a time.
"""

import importlib
import json
import os
import resource
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any

from knowledge.extract.course import PageFacts, facts_to_json
from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.limits import Limits
from knowledge.extract.reading import PictureText, Region
from knowledge.extract.share import Lines, Share
from knowledge.extract.types import ExtractedPage, page_to_json
from tenants.walled.confine import allow_processor_time, confine
from tenants.walled.inside import code_beside, private_output

# Imported when needed only: a text file must not wait for the libraries of the other formats.
READERS = {
    "pdf": "knowledge.extract.pdf",
    "docx": "knowledge.extract.docx",
    "xlsx": "knowledge.extract.xlsx",
    "pptx": "knowledge.extract.pptx",
    "html": "knowledge.extract.html",
    "md": "knowledge.extract.markdown",
    "txt": "knowledge.extract.text",
    "image": "knowledge.extract.image",
    "eml": "knowledge.extract.mail",
    # A workbook as a list: what one makes of it is the caller's.
    "rows": "knowledge.extract.rows",
}
PICTURE_READER = "knowledge.extract.pictures"
RENDERER = "knowledge.extract.picture_of_page"

FLUSH_SECONDS = 0.004
# Made once, as it would be for each line otherwise.
ENCODE = json.JSONEncoder(check_circular=False, ensure_ascii=False, separators=(",", ":")).encode


class LineSink:
    """Writes each page as a line and counts what was written against the limits."""

    def __init__(self, limits: Limits, out: Any, *, page_seconds: float) -> None:
        self.limits = limits
        self._out = out
        self._page_seconds = page_seconds
        self._characters = 0
        self._flushed = 0.0

    def start(self, page_count: int) -> None:
        if page_count > self.limits.max_pages:
            raise ExtractionFailed("too_many_pages", _too_many(page_count, self.limits.max_pages))
        self.event("start", page_count=page_count)

    def page(self, page: ExtractedPage, picture_text: PictureText | None = None) -> None:
        self._characters += sum(len(block.text) for block in page.blocks)
        if self._characters > self.limits.max_characters:
            raise ExtractionFailed("too_large")
        asked = None
        if picture_text is not None:
            asked = {
                "regions": [[part.x0, part.y0, part.x1, part.y1] for part in picture_text.regions],
                "replaces_text_layer": picture_text.replaces_text_layer,
                "running": list(picture_text.running),
                "pictures": list(picture_text.pictures),
            }
        self._event("page", page=page_to_json(page), picture_text=asked)
        allow_processor_time(self._page_seconds)

    def tell(self, facts: PageFacts) -> None:
        """Let the other readers of the file know what a page is to its neighbours."""
        self._event("read", facts=facts_to_json(facts))
        allow_processor_time(self._page_seconds)

    def event(self, name: str, **fields: Any) -> None:
        self._event(name, **fields)
        self.flush()

    def flush(self) -> None:
        self._out.flush()
        self._flushed = time.monotonic()

    def _event(self, name: str, **fields: Any) -> None:
        """Write an event that may wait for others: to wake whoever hears it for each page takes turns from this one."""
        self._out.write(ENCODE({"event": name, **fields}) + "\n")
        if time.monotonic() - self._flushed > FLUSH_SECONDS:
            self.flush()


def work(*, is_offline: bool) -> None:
    """Do the one job that comes on standard input."""
    out = private_output()
    lines = Lines(sys.stdin.fileno())
    job = json.loads(lines.first())
    limits = Limits(**job["limits"])
    is_ocr = job["name"] == "recognise"
    page_seconds = limits.ocr_page_seconds if is_ocr else limits.page_seconds
    sink = LineSink(limits, out, page_seconds=page_seconds)
    sys.excepthook = lambda kind, error, trace: _report(sink, kind, error, trace)
    module = load(job)
    if limits.niceness:
        os.setpriority(os.PRIO_PROCESS, 0, limits.niceness)
    memory_bytes = limits.ocr_memory_bytes if is_ocr else limits.memory_bytes
    path = Path(job["path"])
    readable = [path, *code_beside(Path(__file__).resolve().parent)]
    lacking = confine(readable, memory_bytes=memory_bytes, processor_seconds=page_seconds)
    if "calls" in lacking and not is_offline:
        lacking.append("network")
    sink.event("confined", lacking=lacking)
    if job["name"] == "extract":
        share = [Share(*job["share"], tell=sink.tell, flush=sink.flush, lines=lines)] if "share" in job else []
        facts = module.read(path, sink, *share)
    elif is_ocr:
        facts = module.read(path, sink, _asked_pages(job["pages"]))
    else:
        sink.event("image", image=module.draw(path, **job["arguments"]))
        return
    peak, processor = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    done = {"title": facts.title, "warnings": facts.warnings, "peak_kilobytes": peak, "processor_seconds": processor}
    sink.event("done", **done)


def load(job: dict[str, Any]) -> Any:
    """Return the module that does the job, with the models that it needs."""
    if job["name"] == "extract":
        return importlib.import_module(READERS[job["content_type"]])
    if job["name"] != "recognise":
        return importlib.import_module(RENDERER)
    module = importlib.import_module(PICTURE_READER)
    module.own_recogniser()
    return module


def _asked_pages(rows: list[dict[str, Any]]) -> dict[int, PictureText]:
    return {
        row["number"]: PictureText(
            regions=tuple(Region(*sides) for sides in row["regions"]),
            replaces_text_layer=row["replaces_text_layer"],
            running=tuple(row["running"]),
            pictures=tuple(row["pictures"]),
        )
        for row in rows
    }


def _report(sink: LineSink, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say how the work ended, without a word of the document: a reader's message could quote it."""
    if isinstance(error, ExtractionFailed):
        sink.event("error", code=error.code, sentence=error.sentence, where="")
        return
    code = {MemoryError: "too_much_memory", FileNotFoundError: "missing"}.get(kind, "corrupt")
    sink.event("error", code=code, sentence="", where=f"{kind.__name__} at {_last_own_line(trace)}")


def _last_own_line(trace: TracebackType | None) -> str:
    place = ""
    while trace is not None:
        code = trace.tb_frame.f_code
        if "/knowledge/" in code.co_filename or not place:
            place = f"{Path(code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _too_many(page_count: int, max_pages: int) -> str:
    return (
        f"The file has {page_count:,} pages; at most {max_pages:,} can be read. Split it into parts and upload each "
        "part."
    )
