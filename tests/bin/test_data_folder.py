import stat
from pathlib import Path

import pytest
from embedded import data_folder
from embedded.sentences import Refusal


def test_the_secrets_are_made_once_and_readable_by_their_owner_alone(tmp_path: Path) -> None:
    folder = data_folder.prepare(tmp_path / "var", is_own=True)

    first = data_folder.read_secrets(folder)
    again = data_folder.read_secrets(folder)

    assert first == again
    assert len(first.secret_key) >= 50
    assert len({first.folder_id, first.secret_key, first.database_password, first.redis_password}) == 4
    assert stat.S_IMODE(folder.secrets_file.stat().st_mode) == 0o600


def test_damaged_secrets_are_refused_and_left_as_they_are(tmp_path: Path) -> None:
    folder = data_folder.prepare(tmp_path / "var", is_own=True)
    folder.secrets_file.write_text("{")

    with pytest.raises(Refusal, match="is damaged"):
        data_folder.read_secrets(folder)

    assert folder.secrets_file.read_text() == "{"


def test_uploads_mails_and_logs_are_private(tmp_path: Path) -> None:
    folder = data_folder.prepare(tmp_path / "var", is_own=True)

    modes = {name: stat.S_IMODE((folder.path / name).stat().st_mode) for name in ("files", "mail", "log")}

    assert modes == {"files": 0o700, "mail": 0o700, "log": 0o700}


def test_a_folder_with_other_files_is_refused_for_reset_would_empty_it(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear")

    with pytest.raises(Refusal, match="holds other files"):
        data_folder.prepare(tmp_path, is_own=False)

    assert [entry.name for entry in tmp_path.iterdir()] == ["letters.txt"]


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("")

    with pytest.raises(Refusal, match="is a file"):
        data_folder.prepare(tmp_path / "var", is_own=True)


def test_a_nearly_full_disk_is_told_with_both_figures(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"Only \d+ MiB are free .* 1099511627776 MiB are needed"):
        data_folder.require_space(tmp_path, least_bytes=2**60)


def test_emptying_keeps_the_owners_lock_and_the_folders_of_test_runs(tmp_path: Path) -> None:
    folder = data_folder.prepare(tmp_path / "var", is_own=True)
    folder.owner_file.touch()
    (folder.path / "test").mkdir()
    (folder.path / "files" / "guide.pdf").touch()

    data_folder.empty(folder)

    assert sorted(entry.name for entry in folder.path.iterdir()) == ["owner.lock", "test"]
