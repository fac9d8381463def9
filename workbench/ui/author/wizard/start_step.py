"""Where the task starts, and who is signed in."""

from dataclasses import replace

from PySide6.QtWidgets import QComboBox

from workbench.ui.author.wizard.drafting import NewWorkout, singular
from workbench.ui.author.wizard.step import Step, form
from workbench.ui.widgets.rich import muted


class StartStep(Step):
    """The second step."""

    def __init__(self) -> None:
        super().__init__("start", "Where does it start?", "The page that is open when the task is given, and for whom.")
        self._page = QComboBox()
        self._page.setObjectName("new.start.page")
        self._page.setAccessibleName("Start page")
        self._page.setToolTip("A path of the gym; {visit.id} stands for what the task is about")
        self._page.setEditable(True)
        self._page.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._page.editTextChanged.connect(self._tell)
        self._who = QComboBox()
        self._who.setObjectName("new.start.who")
        self._who.setAccessibleName("Signed in")
        self._who.setToolTip("Who is signed in when the task is given")
        self._who.activated.connect(lambda at: self.alter(lambda new: new.with_person(bool(at))))
        self._said = muted(wrap=True)
        self._said.setObjectName("new.start.said")
        rows = form()
        rows.addRow("Start &page", self._page)
        rows.addRow("&Signed in", self._who)
        self.content.addLayout(rows)
        self.content.addWidget(self._said)
        self.content.addStretch(1)
        self._pages: tuple[str, ...] = ()
        self._people = ""
        self._showing = False

    def show_workout(self, new: NewWorkout) -> None:
        """The pages and people of its gym."""
        self._showing = True
        if self._pages != new.facts.pages:
            self._pages = new.facts.pages
            self._page.clear()
            self._page.addItems(list(self._pages))
        if self._page.currentText() != new.start:
            self._page.setEditText(new.start)
        if self._people != new.facts.people or not self._who.count():
            self._people = new.facts.people
            self._who.clear()
            self._who.addItem("Nobody")
            if self._people:
                self._who.addItem(f"Somebody of {self._people}, another one for each seed")
        self._who.setCurrentIndex(int(bool(new.who)))
        self._said.setText(_explained(new))
        self._showing = False

    def lacks(self, new: NewWorkout) -> str:
        """A page is a path."""
        right = new.start.startswith("/") and not new.start.startswith(("//", "/\\"))
        return "" if right else "The start page begins with one slash, such as /."

    def _tell(self, text: str) -> None:
        if not self._showing:
            self.alter(lambda new: replace(new, start=text.strip()))


def _explained(new: NewWorkout) -> str:
    if new.who:
        return (
            f"The task knows them as “{new.who}”, one of its parameters. To let only some of them be drawn, "
            "say so in the next step."
        )
    if new.facts.people:
        person = singular(new.facts.people)
        return f"Nobody is signed in: where the site wants to know who is there, the task would need a {person}'s PIN."
    return ""
