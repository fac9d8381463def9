"""Every mistake in a spec is one SpecProblem with line, column and advice."""

import pytest

from workbench.domain.failures import Problem
from workbench.domain.schema import Schema
from workbench.verifier import SpecProblem, check_against, misfits, parse_spec

HEAD = "version: 1\nworkout: clinic/book_visit\n"
NEED = HEAD + "require:\n  - {id: need, insert: v}\n"


def problem_of(text: str, schema: Schema | None = None) -> SpecProblem:
    with pytest.raises(SpecProblem) as caught:
        parse_spec(text, source="x.yaml", schema=schema)
    assert isinstance(caught.value, Problem)
    assert caught.value.source == "x.yaml"
    assert caught.value.what.startswith(f"x.yaml:{caught.value.line}:{caught.value.column}: ")
    assert caught.value.advice
    return caught.value


@pytest.mark.parametrize(
    ("text", "line", "column", "what"),
    [
        ("", 1, 1, "A spec is a mapping, not nothing."),
        ("- a\n", 1, 1, "A spec is a mapping, not a list."),
        ("version: 1\nversion: 1\n", 2, 1, "duplicate key"),
        ("version: 1\nworkout: [a\n", 3, 1, "not valid YAML"),
        (HEAD + "let:\n  busy: count(visits, {date: $date})\n", 4, 28, "mapping values are not allowed here"),
        ("workout: a/b\n", 1, 1, "This spec has no version."),
        ("version: 2\nworkout: a/b\n", 1, 10, "Version 2 of the language is not known."),
        ("version: 1\n", 1, 1, "This spec does not name its workout."),
        (HEAD + "requires: []\n", 3, 1, "A spec has no key `requires`."),
        (HEAD + "page: {}\n", 3, 7, "`page` must be a list, not a mapping."),
        (HEAD + "page:\n  - {id: a, role: status}\n", 4, 5, "Nothing but `a` would have to be true"),
        (HEAD + "allow:\n  - {id: b, insert: v}\npage:\n  - {id: a, role: status}\n", 6, 5, "what a page says is no"),
        (NEED + "never:\n  - {call: POST /v}\n", 6, 5, "This never clause has no id."),
        (NEED + "never:\n  - {id: a}\n", 6, 5, "This never clause names no operation."),
        (NEED + "never:\n  - {id: a, call: /v}\n", 6, 19, "`/v` is no method of a request."),
        (NEED + "never:\n  - {id: a, call: post /v}\n", 6, 19, "`post` is no method of a request."),
        (NEED + "never:\n  - {id: a, call: POST v}\n", 6, 19, "`POST v` is not a request."),
        (NEED + "never:\n  - {id: a, call: []}\n", 6, 19, "This list of calls is empty."),
        (NEED + "never:\n  - {id: a, call: [POST /v, POST w]}\n", 6, 29, "`POST w` is not a request."),
        (NEED + "never:\n  - {id: a, call: 'POST /v/{1}'}\n", 6, 19, "`{1}` is not a reference."),
        (NEED + "never:\n  - {id: a, call: 'POST /v/{need.id'}\n", 6, 19, "has no partner"),
        (NEED + "never:\n  - {id: a, call: POST /v, where: {x: 1}}\n", 6, 35, "`where` is about rows"),
        (NEED + "never:\n  - {id: a, call: POST /v, insert: v}\n", 6, 36, "`insert` is about rows"),
        (NEED + "never:\n  - {id: a, call: POST /v, times: 2}\n", 6, 35, "`times` is about rows"),
        (NEED + "never:\n  - {id: a, call: POST /v, colour: red}\n", 6, 28, "A never clause has no key `colour`."),
        (NEED + "never:\n  - {id: need, call: POST /v}\n", 6, 5, "`need` already names"),
        (NEED + "never:\n  - {id: a, call: POST /v, outcome: defer}\n", 6, 37, "`a` is never in force"),
        (NEED + "params: [b]\nnever:\n  - {id: a, call: 'POST /v/{c}'}\n", 7, 19, "`$c` is bound to nothing"),
        (NEED + "never:\n  - {id: a, call: 'POST /v/{need}'}\n", 6, 19, "`$need` must name one column."),
        (NEED + "never:\n  - {id: a, call: POST /v}\n  - {id: b, call: 'POST /{a.x}'}\n", 7, 19, "`$a.x` is no row"),
        (NEED + "allow:\n  - {id: b, insert: v}\nnever:\n  - {id: a, call: 'POST /{b.x}'}\n", 8, 19, "is not one row"),
        (NEED + "allow:\n  - {id: b, call: POST /v}\n", 6, 13, "An allow clause has no key `call`."),
        (NEED + "never:\n  - {id: a, call: POST /v}\norder:\n  - {clause: need, after: a}\n", 8, 5, "is not a require"),
        (NEED + "page:\n  - {role: status}\n", 6, 5, "This page clause has no id."),
        (NEED + "page:\n  - {id: a, text: x}\n", 6, 5, "This page clause has no role."),
        (NEED + "page:\n  - {id: need, role: status}\n", 6, 5, "`need` already names another clause."),
        (NEED + "page:\n  - {id: a, role: statu}\n", 6, 19, "`statu` is no role."),
        (NEED + "page:\n  - {id: a, role: status, at: start}\n", 6, 31, "`start` is no moment."),
        (NEED + "page:\n  - {id: a, role: status, colour: red}\n", 6, 27, "A page clause has no key `colour`."),
        (NEED + "page:\n  - {id: a, role: status, text: {from: 1}}\n", 6, 33, "has no range"),
        (NEED + "page:\n  - {id: a, role: status, text: {is: 9, within: 1}}\n", 6, 33, "has no tolerance"),
        (NEED + "page:\n  - {id: a, role: status, text: {not: {is: null}}}\n", 6, 33, "it can never be nothing"),
        (NEED + "page:\n  - {id: a, role: status, value: true}\n", 6, 34, "it can never be true"),
        (
            NEED + "page:\n  - {id: a, role: status, text: {cel: new.x == value}}\n",
            6,
            33,
            "no rows on a page",
        ),
        (NEED + "page:\n  - {id: a, role: status, outcome: defer}\n", 6, 36, "`a` is never in force"),
        (
            HEAD + "require:\n  - {id: need, insert: v, times: 2}\npage:\n  - {id: a, role: status, name: $need.x}\n",
            6,
            33,
            "is not one row",
        ),
        (
            NEED + "outcome: {defer: {reason: r, when: count(v) > 1}}\npage:\n"
            "  - {id: a, role: status, outcome: defer}\n",
            7,
            5,
            "where the outcome is defer",
        ),
        (HEAD + "require: {}\n", 3, 10, "`require` must be a list, not a mapping."),
        (HEAD + "require:\n  - {insert: visits}\n", 4, 5, "This require clause has no id."),
        (HEAD + "require:\n  - {id: 1st, insert: visits}\n", 4, 10, "`1st` can't be an id."),
        (HEAD + "require:\n  - {id: a}\n", 4, 5, "This require clause names no operation."),
        (HEAD + "require:\n  - {id: a, insert: v, delete: v}\n", 4, 5, "names insert and delete"),
        (HEAD + "require:\n  - {id: a, insert: v, colour: red}\n", 4, 24, "A require clause has no key `colour`."),
        (HEAD + "require:\n  - {id: a, insert: v, where: {b: 1}}\n", 4, 31, "An insert has no old row"),
        (HEAD + "require:\n  - {id: a, delete: v, values: {b: 1}}\n", 4, 32, "A delete has no new row"),
        (HEAD + "require:\n  - {id: a, delete: v, only: [b]}\n", 4, 30, "`only` is about updates, not deletes."),
        (HEAD + "require:\n  - {id: a, update: v}\n", 4, 5, "does not say which columns may change"),
        (HEAD + "require:\n  - {id: a, insert: v, times: 0}\n", 4, 31, "`times` must be a whole number from 1 up"),
        (HEAD + "require:\n  - {id: a, insert: v, times: {min: 3, max: 2}}\n", 4, 45, "`max` 2 is below `min` 3."),
        (HEAD + "allow:\n  - {id: a, insert: v, times: {min: 3}}\n", 4, 32, "has no key `min`"),
        (HEAD + "never:\n  - {id: a, insert: v, times: 3}\n", 4, 24, "A never clause has no key `times`."),
        (HEAD + "allow:\n  - {id: a, insert: v}\n  - {id: a, insert: w}\n", 5, 5, "already names the clause of line 4"),
        (HEAD + "allow:\n  - {id: a, insert: v, values: {b: $c-}}\n", 4, 36, "`$c-` is not a reference."),
        (HEAD + "allow:\n  - {id: a, insert: v, values: {b: {in: []}}}\n", 4, 41, "empty list of choices"),
        (HEAD + "allow:\n  - {id: a, insert: v, values: {b: {like: x}}}\n", 4, 37, "b has no key `like`."),
        (HEAD + "allow:\n  - {id: a, insert: v, values: {b: {in: [1], is: 2}}}\n", 4, 36, "b says in and is"),
        (HEAD + "allow:\n  - {id: a, insert: v, values: {b: {is: x, as: soundex}}}\n", 4, 48, "no normalisation"),
        (HEAD + "allow:\n  - {id: a, insert: v, check: 'new.x ++ 1'}\n", 4, 38, "not a valid expression"),
        (
            HEAD + "allow:\n  - {id: a, insert: v, check: 'news.x == 1'}\n",
            4,
            31,
            "uses `news`, which stands for nothing",
        ),
        (HEAD + "allow:\n  - {id: a, insert: v, check: 'new.x.matches(\"a*\")'}\n", 4, 31, "Regular expressions"),
        (HEAD + "allow:\n  - {id: a, insert: v, check: 'open(new.x)'}\n", 4, 31, "calls `open`, which does not exist"),
        (
            HEAD + "allow:\n  - {id: a, insert: v, check: 'count(v) > 1'}\n",
            4,
            31,
            "only possible under `let` and `when`",
        ),
        (HEAD + "tables: {v: loose}\n", 3, 13, "`loose` is no table policy."),
        (HEAD + "tables: {v: ephemeral}\nnever:\n  - {id: a, delete: v}\n", 5, 5, "mean nothing to the verdict"),
        (HEAD + "drain: soon\n", 3, 8, "`soon` is no duration."),
        (HEAD + "outcome: perhaps\n", 3, 10, "`perhaps` is no outcome."),
        (HEAD + "outcome: {defer: {entity: x}}\n", 3, 18, "A deferral needs a reason code."),
        (HEAD + "order:\n  - {read: GET /x}\n", 4, 5, "one subject and one anchor"),
        (HEAD + "order:\n  - {read: POST /x, after: a}\n", 4, 12, "`POST /x` is not a read."),
        (HEAD + "order:\n  - {read: GET /x, after: a}\n", 4, 5, "`a` is not a require or allow clause."),
        (HEAD + "params: {a: colour}\n", 3, 13, "`colour` is no type."),
        (HEAD + "params: [a]\nallow:\n  - {id: b, insert: v, key: $c}\n", 5, 29, "`$c` is bound to nothing"),
        (HEAD + "params: [a]\nlet: {a: '1'}\n", 4, 7, "`a` names two things."),
        (HEAD + "let: {a: $b + 1, b: '1'}\n", 3, 10, "`$b` is not computed yet."),
        (HEAD + "let: {a: $b.id}\nrequire:\n  - {id: b, insert: v}\n", 3, 10, "not known at the start"),
        (HEAD + "allow:\n  - {id: a, insert: v}\n  - {id: b, insert: w, key: $a.id}\n", 5, 29, "is not one row"),
        (HEAD + "require:\n  - {id: a, insert: v, values: {x: $a.id}}\n", 4, 36, "refers to its own row"),
        (
            HEAD + "require:\n  - {id: a, insert: v, key: $b.id}\n  - {id: b, insert: w, key: $a.id}\n",
            4,
            5,
            "in a circle: a → b → a",
        ),
    ],
)
def test_that_a_mistake_is_told_with_its_place(text: str, line: int, column: int, what: str) -> None:
    problem = problem_of(text)
    assert what in problem.reason
    assert (problem.line, problem.column) == (line, column)


