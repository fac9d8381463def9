"""How values are compared with what a page displays: there everything is text."""

from typing import Final

from workbench.domain.values import JsonValue
from workbench.verifier.references import Operand, Ref, Scope, Unbound
from workbench.verifier.shown import shown

DISPLAYED: Final = "displayed"
"""Stands where a column's type stands: compared as text, and ``contains`` finds whole words only."""
_JOINTS: Final = ".,:-/"
"""Between two digits these are part of a number, a time or a date."""


class Displayed(Scope):
    """A scope whose numbers are as a page writes them: ``31``, and money ``12.50``."""

    def __init__(self, scope: Scope, money: frozenset[tuple[str, ...]] = frozenset()) -> None:
        """``money`` are the references, as name and path, that stand for cents."""
        super().__init__(scope.parameters, scope.lets, scope.clauses, scope.rows)
        self.plain = scope
        self._money = money

    def value(self, operand: Operand) -> JsonValue | Unbound:
        """What the operand stands for, numbers as text. Raises as a plain scope does."""
        value = self.plain.value(operand)
        kind = "money" if isinstance(operand, Ref) and (operand.name, *operand.path) in self._money else None
        if isinstance(value, list):
            return [_written(one, kind) for one in value]
        return value if isinstance(value, Unbound) else _written(value, kind)


def has_whole(text: str, wanted: str) -> bool:
    """Whether the text contains ``wanted`` as whole words and numbers: 16 is not in 4160, nor in 16.5."""
    at = text.find(wanted)
    while at >= 0:
        if not _within_word(text, at) and not _within_word(text, at + len(wanted)):
            return True
        at = text.find(wanted, at + 1)
    return False


def _within_word(text: str, at: int) -> bool:
    """Whether the place before the letter at ``at`` is inside a word or a number."""
    before, after = text[at - 1 : at], text[at : at + 1]
    if before.isalnum() and after.isalnum():
        return True
    if before and before in _JOINTS:
        return after.isdigit() and text[at - 2 : at - 1].isdigit()
    return bool(after) and after in _JOINTS and before.isdigit() and text[at + 1 : at + 2].isdigit()


def _written(value: JsonValue, kind: str | None) -> JsonValue:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    return shown(value, kind) if kind else f"{value:g}" if isinstance(value, float) else str(value)
