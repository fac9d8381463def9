"""How the evidence and the audit keep up with clicks: in a low window, and while an older audit still runs."""

from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QListView

from tests.ui.author.pilot import Author
from tests.ui.seeking import child

LINES = 720
"""Of a window of 800, what bar and status strip leave."""


def look_at(author: Author, book: Path) -> None:
    """The evidence beside the sentences, with the change that matters selected."""
    author.perspective.arrange(specs=False, evidence=True, form="sentences")
    author.open(book)
    author.until(lambda: author.perspective.evidence.view is not None)
    author.judged()
    author.point_at("author.changes", "· visits ")
    author.until(author.perspective.evidence.changes.card.isVisible)


def test_that_a_change_and_its_card_are_both_in_sight_in_a_window_of_800_lines(author: Author, book: Path) -> None:
    look_at(author, book)
    changes = child(author.perspective, QListView, "author.changes.list")

    def chosen() -> QRect:
        return changes.visualRect(changes.currentIndex())

    author.until(lambda: changes.viewport().rect().contains(chosen().center()))
    assert author.perspective.minimumSizeHint().height() <= LINES
    assert author.perspective.height() == LINES


def test_that_an_audit_begins_anew_when_something_was_clicked_while_it_ran(author: Author, book: Path) -> None:
    look_at(author, book)
    examinations = author.perspective.examinations
    author.run("audit")
    with author.qtbot.waitSignal(examinations.audit_ended, timeout=60_000):
        author.choose("author.clause.values.practitioner_id", "exactly")
        author.judged()
    assert "practitioner_id: 5" in author.text
    author.until(lambda: examinations.auditing)
