"""Form fields by their labels, of every kind that the kit's templates draw: try, look, try again."""

import mimetypes
from collections.abc import Awaitable, Callable
from datetime import date
from typing import TYPE_CHECKING

from gyms.kit.hands import choices, clearing, dates, policy, suggesting
from gyms.kit.hands.interruption import Interrupted, errors
from gyms.kit.hands.kinds import box_of, exactly, held

if TYPE_CHECKING:
    from playwright.async_api import Locator

    from gyms.kit.hands.hands import Hands

Value = str | date | bool
ATTEMPTS = 6


async def labelled(hands: "Hands", label: str, within: "Locator | None") -> "Locator":
    """The visible field of that label, once the page has its widgets."""
    await hands.root.wait_for_load_state("domcontentloaded")
    field = (within or hands.root).get_by_label(label, exact=True).filter(visible=True).first
    if not await field.count():
        await hands.clear()
        await field.wait_for()
    return field


async def _keep(
    hands: "Hands", wrong: str, holds: Callable[[], Awaitable[bool]], act: Callable[[int], Awaitable[None]]
) -> None:
    """Acts until it holds; what a disturbance spoils is tried again. Hasty hands act once where it doesn't hold
    yet, and don't look again."""
    if policy.hasty():
        if not await holds():
            await act(0)
        return
    for attempt in range(ATTEMPTS):
        if await holds():
            return
        try:
            await act(attempt)
        except (Interrupted, errors()):
            await hands.clear()
            await clearing.fold(hands.page)
    if not await holds():
        raise Interrupted(wrong)


async def fill(hands: "Hands", label: str, text: str, within: "Locator | None") -> None:
    """See Hands.fill."""
    field = await labelled(hands, label, within)

    async def holds() -> bool:
        return await field.input_value() == text

    async def act(_attempt: int) -> None:
        await hands.click(field)
        await field.press("Control+a")
        await (field.press_sequentially(text) if text else field.press("Delete"))

    await _keep(hands, f"The field {label} does not keep what is typed.", holds, act)


async def choose(hands: "Hands", label: str, option: str, within: "Locator | None") -> None:
    """See Hands.choose."""
    field = await labelled(hands, label, within)
    kind = (await held(field)).kind
    carrier = field if kind == "native" else box_of(field).locator("select").first
    await carrier.locator("option", has_text=exactly(option)).first.wait_for(state="attached")

    async def holds() -> bool:
        return (await held(field)).text == option

    async def act(attempt: int) -> None:
        await choices.WAYS[kind](hands, field, option, attempt)

    await _keep(hands, f"The field {label} does not keep {option}.", holds, act)


async def set_date(hands: "Hands", label: str, day: date, within: "Locator | None") -> None:
    """See Hands.date."""
    field = await labelled(hands, label, within)
    now = await held(field)

    async def holds() -> bool:
        return (await held(field)).value == day.isoformat()

    async def act(attempt: int) -> None:
        await dates.WAYS[now.kind](hands, field, day, now, attempt)

    await _keep(hands, f"The field {label} does not keep {day}.", holds, act)


async def suggest(hands: "Hands", label: str, typed: str, option: str, within: "Locator | None") -> None:
    """See Hands.suggest."""
    field = await labelled(hands, label, within)

    async def holds() -> bool:
        now = await held(field)
        return now.text == option and bool(now.value)

    async def act(_attempt: int) -> None:
        await suggesting.suggest(hands, field, typed, option)

    await _keep(hands, f"The field {label} does not keep {option}.", holds, act)


async def tick(hands: "Hands", label: str, on: bool, within: "Locator | None") -> None:
    """See Hands.tick."""
    field = await labelled(hands, label, within)

    async def holds() -> bool:
        return await field.is_checked() == on

    async def act(_attempt: int) -> None:
        await hands.click(field)

    await _keep(hands, f"The field {label} does not stay {'on' if on else 'off'}.", holds, act)


async def attach(hands: "Hands", label: str, name: str, content: bytes, within: "Locator | None") -> None:
    """See Hands.attach."""
    field = await labelled(hands, label, within)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"

    async def holds() -> bool:
        return str(await field.evaluate("field => field.files[0]?.name ?? ''")) == name

    async def act(_attempt: int) -> None:
        async with hands.page.expect_file_chooser(timeout=5000) as choosing:
            await hands.click(field)
        chooser = await choosing.value
        await chooser.set_files({"name": name, "mimeType": kind, "buffer": content})

    await _keep(hands, f"The field {label} does not keep the file {name}.", holds, act)


async def fill_all(hands: "Hands", values: "dict[str, Value]", within: "Locator | None") -> None:
    """See Hands.fields."""
    if policy.hasty():
        for label, value in values.items():
            await put(hands, label, value, within)
        return
    for _ in range(ATTEMPTS):
        wrong = [label for label, value in values.items() if not await holds(hands, label, value, within)]
        if not wrong:
            return
        for label in wrong:
            await put(hands, label, values[label], within)
    raise Interrupted("The form does not keep what is entered.")


async def holds(hands: "Hands", label: str, value: Value, within: "Locator | None") -> bool:
    """See Hands.holds."""
    field = await labelled(hands, label, within)
    if isinstance(value, bool):
        return await field.is_checked() == value
    now = await held(field)
    if isinstance(value, date):
        return now.value == value.isoformat()
    return now.text == value and (now.role != "suggest" or bool(now.value))


async def put(hands: "Hands", label: str, value: Value, within: "Locator | None") -> None:
    """Enter a value, by the kind of the field."""
    if isinstance(value, bool):
        await tick(hands, label, value, within)
        return
    if isinstance(value, date):
        await set_date(hands, label, value, within)
        return
    role = (await held(await labelled(hands, label, within))).role
    if role == "choice":
        await choose(hands, label, value, within)
    elif role == "suggest":
        await suggest(hands, label, value, value, within)
    else:
        await fill(hands, label, value, within)
