"""Date fields of every kind, by mouse and keyboard. Each function tries once; whoever calls looks what came of it."""

import re
from calendar import month_name
from collections.abc import Awaitable, Callable
from datetime import date
from typing import TYPE_CHECKING

from gyms.kit.hands.choices import choose_native
from gyms.kit.hands.interruption import Interrupted, errors
from gyms.kit.hands.kinds import Held, box_of

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from gyms.kit.hands.hands import Hands

OPENS = 2500
"""Milliseconds in which a calendar opens, where the click on it was not swallowed."""
_MOST_TURNS = 60
_MONTHS = list(month_name)
"""January is 1."""
_DRAWN = re.compile(r"[A-Z][a-z]+ \d{4}")
"""What the title of a calendar's window says once the window is drawn."""


async def native(hands: "Hands", field: "Locator", day: date, now: Held, attempt: int) -> None:
    """Digits into the browser's own field, in its order. Parts that only one value fits can't be typed."""
    parts = {"m": f"{day:%m}", "d": f"{day:%d}", "y": f"{day:%Y}"}
    if now.first[:4] == now.last[:4] != "":
        parts["y"] = ""
        if now.first[5:7] == now.last[5:7]:
            parts["m"] = ""
    american = now.language.lower() == "en-us"
    order = ("mdy" if american else "dmy", "dmy" if american else "mdy", "ymd")[attempt % 3]
    await hands.click(field)
    for _ in range(3):
        await field.press("ArrowLeft")
    await field.press_sequentially("".join(parts[part] for part in order))


async def flatpickr(hands: "Hands", field: "Locator", day: date, _now: Held, _attempt: int) -> None:
    """Turns months with the arrows, years with the number beside the month."""
    calendar = hands.root.locator(".flatpickr-calendar.open")
    await _open(hands, field, calendar)
    year = calendar.locator(".cur-year")
    if abs(_number(await year.input_value()) - day.year) > 1:
        await year.click()
        await year.press("Control+a")
        await year.press_sequentially(str(day.year))
        await year.press("Enter")

    async def shown() -> tuple[int, int]:
        months = calendar.locator(".flatpickr-monthDropdown-months")
        text = calendar.locator(".cur-month")
        month = 1 + _number(await months.input_value()) if await months.count() else _month(await text.inner_text())
        return _number(await year.input_value()), month

    await _turn(shown, day, calendar.locator(".flatpickr-prev-month"), calendar.locator(".flatpickr-next-month"))
    await calendar.get_by_label(f"{day:%B} {day.day}, {day.year}", exact=True).click(timeout=OPENS)


async def jquery_ui(hands: "Hands", field: "Locator", day: date, _now: Held, attempt: int) -> None:
    """Turns months with the arrows, chooses the year where there is a choice. The third time it types."""
    if attempt >= 2:
        await hands.click(field)
        await field.press("Control+a")
        await field.press_sequentially(f"{day.day} {day:%B %Y}")
        await field.press("Tab")
        return
    calendar = hands.root.locator("#ui-datepicker-div")
    if attempt:
        await field.press("Tab")  # it opens when the field gets the focus, which it has after a click that got lost
    await _open(hands, field, calendar)
    year = calendar.locator(".ui-datepicker-year")
    years = calendar.locator("select.ui-datepicker-year")
    if await years.count() and await years.input_value() != str(day.year):
        await choose_native(years, str(day.year))

    async def shown() -> tuple[int, int]:
        month = _month(await calendar.locator(".ui-datepicker-month").inner_text())
        number = await years.input_value() if await years.count() else await year.inner_text()
        return _number(number), month

    await _turn(shown, day, calendar.locator(".ui-datepicker-prev"), calendar.locator(".ui-datepicker-next"))
    await calendar.get_by_role("link", name=str(day.day), exact=True).click(timeout=OPENS)


