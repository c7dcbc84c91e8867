"""Office files are zip archives that carry the time of writing; here they always carry the same one."""

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

WRITTEN_AT = datetime(2026, 10, 19, 9, 0, 0)
ZIP_TIME = (2026, 10, 19, 9, 0, 0)
STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def with_fixed_times(file: bytes) -> bytes:
    """The same archive with one time on every part, so that equal content gives equal bytes."""
    written = BytesIO()
    with ZipFile(BytesIO(file)) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = ZipInfo(name, ZIP_TIME)
            part.compress_type = ZIP_DEFLATED
            target.writestr(part, _with_fixed_stamps(name, source.read(name)))
    return written.getvalue()


def _with_fixed_stamps(name: str, content: bytes) -> bytes:
    if name != "docProps/core.xml":
        return content
    stamp = WRITTEN_AT.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return STAMP.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
