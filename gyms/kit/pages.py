"""Jinja for gyms: an environment with sane settings, and the head of every page that puts it on the world's clock."""

from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from gyms.kit.ordering import ordered
from gyms.kit.wording import say

_CLOCK = """(() => {
  // This page lives in a world with its own clock: what reads the time reads the world's.
  // The real Date stays intact for whoever took hold of it before.
  const Real = Date;
  const shift = new Real(%s).getTime() - Real.now();
  const now = () => Real.now() + shift;
  const World = function Date(...given) {
    if (!new.target) return new Real(now()).toString();
    return Reflect.construct(Real, given.length ? given : [now()], new.target === World ? Real : new.target);
  };
  Object.setPrototypeOf(World, Real); // UTC and parse
  Object.defineProperties(World, {
    prototype: { value: Real.prototype, writable: false },
    now: { value: now, writable: true, configurable: true },
    length: { value: Real.length },
  });
  Object.defineProperty(Real.prototype, "constructor", { value: World, writable: true, configurable: true });
  window.Date = World;
})();"""


def environment(templates: Path) -> Environment:
    """Autoescaping, strict about undefined names; templates from one folder, and the kit's own below ``kit/``."""
    made = Environment(
        loader=FileSystemLoader([templates, Path(__file__).parent / "widgets"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["say"] = say
    made.globals["ordered"] = ordered
    return made


def clock_script(world_time: datetime) -> str:
    """A script after which ``new Date()`` and ``Date.now()`` in the page are world time.

    The world's wall time is taken as the browser's own local time, so that every machine shows the same.
    """
    parts = (
        world_time.year,
        world_time.month - 1,
        world_time.day,
        world_time.hour,
        world_time.minute,
        world_time.second,
        world_time.microsecond // 1000,
    )
    return _CLOCK % ", ".join(map(str, parts))


def head(world_time: datetime, scripts: tuple[str, ...] = ()) -> Markup:
    """Inline scripts for the top of ``<head>``: the clock first, then what perturbations add."""
    # Trusted text of the kit's own; "</" would end the script element early.
    texts = (clock_script(world_time), *scripts)
    safe = [text.replace("</", "<\\/") for text in texts]
    return Markup("".join(f"<script>{text}</script>" for text in safe))
