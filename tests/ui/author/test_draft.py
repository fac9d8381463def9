"""Whose text stays when a file changes under the author's hands."""

from pathlib import Path

from workbench.ui.author.draft import Draft

HERE = Path("x.yaml")


def test_that_a_file_nobody_edited_here_is_taken_over() -> None:
    draft = Draft(HERE, "a", "a")
    assert draft.found_on_disk("b")
    assert (draft.disk, draft.other) == ("b", None)


def test_that_edits_are_never_replaced_unasked() -> None:
    draft = Draft(HERE, "mine", "a")
    assert not draft.found_on_disk("theirs")
    assert draft.dirty
    assert (draft.text, draft.disk, draft.other) == ("mine", "a", "theirs")


def test_that_the_echo_of_our_own_write_is_no_news() -> None:
    draft = Draft(HERE, "mine", "a", other="theirs")
    assert not draft.found_on_disk("mine")
    assert not draft.dirty
    assert draft.other is None


def test_that_a_change_taken_back_on_disk_is_no_conflict() -> None:
    draft = Draft(HERE, "mine", "a")
    draft.found_on_disk("theirs")
    draft.found_on_disk("a")
    assert draft.other is None
    assert draft.dirty
