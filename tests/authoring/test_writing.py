"""Plain data as the YAML that a person would write."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from workbench.authoring.writing import WIDTH, entry_lines, in_line, item_lines, texts
from workbench.domain.values import JsonValue


def load(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("booked", "booked"),
        ("$member.id", "$member.id"),
        ("POST /visits/{id}", '"POST /visits/{id}"'),
        ("as asked: this day", '"as asked: this day"'),
        ("09:30", '"09:30"'),
        ("2026-07-14", '"2026-07-14"'),
        ("10:30:00", '"10:30:00"'),
        ("yes", '"yes"'),
        ("Off", '"Off"'),
        ("yes, of course", '"yes, of course"'),
        ("null", '"null"'),
        ("true", '"true"'),
        ("1.5", '"1.5"'),
        ("", '""'),
        (" spaced ", '" spaced "'),
        ("two\nlines", '"two\\nlines"'),
        ("Grüße", "Grüße"),
        ("Weaver's Yard", '"Weaver\'s Yard"'),
        (None, "null"),
        (True, "true"),
        (4500, "4500"),
        ({"in": ["$date", 3]}, "{in: [$date, 3]}"),
        ({}, "{}"),
        ([], "[]"),
    ],
)
def test_values_are_bare_where_they_read_back_and_quoted_where_not(value: JsonValue, written: str) -> None:
    assert in_line(value) == written
    assert load(f"[{written}]") == [value]


def test_what_fits_stands_on_one_line_and_what_does_not_gets_lines_of_its_own() -> None:
    short = entry_lines("values", {"date": "$date", "time": "$time"}, 4)
    assert short == ["    values: {date: $date, time: $time}"]
    long = entry_lines("values", {f"a_rather_long_column_{n}": "$a_rather_long_name" for n in range(4)}, 4)
    assert long[0] == "    values:"
    assert long[1] == "      a_rather_long_column_0: $a_rather_long_name"
    assert len(long) == 5


def test_a_long_list_gets_a_line_for_each_item() -> None:
    lines = entry_lines("read", texts([f"GET /visits/{n}/of/the/member" for n in range(6)]), 2)
    assert lines[:2] == ["  read:", "    - GET /visits/0/of/the/member"]
    assert len(lines) == 7


def test_a_clause_is_spread_over_lines_on_demand() -> None:
    entry: dict[str, JsonValue] = {"id": "the-visit", "insert": "visits"}
    assert item_lines(entry, 2) == ["  - {id: the-visit, insert: visits}"]
    assert item_lines(entry, 2, spread=True) == ["  - id: the-visit", "    insert: visits"]


def test_a_text_that_is_too_long_is_left_on_its_line() -> None:
    (line,) = entry_lines("because", "why " * 60, 4)
    assert len(line) > WIDTH


scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()
)
data = st.recursive(
    scalars.filter(lambda one: not isinstance(one, str) or one.isprintable()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.text(min_size=1, max_size=9).filter(str.isprintable), inner, max_size=3),
    ),
    max_leaves=8,
)


@settings(max_examples=40)
@given(st.dictionaries(st.from_regex(r"[a-z_]{1,9}", fullmatch=True), data, min_size=1, max_size=3))
def test_whatever_is_written_reads_back_as_it_was(value: dict[str, Any]) -> None:
    text = "\n".join(line for key, held in value.items() for line in entry_lines(key, held, 0))
    assert load(text) == value
    listed = "\n".join(item_lines(value, 2, spread=True))
    assert load(f"listed:\n{listed}\n") == {"listed": [value]}
