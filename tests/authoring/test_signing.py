"""Signing for a survivor puts one line where it belongs, and can be undone to the byte."""

import pytest

from workbench.authoring.edits import applied, inverse
from workbench.authoring.signing import signing, snippet
from workbench.domain.verdicts import Ruling
from workbench.verifier import parse_spec
from workbench.verifier.audit import Kind, Survivor, Tried

HEAD = "version: 1\nworkout: clinic/book_visit\nrequire:\n  - {id: the-visit, insert: visits}\n"
TRIED = Tried(Kind.MUTANT, "column:the-visit.note=null", 'a note **"16"**', "gold", Ruling.SATISFIED, 4, 5, "the-visit")
SURVIVOR = Survivor(TRIED, 1, ("gold",))


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        HEAD.rstrip("\n"),
        HEAD + "accepts: []\n",
        HEAD + "accepts:  # on purpose\n  - {mutant: 'a:b', sentence: 'this spec accepts: b'}\n",
        HEAD + "accepts:\n- {mutant: 'a:b', sentence: 'this spec accepts: b'}\n\ndrain: 30s\n",
        HEAD + "accepts:\n  - mutant: 'a:b'\n    sentence: 'this spec accepts: b'\n# the end\n",
        HEAD + "accepts: [{mutant: 'a:b', sentence: 'this spec accepts: b'}]\n",
        HEAD + "accepts:\n  - {mutant: 'a:b', sentence: 'this spec accepts: b'}",
    ],
)
def test_that_a_signed_text_parses_keeps_its_lines_and_can_be_undone(text: str) -> None:
    edit = signing(text, SURVIVOR)
    signed = applied(text, edit)
    accepts = parse_spec(signed, source="x.yaml").accepts
    before = parse_spec(text, source="x.yaml").accepts
    assert {one.mutant for one in accepts} == {one.mutant for one in before} | {TRIED.id}
    assert 'this spec accepts: a note "16"' in [one.sentence for one in accepts]
    assert [line for line in text.splitlines() if line not in signed] == [] or "accepts: [" in text
    assert applied(signed, inverse(text, edit)) == text


def test_that_what_the_author_should_put_in_their_own_words_is_left_selected() -> None:
    edit = signing(HEAD, SURVIVOR)
    assert edit.select is not None
    first, last = edit.select
    assert applied(HEAD, edit)[first:last] == 'a note \\"16\\"'


def test_that_the_snippet_is_one_line_that_a_spec_can_hold() -> None:
    text = f"{HEAD}accepts:\n  - {snippet(SURVIVOR)}\n"
    assert parse_spec(text, source="x.yaml").accepts[0].mutant == TRIED.id
