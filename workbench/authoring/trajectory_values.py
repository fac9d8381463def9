"""What can be altered about a single action: its value, and how its element is found. Pure."""

from dataclasses import dataclass, replace

from workbench.domain.actions import (
    Action,
    Check,
    Click,
    Drag,
    Fill,
    Locator,
    Navigate,
    Press,
    Scroll,
    Select,
    Target,
    Upload,
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to upload."""

    name: str
    blob: str
    """SHA-256 in hex of its content."""


Value = str | bool | tuple[Attachment, ...]
"""Text that is typed, chosen, pressed or gone to; whether a box is checked; files."""


def value_of(action: Action) -> Value | None:
    """The value that can be changed; None where there is none."""
    match action:
        case Fill(value=value, masked=masked):
            return "" if masked else value
        case Select(values=values, labels=labels):
            return ", ".join(labels or values)
        case Check(checked=checked):
            return checked
        case Press(key=key):
            return key
        case Navigate(how="address", url=url):
            return url
        case Upload(files=files, blobs=blobs):
            return tuple(Attachment(name, blob) for name, blob in zip(files, blobs, strict=False))
        case _:
            return None


def with_value(action: Action, value: Value) -> Action | None:
    """The action with another value; None where it has none of that kind.

    What is chosen from a list may be given as the page shows it or as its form sends it. A password is typed as given.
    """
    match action, value:
        case Fill(), str():
            return replace(action, value=value, masked=False)
        case Select(), str():
            return replace(action, values=(value,), labels=(value,))
        case Check(), bool():
            return replace(action, checked=value)
        case Press(), str() if value:
            return replace(action, key=value)
        case Navigate(how="address"), str() if value:
            return replace(action, url=value)
        case Upload(), tuple():
            return replace(action, files=tuple(file.name for file in value), blobs=tuple(file.blob for file in value))
        case _:
            return None


def target_of(action: Action) -> Target | None:
    """The element that can be found another way; of a drag, the one that is dragged."""
    match action:
        case Drag(source=source):
            return source
        case Click(target=target) | Fill(target=target) | Select(target=target) | Check(target=target):
            return target
        case Press(target=target) | Scroll(target=target):
            return target
        case Upload(target=target):
            return target
        case _:
            return None


def with_locators(action: Action, locators: tuple[Locator, ...]) -> Action | None:
    """The action with its element found by these, in this order; None where it aims at no element.

    Where one of them was not recorded, what is found need not be of the recorded kind nor of its size.
    """
    target = target_of(action)
    if target is None:
        return None
    own = any(locator not in target.locators for locator in locators)
    found = replace(target, locators=locators, tag="", box=None) if own else replace(target, locators=locators)
    match action:
        case Drag():
            return replace(action, source=found)
        case Click() | Fill() | Select() | Check() | Press() | Scroll() | Upload():
            return replace(action, target=found)
        case _:
            return None


def preferring(target: Target, first: Locator) -> tuple[Locator, ...]:
    """Its locators with that one first and the others behind it."""
    return (first, *(locator for locator in target.locators if locator != first))
