"""Where things stand in the text of a spec."""

import pytest

from workbench.authoring.outline import (
    NotEditable,
    composed,
    end_of,
    entries,
    item,
    items,
    line_end,
    line_start,
    with_comments,
)

TEXT = """\
# Mine.
version: 1
require:
  # The visit.
  # It matters.
  - id: the-visit   # so it is called
    insert: visits
    because: |
      two
      lines

  - {insert: reminders}
never: [{id: gone, delete: visits}]
tables: {}
goal:
"""


def test_entries_stand_at_their_keys_in_order() -> None:
    found = entries(composed(TEXT))
    assert list(found) == ["version", "require", "never", "tables", "goal"]
    assert all(TEXT[one.start :].startswith(f"{key}:") for key, one in found.items())


def test_clauses_are_found_in_lines_and_in_brackets_also_those_without_an_id() -> None:
    assert [(one.section, one.id) for one in items(TEXT)] == [
        ("require", "the-visit"),
        ("require", ""),
        ("never", "gone"),
    ]
    gone = item(TEXT, "gone")
    assert gone is not None
    assert TEXT[gone.node.start_mark.index : end_of(TEXT, gone.node)] == "{id: gone, delete: visits}"
    assert item(TEXT, "the") is None


def test_a_node_ends_before_comments_and_blank_lines() -> None:
    found = item(TEXT, "the-visit")
    assert found is not None
    assert TEXT[: end_of(TEXT, found.node)].endswith("lines")
    named = entries(found.node)["id"]
    assert TEXT[named.start : end_of(TEXT, named.value)] == "id: the-visit"


def test_lines_begin_and_end_at_their_breaks() -> None:
    place = TEXT.index("version")
    assert line_start(TEXT, place + 3) == place
    assert TEXT[line_end(TEXT, place) :].startswith("require:")
    assert (line_start("ab", 1), line_end("ab", 1)) == (0, 2)


def test_comments_right_above_belong_to_a_line_and_others_do_not() -> None:
    start = line_start(TEXT, TEXT.index("- id"))
    assert TEXT[with_comments(TEXT, start) :].startswith("  # The visit.")
    require = TEXT.index("require")
    assert with_comments(TEXT, require) == require
    assert with_comments(TEXT, TEXT.index("version")) == 0


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n"])
def test_a_text_without_a_value_is_nothing_yet(text: str) -> None:
    assert composed(text) is None
    assert list(items(text)) == []


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", "a: [\n", "a: 1\n  b: 2\n", "a: 'x\n", "\tb: 1\n"])
def test_what_is_no_mapping_can_not_be_clicked(text: str) -> None:
    with pytest.raises(NotEditable) as refused:
        composed(text)
    assert refused.value.what.startswith("The text can't be edited by clicks now: ")
    assert "\n" not in refused.value.what
    assert refused.value.advice
