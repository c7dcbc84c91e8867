"""Starts a reader of documents: what recognises pictures apart, as its models take five times the memory."""

from typing import Any

from knowledge.extract.failure import ExtractionFailed
from tenants.walled import children
from tenants.walled.children import Child, NoRoom

READER = "knowledge.extract.child"


def start_child(job: dict[str, Any]) -> Child:
    """Return a child at work on the job. Raises ExtractionFailed when the machine has no room for one."""
    kind = "pictures" if job["name"] == "recognise" else "text"
    try:
        return children.start_child(job, reader=READER, kind=kind)
    except NoRoom as error:
        raise ExtractionFailed("no_room") from error
