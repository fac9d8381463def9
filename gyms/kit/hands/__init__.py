"""What an oracle works with: it looks before it acts, uses a real mouse and keyboard, and gets past disturbances.

Every action is made of trusted input, so that a recording of an oracle holds the steps that a person would make::

    async def oracle(page: Page, task: Task) -> None:
        hands = Hands(page)
        await hands.ensure(lambda: booked(hands, task), lambda: book(hands, task))

``ensure`` is the whole discipline: look whether it is done; if it isn't, try; then look again. What a disturbance
destroyed (an error page, an expired session, a form that lost what was typed) ends the attempt as ``Interrupted``, and
the next look decides what is true.
"""

from gyms.kit.hands.hands import Hands
from gyms.kit.hands.interruption import Interrupted

__all__ = ["Hands", "Interrupted"]
