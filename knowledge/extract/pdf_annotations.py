"""What is laid over a PDF page and shown with it: filled-in form fields, text typed onto it, stamps.

They are no part of the page's own content, so its text layer lacks them, while everybody who looks at the page reads
them: "new limit: $3,400" typed over an old figure. Drawn into the page they are read like all the rest.
"""

import pypdfium2.raw as pdfium

SHOWN_TEXT = frozenset([pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP])
MAX_ANNOTATIONS = 2_000


def open_with_laid_over(document: pdfium.FPDF_DOCUMENT, at: int) -> pdfium.FPDF_PAGE | None:
    """Return the page with what is laid over it drawn in; nothing if the page is damaged. The file stays as it is."""
    page = pdfium.FPDF_LoadPage(document, at)
    if not page or not _has_text_laid_over(page):
        return page or None
    is_drawn = pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS
    if not is_drawn:
        return page
    # What is drawn in belongs to the page once it is opened anew.
    pdfium.FPDF_ClosePage(page)
    return pdfium.FPDF_LoadPage(document, at) or None


def count_notes(page: pdfium.FPDF_PAGE) -> int:
    """Return how many notes are pinned to the page, to be opened by a click; they are no part of what it shows."""
    count = min(pdfium.FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS)
    return sum(_kind(page, at) == pdfium.FPDF_ANNOT_TEXT for at in range(count))


def _has_text_laid_over(page: pdfium.FPDF_PAGE) -> bool:
    count = min(pdfium.FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS)
    return any(_kind(page, at) in SHOWN_TEXT for at in range(count))


def _kind(page: pdfium.FPDF_PAGE, at: int) -> int:
    annotation = pdfium.FPDFPage_GetAnnot(page, at)
    if not annotation:
        return pdfium.FPDF_ANNOT_UNKNOWN
    try:
        return pdfium.FPDFAnnot_GetSubtype(annotation)
    finally:
        pdfium.FPDFPage_CloseAnnot(annotation)
