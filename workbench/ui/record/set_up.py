"""Opens the task in front anew with another profile, seed or widget."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from workbench.domain.episodes import Header
from workbench.session.control import WorkoutInfo
from workbench.session.messages import TaskRequest
from workbench.ui.library.task_setup import TaskSetup
from workbench.ui.models.disturbing import profile_looks
from workbench.ui.models.offer import Offer
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.empty import EmptyState
from workbench.ui.widgets.rich import muted
from workbench.ui.widgets.row_view import RowView


class SetUpDialog(QDialog):
    """The Library's fields over the page; ``then`` hears the task."""

    def __init__(
        self,
        theme: Theme,
        offer: Offer,
        workout: WorkoutInfo,
        header: Header,
        then: Callable[[TaskRequest], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("set_up")
        self.setWindowTitle("Set the task up anew")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(600)
        self.setup = TaskSetup(theme, offer, workout, header.profile, unfolded=False)
        self.setup.choose(header.seed, offer.known(header.profile), {})
        self.setup.profile_chosen.connect(lambda _: self._show_details())
        self.setup.unfolded.connect(lambda _: self._show_details())
        nothing = EmptyState(theme, "shield-check", "Nothing gets in the way")
        self._details = RowView(
            theme, nothing, name="set_up.disturbances", title="Disturbances", lead=38, selectable=False
        )
        self._details.setMinimumHeight(260)
        title = QLabel(workout.title)
        title.setProperty("role", "headline")
        open_it = QPushButton("&Open it")
        open_it.setObjectName("set_up.agree")
        open_it.setProperty("kind", "primary")
        open_it.setDefault(True)
        open_it.clicked.connect(self.accept)
        cancel = QPushButton("&Cancel")
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(open_it)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addWidget(muted("The task is opened anew, in a fresh world. What was recorded of it stays a draft."))
        layout.addWidget(self.setup)
        layout.addWidget(self._details, 1)
        layout.addLayout(row)
        self.accepted.connect(lambda: then(self.setup.task()))
        self._show_details()

    def _show_details(self) -> None:
        profile = self.setup.profile
        wanted = profile is not None and bool(profile.perturbations) and self.setup.details_wanted
        self._details.setVisible(wanted)
        self._details.show_looks(profile_looks(profile) if profile and wanted else [])
        if not wanted:
            self.adjustSize()