async def air_datepicker(hands: "Hands", field: "Locator", day: date, _now: Held, _attempt: int) -> None:
    """Turns months with the arrows; for another year it goes up to the months of years."""
    calendar = hands.root.locator(".air-datepicker.-active-")
    await _open(hands, field, calendar)
    title = calendar.locator(".air-datepicker-nav--title")
    before, after = calendar.locator('[data-action="prev"]'), calendar.locator('[data-action="next"]')

    async def year() -> int:
        return _number((await title.inner_text()).strip()[-4:])

    async def shown() -> tuple[int, int]:
        return await year(), _month((await title.inner_text()).partition(",")[0])

    if await year() != day.year:
        await title.click(timeout=OPENS)

        async def january() -> tuple[int, int]:
            return await year(), 1

        await _turn(january, day.replace(month=1, day=1), before, after, step=12)
        await calendar.locator(f'.-month-[data-month="{day.month - 1}"]').click(timeout=OPENS)
    await _turn(shown, day, before, after)
    cell = f'.-day-[data-date="{day.day}"][data-month="{day.month - 1}"][data-year="{day.year}"]'
    await calendar.locator(cell).click(timeout=OPENS)


async def selects(hands: "Hands", field: "Locator", day: date, _now: Held, _attempt: int) -> None:
    """Three drop-downs."""
    for label, text in (("Day", str(day.day)), ("Month", f"{day:%B}"), ("Year", str(day.year))):
        part = field.get_by_label(label, exact=True)
        if (await held_part(part)) != text:
            await hands.clear()
            await choose_native(part, text)


async def held_part(part: "Locator") -> str:
    """The text that one of the three shows."""
    return str(await part.evaluate("part => part.selectedOptions[0]?.label ?? ''"))


async def legacy(hands: "Hands", field: "Locator", day: date, _now: Held, attempt: int) -> None:
    """The calendar in a window of its own. The third time it types."""
    if attempt >= 2:
        await hands.click(field)
        await field.press("Control+a")
        await field.press_sequentially(f"{day:%d/%m/%Y}")
        await field.press("Tab")
        return
    await hands.clear()
    async with hands.page.expect_popup(timeout=OPENS * 2) as opening:
        await box_of(field).get_by_role("link").click(timeout=OPENS)
    window = await opening.value
    try:
        await _in_window(window, day)
        if not window.is_closed():
            await window.wait_for_event("close", timeout=OPENS)
    except errors():
        if not window.is_closed():
            await window.close()
    await field.page.bring_to_front()


async def _in_window(window: "Page", day: date) -> None:
    title = window.locator("#title")
    await title.filter(has_text=_DRAWN).wait_for(timeout=4 * OPENS)

    async def shown() -> tuple[int, int]:
        month, _, year = (await title.inner_text()).strip().partition(" ")
        return _number(year), _month(month)

    turns = [window.get_by_title(f"{which} {what}") for what in ("year", "month") for which in ("Previous", "Next")]

    async def january() -> tuple[int, int]:
        return (await shown())[0], 1

    await _turn(january, day.replace(month=1, day=1), turns[0], turns[1], step=12)
    await _turn(shown, day, turns[2], turns[3])
    await window.get_by_role("link", name=str(day.day), exact=True).click(timeout=OPENS)


async def _open(hands: "Hands", field: "Locator", calendar: "Locator") -> None:
    if not await calendar.filter(visible=True).count():
        await hands.click(field)
    await calendar.wait_for(timeout=OPENS)


async def _turn(
    shown: Callable[[], Awaitable[tuple[int, int]]], day: date, before: "Locator", after: "Locator", *, step: int = 1
) -> None:
    """Presses one of two arrows until year and month are those of the day."""
    for _ in range(_MOST_TURNS):
        year, month = await shown()
        months = (day.year - year) * 12 + day.month - month
        if abs(months) < step:
            return
        await (after if months > 0 else before).click(timeout=OPENS)
    raise Interrupted("The calendar doesn't get to that month.")


def _month(text: str) -> int:
    """January is 1. A calendar that is just being drawn anew may show none: then one looks again."""
    if text.strip() not in _MONTHS[1:]:
        raise Interrupted(f"The calendar shows “{text}” for its month.")
    return _MONTHS.index(text.strip())


def _number(text: str) -> int:
    """As above, for years and the numbers of months."""
    if not text.strip().isdecimal():
        raise Interrupted(f"The calendar shows “{text}” for a number.")
    return int(text)


WAYS: dict[str, Callable[["Hands", "Locator", date, Held, int], Awaitable[None]]] = {
    "native": native,
    "flatpickr": flatpickr,
    "jquery-ui": jquery_ui,
    "air-datepicker": air_datepicker,
    "selects": selects,
    "legacy": legacy,
}
"""How a date is set, by kind of field."""
