"""Sentences in labels."""

from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QApplication

from workbench.ui.widgets.rich import to_html


def test_that_a_hash_can_be_broken_anywhere_and_words_stay_whole(qapp: QApplication) -> None:
    assert qapp is not None
    path = f"/drafts/blobs/{'0123456789abcdef' * 4}.zst: **No** space left"
    plain = QTextDocumentFragment.fromHtml(to_html(path)).toPlainText()
    assert plain.count("\N{ZERO WIDTH SPACE}") >= 5
    assert plain.replace("\N{ZERO WIDTH SPACE}", "") == path.replace("*", "")
    assert plain.endswith("No space left")
