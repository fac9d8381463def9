"""Keeps the row that one stands on in sight while its list is given another size."""

from PySide6.QtCore import QEvent, QObject, QRect, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView


class StandsInSight(QObject):
    """Watches one view. A current row that was in sight is brought back into sight once the rows are laid out anew;
    one that the person scrolled away from is left where it is.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._bring_back)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent) and event.type() == QEvent.Type.Resize and self._was_seen(event):
            self._later.start()
        return super().eventFilter(watched, event)

    def _was_seen(self, event: QResizeEvent) -> bool:
        """Before the first layout nobody saw anything, and the first thing to see is where one stands."""
        room = QRect(0, 0, event.oldSize().width(), event.oldSize().height())
        place = self._view.visualRect(self._view.currentIndex())
        return self._later.isActive() or not room.isValid() or room.intersects(place)

    def _bring_back(self) -> None:
        index = self._view.currentIndex()
        if index.isValid():
            self._view.scrollTo(index)
