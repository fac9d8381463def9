"""Values as a person reads them."""

from workbench.verifier.references import UNBOUND


def shown(value: object, type_name: str | None = None) -> str:
    """One cell in words: ``no value`` for null, ``12.50`` for 1250 cents, dates and text as they are."""
    if value is None:
        return "no value"
    if value is UNBOUND:
        return "not there yet"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if type_name == "money" and isinstance(value, int):
        return f"{value / 100:.2f}"
    if value == "":
        return "empty"
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:59] + "…"


def listed(words: list[str] | tuple[str, ...], last: str = "and") -> str:
    """``a, b and c``."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def counted(number: int, noun: str) -> str:
    """``1 row``, ``2 rows``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
