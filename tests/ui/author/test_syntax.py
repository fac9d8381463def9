"""YAML in coloured runs."""

from workbench.ui.author.syntax import DARK, LIGHT, runs


def words(text: str) -> list[tuple[str, str]]:
    lines = text.split("\n")
    return [
        (lines[number][run.start : run.start + run.length], run.style)
        for number, line in enumerate(runs(text))
        for run in line
        if run.style != "sign"
    ]


def test_that_sections_keys_references_and_comments_look_different() -> None:
    text = "# note\nrequire:\n  - id: the-visit\n    values: {date: $date, price: 25}\n"
    assert words(text) == [
        ("# note", "comment"),
        ("require", "section"),
        ("id", "key"),
        ("values", "key"),
        ("date", "key"),
        ("$date", "reference"),
        ("price", "key"),
        ("25", "constant"),
    ]


def test_that_every_line_has_its_runs_also_where_the_text_is_no_yaml() -> None:
    for text in ("", "\n\n", "a: [\n'", "\t- {", "ключ: значение\n"):
        assert len(runs(text)) == text.count("\n") + 1


def test_that_a_reference_in_a_text_is_seen() -> None:
    assert ("$member.id", "reference") in words('let:\n  a: "row(members, {id: $member.id})"\n')


def test_that_both_themes_colour_the_same_styles() -> None:
    assert LIGHT.keys() == DARK.keys()
