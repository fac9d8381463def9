"""Every perturbation there is, found in this package, and each described for people."""

import ast
import inspect
import pkgutil
import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from importlib import import_module
from textwrap import dedent
from typing import Any

import gyms.kit.perturbations as package
from gyms.kit.failures import BrokenGym
from gyms.kit.perturbations import Perturbation


@dataclass(frozen=True)
class Parameter:
    """A field of a perturbation."""

    name: str
    unit: str
    """``s``, ``of requests`` …; empty for what has none."""
    default: Any
    about: str


@dataclass(frozen=True)
class Description:
    """A perturbation as people see it."""

    id: str
    title: str
    about: str
    layer: str
    parameters: tuple[Parameter, ...]


@cache
def registry() -> Mapping[str, type[Perturbation]]:
    """All perturbations by id, in the order of their numbers. Raises BrokenGym when two claim one id."""
    found: dict[str, type[Perturbation]] = {}
    for module in pkgutil.iter_modules(package.__path__):
        for kind in vars(import_module(f"{package.__name__}.{module.name}")).values():
            if _is_one(kind, f"{package.__name__}.{module.name}"):
                if kind.id in found:
                    raise BrokenGym(
                        f"{kind.__name__} and {found[kind.id].__name__} are both {kind.id}.", "Renumber one."
                    )
                found[kind.id] = kind
    return dict(sorted(found.items(), key=lambda item: _number(item[0])))


def describe(kind: type[Perturbation]) -> Description:
    """What people read about a perturbation: its docstring's first paragraph, and the one below each field."""
    about = _first_paragraph(kind.__doc__ or "")
    return Description(kind.id, kind.title, about, kind.layer, parameters_of(kind))


def parameters_of(kind: type[Perturbation]) -> tuple[Parameter, ...]:
    """Its parameters in the order of its fields."""
    if not is_dataclass(kind):
        return ()
    told = _told_below_fields(kind)
    return tuple(
        Parameter(
            name=each.name,
            unit=str(each.metadata.get("unit", "")),
            default=each.default if each.default is not MISSING else None,
            about=told.get(each.name, ""),
        )
        for each in fields(kind)
    )


def _is_one(kind: object, module: str) -> bool:
    return (
        isinstance(kind, type)
        and issubclass(kind, Perturbation)
        and kind.__module__ == module
        and isinstance(getattr(kind, "id", None), str)
    )


def _number(name: str) -> tuple[int, str]:
    digits = re.search(r"\d+", name)
    return (int(digits.group()) if digits else 0, name)


def _told_below_fields(kind: type[Perturbation]) -> dict[str, str]:
    """The text that stands below each field in the source."""
    (tree,) = ast.parse(dedent(inspect.getsource(kind))).body
    assert isinstance(tree, ast.ClassDef)
    told: dict[str, str] = {}
    for field, below in zip(tree.body, tree.body[1:], strict=False):
        match field, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str() as text)),
            ):
                told[name] = " ".join(text.split())
    return told


def _first_paragraph(text: str) -> str:
    return " ".join(inspect.cleandoc(text).partition("\n\n")[0].split())
