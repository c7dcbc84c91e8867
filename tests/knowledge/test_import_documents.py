import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from benefits.audience import MeantFor
from benefits.models import BenefitClass
from knowledge.models import Document
from tenants.context import tenant_scope
from tests.knowledge.conftest import GUIDE


@pytest.fixture
def folder(tmp_path) -> Path:
    folder = tmp_path / "documents"
    (folder / "policies").mkdir(parents=True)
    (folder / "guide.md").write_text(GUIDE)
    (folder / "policies" / "sick leave.txt").write_text("Sick leave is 8 days a year.")
    (folder / "policies" / "empty.pdf").write_bytes(b"")
    (folder / ".hidden").write_text("not ours")
    return folder


def lines(*arguments: object) -> list[str]:
    out = StringIO()
    call_command("import_documents", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_every_file_of_a_folder_gets_a_line(acme, folder) -> None:
    told = lines(folder, "--client", "acme", "--publish", "--wait", "--knowledge-base", "Policies")

    assert told == [
        "ready     guide.md: 1 pages, 1 passages",
        "refused   policies/empty.pdf: The file is empty. Check that it was saved completely and upload it again.",
        "ready     policies/sick leave.txt: 1 pages, 1 passages",
        "2 of 3 files taken in.",
    ]
    with tenant_scope(acme):
        published = Document.objects.published().filter(knowledge_base__name="Policies")
        assert set(published.values_list("title", flat=True)) == {"Guide", "Sick leave"}


def test_a_second_import_stores_nothing_twice(acme, folder) -> None:
    lines(folder, "--client", "acme", "--wait")

    told = lines(folder, "--client", "acme", "--wait")

    assert told[0].startswith("known     guide.md: The same file is here already, as “Guide”.")
    assert told[-1] == "0 of 3 files taken in."


def test_a_zip_in_the_folder_or_in_its_place_is_opened(acme, folder) -> None:
    with zipfile.ZipFile(folder / "more.zip", "w") as packed:
        packed.writestr("2027/parking.txt", "Parking is free.")
        packed.writestr("2027/guide.md", GUIDE)
        packed.writestr("2027/empty.txt", "")
    (folder / "broken.zip").write_bytes(b"PK\x03\x04 and nothing more")

    told = lines(folder / "more.zip", "--client", "acme", "--wait")
    again = lines(folder, "--client", "acme", "--wait")

    assert [line.split(":")[0] for line in told] == [
        "ready     more.zip/2027/parking.txt",
        "ready     more.zip/2027/guide.md",
        "refused   more.zip/2027/empty.txt",
        "2 of 3 files taken in.",
    ]
    assert [line.split(":")[0] for line in again] == [
        "refused   broken.zip",
        "known     guide.md",
        "known     more.zip/2027/parking.txt",
        "known     more.zip/2027/guide.md",
        "refused   more.zip/2027/empty.txt",
        "refused   policies/empty.pdf",
        "ready     policies/sick leave.txt",
        "1 of 7 files taken in.",
    ]


def test_a_link_in_the_folder_leads_nowhere(acme, folder, tmp_path) -> None:
    (tmp_path / "secret.txt").write_text("The salaries of all.")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")

    assert not [line for line in lines(folder, "--client", "acme", "--wait") if "link.txt" in line]


def test_files_are_left_to_the_workers_unless_one_waits(acme, folder) -> None:
    assert lines(folder, "--client", "acme")[0] == "received  guide.md"

    with tenant_scope(acme):
        assert Document.objects.published().count() == 0


@pytest.mark.parametrize(("client", "place"), [("nobody", "."), ("acme", "no such folder")])
def test_a_wrong_client_or_folder_is_said(acme, folder, client: str, place: str) -> None:
    with pytest.raises(
        CommandError, match=r"no such folder is no folder and no ZIP file|no active client with the subdomain nobody"
    ):
        lines(folder if place == "." else place, "--client", client)


def test_a_file_that_goes_while_the_folder_is_read_has_its_line_and_stops_nothing(acme, folder) -> None:
    class Deleting(StringIO):
        def write(self, text: str) -> int:
            (folder / "policies" / "empty.pdf").unlink(missing_ok=True)
            return super().write(text)

    out = Deleting()
    call_command("import_documents", folder, "--client", "Acme", "--wait", stdout=out)

    assert out.getvalue().splitlines() == [
        "ready     guide.md: 1 pages, 1 passages",
        "refused   policies/empty.pdf: It cannot be opened (No such file or directory).",
        "ready     policies/sick leave.txt: 1 pages, 1 passages",
        "2 of 3 files taken in.",
    ]


def test_files_are_for_the_people_that_the_command_names(acme, tmp_path) -> None:
    (tmp_path / "leave.md").write_text(GUIDE)
    with tenant_scope(acme):
        BenefitClass.objects.create(code="UNION", label="Local 88")
    people = ["--class", "UNION", "--state", "california", "--state", "NY", "--hours", "part time"]

    lines("--client", "acme", str(tmp_path), *people)

    with tenant_scope(acme):
        assert Document.objects.get().meant_for == MeantFor(("UNION",), ("CA", "NY"), "part_time")


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        (["--class", "EXEC"], "There is no benefit class EXEC. There are: none yet."),
        (["--state", "Calif"], "Calif is no state."),
        (["--hours", "40"], "40 is no working time. Write full time or part time."),
    ],
)
def test_nothing_is_taken_in_for_people_there_are_not(acme, tmp_path, people: list[str], sentence: str) -> None:
    (tmp_path / "leave.md").write_text(GUIDE)

    with pytest.raises(CommandError, match=sentence):
        lines("--client", "acme", str(tmp_path), *people)

    with tenant_scope(acme):
        assert not Document.objects.exists()
