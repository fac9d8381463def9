"""``**stress**`` in sentences, taken apart once for labels and for delegates."""

_WORD = 16
"""Letters that are given up for the sake of a whole word."""


def spans(text: str) -> tuple[tuple[str, bool], ...]:
    """The sentence in parts, each with whether it is stressed. An unpaired ``**`` stays as it is."""
    parts = text.split("**")
    if len(parts) % 2 == 0:
        parts[-2:] = ["**".join(parts[-2:])]
    return tuple((part, bool(index % 2)) for index, part in enumerate(parts) if part)


def shortened(text: str, limit: int) -> str:
    """At most so many letters of the sentence, an ellipsis among them; what is stressed stays so. It ends after a whole
    word where that is near: half a number is another number."""
    plain = without_marks(text)
    if len(plain) <= limit:
        return text
    parts, room = [], max(limit - 1, 1)
    end = plain.rfind(" ", 0, room + 1)
    room = end if end > max(room - _WORD, 0) else room
    for words, stressed in spans(text):
        kept = words[:room]
        room -= len(kept)
        parts.append(f"**{kept}**" if stressed and kept else kept)
    return "".join(parts).rstrip() + "…"


def without_marks(text: str) -> str:
    """The sentence as plain text."""
    return "".join(words for words, _ in spans(text))
