"""A file with text and with pictures of text: found by its text first, complete once the pictures are read."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import connection
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from accounts.audience import ANYBODY
from knowledge.extract.run import extract
from knowledge.index.passages import drafts_of
from knowledge.ingestion import ingest as ingestion
from knowledge.ingestion import read_pictures as second_reading
from knowledge.ingestion.delete import begin_deletion, finish_deletion
from knowledge.ingestion.fidelity import fidelity_json, read_fidelity
from knowledge.ingestion.ingest import ingest, ingest_whole
from knowledge.ingestion.lease import LeaseLost, claim
from knowledge.ingestion.queue import PICTURES_PER_CLIENT, is_one_of_many, take_waiting, take_waiting_for_pictures
from knowledge.ingestion.receive import DocumentFacts, receive_document
from knowledge.ingestion.retry import go_on_without_pictures, request_cancel, retry
from knowledge.ingestion.sweep import sweep
from knowledge.lifecycle.publish import PublishRefused, publish
from knowledge.lifecycle.schedule import schedule
from knowledge.models import Document, DocumentVersion, KnowledgeBase, Page, PageInPictures, Passage, Posting
from knowledge.retrieval.search import SearchResult, search
from knowledge.vectors import vector_index
from knowledge.workbench.rows import document_rows
from tenants.context import tenant_scope
from tests.knowledge.conftest import as_file, fresh, make_stale, make_version, url, words
from tests.knowledge.sample_files import HEIGHT, WIDTH, make_pdf, write
from tests.knowledge.test_ingest_interrupted import DatabaseGone, cut_own_connection, published_replacement
from tests.vendors.local_server import Status
from tests.vendors.pinecone_server import PineconeServer

pytestmark = pytest.mark.usefixtures("files_read_once")
DAY = date(2026, 11, 10)
LONG_AGO = timedelta(minutes=10)
SECOND_STEPS = ("pictures", "splitting", "embedding", "indexing", "verifying")
RATES = (("Tier", "Monthly premium"), ("Employee", "$412.50"), ("Family", "$918.25"))
IN_PICTURE = "monthly premium of a family"


@cache
def guide() -> bytes:
    """Three pages: text, text around a table that is a picture, and a page that is nothing but one."""
    with TemporaryDirectory() as folder:
        pages = (_page_of_text, _page_with_table, _scanned_page)
        return make_pdf(Path(folder) / "guide.pdf", *pages, title="Lakeside dental guide").read_bytes()


def _page_of_text(canvas: Canvas) -> None:
    write(canvas, 72, 90, "Lakeside dental guide", size=20, bold=True)
    for number in range(12):
        write(
            canvas, 72, 140 + 20 * number, f"Cleaning number {number} is covered in full at a dentist of the network."
        )


def _page_with_table(canvas: Canvas) -> None:
    write(canvas, 72, 100, "The table below shows what you pay from each paycheck:")
    canvas.drawImage(ImageReader(_picture(960, 260, _table)), 72, HEIGHT - 300, 432, 117)
    write(canvas, 72, 400, "Prices hold for the whole year.")


def _scanned_page(canvas: Canvas) -> None:
    letter = _picture(1224, 1584, lambda draw: _type(draw, 120, 200, "Orthodontia has a lifetime limit of $1,850"))
    canvas.drawImage(ImageReader(letter), 0, 0, WIDTH, HEIGHT)


def _picture(width: int, height: int, fill: Callable[[ImageDraw.ImageDraw], None]) -> Image.Image:
    paper = Image.new("RGB", (width, height), "white")
    fill(ImageDraw.Draw(paper))
    return paper


def _table(draw: ImageDraw.ImageDraw) -> None:
    for at, row in enumerate(RATES):
        for column, text in enumerate(row):
            box = (20 + 300 * column, 20 + 64 * at, 320 + 300 * column, 84 + 64 * at)
            draw.rectangle(box, outline=(40, 40, 40), width=3)
            _type(draw, box[0] + 20, box[1] + 14, text)


def _type(draw: ImageDraw.ImageDraw, x: float, y: float, text: str) -> None:
    draw.text((x, y), text, fill=(20, 20, 20), font=ImageFont.load_default(size=30))


@pytest.fixture
def received_guide(received) -> Callable[..., DocumentVersion]:
    return lambda **wishes: received(guide(), "dental.pdf", **wishes)


@pytest.fixture
def half_read(received_guide) -> Callable[..., DocumentVersion]:
    """A version whose text is found and whose pictures are still to be read."""

    def read(**wishes: object) -> DocumentVersion:
        version = received_guide(**wishes)
        ingest(version.pk)
        return fresh(version)

    return read


def find_as_hr(question: str) -> SearchResult:
    return search(question, day=DAY, audience=ANYBODY, limit=5, include_unpublished=True)


def texts() -> list[str]:
    return [passage.text for passage in Passage.objects.order_by("ordinal")]


def test_text_is_found_before_the_pictures_are_read(half_read) -> None:
    version = half_read(publish_when_ready=True)

    assert (version.status, version.attempts, version.lease) == ("received", 0, None)
    assert version.searchable_at is not None
    assert (version.ready_at, version.document.published_version_id) == (None, None)
    assert (version.pictures_count, version.pictures_done, version.page_count) == (2, 0, 3)
    assert "Cleaning number 7" in find_as_hr("cleaning at the dentist").hits[0].text
    assert not any("918.25" in text for text in texts())
    assert search("cleaning at the dentist", day=DAY, audience=ANYBODY, limit=5).hits == ()
    assert read_fidelity(version.fidelity) is None


def test_pictures_come_in_their_places_and_make_it_ready(half_read) -> None:
    version = half_read(publish_when_ready=True)
    before = {passage.pk: passage.text for passage in Passage.objects.all()}
    assert not any("918.25" in hit.text for hit in find_as_hr(IN_PICTURE).hits)

    assert ingest(version.pk) is True

    version = fresh(version)
    assert (version.status, version.pictures_done, version.lease) == ("ready", 2, None)
    assert version.document.published_version_id == version.pk
    assert version.revision > 0
    assert "918.25" in find_as_hr(IN_PICTURE).hits[0].text
    assert "1,850" in search("orthodontia lifetime limit", day=DAY, audience=ANYBODY, limit=1).hits[0].text
    after = {passage.pk: passage.text for passage in Passage.objects.all()}
    kept = before.keys() & after.keys()
    assert kept
    assert all(before[pk] == after[pk] for pk in kept)
    assert vector_index().passage_ids(version.pk) == after.keys()
    assert PageInPictures.objects.count() == 0


def test_both_halves_give_what_one_reading_gives(received_guide, tmp_path) -> None:
    version = received_guide()
    ingest_whole(version.pk)
    path = tmp_path / "guide.pdf"
    path.write_bytes(guide())

    whole = extract(path, "pdf")

    version = fresh(version)
    pages = sorted(whole.pages, key=lambda page: page.number)
    assert [(page.text, page.is_ocr) for page in Page.objects.all()] == [(page.text, page.is_ocr) for page in pages]
    drafts = drafts_of(version, pages)
    ordered = Passage.objects.order_by("ordinal")
    assert [(one.ordinal, one.text, one.page_number) for one in ordered] == [
        (draft.ordinal, draft.text, draft.page_number) for draft in drafts
    ]
    assert version.fidelity == fidelity_json(pages)
    assert version.document.title == "Lakeside dental guide"


def test_a_file_of_nothing_but_pictures_is_read_to_the_end_at_once(received, tmp_path) -> None:
    version = received(make_pdf(tmp_path / "scan.pdf", _scanned_page).read_bytes(), "scan.pdf")

    ingest(version.pk)

    version = fresh(version)
    assert (version.status, version.pictures_count) == ("ready", 0)
    assert "1,850" in texts()[0]


def test_it_is_neither_published_nor_scheduled_before(half_read) -> None:
    version = half_read()
    reason = "can be published once the pictures of text in it are read"

    with pytest.raises(PublishRefused, match=reason):
        publish(version.document, by=None)
    with pytest.raises(PublishRefused, match=reason):
        schedule(version, on=DAY + timedelta(days=30), today=DAY, by=None)

    ingest(version.pk)
    assert publish(version.document, by=None).pk == version.pk


def test_hr_is_told_what_is_still_being_read(browser, half_read) -> None:
    version = half_read()

    response = browser.get(url("document_row", version.document_id))
    row = words(response)
    page = words(browser.get(url("document", version.document_id), {"page": "2"}))
    complete = words(browser.get(url("document", version.document_id), {"page": "1"}))

    assert "Searchable; pictures of text on 2 pages wait for their turn" in row
    assert "0 of 2" not in row
    assert "It can be published once they are read." in row
    assert 'aria-label="Publish: It can be published once they are read."' in response.content.decode()
    assert "This page holds text in a picture that is still being read." in page
    assert "still being read. It will stand here" not in complete

    ingest(version.pk)
    assert "still being read" not in words(browser.get(url("document", version.document_id), {"page": "2"}))


def test_pictures_that_wait_say_for_how_many_files(in_acme, make_base) -> None:
    now, counts = timezone.now(), {"page_count": 30, "pages_done": 30, "pictures_count": 12}
    documents = [Document.objects.create(knowledge_base=make_base(), title=title) for title in ("A", "B", "C", "D")]
    make_version(documents[0], status="pictures", searchable_at=now, pictures_done=5, **counts)
    for document in documents[1:3]:
        make_version(document, status="received", searchable_at=now, **counts)

    first, second, third, _ = (label_of(document) for document in documents)

    assert first == "Searchable; pictures of text on 12 pages are still being read"
    assert second == "Searchable; pictures of text on 12 pages wait for their turn, after 1 other file"
    assert third == "Searchable; pictures of text on 12 pages wait for their turn, after 2 other files"

    make_version(documents[3], status="extracting")
    assert label_of(documents[1]).endswith("wait for their turn, after 2 other files")
    DocumentVersion.objects.exclude(document=documents[1]).update(status="ready")
    assert label_of(documents[1]).endswith("wait for their turn")


def label_of(document: Document) -> str:
    document.refresh_from_db()
    return document_rows([document])[0].progress_label if document.versions.exists() else ""


def test_the_time_left_is_told_from_the_pictures_pace(in_acme, make_base) -> None:
    document = Document.objects.create(knowledge_base=make_base(), title="Guide")
    counts = {"page_count": 300, "pages_done": 300, "pictures_count": 12, "pictures_done": 4}
    since = timezone.now() - timedelta(seconds=20)
    make_version(document, status="pictures", reading_since=since, searchable_at=since, **counts)

    row = document_rows([document])[0]

    assert (row.done, row.total, row.time_left) == (4, 12, "about 40 seconds left")
    assert row.progress_label == "Searchable; pictures of text on 12 pages are still being read"


def test_a_recognised_page_is_not_recognised_again(half_read) -> None:
    version = half_read()
    done = PageInPictures.objects.get(number=3)
    told = {**done.first, "blocks": [{"kind": "paragraph", "text": "It was read before."}], "is_ocr": True}
    PageInPictures.objects.filter(pk=done.pk).update(recognised=told)
    make_stale(version, status="pictures")

    ingest(version.pk)

    assert (fresh(version).status, fresh(version).pictures_done) == ("ready", 2)
    assert Page.objects.get(number=3).text == "It was read before."
    assert "918.25" in Page.objects.get(number=2).text


def test_text_and_recognised_pages_are_not_read_again_after_a_break(half_read) -> None:
    version = half_read()
    ingest(version.pk)
    version = fresh(version)
    before, fidelity = set(Passage.objects.values_list("pk", "ordinal", "text")), version.fidelity
    # The run died before it could write down that all was in its place.
    told = [{"number": n, "first": {}, "asked": {}, "recognised": _stored(n)} for n in (2, 3)]
    PageInPictures.objects.bulk_create(PageInPictures(version=version, **row) for row in told)
    timings = {name: seconds for name, seconds in version.timings.items() if name != "placing"}
    make_stale(version, status="splitting", timings=timings, ready_at=None)
    version.file.storage.delete(version.file.name)

    ingest(version.pk)

    assert fresh(version).status == "ready"
    assert set(Passage.objects.values_list("pk", "ordinal", "text")) == before
    assert fresh(version).fidelity == fidelity


def _stored(number: int) -> dict[str, object]:
    page = Page.objects.get(number=number)
    return {
        "number": number,
        "width": page.width,
        "height": page.height,
        "blocks": page.blocks,
        "is_ocr": page.is_ocr,
        "ocr_confidence": page.ocr_confidence,
        "kept": [0, 0, 0, 0, []],
    }


def test_a_picture_that_cannot_be_read_costs_its_text_alone(half_read) -> None:
    version = half_read()
    asked = PageInPictures.objects.get(number=3).asked
    # Its reader breaks off at this place, as at a picture that takes too much memory.
    PageInPictures.objects.filter(number=3).update(asked={**asked, "regions": [["nowhere", 0, 1, 1]]})

    ingest(version.pk)

    version = fresh(version)
    assert version.status == "ready"
    assert version.warnings == ["Page 3 may be incomplete: the picture on it could not be read."]
    fidelity = read_fidelity(version.fidelity)
    assert "outside the pictures that could not be read" in fidelity.sentence
    assert [loss.number for loss in fidelity.losses] == [3]
    assert "918.25" in find_as_hr(IN_PICTURE).hits[0].text


def test_a_worker_killed_too_often_leaves_a_version_that_can_be_tried_again(half_read) -> None:
    version = half_read()
    make_stale(version, status="pictures", attempts=3)

    sweep(timezone.now())

    failed = fresh(version)
    assert (failed.status, failed.failure_code) == ("failed", "stopped")
    assert "Cleaning number 7" in find_as_hr("cleaning at the dentist").hits[0].text

    assert retry(failed, by=None) is True
    read_before = fresh(version).timings["extracting"]
    ingest(version.pk)
    assert fresh(version).status == "ready"
    assert fresh(version).timings["extracting"] == read_before


def test_a_worker_killed_after_each_page_still_reads_them_all(half_read, monkeypatch) -> None:
    version = half_read()
    make_stale(version, status="pictures", attempts=2)
    recognise = second_reading.recognise

    def one_page(*args: object, on_page: Callable[..., None], **wishes: object) -> None:
        def keep(page: object, warning: str) -> None:
            on_page(page, warning)
            raise Killed

        recognise(*args, on_page=keep, **wishes)

    with monkeypatch.context() as patched:
        patched.setattr(second_reading, "recognise", one_page)
        with pytest.raises(Killed):
            ingest(version.pk)
    make_stale(version, status="pictures", attempts=fresh(version).attempts)

    sweep(timezone.now())
    ingest(version.pk)

    assert fresh(version).status == "ready"


class Killed(BaseException):
    """The worker is gone in the middle of its work."""


def test_an_engine_that_is_down_is_tried_again_and_the_text_stays_found(half_read, embedding_server) -> None:
    version = half_read()
    embedding_server.faults.append(Status(503))

    ingest(version.pk)

    waiting = fresh(version)
    assert (waiting.status, waiting.failure_code) == ("received", "embedding_unavailable")
    assert "Cleaning number 7" in find_as_hr("cleaning at the dentist").hits[0].text
    assert document_rows([waiting.document])[0].progress_label.startswith("Searchable; pictures of text on 2 pages are")

    version.file.storage.delete(version.file.name)
    ingest(version.pk)
    assert fresh(version).status == "ready"


def pictures_given_up(version: DocumentVersion) -> DocumentVersion:
    """Leave it as three readers leave it that were killed at page 3."""
    first = PageInPictures.objects.get(number=2)
    told = {**first.first, "blocks": [{"kind": "paragraph", "text": "A family pays $918.25."}], "is_ocr": True}
    PageInPictures.objects.filter(pk=first.pk).update(recognised=told)
    make_stale(version, status="pictures", attempts=3)
    sweep(timezone.now())
    return fresh(version)


def test_pictures_that_cannot_be_read_leave_the_text_to_hr(browser, half_read) -> None:
    version = pictures_given_up(half_read())

    row = words(browser.get(url("document_row", version.document_id)))
    page = words(browser.get(url("document", version.document_id), {"page": "3"}))
    listed = browser.get(url("home"), {"status": "text_alone"}).context["rows"]

    assert "Pictures not read The text in pictures on page 3 could not be read." in row
    assert "Work on this file broke off several times." in row
    assert "Try again" in row
    assert "Go on without them" in row
    assert "Not readable" not in row
    assert "The text in a picture on this page could not be read. It is in no answer" in page
    assert [one.document for one in listed] == [version.document]
    with pytest.raises(PublishRefused, match="no version that is ready yet"):
        publish(version.document, by=None)


def test_hr_goes_on_without_them_and_the_pages_are_named(browser, half_read) -> None:
    version = pictures_given_up(half_read(publish_when_ready=True))

    browser.post(url("without_pictures", version.document_id))
    ingest(version.pk)

    version = fresh(version)
    assert (version.status, version.document.published_version_id) == ("ready", None)
    assert "918.25" in Page.objects.get(number=2).text
    assert not any("1,850" in text for text in texts())
    fidelity = read_fidelity(version.fidelity)
    assert [(loss.number, loss.sentence) for loss in fidelity.losses] == [
        (3, "the text in its pictures could not be read")
    ]
    assert fidelity.sentence.endswith("outside the pictures that could not be read.")
    assert "The text in pictures on page 3 is missing." in words(browser.get(url("document_row", version.document_id)))
    assert "The text in pictures on page 3 could not be read." in words(browser.get(url("check", version.document_id)))
    assert "could not be read" in words(browser.get(url("document", version.document_id), {"page": "3"}))
    assert publish(version.document, by=None).pk == version.pk
    assert vector_index().passage_ids(version.pk) == set(Passage.objects.values_list("pk", flat=True))


def test_only_what_could_not_be_read_can_be_left_out(half_read) -> None:
    version = half_read()
    assert go_on_without_pictures(version, by=None) is False

    ingest(version.pk)
    assert go_on_without_pictures(fresh(version), by=None) is False


def test_tried_again_the_pictures_are_read_after_all(half_read) -> None:
    version = pictures_given_up(half_read())
    assert go_on_without_pictures(version, by=None) is True
    DocumentVersion.objects.filter(pk=version.pk).update(status="failed")

    assert retry(fresh(version), by=None) is True
    ingest(version.pk)

    assert (fresh(version).status, fresh(version).pictures_done) == ("ready", 2)
    assert any("1,850" in text for text in texts())


def test_vectors_elsewhere_are_those_of_the_new_passages_alone(half_read, settings) -> None:
    with PineconeServer(dimension=256) as server:
        settings.VECTOR_ENGINE, settings.PINECONE_API_KEY = "pinecone", "key"
        settings.PINECONE_HOST = server.url
        server.list_delay_seconds = 0.3
        version = half_read()

        ingest(version.pk)

        assert fresh(version).status == "ready"
        assert vector_index().passage_ids(version.pk) == set(Passage.objects.values_list("pk", flat=True))


def test_cancelled_between_the_halves_it_leaves_nothing(half_read) -> None:
    version = half_read()

    assert request_cancel(version, by=None) is True

    assert document_rows([fresh(version).document])[0].progress_label == "Cancelling"
    assert take_waiting_for_pictures(timezone.now()) == []
    assert take_waiting(timezone.now()) == [version.pk]
    ingest(version.pk)
    assert_nothing_is_left(version)
    assert find_as_hr("cleaning at the dentist").hits == ()

    assert retry(fresh(version), by=None) is True
    ingest_whole(version.pk)
    assert fresh(version).status == "ready"


@pytest.mark.parametrize("step", SECOND_STEPS)
def test_a_wish_to_end_is_followed_in_every_step(half_read, at_step, step: str) -> None:
    version = half_read()
    reached = at_step(version, step, partial(request_cancel, version, by=None))

    ingest(version.pk)

    assert reached == [True]
    assert_nothing_is_left(version)


def assert_nothing_is_left(version: DocumentVersion) -> None:
    left = fresh(version)
    assert (left.status, left.cancel_requested, left.searchable_at, left.pictures_count) == (
        "cancelled",
        False,
        None,
        0,
    )
    assert [model.objects.count() for model in (Page, PageInPictures, Passage, Posting)] == [0, 0, 0, 0]
    assert vector_index().count_version(version.pk) == 0


def test_deleted_while_its_pictures_are_read_it_waits_for_its_worker(half_read) -> None:
    version = half_read()
    lease = claim(version.pk, now=timezone.now())

    begin_deletion(version.document, by=None)

    with pytest.raises(LeaseLost):
        second_reading.read_pictures(lease, version, ingestion.ProgressBar(version.document_id))
    assert finish_deletion(version.document_id, now=timezone.now()) is False
    lease.give_back()
    assert finish_deletion(version.document_id, now=timezone.now()) is True
    assert (Document.objects.count(), PageInPictures.objects.count()) == (0, 0)


@pytest.mark.parametrize("step", SECOND_STEPS)
def test_replaced_in_any_step_it_does_not_come_back(half_read, at_step, step: str) -> None:
    version = half_read(publish_when_ready=True)
    replaced = at_step(version, step, partial(published_replacement, version.document))

    ingest(version.pk)

    (newer,) = replaced
    assert (fresh(version).status, fresh(newer).status) == ("ready", "ready")
    assert Document.objects.get().published_version_id == newer.pk


def test_the_database_gone_while_the_index_is_filled_is_noted_and_tried_again_by_itself(committed, at_step) -> None:
    with tenant_scope(committed["acme"]):
        facts = DocumentFacts(KnowledgeBase.objects.create(name="Benefits"))
        version = receive_document(as_file(guide(), "dental.pdf"), facts, uploaded_by=None, publish_when_ready=True)
        ingest(version.pk)
        reached = at_step(version, "indexing", cut_own_connection)

        ingest(version.pk)

        assert reached == [True]
        assert fresh(version).failure_code == "index_unavailable"
        assert fresh(version).retry_at > timezone.now()
        ingest(version.pk)

        version = fresh(version)
        assert (version.status, version.attempts, version.failure_code) == ("ready", 0, "")
        assert vector_index().passage_ids(version.pk) == set(version.passages.values_list("pk", flat=True))


@pytest.mark.parametrize("step", [step for step in SECOND_STEPS if step != "indexing"])
def test_the_database_gone_in_any_step_leaves_a_version_that_goes_on(committed, at_step, step: str) -> None:
    with tenant_scope(committed["acme"]):
        facts = DocumentFacts(KnowledgeBase.objects.create(name="Benefits"))
        file = as_file(guide(), "dental.pdf")
        version = receive_document(file, facts, uploaded_by=None, publish_when_ready=True)
        ingest(version.pk)
        reached = at_step(version, step, cut_own_connection)

        with pytest.raises(DatabaseGone):
            ingest(version.pk)
        connection.close()

        assert reached == [True]
        DocumentVersion.objects.update(heartbeat_at=timezone.now() - LONG_AGO)
        found = sweep(timezone.now())
        assert (found.versions, found.waiting_for_pictures) == ((), (version.pk,))
        ingest(version.pk)

        version = fresh(version)
        assert (version.status, version.attempts, version.failure_code) == ("ready", 0, "")
        assert vector_index().passage_ids(version.pk) == set(version.passages.values_list("pk", flat=True))
        assert "918.25" in search(IN_PICTURE, day=DAY, audience=ANYBODY, limit=3).hits[0].text


def test_texts_and_pictures_have_lanes_of_their_own(in_acme, make_base) -> None:
    now = timezone.now()
    document = Document.objects.create(knowledge_base=make_base(), title="Guide")
    pictures = [make_version(document, searchable_at=now, pictures_count=1) for _ in range(3)]
    assert is_one_of_many() is False
    text = make_version(document)

    assert take_waiting_for_pictures(now) == []
    assert take_waiting(now) == [text.pk]
    assert take_waiting_for_pictures(now) == []
    DocumentVersion.objects.filter(pk=text.pk).update(status="ready")
    taken = take_waiting_for_pictures(now)
    assert len(taken) == PICTURES_PER_CLIENT
    assert set(taken) < {version.pk for version in pictures}
    assert take_waiting_for_pictures(now) == []
