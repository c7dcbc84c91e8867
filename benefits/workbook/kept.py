"""What a workbook would do, kept until the catalogue, the federal limits or the product is another.

Thousands of rows take seconds to be held against the catalogue, and are looked at page by page. What is confirmed is
compared anew (`uploads.take_over`): nothing is written because it stood here.
"""

import json
from hashlib import sha256

from benefits.catalogue.mark import catalogue_mark, made_by
from benefits.federal.limits import federal_limits
from benefits.models import CatalogueUpload
from benefits.workbook.compare import ComparedLine, Difference, compare
from benefits.workbook.uploads import lines_of
from tenants.cache import keep, known

KEPT_SECONDS = 3600


def compared_lines(upload: CatalogueUpload) -> list[ComparedLine]:
    """Return what each line would do now, in the order of the file."""
    lines = lines_of(upload)
    limits = sorted(federal_limits().published.items())
    made_of = repr((made_by(), upload.pk, catalogue_mark(), limits))
    key = f"workbook-lines:{sha256(made_of.encode()).hexdigest()}"
    kept = known(key)
    if kept is not None:
        return [
            ComparedLine(line, what, about, tuple(reasons), tuple(Difference(*one) for one in differences), review)
            for line, (what, about, reasons, differences, review) in zip(lines, json.loads(kept), strict=True)
        ]
    compared = compare(lines)
    rows = [
        (
            *(line.what, line.about, line.reasons),
            [(one.heading, one.before, one.after) for one in line.differences],
            line.review,
        )
        for line in compared
    ]
    keep(key, json.dumps(rows).encode(), seconds=KEPT_SECONDS)
    return compared
