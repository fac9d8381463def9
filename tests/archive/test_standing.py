from pathlib import Path

from workbench.archive import layout
from workbench.archive.standing import standing


def episode(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / layout.EPISODE).write_text("{}", encoding="utf-8")
    return folder


def test_that_every_folder_with_an_episode_is_found_wherever_it_lies(tmp_path: Path) -> None:
    folders = [episode(tmp_path / name) for name in ("clinic/book/b", "clinic/book/a", "loose")]
    (tmp_path / "clinic" / "notes.txt").write_text("", encoding="utf-8")
    assert [one.folder for one in standing(tmp_path)] == sorted(folders)
    assert list(standing(tmp_path / "none")) == []


def test_that_a_stamp_changes_with_any_file_of_its_folder_alone(tmp_path: Path) -> None:
    touched, left = episode(tmp_path / "a"), episode(tmp_path / "b")
    before = {one.folder: one.stamp for one in standing(tmp_path)}
    assert before == {one.folder: one.stamp for one in standing(tmp_path)}
    (touched / layout.CHANGES).write_text("x", encoding="utf-8")
    after = {one.folder: one.stamp for one in standing(tmp_path)}
    assert (before[left] == after[left], before[touched] == after[touched]) == (True, False)
