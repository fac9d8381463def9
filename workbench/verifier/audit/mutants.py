"""Mutants of the gold's own changes: each is the gold with one thing wrong."""

from collections.abc import Iterator
from dataclasses import replace

from workbench.domain.changes import Change, Operation
from workbench.domain.schema import Column, Table
from workbench.domain.values import Row, Scalar
from workbench.verifier.audit.cells import first_other, others
from workbench.verifier.audit.editing import Edit
from workbench.verifier.audit.gold import Charged, Gold, nearest
from workbench.verifier.audit.trials import Kind, Trial, Trials, cell_words, noun
from workbench.verifier.expressions import ExpressionFailure
from workbench.verifier.matchers import Between, Cell, Is, Matcher, OneOf
from workbench.verifier.patterns import changed_columns

_MOST_POOL = 200


def change_mutants(gold: Gold) -> Trials:
    """All mutants of all changes that clauses took."""
    for one in gold.representatives:
        required = one.clause.section == "require"
        if required:
            yield from _drop(gold, one)
            yield from _afterwards(gold, one)
        if not one.trace:
            yield from _duplicate(gold, one)
            yield from _replace(gold, one)
            yield from _split(gold, one)
        yield from _other_row(gold, one)
        yield from _columns(gold, one)


def _trial(family: str, one: Charged, story: str, edit: Edit, detail: str = "") -> Trial:
    return Trial(Kind.MUTANT, f"{family}:{one.clause.id}{detail}", story, edit, one.clause.id)


def _drop(gold: Gold, one: Charged) -> Trials:
    what = f"a run that never {_verb(one.change)}"
    yield _trial("drop", one, what, gold.edited(one.at, removing=1, forgiving=True))


def _duplicate(gold: Gold, one: Charged) -> Trials:
    """Right behind the original, so that whatever must come after it still does; and after the declared end."""
    thing = f"identical {noun(one.change.table)}"
    story = f"a second {thing}"
    late = f"a second {thing} after the declared end"
    if one.change.operation is not Operation.INSERT:
        story = f"the same {one.change.operation.value} of a {noun(one.change.table)}, sent twice"
        late = f"the same {one.change.operation.value} of a {noun(one.change.table)} once more after the declared end"
        if one.change.operation is Operation.DELETE:  # the row is gone: the second one finds nothing to delete
            return
    yield _trial("duplicate", one, story, gold.edited(one.at + 1, gold.again(one.change)))
    yield _trial("late-duplicate", one, late, gold.appended(gold.again(one.change, late=True)))


def _other_row(gold: Gold, one: Charged) -> Trials:
    """The same change made to a neighbour: the keys beside it, and the row that looks most like it."""
    change, table = one.change, gold.schema.tables[one.change.table]
    if change.old is None:
        return
    rows = gold.end.table(table.name)
    rows.pop(change.key, None)
    beside = [rows[key] for key in nearest(rows, change.key)[:2]]
    alike = max(rows.values(), key=lambda row: _resemblance(row, change.old), default=None)
    for row in (*beside, *([alike] if alike is not None and alike not in beside else [])):
        new = None
        if change.new is not None:
            altered = changed_columns(change)
            new = {name: change.new[name] if name in altered else row[name] for name in row}
        other = replace(change, key=tuple(row[name] for name in table.key), old=row, new=new)
        story = f"the {change.operation.value} of another {noun(table.name)}"
        yield _trial("other-row", one, story, gold.edited(one.at, other, removing=1, forgiving=True))


def _columns(gold: Gold, one: Charged) -> Trials:
    change, table = one.change, gold.schema.tables[one.change.table]
    if change.new is None:
        return
    matchers = dict(one.clause.pattern.values)
    for column in table.columns:
        if column.name in table.key:
            continue
        matcher, was = matchers.get(column.name), change.new[column.name]
        pool, targets = pool_of(gold, table, column), targets_of(gold, table, column)
        forms = list(others(column, was, pool, targets, _reach(matcher)))
        if change.old is not None and column.name in changed_columns(change):
            forms.append(("unchanged", change.old[column.name]))
        for form, value in forms:
            if _declared_equal(matcher, value, column, gold, change):
                continue
            new = {**change.new, column.name: value}
            if change.old is not None and new == change.old:
                continue  # that nothing is altered is what dropping it means
            words = f"{cell_words(value, column.type)} instead of {cell_words(was, column.type)}"
            yield _trial(
                "column",
                one,
                f"a {noun(table.name)} whose {column.name.replace('_', ' ')} is {words}",
                gold.edited(one.at, replace(change, new=new), removing=1, forgiving=True),
                f".{column.name}={form}",
            )


def _replace(gold: Gold, one: Charged) -> Trials:
    """What SQLite's REPLACE does: the row goes and comes again."""
    change, table = one.change, gold.schema.tables[one.change.table]
    if change.new is None:
        return
    story = f"a {noun(table.name)} that was deleted and put back (REPLACE)"
    if change.old is not None:
        gone = replace(change, operation=Operation.DELETE, new=None)
        back = replace(change, operation=Operation.INSERT, old=None)
        edit = gold.edited(one.at, gone, back, removing=1)
    else:
        gone = gold.stranger(table, change.new, None)
        gone = replace(gone, at=change.at, request=change.request, transaction=change.transaction)
        edit = gold.edited(one.at + 1, gone, change)
    yield _trial("replace", one, story, edit)


