"""Rules about names: what is declared and never used, and what the goal says and no clause does."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from string import Formatter

from workbench.domain.values import JsonValue
from workbench.verifier.fitting import references
from workbench.verifier.lint.context import Subject
from workbench.verifier.lint.marks import Mark, mark
from workbench.verifier.problems import Place
from workbench.verifier.spec import Spec

Path = tuple[str, ...]


def unused_parameters(subject: Subject) -> Iterator[Mark]:
    """``unused-parameter``: a parameter that neither a clause nor the goal speaks of."""
    spec = subject.spec
    used = {*_referred(spec), *_goal(spec)}
    for path in _leaves(spec.params or {}):
        if not any(path[: len(other)] == other or other[: len(path)] == path for other in used):
            yield mark(
                "unused-parameter",
                _place(spec, "params", path[0]),
                f"The parameter `{'.'.join(path)}` is never used.",
                "Use it in a clause, or remove it.",
            )


def unused_lets(subject: Subject) -> Iterator[Mark]:
    """``unused-let``: a computed value that nothing refers to."""
    used = {path[0] for path in _referred(subject.spec)}
    for let in subject.spec.lets:
        if let.name not in used:
            what = f"`{let.name}` is computed and never used."
            yield mark("unused-let", _place(subject.spec, "let", let.name), what, f"Use `${let.name}`, or remove it.")


def unchecked_goal(subject: Subject) -> Iterator[Mark]:
    """``unchecked-goal``: the goal asks for something that no clause looks at; forbidding a request checks nothing."""
    spec = subject.spec
    checked = {reference.name for reference in references(replace(spec, calls=()), displayed=False)}
    for name in sorted({path[0] for path in _goal(spec)} - checked):
        yield mark(
            "unchecked-goal",
            spec.places.get("goal", Place(1, 1)),
            f"The goal speaks of `{{{name}}}`, but no clause does: any {name} is accepted.",
            f"Compare a column with `${name}`.",
        )


def nothing_required(subject: Subject) -> Iterator[Mark]:
    """``nothing-required``: doing nothing meets the spec."""
    spec = subject.spec
    if spec.ending.kind == "done" and not any(clause.section == "require" for clause in spec.clauses):
        place = spec.places.get("require", spec.places.get("outcome", Place(1, 1)))
        yield mark("nothing-required", place, "Nothing is required: doing nothing is enough.", "Add a require clause.")


def _referred(spec: Spec) -> set[Path]:
    return {(reference.name, *reference.path) for reference in references(spec)}


def _goal(spec: Spec) -> set[Path]:
    try:
        fields = [name for _, name, _, _ in Formatter().parse(spec.goal or "") if name]
    except ValueError:  # the goal is only for readers here; whoever fills it in will complain
        return set()
    return {tuple(name.split(".")) for name in fields}


def _leaves(declared: Mapping[str, JsonValue], path: Path = ()) -> Iterator[Path]:
    for name, word in declared.items():
        if isinstance(word, dict):
            yield from _leaves(word, (*path, name))
        else:
            yield (*path, name)


def _place(spec: Spec, section: str, name: str) -> Place:
    return spec.places.get(f"{section}.{name}", spec.places.get(section, Place(1, 1)))
