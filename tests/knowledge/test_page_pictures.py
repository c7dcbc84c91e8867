import io

import pytest
from django.urls import reverse
from reportlab.pdfgen.canvas import Canvas

from knowledge.models import DocumentVersion
from knowledge.workbench.page_pictures import NoPicture, page_picture
from tenants.context import tenant_scope
from tests.knowledge.conftest import make_version

PNG = b"\x89PNG\r\n\x1a\n"


def two_pages() -> bytes:
    written = io.BytesIO()
    canvas = Canvas(written)
    for text in ("First page", "Second page"):
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


@pytest.fixture
def version(in_acme, index_document) -> DocumentVersion:
    document = index_document("Guide", ["First page"])
    return make_version(document, content=two_pages(), content_type="pdf", page_count=2, status="ready")


def test_a_page_is_drawn_once_and_kept(version) -> None:
    first, second = page_picture(version, 1), page_picture(version, 2)

    assert first.startswith(PNG)
    assert first != second
    version.file.storage.delete(version.file.name)
    assert page_picture(version, 1) == first


@pytest.mark.parametrize("number", [0, 3])
def test_a_page_that_is_not_there_has_no_picture(version, number: int) -> None:
    with pytest.raises(NoPicture):
        page_picture(version, number)


def test_a_file_without_pages_of_its_own_has_no_picture(version) -> None:
    version.content_type = "txt"

    with pytest.raises(NoPicture):
        page_picture(version, 1)


def test_a_file_that_cannot_be_drawn_has_no_picture(version) -> None:
    version.file.storage.delete(version.file.name)

    with pytest.raises(NoPicture):
        page_picture(version, 1)


def test_pictures_are_drawn_without_redis_too(version, settings) -> None:
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:9/0"}}

    assert page_picture(version, 1).startswith(PNG)


def test_only_hr_of_the_client_sees_it(version, acme, globex, browser_of, make_person) -> None:
    path = reverse("knowledge:page_image", args=[version.pk, 1])
    hr, employee = browser_of(acme, make_person(acme, "hr_editor")), browser_of(acme, make_person(acme))
    stranger = browser_of(globex, make_person(globex, "hr_admin"))

    shown = hr.get(path)

    assert (shown["Content-Type"], shown["Cache-Control"]) == ("image/png", "private, max-age=3600")
    assert shown.content.startswith(PNG)
    assert employee.get(path).status_code == 403
    assert stranger.get(path).status_code == 404
    with tenant_scope(acme):
        assert hr.get(reverse("knowledge:page_image", args=[version.pk, 9])).status_code == 404
