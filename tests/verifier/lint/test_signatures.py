"""Signatures in a spec: read with their places, refused when they sign nothing or say nothing."""

import pytest

from workbench.verifier import SpecProblem, parse_spec

HEAD = "version: 1\nworkout: clinic/book_visit\naccepts:\n"


def test_that_a_signature_is_read_with_its_place() -> None:
    text = HEAD + '  - {mutant: "column:the-visit.note=*", sentence: "this spec accepts: any note"}\n'
    (signature,) = parse_spec(text, source="x.yaml").accepts
    assert (signature.mutant, signature.sentence) == ("column:the-visit.note=*", "this spec accepts: any note")
    assert (signature.place.line, signature.place.column) == (4, 5)


@pytest.mark.parametrize(
    ("item", "column", "what"),
    [
        ('{mutant: "*", sentence: "this spec accepts: all"}', 14, "`*` names no mutant."),
        ('{mutant: "*:*", sentence: "this spec accepts: all"}', 14, "names no mutant"),
        ('{mutant: "drop:a"}', 5, "This signature has no sentence."),
        ('{sentence: "this spec accepts: a"}', 5, "This signature has no mutant."),
        ('{mutant: "drop:a", sentence: "all is well"}', 34, "does not say what is accepted"),
        ('{mutant: "drop:a", sentence: "this spec accepts: "}', 34, "does not say what is accepted"),
        ('{mutant: "drop:a", because: "x"}', 24, "A signature has no key `because`."),
    ],
)
def test_that_a_signature_that_says_nothing_is_told_with_its_place(item: str, column: int, what: str) -> None:
    with pytest.raises(SpecProblem) as caught:
        parse_spec(f"{HEAD}  - {item}\n", source="x.yaml")
    assert what in caught.value.reason
    assert (caught.value.line, caught.value.column) == (4, column)
