"""Form fields by their labels, of every kind that the kit's templates draw. Real keys, so that they are recorded."""

from datetime import date
from typing import TYPE_CHECKING

from gyms.kit.hands.interruption import Interrupted

if TYPE_CHECKING:
    from playwright.async_api import Locator

    from gyms.kit.hands.hands import Hands


def labelled(hands: "Hands", label: str, within: "Locator | None") -> "Locator":
    """The field of that label."""
    return (within or hands.root).get_by_label(label, exact=True).first


async def fill(hands: "Hands", label: str, text: str, within: "Locator | None") -> None:
    """See Hands.fill."""
    field = labelled(hands, label, within)
    for _ in range(5):
        if await field.input_value() == text:
            return
        await hands.click(field)
        await field.press("Control+a")
        if text:
            await field.press_sequentially(text)
        else:
            await field.press("Delete")
    raise Interrupted(f"The field {label} does not keep what is typed.")


async def choose(hands: "Hands", label: str, option: str, within: "Locator | None") -> None:
    """See Hands.choose."""
    field = labelled(hands, label, within)
    await field.locator("option", has_text=option).first.wait_for(state="attached")
    for _ in range(5):
        if (await chosen(field)) == option:
            return
        await field.focus()
        await field.press_sequentially(option)
    raise Interrupted(f"The field {label} does not keep {option}.")


async def chosen(field: "Locator") -> str:
    """The text of a native drop-down's chosen option."""
    return str(await field.evaluate("field => field.selectedOptions[0]?.label.trim() ?? ''"))


async def set_date(hands: "Hands", label: str, day: date, within: "Locator | None") -> None:
    """See Hands.date. A native date field takes month, day and year by keyboard, in the browser's order (en-US)."""
    field = labelled(hands, label, within)
    for _ in range(5):
        if await field.input_value() == day.isoformat():
            return
        await hands.click(field)
        await field.press_sequentially(f"{day:%m%d%Y}")
    raise Interrupted(f"The field {label} does not keep {day}.")


async def tick(hands: "Hands", label: str, on: bool, within: "Locator | None") -> None:
    """See Hands.tick."""
    field = labelled(hands, label, within)
    for _ in range(5):
        if await field.is_checked() == on:
            return
        await hands.click(field)
    raise Interrupted(f"The field {label} does not stay {'on' if on else 'off'}.")


async def attach(hands: "Hands", label: str, name: str, content: bytes, within: "Locator | None") -> None:
    """See Hands.attach."""
    field = labelled(hands, label, within)
    async with hands.page.expect_file_chooser() as choosing:
        await field.click()
    chooser = await choosing.value
    await chooser.set_files({"name": name, "mimeType": "application/pdf", "buffer": content})


async def fill_all(hands: "Hands", values: "dict[str, str | date | bool]") -> None:
    """See Hands.fields."""
    for _ in range(5):
        wrong = [label for label, value in values.items() if not await holds(hands, label, value)]
        if not wrong:
            return
        for label in wrong:
            await put(hands, label, values[label])
    raise Interrupted("The form does not keep what is entered.")


async def holds(hands: "Hands", label: str, value: "str | date | bool") -> bool:
    """Whether a field shows that value now."""
    field = labelled(hands, label, None)
    await field.wait_for()
    if isinstance(value, bool):
        return await field.is_checked() == value
    if isinstance(value, date):
        return await field.input_value() == value.isoformat()
    if await field.evaluate("field => field.localName") == "select":
        return await chosen(field) == value
    return await field.input_value() == value


async def put(hands: "Hands", label: str, value: "str | date | bool") -> None:
    """Enter a value, by the kind of the field."""
    field = labelled(hands, label, None)
    if isinstance(value, bool):
        await tick(hands, label, value, None)
    elif isinstance(value, date):
        await set_date(hands, label, value, None)
    elif await field.evaluate("field => field.localName") == "select":
        await choose(hands, label, value, None)
    else:
        await fill(hands, label, value, None)
