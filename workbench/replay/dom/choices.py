"""What a list offered at a moment, as the page showed it."""

from workbench.replay.dom.document import Document


def choices(document: Document, number: int) -> tuple[str, ...]:
    """The words of each option of the list with that id, in order; none where it is no list or not in the page."""
    node = document.node(number)
    if node is None or node.tag != "select":
        return ()
    options = (each for each, _ in document.walk(number) if each.tag == "option" and "disabled" not in each.attributes)
    words = (option.attributes.get("label") or _words(document, option.id) for option in options)
    return tuple(dict.fromkeys(filter(None, words)))


def _words(document: Document, number: int) -> str:
    return " ".join(" ".join(node.text for node, _ in document.walk(number)).split())
