"""``docs/gyms.md``: what there is to practise, told from the same data as the gallery. No Qt."""

from collections.abc import Iterator

from workbench.session.control import GymInfo, PerturbationInfo, WorkoutInfo
from workbench.ui.models.goal import open_goal
from workbench.ui.models.gym_rows import stressing, summary
from workbench.ui.models.offer import Offer

PICTURES = "../resources/gyms"
_HEAD = """# What there is to practise

{count}. Each gym is a real web application with a database of its own; each workout trains one skill over as many
tasks as there are seeds. *Stressed by* names the disturbances that a workout is most about;
[perturbations.md](perturbations.md) tells what each does, and any of them can be switched on for any workout by
choosing a profile. Of **twins**, seeds 2k and 2k+1 ask for the same and differ in one fact, which decides between doing
it and deferring it to a human.

Do any of them by hand in the Library, or have its oracle do it: `workbench run clinic/book_visit --profile rough`.

<!-- Written by `python -m workbench.ui.portraits`, as part of `make screenshots`. Change the gyms, not this file. -->
"""


def gyms_document(offer: Offer) -> str:
    """The whole file."""
    contents = "\n".join(f"- [{gym.title}](#{_anchor(gym.title)}): {gym.summary}" for gym in offer.gyms)
    head = _HEAD.format(count=summary(offer.gyms).capitalize())
    return "\n".join([head, contents, *(line for gym in offer.gyms for line in _gym(offer, gym))]) + "\n"


def _gym(offer: Offer, gym: GymInfo) -> Iterator[str]:
    yield from ("", f"## {gym.title}", "")
    yield from (f"![The main page of {gym.title}]({PICTURES}/{gym.name}.png)", "")
    yield from (f"`{gym.name}`: {gym.summary}", "")
    yield from ("| workout | trains | goal | stressed by |", "|---|---|---|---|")
    yield from (_row(workout) for workout in gym.workouts)
    if gym.options:
        varied = "; ".join(f"{_spoken(name)} ({', '.join(choices)})" for name, choices in gym.options.items())
        yield from ("", f"Its worlds vary in {varied}.")
    own = [line for workout in gym.workouts for line in _own_options(gym, workout)]
    if own:
        yield from ("", *own)
    disturbances = stressing(offer, gym)
    if disturbances:
        yield from ("", f"What stresses them: {'; '.join(map(_named, disturbances))}.")


def _row(workout: WorkoutInfo) -> str:
    twins = " **(twins)**" if workout.twins else ""
    first = f"**{workout.title}**{twins}<br>`{workout.name}`"
    cells = (first, workout.trains, open_goal(workout.goal), ", ".join(workout.stresses))
    return f"| {' | '.join(map(_cell, cells))} |"


def _own_options(gym: GymInfo, workout: WorkoutInfo) -> Iterator[str]:
    own = {name: choices for name, choices in workout.options.items() if name not in gym.options}
    if own:
        varied = "; ".join(f"{_spoken(name)} ({', '.join(choices)})" for name, choices in own.items())
        yield f"- `{workout.name}` also varies in {varied}."


def _named(info: PerturbationInfo) -> str:
    return f"{info.id} {info.title.lower()}"


def _spoken(name: str) -> str:
    return name.replace("_", " ")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _anchor(title: str) -> str:
    """As GitHub makes them."""
    kept = "".join(letter for letter in title.lower() if letter.isalnum() or letter in " -")
    return kept.replace(" ", "-")
