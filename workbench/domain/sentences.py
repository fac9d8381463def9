"""Actions and targets in plain English, the same words in every window and report. ``**`` marks what to stress."""

import re

from workbench.domain.actions import (
    Action,
    Answer,
    Check,
    Click,
    ClosePage,
    Defer,
    Done,
    Drag,
    Fill,
    GiveUp,
    Navigate,
    OpenPage,
    Press,
    Scroll,
    Select,
    SwitchPage,
    Target,
    Upload,
)

_NAMED = re.compile(r"[.#]([A-Za-z][\w-]*)")
_CLICKS = {1: "Click", 2: "Double-click", 3: "Triple-click"}


def name_of(target: Target) -> str:
    """What a person would call the element: its accessible name, its text, or its role; else the page's id or class."""
    return _shorten(target.name or target.text) or target.role or _known_as(target) or target.tag


def _known_as(target: Target) -> str:
    """The nearest id or class by which it can be found."""
    paths = [locator.value for locator in target.locators if locator.strategy == "css"]
    names = _NAMED.findall(paths[0]) if paths else []
    return names[-1] if names else ""


def describe(action: Action) -> str:
    """One line such as ``Select **Physiotherapy** in **Service**``."""
    match action:
        case Click(target=target, button=button, count=count):
            verb = _CLICKS.get(count, "Click")
            return f"{verb if button == 'left' else f'{button.capitalize()}-click'} **{name_of(target)}**"
        case Fill(target=target, value=value, masked=masked):
            return _describe_fill(target, value, masked)
        case Select(target=target, values=values, labels=labels):
            return f"Select **{_shorten(', '.join(labels or values)) or 'nothing'}** in **{name_of(target)}**"
        case Check(target=target, checked=checked):
            return f"{'Check' if checked else 'Uncheck'} **{name_of(target)}**"
        case Press(target=target, key=key):
            return f"Press **{key}**" + (f" in **{name_of(target)}**" if target else "")
        case Scroll(target=target, y=y):
            return f"Scroll {f'**{name_of(target)}**' if target else 'the page'} to {y:.0f} px"
        case Drag(source=source, target=target):
            return f"Drag **{name_of(source)}** onto **{name_of(target)}**"
        case Upload(target=target, files=files):
            return f"Upload **{_shorten(', '.join(files))}** to **{name_of(target)}**"
        case Answer(dialog=dialog, message=message, accepted=accepted):
            return f"{'Accept' if accepted else 'Dismiss'} {dialog} **{_shorten(message)}**"
        case Navigate() | OpenPage() | ClosePage() | SwitchPage():
            return _describe_move(action)
        case Done():
            return "Declare **done**"
        case Defer(reason=reason, entity=entity):
            return f"Defer to a human: **{reason}**" + (f" for {entity}" if entity else "")
        case GiveUp(why=why):
            return "Give up" + (f": {why}" if why else "")


def _describe_fill(target: Target, value: str, masked: bool) -> str:
    if masked:
        return f"Type a password into **{name_of(target)}**"
    return f"Type **{_shorten(value)}** into **{name_of(target)}**" if value else f"Clear **{name_of(target)}**"


def _describe_move(action: Navigate | OpenPage | ClosePage | SwitchPage) -> str:
    match action:
        case Navigate(how="back"):
            return "Go **back**"
        case Navigate(how="forward"):
            return "Go **forward**"
        case Navigate(how="reload"):
            return "**Reload** the page"
        case Navigate(url=url):
            return f"Go to **{_shorten(url)}**"
        case OpenPage(opened=opened):
            return f"Tab **{opened}** opens"
        case ClosePage(closed=closed):
            return f"Close tab **{closed}**"
        case SwitchPage(to=to):
            return f"Switch to tab **{to}**"


def _shorten(text: str, limit: int = 48) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
