"""What a click on the evidence or on a sentence does to the text: one Edit each. All raise NotEditable."""

from collections.abc import Mapping, Sequence

from workbench.authoring.adopting import adopted, adopting
from workbench.authoring.edits import Edit
from workbench.authoring.from_change import CellOffer, ChangeOffer, allowed, altered, forbidden, ignored, required
from workbench.authoring.ground import Ground
from workbench.authoring.meanings import Kind, Meaning
from workbench.authoring.outline import items
from workbench.authoring.proposals import Proposal
from workbench.authoring.splicing import between, forget_clause, remove_part, set_in, set_part, unsign
from workbench.domain.changes import Operation

Picked = Mapping[tuple[str, str], Meaning]


def say_of_change(text: str, ground: Ground, what: str, offered: ChangeOffer, picked: Picked) -> Edit:
    """``what`` is require, allow, never or ignore."""
    ground = _fresh(text, ground)
    change = offered.change
    match what:
        case "require":
            return adopting(text, [required(ground, offered, picked)], f"Require a change of {change.table}")
        case "allow":
            return adopting(text, [allowed(ground, offered, picked)], f"Allow changes of {change.table}")
        case "never":
            only = altered(change) if change.operation is Operation.UPDATE else ()
            return adopting(
                text, [forbidden(ground, change.table, change.operation, only=only)], "Forbid such a change"
            )
        case _:
            return adopting(text, [ignored(change.table)], f"Ignore {change.table}")


def mean(text: str, clause: str, cell: CellOffer, meaning: Meaning, *, whole_key: bool) -> Edit:
    """Let a clause demand something else of one cell. ``whole_key``: the key has that column alone."""
    column = cell.choices.column
    plain = cell.side == "key" and whole_key
    path = ("key",) if plain else (cell.side, column)
    mutant = f"column:{clause}.{column}=*"
    if meaning.kind is Kind.ANYTHING:
        new = remove_part(text, clause, path)
        signing = Proposal("", accepts={mutant: f"any {column.replace('_', ' ')}"} if cell.side == "values" else {})
        new = adopted(new, signing)
    else:
        value = {column: meaning.value} if plain and isinstance(meaning.value, dict) else meaning.value
        new = unsign(set_part(text, clause, path, value), mutant)
        if meaning.lookup is not None:
            new = set_in(new, "let", meaning.lookup.name, meaning.lookup.expression)
    return between(text, new, f"Change what {clause} says of {column}")


def guard(text: str, ground: Ground, table: str, operations: Sequence[Operation], because: str) -> Edit:
    """Never clauses for a table that was left alone."""
    made = []
    for operation in operations:
        one = forbidden(_fresh(text, ground), table, operation, because)
        made.append(one)
    return adopting(text, made, f"Guard {table}")


def drop(text: str, clause: str) -> Edit:
    """Take a clause out, with the order lines and signatures that are about it."""
    return between(text, forget_clause(text, clause), f"Remove {clause}")


def give_reason(text: str, clause: str, because: str) -> Edit:
    """Another reason for a clause; none for an empty one."""
    if because:
        return between(text, set_part(text, clause, ("because",), because), f"Give {clause} a reason")
    return between(text, remove_part(text, clause, ("because",)), f"Take the reason of {clause} away")


def accept(text: str, proposals: Sequence[Proposal]) -> Edit:
    """Take proposals over."""
    title = f"Accept {proposals[0].id or 'a line'}" if len(proposals) == 1 else f"Accept {len(proposals)} lines"
    return adopting(text, proposals, title)


def _fresh(text: str, ground: Ground) -> Ground:
    """With the ids that the text has by now: judging is slower than clicking."""
    ids = frozenset(found.id for found in items(text))
    return Ground(ground.run, ground.rows, ground.ids | ids, ground.lets)
