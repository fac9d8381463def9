"""One small style sheet, generated from the tokens. Fusion and the palette do the rest."""

from pathlib import Path
from string import Template

from workbench.ui.resources import resource
from workbench.ui.shell.fonts import BASE, MONO
from workbench.ui.shell.tokens import Tokens

_PICTURES = {"chevron-down": "muted", "chevron-up": "muted", "check": "on_accent", "chevron-right": "muted"}

_RULES = Template("""
* { outline: none; }
QToolTip { background: $raised; color: $text; border: 1px solid $edge; padding: 4px 7px; }
[surface="panel"] { background: $panel; }
[surface="window"] { background: $window; }
[surface="raised"] { background: $raised; }
QLabel[role="title"] { font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="broken"] { color: $broken; }
QLabel[role="headline"] { font-size: ${headline}px; font-weight: 600; }
QLabel[role="mono"] { font-family: $mono; font-size: ${small}px; color: $muted; }
QFrame[frame="panel"] { background: $panel; border: none; }
QWidget[bar="top"] { background: $panel; border-bottom: 1px solid $line; }
QLabel[bar="top"] { background: $panel; border-bottom: 1px solid $line; }
QWidget[bar="bottom"] { background: $panel; border-top: 1px solid $line; }
QWidget[bar="plain"] { background: $panel; }
QFrame[frame="card"] { background: $panel; border: 1px solid $line; border-radius: 9px; }
QFrame[frame="tile"] { background: $panel; border: 1px solid $line; border-radius: 9px; }
QFrame[frame="tile"]:hover { border-color: $edge; background: $raised; }
QFrame[frame="tile"]:focus { border-color: $accent; }
QFrame[frame="notice"] { background: $raised; border: 1px solid $edge; border-radius: 9px; }
QFrame[frame="rule"] { background: $line; border: none; }

QPushButton { background: $raised; color: $text; border: 1px solid $edge; border-radius: 7px; padding: 5px 13px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $accent_soft; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $edge; border-color: $line; background: $panel; }
QPushButton[kind="primary"] { background: $accent; border-color: $accent; color: $on_accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { border-color: $text; }
QPushButton[kind="primary"]:focus { border-color: $text; }
QPushButton[kind="primary"]:disabled { background: $chip; border-color: $line; color: $muted; }
QPushButton[kind="danger"] { color: $broken; border-color: $broken; }
QPushButton[kind="danger"]:hover { background: $broken_soft; }
QPushButton[kind="danger"]:disabled { color: $edge; border-color: $line; }
QPushButton[kind="find"] { color: $muted; text-align: left; padding: 5px 10px; background: $window; }
QPushButton[kind="find"]:hover { border-color: $accent; }
QPushButton[kind="flat"] { border-color: transparent; background: transparent; padding: 5px 8px; }
QPushButton[kind="flat"]:hover { background: $hover; }

QPushButton[kind="switch"] { padding: 4px 9px; color: $muted; }
QPushButton[kind="switch"]:checked { background: $accent_soft; border-color: $accent; color: $text; }

QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 3px; background: transparent; color: $text; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $accent_soft; }
QToolButton:focus { border-color: $accent; }
QToolButton::menu-indicator { image: none; }

QWidget[segmented="frame"] { border: 1px solid $edge; border-radius: 8px; background: $window; }
QPushButton[segmented="item"] { border: none; border-radius: 6px; padding: 3px 13px; margin: 2px;
                                color: $muted; background: transparent; font-weight: 500; }
QPushButton[segmented="item"]:hover { color: $text; }
QPushButton[segmented="item"]:checked { background: $accent; color: $on_accent; }
QPushButton[segmented="item"]:focus { border: 1px solid $accent; padding: 2px 12px; }
QPushButton[segmented="item"]:checked:focus { border-color: $text; }
QPushButton[segmented="item"]:disabled { color: $edge; }

QLineEdit, QSpinBox, QComboBox, QPlainTextEdit, QTextEdit { background: $raised; color: $text;
    border: 1px solid $edge; border-radius: 7px; padding: 4px 8px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus { border-color: $accent; }
QLineEdit:read-only { background: $window; border-color: $line; color: $muted; }
QAbstractSpinBox QLineEdit { border: none; padding: 0 0 0 8px; background: transparent; }
QComboBox QLineEdit { border: none; padding: 0; background: transparent; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url($pictures/chevron-down.svg); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $edge; padding: 4px;
    selection-background-color: $accent_soft; selection-color: $text; }
QSpinBox::up-button, QSpinBox::down-button { border: none; width: 18px; background: transparent; }
QSpinBox::up-arrow { image: url($pictures/chevron-up.svg); width: 11px; height: 11px; }
QSpinBox::down-arrow { image: url($pictures/chevron-down.svg); width: 11px; height: 11px; }

QMenu { background: $raised; border: 1px solid $edge; padding: 5px; }
QMenu::item { padding: 5px 26px 5px 12px; border-radius: 5px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $edge; }
QMenu::icon { padding-left: 8px; }
QMenu::right-arrow { image: url($pictures/chevron-right.svg); width: 13px; height: 13px; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }

QAbstractItemView { background: $panel; color: $text; border: none; alternate-background-color: $window; }
QTreeView, QTableView, QListView { selection-background-color: $accent_soft; selection-color: $text; }
QTreeView::item, QTableView::item { padding: 3px 6px; }
QListWidget[frame="rail"]::item { padding: 6px 8px; margin: 1px 4px; border-radius: 6px; }
QListWidget[frame="rail"]::item:selected { background: $accent_soft; color: $text; }
QListWidget[frame="rail"]::item:disabled { color: $muted; }
QListWidget[frame="card"]::item { padding: 4px 6px; margin: 1px 3px; border-radius: 6px; }
QListWidget[frame="card"]::item:selected { background: $accent_soft; color: $text; }
QHeaderView { background: $panel; }
QHeaderView::section { background: $panel; color: $muted; border: none; border-bottom: 1px solid $line;
    padding: 4px 6px; font-size: ${small}px; }
QTableCornerButton::section { background: $panel; border: none; }

QTabBar::tab { padding: 5px 12px; color: $muted; background: transparent; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:hover { color: $text; }
QTabWidget::pane { border: none; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }
QScrollArea { border: none; background: transparent; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 11px; }
QScrollBar:horizontal { height: 11px; }
QScrollBar::handle { background: $edge; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { border: none; background: $chip; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QDialog { background: $panel; }
QLabel#qt_msgbox_label { font-weight: 600; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QDialog#palette { border: 1px solid $edge; }
QDockWidget { color: $muted; }
QDockWidget::title { background: $panel; padding: 6px 10px; border-bottom: 1px solid $line; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $edge; border-radius: 8px; background: $raised; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; background: $raised; }
QRadioButton::indicator:focus { border-color: $accent; }
QCheckBox::indicator { width: 15px; height: 15px; border: 1px solid $edge; border-radius: 4px; background: $raised; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($pictures/check.svg); }
""")


def stylesheet(tokens: Tokens, pictures: str) -> str:
    """The style sheet; ``pictures`` is the folder that ``write_pictures`` filled."""
    colours = {name: getattr(tokens, name) for name in tokens.__dataclass_fields__}
    families = ", ".join(f'"{family}"' for family in MONO)
    measures = {"small": str(BASE - 1), "headline": str(BASE + 9), "mono": families}
    return _RULES.substitute(colours, pictures=Path(pictures).as_posix(), **measures)


def write_pictures(tokens: Tokens, folder: str) -> None:
    """Write the few icons that the style sheet itself refers to, in the colours of the theme."""
    for name, colour in _PICTURES.items():
        source = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
        coloured = source.replace("currentColor", getattr(tokens, colour))
        Path(folder, f"{name}.svg").write_text(coloured, encoding="utf-8")