@pytest.mark.parametrize(
    ("text", "line", "column", "what"),
    [
        ("allow:\n  - {id: a, insert: visit}\n", 4, 21, "There is no table `visit`."),
        ("tables: {session: ephemeral}\n", 3, 10, "There is no table `session`."),
        ("allow:\n  - {id: a, insert: visits, values: {day: 1}}\n", 4, 38, "`visits` has no column `day`."),
        ("allow:\n  - {id: a, update: visits, only: [date, day]}\n", 4, 42, "`visits` has no column `day`."),
        ("allow:\n  - {id: a, update: visits, key: [1, 2], only: [date]}\n", 4, 38, "has 1 column."),
        (
            "allow:\n  - {id: a, update: visits, key: '1', only: [date]}\n",
            4,
            34,
            '`id` is integer, so it can never be "1".',
        ),
        (
            "allow:\n  - {id: a, insert: visits, values: {price: 25.0}}\n",
            4,
            38,
            "`price` is money, so it can never be 25.0.",
        ),
        ("allow:\n  - {id: a, insert: visits, values: {date: 14.7.2026}}\n", 4, 38, "`date` is date"),
        ("allow:\n  - {id: a, insert: visits, values: {status: null}}\n", 4, 38, "`status` can never be null."),
        ("allow:\n  - {id: a, insert: visits, values: {id: {contains: 1}}}\n", 4, 38, "contains no text"),
        ("allow:\n  - {id: a, insert: visits, check: 'new.day == old.date'}\n", 4, 36, "has no column `day`."),
        ("let: {n: 'count(visitors)'}\n", 3, 10, "There is no table `visitors`."),
        ("let: {n: '1 + count(visits, {day: 1})'}\n", 3, 14, "`visits` has no column `day`."),
        (
            "require:\n  - {id: a, insert: visits}\n  - {id: b, insert: reminders, key: $a.ident}\n",
            5,
            37,
            "`visits` has no column `ident`.",
        ),
        (
            "require:\n  - {id: a, insert: visits}\norder:\n  - {read: 'GET /{a.ident}', after: a}\n",
            6,
            12,
            "`visits` has no column `ident`.",
        ),
        (
            "require:\n  - {id: a, insert: visits}\noutcome: {defer: {reason: taken, entity: $a.ident}}\n",
            5,
            42,
            "`visits` has no column `ident`.",
        ),
    ],
)
def test_that_a_spec_that_does_not_fit_the_database_is_told_with_its_place(
    schema: Schema, text: str, line: int, column: int, what: str
) -> None:
    spec = parse_spec(HEAD + text, source="x.yaml")
    problems = list(misfits(spec, schema))
    assert what in problems[0].reason
    assert (problems[0].line, problems[0].column) == (line, column)
    with pytest.raises(SpecProblem):
        check_against(spec, schema)


def test_that_all_misfits_can_be_had_at_once(schema: Schema) -> None:
    spec = parse_spec(HEAD + "tables: {a: ephemeral, b: repairable}\n", source="x.yaml")
    assert [problem.line for problem in misfits(spec, schema)] == [3, 3]


def test_that_the_hash_is_of_the_text_and_the_drain_is_in_seconds() -> None:
    spec = parse_spec(HEAD + "drain: 2m\n", source="x.yaml")
    assert spec.drain == 120
    assert len(spec.text_hash) == 64
    assert spec.text_hash != parse_spec(HEAD + "drain: 3m\n", source="x.yaml").text_hash
    assert spec.workout == "clinic/book_visit"
    assert spec.goal is None