def _split(gold: Gold, one: Charged) -> Trials:
    """An amount in two parts; an update of several columns in two steps."""
    change, table = one.change, gold.schema.tables[one.change.table]
    if change.new is None:
        return
    if change.old is not None:
        altered = sorted(changed_columns(change))
        if len(altered) > 1:
            half = {**change.old, **{name: change.new[name] for name in altered[: len(altered) // 2]}}
            steps = replace(change, new=half), replace(change, old=half)
            story = f"an update of a {noun(table.name)} in two steps"
            yield _trial("split", one, story, gold.edited(one.at, *steps, removing=1))
        return
    for column in _amounts(gold, table):
        value = change.new[column.name]
        if isinstance(value, bool) or not isinstance(value, (int, float)) or abs(value) < 2:
            continue
        part = int(value) // 2 if column.type != "float" else value / 2
        again = gold.again(change)
        assert again.new is not None
        first = replace(change, new={**change.new, column.name: part})
        second = replace(again, new={**again.new, column.name: value - part}, at=change.at)
        words = f"{cell_words(part, column.type)} and {cell_words(value - part, column.type)}"
        story = f"two {table.name.replace('_', ' ')} of {words} instead of one of {cell_words(value, column.type)}"
        yield _trial("split", one, story, gold.edited(one.at, first, second, removing=1), f".{column.name}")


def _afterwards(gold: Gold, one: Charged) -> Trials:
    """The required row is spoilt before the end: altered again, altered and put back, deleted."""
    table = gold.schema.tables[one.change.table]
    row = gold.end.get(table.name, tuple((one.change.new or {}).get(name) for name in table.key))
    if row is None:
        return
    thing = noun(table.name)
    edits: list[tuple[str, str, str, tuple[Change, ...]]] = []
    for column in table.columns:
        if column.name not in table.key:
            other = {**row, column.name: other_cell(gold, table, column, row)}
            away, back = gold.stranger(table, row, other), gold.stranger(table, other, row)
            name = column.name.replace("_", " ")
            story = f"the required {thing} with its {name} altered afterwards"
            edits.append(("afterwards", f".{column.name}", story, (away,)))
            story = f"the required {thing} with its {name} altered and put back"
            edits.append(("there-and-back", f".{column.name}", story, (away, back)))
    gone = gold.stranger(table, row, None)
    edits.append(("undo", "", f"the required {thing} deleted again afterwards", (gone,)))
    for family, detail, story, changes in edits:
        yield _trial(family, one, story, gold.appended(*changes), detail)


def pool_of(gold: Gold, table: Table, column: Column) -> list[Scalar]:
    """Other values that the column has, the commonest kinds first come."""
    rows = list(gold.run.initial.tables.get(table.name, {}).values())[:_MOST_POOL]
    return list(dict.fromkeys(row[column.name] for row in rows if row[column.name] is not None))


def targets_of(gold: Gold, table: Table, column: Column) -> list[Scalar] | None:
    """The keys that a foreign key may point at; None for a column that is none."""
    for foreign in table.foreign_keys:
        if foreign.columns == (column.name,):
            rows = gold.run.initial.tables.get(foreign.target, {}).values()
            return [row[foreign.target_columns[0]] for row in rows]
    return None


def other_cell(gold: Gold, table: Table, column: Column, row: Row) -> Scalar:
    """The plainest other value for a cell of a row."""
    return first_other(column, row[column.name], pool_of(gold, table, column), targets_of(gold, table, column))


def _amounts(gold: Gold, table: Table) -> Iterator[Column]:
    for column in table.columns:
        number = column.type in ("money", "integer", "float")
        if number and column.name not in table.key and targets_of(gold, table, column) is None:
            yield column


def _declared_equal(matcher: Matcher | None, value: Scalar, column: Column, gold: Gold, change: Change) -> bool:
    """Whether the clause itself declares the value as good as the gold's: a choice, a range, a normalisation."""
    if not isinstance(matcher, (OneOf, Between)) and not (
        isinstance(matcher, Is) and (matcher.normalisers or matcher.tolerance)
    ):
        return False
    try:
        return matcher.accepts(Cell(value, column.type, change.old, change.new), gold.scope)
    except ExpressionFailure:
        return False


def _reach(matcher: Matcher | None) -> float:
    return matcher.tolerance if isinstance(matcher, Is) else 0


def _resemblance(row: Row, other: Row | None) -> int:
    return sum(row.get(name) == value for name, value in (other or {}).items())


def _verb(change: Change) -> str:
    verb = {"insert": "adds", "update": "changes", "delete": "deletes"}[change.operation.value]
    return f"{verb} the {noun(change.table)}"
