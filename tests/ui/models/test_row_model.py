"""The list model tells Qt exactly what became different."""

from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from workbench.ui.models.look import Look, stressed
from workbench.ui.models.row_model import LOOK, RowModel


def looks(*words: str) -> list[Look]:
    return [Look((stressed(word),)) for word in words]


def test_that_the_model_keeps_qts_contract_through_growth_change_and_loss(qtbot: QtBot) -> None:
    model = RowModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for rows in (looks("a"), looks("a", "b", "c"), looks("a", "x"), [], looks("y", "z")):
        model.show(rows)
        assert [model.index(row).data(LOOK) for row in range(model.rowCount())] == rows
    assert tester.model() is model


def test_that_rows_that_stay_keep_their_place(qtbot: QtBot) -> None:
    model = RowModel()
    model.show(looks("a", "b"))
    kept = QPersistentModelIndex(model.index(1))
    with qtbot.waitSignal(model.rowsInserted, timeout=1000):
        model.show(looks("a", "b", "c"))
    assert kept.isValid()
    assert kept.row() == 1


def test_that_only_the_rows_that_differ_are_announced(qtbot: QtBot) -> None:
    model = RowModel()
    model.show(looks("a", "b", "c"))
    with qtbot.waitSignal(model.dataChanged, timeout=1000) as heard:
        model.show(looks("a", "x", "c"))
    assert heard.args is not None
    assert [index.row() for index in heard.args[:2]] == [1, 1]
    with qtbot.assertNotEmitted(model.dataChanged):
        model.show(looks("a", "x", "c"))


def test_that_a_heading_cannot_be_selected(qtbot: QtBot) -> None:
    model = RowModel()
    model.show([Look((stressed("Must happen"),), heading=True), *looks("a")])
    selectable = [bool(model.flags(model.index(row)) & model.flags(model.index(1))) for row in range(2)]
    assert selectable == [True, True]
    assert model.flags(model.index(0)) != model.flags(model.index(1))
