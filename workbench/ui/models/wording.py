"""Cells, spans of time and numbers in words. No Qt."""

from workbench.domain.values import Key, Scalar


def cell(value: Scalar, limit: int = 40) -> str:
    """A cell as a person would write it."""
    match value:
        case None:
            return "NULL"
        case bool():
            return "true" if value else "false"
        case str():
            flat = " ".join(value.split())
            return (flat if len(flat) <= limit else flat[: limit - 1] + "…") or "“”"
        case _:
            return str(value)


def key_text(key: Key) -> str:
    """A primary key: ``902``, or ``17, monday`` where it has several columns."""
    return ", ".join(cell(part, 10) for part in key)


def offset(milliseconds: float) -> str:
    """Time since the recording began: ``7.2 s``, from a minute on ``1:04``."""
    seconds = max(milliseconds, 0.0) / 1000
    return f"{seconds:.1f} s" if seconds < 60 else clock(milliseconds)


def clock(milliseconds: float) -> str:
    """``0:21``, ``12:04``, ``1:02:03``."""
    seconds = int(max(milliseconds, 0.0) // 1000)
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def count(number: int, noun: str, plural: str = "") -> str:
    """``1 step``, ``4 steps``."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
