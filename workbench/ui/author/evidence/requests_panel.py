"""The requests of the episode in view: what must be read after something, what must never be called."""

from PySide6.QtCore import Qt, Signal

from workbench.authoring.proposals import Proposal
from workbench.domain.exchanges import Exchange
from workbench.ui.author.evidence.rows import exchange_looks, proposal_looks
from workbench.ui.author.evidence.viewing import View
from workbench.ui.models.wording import count
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import EmptyState, Panel, RowView
from workbench.ui.widgets.splitting import splitter


class RequestsPanel(Panel):
    """A list of requests, and below it what the selected one offers; Enter or a double click takes an offer over."""

    accepted = Signal(object)
    """A tuple of one Proposal."""
    went = Signal(str)
    """The exchange of that id is pointed at."""

    asked = Signal(object, object)
    """What may be said, under that View, of that Exchange?"""

    def __init__(self, theme: Theme) -> None:
        empty = EmptyState(theme, "network", "No requests", "This episode asked the server for nothing.")
        self.list = RowView(theme, empty, name="author.requests", title="Requests of this episode")
        self._nothing = EmptyState(
            theme, "mouse-pointer-click", "Select a request", "Here stands what a spec can say of it."
        )
        self.offers = RowView(theme, self._nothing, name="author.offers", title="What the spec may say of the request")
        split = splitter(Qt.Orientation.Vertical, "author.requests.split", self.list, self.offers)
        split.setSizes([210, 150])
        super().__init__("Requests", split, name="author.requestsPanel")
        self._view: View | None = None
        self._shown: tuple[Exchange, ...] = ()
        self._offered: tuple[Proposal, ...] = ()
        self._id: str | None = None
        self.list.chosen.connect(self._choose)
        self.offers.activated.connect(self._accept)
        self.offers.list.clicked.connect(lambda index: self._accept(index.row()))

    def show_view(self, view: View | None) -> None:
        """Show an episode's requests for pages and data; files such as styles and pictures are left out."""
        self._view = view
        self._shown = tuple(one for one in view.run.exchanges if _telling(one)) if view else ()
        self.list.show_looks(exchange_looks(self._shown))
        self.header.set_of(count(len(self._shown), "request") if view else "")
        if self._id not in {one.id for one in self._shown}:
            self._id = None
            self.list.list.clearSelection()
        self._offer()

    def choose(self, id: str) -> None:
        """Select a request."""
        row = next((number for number, one in enumerate(self._shown) if one.id == id), None)
        if row is not None:
            self.list.choose(row)
            self.list.reveal(row)

    def _choose(self, row: int) -> None:
        if row < len(self._shown):
            self._id = self._shown[row].id
            self._offer()
            self.went.emit(self._id)

    def show_offers(self, id: str, offered: tuple[Proposal, ...]) -> None:
        """What may be said of the exchange of that id."""
        if id == self._id:
            self._offered = offered
            self._nothing.say("Nothing to say of this one", "Reads count beside a required change.")
            self.offers.show_looks(proposal_looks(offered, ()))

    def _offer(self) -> None:
        exchange = next((one for one in self._shown if one.id == self._id), None)
        if self._view is not None and exchange is not None:
            self.asked.emit(self._view, exchange)
        else:
            self._offered = ()
            self.offers.show_looks(())

    def _accept(self, row: int) -> None:
        if row < len(self._offered):
            self.accepted.emit((self._offered[row],))


def _telling(exchange: Exchange) -> bool:
    if exchange.server is None:
        return False
    page = exchange.resource_type in ("document", "xhr", "fetch")
    return page and not exchange.server.path.startswith(("/kit/", "/vendor/", "/static/"))
