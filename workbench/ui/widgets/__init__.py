"""Small widgets that every perspective uses: panels, badges, rich labels, segmented controls, empty states."""

from workbench.ui.widgets.badge import Badge
from workbench.ui.widgets.buttons import IconButton, Segmented, push_button, word_button
from workbench.ui.widgets.empty import EmptyState
from workbench.ui.widgets.panel import Panel, PanelHeader, rule
from workbench.ui.widgets.rich import RichLabel, muted, to_html
from workbench.ui.widgets.row_view import RowView

__all__ = [
    "Badge",
    "EmptyState",
    "IconButton",
    "Panel",
    "PanelHeader",
    "RichLabel",
    "RowView",
    "Segmented",
    "muted",
    "push_button",
    "rule",
    "to_html",
    "word_button",
]
