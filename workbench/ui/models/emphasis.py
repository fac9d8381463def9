"""``**stress**`` in sentences, taken apart once for labels and for delegates."""


def spans(text: str) -> tuple[tuple[str, bool], ...]:
    """The sentence in parts, each with whether it is stressed. An unpaired ``**`` stays as it is."""
    parts = text.split("**")
    if len(parts) % 2 == 0:
        parts[-2:] = ["**".join(parts[-2:])]
    return tuple((part, bool(index % 2)) for index, part in enumerate(parts) if part)


def shortened(text: str, limit: int) -> str:
    """At most so many letters of the sentence, an ellipsis among them; what is stressed stays so."""
    if len(without_marks(text)) <= limit:
        return text
    parts, room = [], max(limit - 1, 1)
    for words, stressed in spans(text):
        kept = words[:room]
        room -= len(kept)
        parts.append(f"**{kept}**" if stressed and kept else kept)
    return "".join(parts).rstrip() + "…"


def without_marks(text: str) -> str:
    """The sentence as plain text."""
    return "".join(words for words, _ in spans(text))
