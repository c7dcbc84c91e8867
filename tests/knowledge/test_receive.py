import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from benefits.audience import MeantFor
from knowledge.ingestion.delete import begin_deletion, finish_deletion
from knowledge.ingestion.receive import DocumentFacts, UploadRefused, receive_document, receive_replacement
from knowledge.models import Document, DocumentVersion, KnowledgeBase
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope
from tenants.storage import StorageUnavailable
from tests.knowledge.conftest import GUIDE, a_moment, stored_files


def file(content: bytes | str = GUIDE, name: str = "vacation policy 2027.md") -> ContentFile:
    return ContentFile(content.encode() if isinstance(content, str) else content, name=name)


def archive(**entries: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, text in entries.items():
            package.writestr(name.replace("__", "/"), text)
    return packed.getvalue()


@pytest.fixture
def facts(in_acme, make_base) -> DocumentFacts:
    return DocumentFacts(make_base())


def test_a_file_becomes_a_document_that_waits_to_be_read(facts, make_calendar) -> None:
    make_calendar()

    version = receive_document(file(), facts, uploaded_by=None)

    document = Document.objects.get()
    assert (document.title, document.kind, document.plan_year) == ("Vacation policy 2027", "policy", "2027")
    assert (document.effective_from, document.effective_to) == (date(2027, 1, 1), None)
    assert document.guessed == ["title", "kind", "plan_year", "language"]
    assert document.published_version is None
    assert (version.status, version.number, version.content_type) == ("received", 1, "md")
    assert version.file.open().read().decode() == GUIDE
    assert "vacation" not in version.file.name
    assert AuditEvent.objects.get().action == "document.uploaded"


def test_what_hr_says_is_kept_as_it_is(facts, make_calendar) -> None:
    make_calendar()
    told = DocumentFacts(
        facts.knowledge_base,
        title="Leave rules",
        kind="notice",
        plan_year="",
        language="es",
        effective_from=date(2026, 5, 1),
        meant_for=MeantFor(("UNION", "SAL"), ("NY", "CA"), "part_time"),
    )

    receive_document(file(), told, uploaded_by=None)

    document = Document.objects.get()
    assert (document.title, document.kind, document.plan_year, document.language) == ("Leave rules", "notice", "", "es")
    assert (document.effective_from, document.effective_to) == (date(2026, 5, 1), None)
    assert document.meant_for == MeantFor(("SAL", "UNION"), ("CA", "NY"), "part_time")
    assert document.guessed == []


REFUSED = {
    "empty": (
        b"",
        "empty.pdf",
        "empty.pdf: The file is empty. Check that it was saved completely and upload it again.",
    ),
    "blank": (b"\n \n\t", "blank.txt", "blank.txt: The file is empty."),
    "wrong ending": (GUIDE.encode(), "guide.pdf", "guide.pdf: The file's name ends in .pdf, but it is a plain text."),
    "program": (
        b"MZ\x90\x00" + bytes(100),
        "setup.pdf",
        "setup.pdf: The file is a program. Upload the document itself.",
    ),
    "picture": (b"GIF89a" + bytes(50), "rates.gif", "rates.gif: The file is a picture (GIF)."),
    "zip": (archive(a="b"), "all.zip", "all.zip: The file is a ZIP archive. Unpack it"),
    "macros": (
        archive(**{"[Content_Types].xml": "wordprocessingml.document.main macroEnabled", "word__document.xml": "<a/>"}),
        "form.docx",
        "form.docx: The file contains macros (small programs).",
    ),
    "damaged": (b"PK\x03\x04 no archive at all", "guide.docx", "guide.docx: The file is damaged and cannot be read."),
    "path": (b"", "../../../etc/passwd", "passwd: The file is empty."),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_file_is_refused_with_its_name_and_what_to_do(facts, case: str) -> None:
    content, name, sentence = REFUSED[case]

    with pytest.raises(UploadRefused) as refusal:
        receive_document(file(content, name), facts, uploaded_by=None)

    assert str(refusal.value).startswith(sentence)
    assert Document.objects.count() == 0
    assert stored_files() == set()


def test_a_file_over_the_limit_is_refused(facts, settings) -> None:
    settings.UPLOAD_LIMIT_BYTES = 3 * 1024 * 1024

    with pytest.raises(UploadRefused, match=r"^big\.txt: It is larger than 3 MB\. Split it into parts"):
        receive_document(file(b"a" * (settings.UPLOAD_LIMIT_BYTES + 1), "big.txt"), facts, uploaded_by=None)

    assert stored_files() == set()


def test_the_same_bytes_are_not_stored_twice(facts) -> None:
    receive_document(file(), facts, uploaded_by=None)

    with pytest.raises(UploadRefused) as refusal:
        receive_document(file(name="another name.md"), facts, uploaded_by=None)

    assert str(refusal.value).startswith("another name.md: The same file is here already, as “Vacation policy 2027”.")
    assert DocumentVersion.objects.count() == 1
    assert len(stored_files()) == 1


def test_a_deleted_document_can_be_uploaded_again(facts) -> None:
    version = receive_document(file(), facts, uploaded_by=None)
    begin_deletion(version.document, by=None)

    receive_document(file(), facts, uploaded_by=None)

    assert Document.objects.kept().count() == 1


def test_another_clients_equal_file_is_none_of_ours(acme, globex, make_base) -> None:
    with tenant_scope(globex):
        receive_document(file(), DocumentFacts(make_base()), uploaded_by=None)

    with tenant_scope(acme):
        receive_document(file(), DocumentFacts(make_base()), uploaded_by=None)
        assert Document.objects.count() == 1


def test_a_replacement_is_the_next_version_and_publishes_nothing(facts, index_document) -> None:
    document = index_document("Guide", ["Old text."])
    published = document.published_version_id

    version = receive_replacement(file(), document, uploaded_by=None)

    document.refresh_from_db()
    assert (version.number, version.status) == (2, "received")
    assert document.published_version_id == published
    assert document.title == "Guide"


def test_a_replacement_with_the_same_file_changes_nothing(facts) -> None:
    document = receive_document(file(), facts, uploaded_by=None).document

    with pytest.raises(UploadRefused, match="It is the file this document has already"):
        receive_replacement(file(), document, uploaded_by=None)

    assert document.versions.count() == 1


def test_going_back_to_an_older_file_is_allowed(facts) -> None:
    document = receive_document(file(), facts, uploaded_by=None).document
    receive_replacement(file("Newer rules."), document, uploaded_by=None)

    version = receive_replacement(file(), document, uploaded_by=None)

    assert version.number == 3


def test_a_document_being_deleted_takes_no_replacement(facts) -> None:
    document = receive_document(file(), facts, uploaded_by=None).document
    begin_deletion(document, by=None)

    with pytest.raises(UploadRefused, match="is being deleted"):
        receive_replacement(file("Newer rules."), document, uploaded_by=None)

    finish_deletion(document.pk, now=a_moment())
    assert stored_files() == set()


def test_a_store_without_room_leaves_no_row(facts, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "not a folder"
    settings.MEDIA_ROOT.write_text("a file stands here")

    with pytest.raises(StorageUnavailable):
        receive_document(file(), facts, uploaded_by=None)

    assert Document.objects.count() == 0


def test_of_twenty_equal_files_at_once_one_stays(committed) -> None:
    acme = committed["acme"]
    with tenant_scope(acme):
        base = KnowledgeBase.objects.create(name="Benefits")

    def send(number: int) -> bool:
        try:
            with tenant_scope(acme):
                receive_document(file(name=f"{number}.md"), DocumentFacts(base), uploaded_by=None)
        except UploadRefused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(send, range(20)))

    with tenant_scope(acme):
        assert taken.count(True) == 1
        assert DocumentVersion.objects.count() == 1
        assert len(stored_files()) == 1
