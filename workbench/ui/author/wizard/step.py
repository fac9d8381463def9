"""What every step of the wizard has: a headline, a sentence, and what keeps one from going on."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from workbench.ui.author.wizard.drafting import NewWorkout
from workbench.ui.widgets.rich import muted


class Step(QWidget):
    """Shows a NewWorkout and says how the person altered it."""

    altered = Signal(object)
    """A function from a NewWorkout to the one that the person wants."""

    def __init__(self, name: str, title: str, said: str) -> None:
        super().__init__()
        self.setObjectName(f"new.{name}")
        self.title = title
        headline = QLabel(title)
        headline.setProperty("role", "headline")
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(24, 18, 24, 12)
        self.content.setSpacing(10)
        self.content.addWidget(headline)
        self.content.addWidget(muted(said, wrap=True))

    def show_workout(self, new: NewWorkout) -> None:
        """Show it as it is now."""

    def lacks(self, new: NewWorkout) -> str:  # noqa: ARG002 - for the steps that ask for something
        """What is missing before one can go on; empty when nothing is."""
        return ""

    def alter(self, change: Callable[[NewWorkout], NewWorkout]) -> None:
        """Tell what the person altered."""
        self.altered.emit(change)


def line(name: str, said: str, hint: str = "") -> QLineEdit:
    """A field for one line of text; ``said`` is what a screen reader calls it."""
    field = QLineEdit()
    field.setObjectName(f"new.{name}")
    field.setAccessibleName(said)
    field.setPlaceholderText(hint)
    field.setToolTip(said)
    return field


def form() -> QFormLayout:
    """Labels at the left, fields that grow at the right."""
    layout = QFormLayout()
    layout.setHorizontalSpacing(14)
    layout.setVerticalSpacing(9)
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return layout


def scrolled(widget: QWidget) -> QScrollArea:
    """The widget, as high as it likes."""
    area = QScrollArea()
    widget.setProperty("surface", "panel")
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(widget)
    return area
