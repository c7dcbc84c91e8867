"""Files that come together: one line each, whatever becomes of the others."""

import io
import zipfile
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.test import Client as Browser
from django.utils import timezone

from benefits.audience import MeantFor
from knowledge import tasks
from knowledge.ingestion.batch import tally
from knowledge.ingestion.receive import DocumentFacts, UploadRefused
from knowledge.ingestion.unpack import STOPPED, find_left, receive_archive, unpack, unpack_again
from knowledge.models import BatchFile, Document, DocumentVersion, UploadBatch
from tenants.context import tenant_scope
from tests.knowledge.conftest import GUIDE, SCRIPT, TOO_LONG, full_disk, stored_files, upload, url, words


def packed(files: dict[str, bytes | str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, text in files.items():
            opened.writestr(name, text)
    return content.getvalue()


MIXED = {
    "2027/vacation policy.md": GUIDE,
    "2027/the same.md": GUIDE,
    "2027/empty.pdf": b"",
    "2027/inner.zip": packed({"guide.md": "Deep inside."}),
    "2027/program.pdf": b"MZ" + b"\0" * 200,
    "2027/parking.txt": "Parking is free.",
}


def outcomes(batch: UploadBatch) -> dict[str, str]:
    return dict(batch.files.values_list("path", "outcome"))


@pytest.fixture
def archive(in_acme, base, hr) -> UploadBatch:
    facts = DocumentFacts(base, plan_year="")
    return receive_archive(ContentFile(packed(MIXED), name="all.zip"), facts, uploaded_by=hr)


def unpack_all(batch: UploadBatch) -> UploadBatch:
    unpack(batch.pk, taken_in=lambda: None)
    batch.refresh_from_db()
    return batch


class TestFolder:
    def test_every_file_gets_a_line_and_the_page_tells_each(self, browser, base, run_tasks) -> None:
        batch_id = uuid4()
        sent = {"benefits/2027/vacation.md": GUIDE, "benefits/copy.md": GUIDE, "benefits/empty.pdf": b""}

        with run_tasks():
            for path, content in sent.items():
                fields = {"knowledge_base": base.pk, "batch": batch_id, "path": path}
                browser.post(url("upload"), {**fields, "files": [upload(content, path.split("/")[-1])]}, **SCRIPT)

        batch = UploadBatch.objects.get(pk=batch_id)
        assert batch.name == "benefits"
        assert outcomes(batch) == {
            "benefits/2027/vacation.md": "taken",
            "benefits/copy.md": "known",
            "benefits/empty.pdf": "refused",
        }
        page = words(browser.get(url("batch", batch_id)))
        assert "benefits/2027/vacation.md Read Nobody has checked it yet." in page
        assert "copy.md Here already The same file is here already, as “Vacation”." in page
        assert "empty.pdf Not taken in The file is empty." in page
        refused = words(browser.get(url("batch", batch_id), {"show": "refused"}))
        assert "empty.pdf" in refused
        assert "vacation.md" not in refused

    def test_a_file_sent_again_after_it_was_taken_in_still_counts_as_taken(self, browser, base) -> None:
        fields = {"knowledge_base": base.pk, "batch": uuid4(), "path": "a/vacation.md"}

        for _ in range(2):
            browser.post(url("upload"), {**fields, "files": [upload()]}, **SCRIPT)

        assert outcomes(UploadBatch.objects.get()) == {"a/vacation.md": "taken"}

    def test_a_file_the_page_did_not_send_has_its_line_too(self, acme, browser, base, make_person, browser_of) -> None:
        fields = {"batch": uuid4(), "path": "benefits/film.mp4", "reason": "kind"}
        other = browser_of(acme, make_person(acme, "hr_editor"))

        assert browser.post(url("left_out"), fields).status_code == 204
        assert browser.post(url("left_out"), {**fields, "reason": "my own words"}).status_code == 422
        assert other.post(url("left_out"), {**fields, "path": "b.mp4"}).status_code == 422
        assert browser_of(acme, make_person(acme)).post(url("left_out"), fields).status_code == 403

        batch = UploadBatch.objects.get()
        assert (batch.name, outcomes(batch)) == ("benefits", {"benefits/film.mp4": "refused"})
        assert "This kind of file cannot be read." in batch.files.get().detail

    def test_nobody_writes_into_somebody_elses_upload(self, acme, browser, base, make_person, browser_of) -> None:
        fields = {"knowledge_base": base.pk, "batch": uuid4()}
        browser.post(url("upload"), {**fields, "files": [upload()]}, **SCRIPT)
        other = browser_of(acme, make_person(acme, "hr_editor"))

        response = other.post(url("upload"), {**fields, "files": [upload("Parking.", "parking.txt")]}, **SCRIPT)

        assert response.status_code == 422
        assert "begun by somebody else" in response.content.decode()
        assert Document.objects.count() == BatchFile.objects.count() == 1

    def test_the_rest_of_a_folder_is_cancelled_at_once(self, browser, base) -> None:
        fields = {"knowledge_base": base.pk, "batch": uuid4()}
        for number in range(3):
            browser.post(url("upload"), {**fields, "files": [upload(f"Rule {number}.", f"{number}.txt")]}, **SCRIPT)
        DocumentVersion.objects.filter(file_name="0.txt").update(status="ready")

        response = browser.post(url("batch_cancel", fields["batch"]), follow=True)

        assert "Reading 2 files is cancelled." in words(response)
        statuses = DocumentVersion.objects.order_by("file_name").values_list("status", flat=True)
        assert list(statuses) == ["ready", "cancelled", "cancelled"]


class TestArchive:
    def test_good_files_are_taken_in_and_each_bad_one_is_told(self, archive) -> None:
        batch = unpack_all(archive)

        assert outcomes(batch) == {
            "2027/vacation policy.md": "taken",
            "2027/the same.md": "known",
            "2027/empty.pdf": "refused",
            "2027/inner.zip": "refused",
            "2027/program.pdf": "refused",
            "2027/parking.txt": "taken",
        }
        details = dict(batch.files.values_list("path", "detail"))
        assert details["2027/inner.zip"] == ("The file is a ZIP archive. Unpack it and upload the documents in it.")
        assert (batch.is_unpacking, batch.failure, batch.archive.name) == (False, "", "")
        # The two documents, and no archive any more.
        assert len(stored_files()) == 2

    def test_an_uploaded_zip_leads_to_its_page_and_is_read(self, browser, base, run_tasks) -> None:
        with run_tasks():
            response = browser.post(
                url("upload"), {"knowledge_base": base.pk, "files": [upload(packed(MIXED), "all.zip")]}, **SCRIPT
            )
            tasks.queue_waiting()

        batch = UploadBatch.objects.get()
        assert (response.status_code, response["Location"]) == (201, url("batch", batch.pk))
        assert set(Document.objects.values_list("title", flat=True)) == {"Vacation policy 2027", "Parking"}
        assert tally(batch).ready == 2
        assert "inner.zip" in words(browser.get(url("batch", batch.pk)))

    def test_facts_told_with_the_archive_are_those_of_its_files(self, in_acme, base, hr, make_calendar) -> None:
        make_calendar()
        people = MeantFor(("UNION",), ("CA",), "part_time")
        facts = DocumentFacts(base, kind="policy", plan_year="2027", meant_for=people)
        batch = receive_archive(
            ContentFile(packed({"a.txt": "Parking."}), name="a.zip"), facts, uploaded_by=hr, publish_when_ready=True
        )

        unpack_all(batch)

        document = Document.objects.get()
        assert (document.kind, document.plan_year, document.meant_for) == ("policy", "2027", people)
        assert document.latest_version().publish_when_ready is True

    @pytest.mark.parametrize(
        ("files", "sentence"),
        [
            ({}, "all.zip: There is no file in it."),
            ({"__MACOSX/x": "x"}, "all.zip: There is no file in it."),
            ({"[Content_Types].xml": "<Types/>"}, "all.zip: It is an office document under the ending .zip."),
        ],
    )
    def test_an_unfit_archive_is_refused_at_once(self, in_acme, base, files, sentence: str) -> None:
        with pytest.raises(UploadRefused, match=sentence):
            receive_archive(ContentFile(packed(files), name="all.zip"), DocumentFacts(base), uploaded_by=None)

        assert stored_files() == set()

    def test_a_killed_run_goes_on_where_it_stopped(self, archive) -> None:
        BatchFile.objects.create(batch=archive, path="2027/parking.txt", outcome="taken")
        UploadBatch.objects.update(lease=uuid4(), heartbeat_at=timezone.now() - timedelta(minutes=5), attempts=1)
        assert find_left(timezone.now()) == [archive.pk]

        unpack_all(archive)

        assert archive.files.count() == 6
        assert not Document.objects.filter(title="Parking").exists()

    def test_two_runs_do_not_mix(self, archive) -> None:
        UploadBatch.objects.update(lease=uuid4(), heartbeat_at=timezone.now())

        assert unpack(archive.pk, taken_in=lambda: None) is False
        assert archive.files.count() == 0

    def test_an_archive_tried_too_often_is_given_up_and_can_be_taken_up_again(self, archive) -> None:
        UploadBatch.objects.update(attempts=3, heartbeat_at=timezone.now() - timedelta(minutes=5))

        assert find_left(timezone.now()) == []
        archive.refresh_from_db()
        assert (archive.is_unpacking, archive.failure) == (False, STOPPED)

        assert unpack_again(archive) is True
        unpack_all(archive)
        assert archive.files.count() == 6
        assert unpack_again(archive) is False

    def test_a_full_store_loses_no_file(self, archive, settings, tmp_path) -> None:
        files = settings.MEDIA_ROOT
        hidden = tmp_path / "away"
        files.rename(hidden)
        files.write_text("a file stands here")

        unpack_all(archive)
        assert (archive.is_unpacking, archive.lease, archive.files.count()) == (True, None, 0)

        files.unlink()
        hidden.rename(files)
        unpack_all(archive)
        assert archive.files.count() == 6

    def test_a_disk_that_fills_up_while_unpacking_loses_no_file(self, in_acme, base, hr) -> None:
        files = {f"{number}.txt": f"{number} {TOO_LONG}" for number in range(2)}
        packed_files = ContentFile(packed(files), name="all.zip")
        batch = receive_archive(packed_files, DocumentFacts(base, plan_year=""), uploaded_by=hr)

        with full_disk():
            unpack_all(batch)

        assert (batch.is_unpacking, batch.lease, batch.files.count()) == (True, None, 0)
        unpack_all(batch)
        assert outcomes(batch) == {"0.txt": "taken", "1.txt": "taken"}

    def test_cancelling_stops_the_unpacking(self, browser, archive) -> None:
        browser.post(url("batch_cancel", archive.pk))

        unpack_all(archive)

        assert (archive.is_unpacking, archive.files.count(), stored_files()) == (False, 0, set())


class TestRights:
    def test_an_employee_and_a_stranger_see_no_upload(self, acme, archive, make_person, browser_of) -> None:
        employee = browser_of(acme, make_person(acme))

        for name in ("batch", "batch_cancel", "batch_again"):
            send = employee.get if name == "batch" else employee.post
            assert send(url(name, archive.pk)).status_code == 403
        assert Browser(HTTP_HOST="acme.localhost").get(url("batch", archive.pk)).status_code == 302

    def test_another_client_does_not_have_it(self, globex, browser, archive, make_person, browser_of) -> None:
        other = browser_of(globex, make_person(globex, "hr_admin"))

        assert browser.get(url("batch", archive.pk)).status_code == 200
        assert other.get(url("batch", archive.pk)).status_code == 404
        with tenant_scope(globex):
            assert UploadBatch.objects.count() == 0
