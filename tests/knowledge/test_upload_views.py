"""How files come in: a plain form, files dropped one by one, a program."""

import pytest

from knowledge.ingestion.receive import NO_ROOM
from knowledge.models import Document, DocumentVersion
from tests.knowledge.conftest import SCRIPT, TOO_LONG, full_disk, stored_files, upload, url, words


class TestUpload:
    def test_several_files_in_a_plain_form_become_documents(self, browser, base, run_tasks) -> None:
        files = [upload(), upload("Sick leave is 8 days.", "sick leave.txt")]

        with run_tasks():
            response = browser.post(url("upload"), {"knowledge_base": base.pk, "files": files}, follow=True)

        assert response.redirect_chain == [(url("home"), 302)]
        assert "2 files uploaded." in words(response)
        assert set(Document.objects.values_list("title", flat=True)) == {"Vacation policy 2027", "Sick leave"}
        assert set(DocumentVersion.objects.values_list("status", flat=True)) == {"ready"}
        assert Document.objects.published().count() == 0

    def test_one_bad_file_does_not_keep_the_others_out(self, browser, base) -> None:
        files = [upload(b"", "empty.pdf"), upload()]

        response = browser.post(url("upload"), {"knowledge_base": base.pk, "files": files}, follow=True)

        text = words(response)
        assert "empty.pdf: The file is empty." in text
        assert "1 file uploaded." in text
        assert Document.objects.count() == 1

    def test_the_facts_of_the_form_are_kept(self, browser, base, make_calendar) -> None:
        make_calendar()
        facts = {"kind": "policy", "plan_year": "2026", "audience": ["UNION"], "language": "es"}

        browser.post(url("upload"), {"knowledge_base": base.pk, "files": [upload()], **facts})

        document = Document.objects.get()
        assert (document.kind, document.plan_year, document.language) == ("policy", "2026", "es")
        assert (document.audience, document.guessed) == (["UNION"], ["title"])

    def test_publish_when_ready_publishes(self, browser, hr, base, run_tasks) -> None:
        with run_tasks():
            browser.post(url("upload"), {"knowledge_base": base.pk, "files": [upload()], "publish_when_ready": "on"})

        document = Document.objects.get()
        assert (document.is_published, document.published_by) == (True, hr)

    def test_a_dropped_file_is_answered_with_its_row(self, browser, base) -> None:
        response = browser.post(url("upload"), {"knowledge_base": base.pk, "files": [upload()]}, **SCRIPT)

        document = Document.objects.get()
        assert response.status_code == 200
        assert response.content.decode().lstrip().startswith(f'<tr id="document-{document.pk}"')
        assert "data-in-progress" in response.content.decode()

    def test_a_dropped_bad_file_is_answered_with_one_sentence(self, browser, base) -> None:
        response = browser.post(
            url("upload"), {"knowledge_base": base.pk, "files": [upload(b"MZ" + bytes(99), "a.pdf")]}, **SCRIPT
        )

        assert (response.status_code, response["Content-Type"]) == (422, "text/plain; charset=utf-8")
        assert response.content.decode() == "The file is a program. Upload the document itself."
        # The very same file would be refused again.
        assert "Retry-After" not in response

    def test_a_file_that_is_here_already_leads_to_its_document(self, browser, base) -> None:
        browser.post(url("upload"), {"knowledge_base": base.pk, "files": [upload()]}, **SCRIPT)
        document = Document.objects.get()
        response = browser.post(url("upload"), {"knowledge_base": base.pk, "files": [upload(name="copy.md")]}, **SCRIPT)

        assert response.content.decode().startswith("The same file is here already")
        assert (response.status_code, response["Location"]) == (422, url("document", document.pk))

    def test_a_good_file_beside_a_wrong_field_may_be_sent_again(self, browser, base) -> None:
        dates = {"effective_from": "2027-01-01", "effective_to": "2026-01-01"}
        response = browser.post(url("upload"), {"knowledge_base": base.pk, "files": [upload()], **dates}, **SCRIPT)

        assert (response.status_code, response["Retry-After"]) == (422, "0")
        assert "lies before the first one" in response.content.decode()

    def test_a_program_gets_json(self, browser, base) -> None:
        wanted = {"HTTP_ACCEPT": "application/json"}
        taken = browser.post(url("upload"), {"knowledge_base": base.pk, "files": [upload()]}, **wanted)
        refused = browser.post(url("upload"), {"knowledge_base": base.pk, "files": [upload()]}, **wanted)

        assert taken.status_code == 201
        assert taken.json()["documents"][0]["title"] == "Vacation policy"
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["message"].startswith("vacation policy.md: The same file is here already")

    def test_no_file_and_turned_dates_are_said_beside_their_fields(self, browser, base) -> None:
        dates = {"effective_from": "2027-05-01", "effective_to": "2027-04-01"}

        response = browser.post(url("upload"), {"knowledge_base": base.pk, **dates})

        assert response.status_code == 422
        assert "Files: Choose at least one file." in words(response)
        assert "The last day lies before the first one." in words(response)

    def test_a_file_over_the_limit_is_never_written_down(self, browser, base, settings) -> None:
        settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
        settings.FILE_UPLOAD_HANDLERS = [
            "knowledge.workbench.upload_limit.UploadLimitHandler",
            "django.core.files.uploadhandler.TemporaryFileUploadHandler",
        ]
        content = b"a" * (1024 * 1024 + 70_000)
        files = [upload(content, "large.txt"), upload()]

        response = browser.post(url("upload"), {"knowledge_base": base.pk, "files": files}, follow=True)

        assert "large.txt: It is larger than 1 MB." in words(response)
        assert [document.title for document in Document.objects.all()] == ["Vacation policy"]

        alone = browser.post(
            url("upload"), {"knowledge_base": base.pk, "files": [upload(content, "large.txt")]}, **SCRIPT
        )
        assert alone.content.decode().startswith("It is larger than 1 MB.")

    def test_a_full_disk_is_said_and_nothing_is_left(self, browser, base, settings, tmp_path) -> None:
        settings.MEDIA_ROOT = tmp_path / "not a folder"
        settings.MEDIA_ROOT.write_text("a file stands here")

        response = browser.post(url("upload"), {"knowledge_base": base.pk, "files": [upload()]}, follow=True)

        assert "vacation policy.md: The file store does not answer. Nothing was stored" in words(response)
        assert Document.objects.count() == 0

    @pytest.mark.parametrize("size", [len(TOO_LONG), 3_000_000], ids=["held in memory", "written down as it comes"])
    def test_a_disk_without_room_is_said_and_nothing_is_left(self, browser, base, size: int) -> None:
        sent = {"knowledge_base": base.pk, "files": [upload("x" * size, "long.txt"), upload()]}

        with full_disk():
            response = browser.post(url("upload"), sent, headers={"Accept": "application/json"})

        assert [error["message"] for error in response.json()["errors"]] == [f"long.txt: {NO_ROOM}"]
        assert [document["title"] for document in response.json()["documents"]] == ["Vacation policy"]
        assert len(stored_files()) == 1

    def test_the_first_upload_needs_no_knowledge_base(self, browser, in_acme) -> None:
        response = browser.get(url("upload"))

        assert response.context["form"].initial["knowledge_base"].name == "Benefits documents"


class TestReplace:
    def test_the_old_version_stays_published(self, browser, in_acme, index_document, run_tasks) -> None:
        document = index_document("Guide", ["Parking is free."])
        old = document.published_version

        with run_tasks():
            browser.post(url("replace", document.pk), {"files": upload("Parking costs 5 dollars.", "new.txt")})

        document.refresh_from_db()
        assert document.published_version == old
        assert document.latest_version().number == 2
        assert "Version 2 is ready to take its place." in words(browser.get(url("home")))

    def test_the_same_file_is_refused(self, browser, base, run_tasks) -> None:
        browser.post(url("upload"), {"knowledge_base": base.pk, "files": [upload()]})
        document = Document.objects.get()

        response = browser.post(url("replace", document.pk), {"files": upload()}, follow=True)

        assert "is the file this document has already" in words(response)
