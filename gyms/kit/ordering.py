"""The same fields in another order (P37): ``{% for field in ordered([...]) %}`` in a template."""

import random
from collections.abc import Iterable
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

OPTION = "layout"
"""The option that a gym offers, ``("plain", "shuffled")``, when its templates use ``ordered``."""


@pass_context
def ordered(context: Context, items: Iterable[Any]) -> list[Any]:
    """The items as they are, or in an order that follows from the world's seed where the world's option says so."""
    found = list(items)
    options: Any = context.get("options") or {}
    if options.get(OPTION, "plain") == "plain":
        return found
    seed: Any = context["world"].task.seed
    order = random.Random(f"{OPTION}:{seed}:{len(found)}")
    return order.sample(found, len(found))
