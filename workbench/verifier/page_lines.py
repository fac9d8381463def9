"""From YAML to page clauses: the lines under ``page``."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from workbench.verifier.clauses import identifier, outcome_word
from workbench.verifier.matchers import Between, Holds, Is, Matcher, Not, OneOf
from workbench.verifier.pages import SUBJECTS, PageClause
from workbench.verifier.problems import Place
from workbench.verifier.reading import Node
from workbench.verifier.references import Literal
from workbench.verifier.values import matcher

PAGE_KEYS: Final = ("id", "role", *SUBJECTS, "at", "because", "outcome")
ROLES: Final = tuple(
    """
    alert alertdialog application article banner blockquote button caption cell checkbox code columnheader combobox
    complementary contentinfo definition deletion dialog document emphasis feed figure form grid gridcell group heading
    img image insertion legend link list listbox listitem log main mark marquee math menu menubar menuitem
    menuitemcheckbox menuitemradio meter navigation note option paragraph progressbar radio radiogroup region row
    rowgroup rowheader scrollbar search searchbox separator slider spinbutton status strong subscript superscript
    switch tab table tablist tabpanel term textbox time timer toolbar tooltip tree treegrid treeitem
    """.split()  # noqa: SIM905 - a list of eighty quoted words is harder to read
)
"""What an element may be, after WAI-ARIA 1.2."""


def page_clause(node: Node) -> PageClause:
    """One line under ``page``. Raises SpecProblem."""
    fields = node.only_fields("A page clause", PAGE_KEYS)
    if "id" not in fields:
        node.fail("This page clause has no id.", "Add `id: some-short-name`; findings are named after it.")
    if "role" not in fields:
        node.fail("This page clause has no role.", "Add the role of the element, such as `role: status`.")
    if "at" in fields and fields["at"].value != "end":
        fields["at"].fail(f"`{fields['at'].value}` is no moment.", "Write `at: end`; the page is read only there.")
    return PageClause(
        id=identifier(fields["id"]),
        role=_role(fields["role"]),
        demands=tuple((subject, _demand(fields[subject], subject)) for subject in SUBJECTS if subject in fields),
        place=node.place,
        because=fields["because"].text("because") if "because" in fields else "",
        outcome=outcome_word(fields.get("outcome")),
        places=_places(fields),
    )


def _places(fields: Mapping[str, Node]) -> Mapping[str, Place]:
    return {name: node.place for name, node in fields.items()}


def _role(node: Node) -> str:
    word = node.text("`role`")
    if word not in ROLES:
        close = get_close_matches(word, ROLES, n=3) or ["status", "alert", "heading"]
        node.fail(f"`{word}` is no role.", f"Use an ARIA role, such as {', '.join(close)}.")
    return word


def _demand(node: Node, subject: str) -> Matcher:
    found = matcher(node, subject)
    for inner in _unwrapped(found):
        if isinstance(inner, Between):
            node.fail("What is displayed is text, which has no range.", "Use a plain value, in, contains, not or cel.")
        if isinstance(inner, Is) and inner.tolerance:
            node.fail("What is displayed is text, which has no tolerance.", "Compare it with the text itself.")
        if isinstance(inner, Holds) and {"old", "new"}.intersection(inner.expression.program.variables()):
            node.fail("There are no rows on a page, so no `old` and `new`.", "Write the expression over `value`.")
        if isinstance(inner, (Is, OneOf)):
            for operand in inner.operands():
                if isinstance(operand, Literal) and (operand.value is None or isinstance(operand.value, bool)):
                    word = "nothing" if operand.value is None else str(operand.value).lower()
                    node.fail(f"`{subject}` is text, so it can never be {word}.", "Write text, in quotes if need be.")
    return found


def _unwrapped(found: Matcher) -> Iterator[Matcher]:
    yield found
    if isinstance(found, Not):
        yield from _unwrapped(found.matcher)
