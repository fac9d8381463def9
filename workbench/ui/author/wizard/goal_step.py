"""The sentence that is given to whoever acts."""

from dataclasses import replace
from string import Formatter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem

from workbench.ui.author.wizard.drafting import NewWorkout
from workbench.ui.author.wizard.goal_field import GoalField, blanks
from workbench.ui.author.wizard.step import Step
from workbench.ui.models.goal import stressed_goal
from workbench.ui.widgets.rich import RichLabel, muted


class GoalStep(Step):
    """The fourth step."""

    def __init__(self) -> None:
        super().__init__(
            "goal",
            "What is asked for?",
            "One sentence, as one would say it to a person. What differs from task to task stands in braces: "
            "type { and choose.",
        )
        self.field = GoalField()
        self.field.textEdited.connect(lambda text: self.alter(lambda new: replace(new, goal=text)))
        self._example = RichLabel()
        self._example.setObjectName("new.goal.example")
        self._list = QListWidget()
        self._list.setObjectName("new.goal.blanks")
        self._list.setAccessibleName("What it may name")
        self._list.setProperty("frame", "card")
        self._list.setSpacing(3)
        self._list.setToolTip("Enter or a double click writes it into the goal")
        self._list.itemActivated.connect(lambda item: self.field.put(str(item.data(Qt.ItemDataRole.UserRole))))
        label = QLabel("&Goal")
        label.setBuddy(self.field)
        self._hint = muted(wrap=True)
        self._hint.setObjectName("new.goal.unused")
        self.content.addWidget(label)
        self.content.addWidget(self.field)
        self.content.addWidget(muted("For seed 1 that is:"))
        self.content.addWidget(self._example)
        self.content.addWidget(self._hint)
        self.content.addWidget(muted("What it may name"))
        self.content.addWidget(self._list, 1)

    def show_workout(self, new: NewWorkout) -> None:
        """Its goal, and what it may name."""
        if self.field.text() != new.goal:
            self.field.setText(new.goal)
        found = blanks(new.placeholders())
        self.field.offer(found)
        listed = [self._list.item(at).text() for at in range(self._list.count())]
        if listed != [blank.words for blank in found]:
            self._list.clear()
            for blank in found:
                item = QListWidgetItem(blank.words)
                item.setData(Qt.ItemDataRole.UserRole, blank.written)
                self._list.addItem(item)
        missing = _unused(new)
        self._hint.setVisible(bool(missing))
        self._hint.setText(f"It does not speak of {' and '.join(missing)}." if missing else "")

    def show_example(self, template: str, goal: str, problem: str = "") -> None:
        """The goal of the first task, or why there is none."""
        self._example.set_text(problem or stressed_goal(template, goal))

    def lacks(self, new: NewWorkout) -> str:
        """A goal whose braces match; whether it can be filled in, the preview says."""
        if not new.goal.strip():
            return "Write the goal."
        return "" if new.closed else "A brace is still open: choose what it stands for, or write {{ for a brace."


def _unused(new: NewWorkout) -> list[str]:
    """Parameters that the goal leaves out, but for who is signed in: they know themselves."""
    if not new.closed:
        return []
    named = {str(name).partition(".")[0] for _, name, _, _ in Formatter().parse(new.goal) if name is not None}
    return [one.name for one in new.parameters if one.name not in named and one.name != new.who] if new.goal else []
