"""The editor: whatever is clicked and typed is undone and redone byte for byte."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from workbench.archive.reader import open_run
from workbench.authoring import clicking
from workbench.authoring.adopting import starting_text
from workbench.authoring.edits import Edit, applied
from workbench.authoring.from_change import ChangeOffer, offer
from workbench.authoring.ground import Ground
from workbench.authoring.outline import NotEditable, items
from workbench.authoring.proposals import Proposal
from workbench.authoring.suggesting import suggest
from workbench.domain.changes import Operation
from workbench.ui.author.editor import SpecEditor
from workbench.ui.shell.theme import Theme

ROOT = Path(__file__).parents[3]
SHIPPED = (ROOT / "specs" / "clinic" / "book_visit.yaml").read_text(encoding="utf-8")
TYPED = ("# mine", "\n", "  ", 'because: "so"', "😀 é", "\t", "a: 1\n", ": [", "'")
WORDS = ("insert", "add", "", "she said “so”: 😀", "#1")
STEPS = ("say", "say", "mean", "guard", "drop", "reason", "accept", "type", "type", "erase")


class Evidence:
    """What a shipped demonstration gives a click to stand on."""

    def __init__(self) -> None:
        run = open_run(ROOT / "recordings" / "clinic" / "book_visit" / "gold-native")
        self.ground = Ground(run)
        self.offers: list[ChangeOffer] = [offer(self.ground, change) for change in run.changes]
        self.proposals: tuple[Proposal, ...] = suggest([run])
        self.tables = sorted(run.initial.schema.tables)
        self.begun = starting_text(run.header.workout, "Book it.", self.ground)


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return Evidence()


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme) -> SpecEditor:
    made = SpecEditor(theme)
    qtbot.addWidget(made)
    return made


def a_click(data: st.DataObject, text: str, kind: str, evidence: Evidence) -> Edit:
    ids = sorted({found.id for found in items(text) if found.id}) or ["nobody"]
    clause = data.draw(st.sampled_from(ids))
    match kind:
        case "say":
            what = data.draw(st.sampled_from(["require", "allow", "never", "ignore"]))
            return clicking.say_of_change(text, evidence.ground, what, data.draw(st.sampled_from(evidence.offers)), {})
        case "mean":
            offered = data.draw(st.sampled_from(evidence.offers))
            cell = data.draw(st.sampled_from(offered.cells))
            meaning = data.draw(st.sampled_from(cell.choices.meanings))
            return clicking.mean(text, clause, cell, meaning, whole_key=True)
        case "guard":
            operations = data.draw(st.lists(st.sampled_from(list(Operation)), min_size=1, unique=True))
            table, because = data.draw(st.sampled_from(evidence.tables)), data.draw(st.sampled_from(WORDS))
            return clicking.guard(text, evidence.ground, table, operations, because)
        case "drop":
            return clicking.drop(text, clause)
        case "reason":
            return clicking.give_reason(text, clause, data.draw(st.sampled_from(WORDS)))
        case _:
            chosen = data.draw(st.lists(st.sampled_from(evidence.proposals), min_size=1, max_size=3))
            return clicking.accept(text, chosen)


def take_a_step(data: st.DataObject, editor: SpecEditor, evidence: Evidence) -> None:
    """One click or a few letters; a click on a text that is no YAML is refused and alters nothing."""
    text, kind = editor.toPlainText(), data.draw(st.sampled_from(STEPS))
    if kind == "type":
        editor.go_to(data.draw(st.integers(1, editor.blockCount())), data.draw(st.integers(1, 60)))
        editor.insertPlainText(data.draw(st.sampled_from(TYPED)))
    elif kind == "erase":
        editor.go_to(data.draw(st.integers(1, editor.blockCount())), data.draw(st.integers(1, 60)))
        editor.textCursor().deletePreviousChar()
    else:
        try:
            edit = a_click(data, text, kind, evidence)
        except NotEditable:
            assert editor.toPlainText() == text
            return
        editor.apply(edit)
        assert editor.toPlainText() == applied(text, edit), edit.title


def wind(available: Callable[[], bool], move: Callable[[], None]) -> int:
    """How many moves it takes to the end of the road."""
    moves = 0
    while available():
        move()
        moves += 1
        assert moves < 1000
    return moves


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_that_undo_leads_back_to_the_first_byte_and_redo_to_the_last(
    data: st.DataObject, editor: SpecEditor, evidence: Evidence
) -> None:
    begun = data.draw(st.sampled_from([evidence.begun, SHIPPED, ""]))
    editor.load(begun)
    for _ in range(data.draw(st.integers(1, 8))):
        take_a_step(data, editor, evidence)
    ended, document = editor.toPlainText(), editor.document()
    back = wind(document.isUndoAvailable, editor.undo)
    assert editor.toPlainText().encode() == begun.encode()
    assert wind(document.isRedoAvailable, editor.redo) == back
    assert editor.toPlainText().encode() == ended.encode()


def test_that_each_click_is_one_undo(editor: SpecEditor, evidence: Evidence) -> None:
    editor.load(evidence.begun)
    texts = [evidence.begun]
    for proposal in evidence.proposals:
        editor.apply(clicking.accept(editor.toPlainText(), [proposal]))
        texts.append(editor.toPlainText())
    assert len(set(texts)) == len(texts)
    for text in reversed(texts[:-1]):
        editor.undo()
        assert editor.toPlainText() == text
    for text in texts[1:]:
        editor.redo()
        assert editor.toPlainText() == text
