"""The strip on top of replay: the ruling, which episode this is, and the search field."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from workbench.replay.opening import Replay
from workbench.ui.replay.looks import tone_name
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import Badge, RichLabel


class TitleBar(QWidget):
    """Shows one replay's headline. Changes with ``show_replay``."""

    def __init__(self, theme: Theme, search: QWidget) -> None:
        super().__init__()
        self.setProperty("bar", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(44)
        self.ruling = Badge(theme)
        self.ruling.setObjectName("replay.ruling")
        self._expected = Badge(theme)
        self._expected.setObjectName("replay.expected")
        self._which = RichLabel()
        self._which.setObjectName("replay.which")
        self._which.setWordWrap(False)
        self._which.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        search.setFixedWidth(280)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 8, 0)
        layout.setSpacing(10)
        layout.addWidget(self.ruling)
        layout.addWidget(self._expected)
        layout.addWidget(self._which, 1)
        layout.addWidget(search)

    def show_replay(self, replay: Replay, spec_changed: bool) -> None:
        """Say what is open and how it was judged."""
        findings, header = replay.findings, replay.episode.run.header
        self.ruling.show_as(f"{findings.ruling.value}", tone_name(findings.tone))
        self.ruling.setToolTip(findings.headline)
        if not findings.agrees:
            self._expected.show_as(f"expected {findings.expected}", "broken")
        elif spec_changed:
            self._expected.show_as("spec has changed since", "disturbed")
        else:
            self._expected.show_as("as expected" if findings.expected else "", "plain")
        label = f" · {header.label}" if header.label else ""
        self._which.set_text(
            f"**{header.workout.replace('/', ' / ')}**{label} · by {header.actor} · seed {header.seed}"
            f" · profile {header.profile} · {header.created[:10]}"
        )
        self._which.setToolTip(header.goal)
