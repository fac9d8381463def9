"""Gyms and workouts as rows: the list that one searches, and what the pages about them unfold. No Qt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.session.control import GymInfo, PerturbationInfo, WorkoutInfo
from workbench.ui.models.disturbing import perturbation_look
from workbench.ui.models.goal import open_goal
from workbench.ui.models.look import Chip, Look, Span, faint, joined, stressed
from workbench.ui.models.offer import Offer
from workbench.ui.models.wording import count


@dataclass(frozen=True, slots=True)
class Filter:
    """Which workouts are wanted."""

    words: str = ""
    """All of them must occur in what is said of it."""
    gym: str = ""
    """Empty for all."""
    twins: bool = False
    gold: bool = False

    @property
    def open(self) -> bool:
        """Whether it lets everything through."""
        return self == Filter()


@dataclass(frozen=True, slots=True)
class Place:
    """Something that one can look at: everything, a gym, or a workout."""

    gym: str = ""
    workout: str = ""

    @property
    def whole(self) -> bool:
        return not self.gym and not self.workout


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A row of the list."""

    place: Place
    look: Look


def place_rows(offer: Offer, wanted: Filter, golds: frozenset[str]) -> tuple[PlaceRow, ...]:
    """Everything first, then each gym with those of its workouts that are wanted."""
    rows: list[PlaceRow] = []
    for gym in offer.gyms:
        found = [one for one in gym.workouts if _fits(offer, gym, one, wanted, one.name in golds)]
        if found:
            rows.append(PlaceRow(Place(gym.name), _gym_row(gym, len(found))))
            rows += (PlaceRow(Place(gym.name, one.name), _workout_row(one, one.name in golds)) for one in found)
    workouts = sum(bool(row.place.workout) for row in rows)
    everything = Look(((Span("All gyms", "strong"),),), icon="images", chips=(Chip(str(workouts)),))
    return (PlaceRow(Place(), everything), *rows) if rows or wanted.open else ()


def _fits(offer: Offer, gym: GymInfo, workout: WorkoutInfo, wanted: Filter, gold: bool) -> bool:
    if (wanted.gym and wanted.gym != gym.name) or (wanted.twins and not workout.twins) or (wanted.gold and not gold):
        return False
    stresses = (f"{each.id} {each.title}" for each in offer.stressing(workout.stresses))
    said = " ".join((workout.name, workout.title, workout.trains, workout.goal, gym.title, *stresses)).casefold()
    return all(word in said for word in wanted.words.casefold().split())


def _gym_row(gym: GymInfo, workouts: int) -> Look:
    title = (Span(gym.title, "strong"),)
    return Look((title,), icon="globe", chips=(Chip(str(workouts)),), hint=gym.summary)


def _workout_row(workout: WorkoutInfo, gold: bool) -> Look:
    return Look(((Span(workout.title),), faint(workout.trains)), chips=_marks(workout, gold), hint=workout.name)


def _marks(workout: WorkoutInfo, gold: bool) -> tuple[Chip, ...]:
    twins = (Chip("twins", "accent"),) if workout.twins else ()
    return (*twins, *((Chip("gold", "met"),) if gold else ()))


def gym_looks(offer: Offer, gym: GymInfo, golds: frozenset[str]) -> tuple[tuple[Look, Place | None], ...]:
    """What a gym holds, each row with where a click on it leads."""
    return (
        *_section(f"Trains, in {count(len(gym.workouts), 'workout')}"),
        *((_unfolded(offer, one, one.name in golds), Place(gym.name, one.name)) for one in gym.workouts),
        *_section("Stressed by" if stressing(offer, gym) else ""),
        *((perturbation_look(each, measured=False), None) for each in stressing(offer, gym)),
        *_section("Its worlds vary in" if gym.options else ""),
        *((_option(name, choices), None) for name, choices in gym.options.items()),
    )


def stressing(offer: Offer, gym: GymInfo) -> tuple[PerturbationInfo, ...]:
    """The perturbations that its workouts are most about, in the order of their ids."""
    ids = {id for workout in gym.workouts for id in workout.stresses}
    return tuple(each for each in offer.perturbations if each.id in ids)


def workout_looks(offer: Offer, workout: WorkoutInfo) -> tuple[Look, ...]:
    """What a workout is stressed by."""
    rows = [perturbation_look(each, measured=False) for each in offer.stressing(workout.stresses)]
    return tuple(look for look, _ in _section("Stressed most by" if rows else "")) + tuple(rows)


def twins_sentence(workout: WorkoutInfo) -> str:
    """How its seeds pair up; empty for one without twins."""
    if not workout.twins:
        return ""
    return (
        "Twins: seeds 2 and 3, 4 and 5 … ask for the same and differ in one fact, which decides between doing it and "
        "deferring it to a human."
    )


def summary(gyms: Sequence[GymInfo]) -> str:
    """``8 gyms, 47 workouts``"""
    return f"{count(len(gyms), 'gym')}, {count(sum(len(gym.workouts) for gym in gyms), 'workout')}"


def _section(title: str) -> Iterator[tuple[Look, None]]:
    if title:
        yield Look((faint(title),), heading=True), None


def _unfolded(offer: Offer, workout: WorkoutInfo, gold: bool) -> Look:
    own = {name: choices for name, choices in workout.options.items() if name not in _options_of(offer, workout)}
    varied = [Span(f"{_spoken(name)} {', '.join(choices)}", "muted") for name, choices in own.items()]
    ids = [Span(" ".join(workout.stresses), "disturbed")] if workout.stresses else []
    lines = ((Span(workout.title, "strong"),), stressed(open_goal(workout.goal)), faint(workout.trains))
    return Look((*lines, joined([*ids, *varied])), icon="target", chips=_marks(workout, gold), hint=workout.name)


def _options_of(offer: Offer, workout: WorkoutInfo) -> frozenset[str]:
    gym = offer.gym(workout.name)
    return frozenset(gym.options) if gym else frozenset()


def _option(name: str, choices: tuple[str, ...]) -> Look:
    return Look(((Span(_spoken(name), "strong"),), faint(", ".join(choices))), icon="toggle-left")


def _spoken(name: str) -> str:
    return name.replace("_", " ")
