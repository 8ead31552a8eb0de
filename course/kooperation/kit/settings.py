"""How the controls of an explorer stand, by name, as plain data: told, and set again.

    made(explorer)                      „TrustThreshold("hirschjagd")“, the call that made it
    line(explorer, at_first)            „TrustThreshold("hirschjagd").set(trust=0.3)“
    control_values(explorer).values     {"trust": 0.3, "temptation": 4, …}: what can be seen
    problems(explorer, given)           sets what is *given*, and says in German what could not be set

A control is called as the attribute that holds it; in a list it is numbered from 1, in a dictionary it has its key. Where
several would have the same name, what holds them stands before it. What is given may come from anywhere, as a link
does: it is compared with what a hand could set, and never run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kooperation.base.comparing import same
from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.kit.choice import Choice
from kooperation.kit.controls import STILL, Checkbox, Slider
from kooperation.kit.node import Box, Node

WORDS = Words("kit.settings")
PLAIN = (str, int, float, bool, type(None))
GOES = 4  # a choice may set other controls, and some are there only once it is made
LARGEST = 1e15  # no slider goes that far, and beyond a number may be none
MOST, LONGEST = 100, 60  # controls in a link; signs that are quoted from one
Control = Slider | Choice | Checkbox


@dataclass(frozen=True)
class ControlValues:
    """The values of the controls that can be seen, by name, and the spans of the sliders among them."""

    values: Mapping[str, Any]
    spans: Mapping[str, tuple[float, float]]


# As Python ----------------------------------------------------------------------------------------


def made(explorer: Any) -> str:
    """Return the call that makes *explorer*: „PayoffExplorer("hirschjagd")“; a function is called by its name."""
    arguments, named = explorer.made_with
    parts = [text for value in arguments if (text := _written(value))]
    parts += [f"{name}={text}" for name, value in named.items() if (text := _written(value))]
    return f"{type(explorer).__name__}({', '.join(parts)})"


def line(explorer: Any, at_first: ControlValues) -> str:
    """Return the line that makes *explorer* as it stands now; *at_first* is how it stood when it was made."""
    told = [f"{name}={_written(value)}" for name, value in changed(explorer, at_first).items()]
    return f"{made(explorer)}.set({', '.join(told)})" if told else made(explorer)


def _written(value: Any) -> str:
    """Return *value* as Python; "" for what has no name there."""
    if isinstance(value, str) and value.isprintable() and not {'"', "\\"} & set(value):
        return f'"{value}"'
    return repr(value) if isinstance(value, PLAIN) else str(getattr(value, "__name__", ""))


# As it stands -------------------------------------------------------------------------------------


def control_values(explorer: Any) -> ControlValues:
    """Return how the controls of *explorer* stand."""
    seen = {id(node) for node in visible(explorer)}
    controls = {name: one for name, one in named_controls(explorer).items() if id(one) in seen}
    sliders = {name: one for name, one in controls.items() if isinstance(one, Slider)}
    return ControlValues(
        {name: _plain(one) for name, one in controls.items()},
        {name: (one.lowest, one.highest) for name, one in sliders.items()},
    )


def changed(explorer: Any, at_first: ControlValues) -> Mapping[str, Any]:
    """Return the values that lead from *at_first* to how *explorer* stands now.

    That is what differs; but all of them where a choice was made or a span is another one, since other controls follow these.
    """
    now = control_values(explorer)
    differs = {name: v for name, v in now.values.items() if at_first.values.get(name) != v}
    leads = now.spans != at_first.spans or any(name not in now.spans for name in differs)
    return now.values if leads else differs


def visible(node: Node) -> Iterator[Node]:
    """Yield *node* and what is in it, but for what is hidden."""
    if node.hidden:
        return
    yield node
    for child in node.children if isinstance(node, Box) else ():
        yield from visible(child)


def in_words(root: Node) -> Iterator[tuple[str, str]]:
    """Yield the name of each control in *root* that can be seen, and how it stands, as readers are told."""
    for node in visible(root):
        if isinstance(node, Slider):
            yield node.name or node.label, node.text
        elif isinstance(node, Checkbox):
            yield node.label, STILL["ticked"] if node.value else STILL["open"]
        elif isinstance(node, Choice) and node.index is not None:
            yield node.name or node.label, node.labels[node.index]


def named_controls(explorer: Any) -> dict[str, Control]:
    """Return the controls of *explorer* by name, but for what holds an answer (`answers`)."""
    held = [each for each in _held(explorer, ()) if each[0][0] not in explorer.answers]
    paths = {id(control): path for path, control in reversed(held)}
    count = Counter(path[-1] for path in paths.values())
    return {
        path[-1] if count[path[-1]] == 1 else "_".join(path): control
        for path, control in held
        if paths[id(control)] == path
    }


def _held(holder: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Control]]:
    for name, value in vars(holder).items():
        if not name.startswith("_"):
            yield from _within(value, (*path, name))


def _within(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Control]]:
    if isinstance(value, Control):
        yield path, value
    elif hasattr(value, "by_name"):
        yield from _within(value.by_name, path)
    elif isinstance(value, Box) and value.is_part:
        yield from _held(value, path)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            if isinstance(key, str):
                yield from _within(one, (*path, key))
    elif isinstance(value, list | tuple):
        for at, one in enumerate(value, start=1):
            yield from _within(one, (*path[:-1], f"{path[-1]}{at}"))


def _plain(control: Control) -> Any:
    if isinstance(control, Slider):
        return int(control.value) if control.value.is_integer() else control.value
    if isinstance(control, Choice) and not isinstance(control.value, PLAIN):
        return control.labels[control.index] if control.index is not None else None
    return control.value


# Set again ----------------------------------------------------------------------------------------


def problems(explorer: Any, given: Any) -> list[str]:
    """Set what is *given* by name, which may be anything, and return what could not be set, in German sentences.

    Choices are made first, since other controls may follow them; what they have set is then set as it is given.
    """
    if not isinstance(given, Mapping) or len(given) > MOST:
        return [WORDS["broken"]]
    for _ in range(GOES):
        controls = named_controls(explorer)
        open_ = {
            name: value
            for name, value in given.items()
            if name in controls and not _stands(controls[name], value)
        }
        if not open_:
            break
        sliders = {name for name in open_ if isinstance(controls[name], Slider)}
        for name in open_.keys() - sliders:
            _set(controls[name], open_[name])
        with explorer.in_one_go():  # drawn once, however many a link names
            for name in sliders:
                _set(controls[name], open_[name])
    controls = named_controls(explorer)
    return [
        said
        for name, value in given.items()
        if (said := _problem(str(name), controls.get(name), value))
    ]


def _problem(name: str, control: Control | None, value: Any) -> str:
    if control is None:
        return WORDS.filled("unknown", name=_quoted(name))
    if _stands(control, value):
        return ""
    called = control.label or name
    if isinstance(control, Slider):
        lowest, highest = number(control.lowest), number(control.highest)
        return WORDS.filled(
            "span", name=called, value=_quoted(value), lowest=lowest, highest=highest
        )
    return WORDS.filled("value", name=called, value=_quoted(value))


def _quoted(value: Any) -> str:
    text = number(value) if _is_number(value) else str(value)
    return text[:LONGEST].encode("utf-8", "replace").decode()  # half a sign could not be sent


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST


def _stands(control: Control, value: Any) -> bool:
    stands = _plain(control)
    if isinstance(control, Slider):
        return _is_number(value) and same(stands, value)
    return isinstance(value, type(stands)) and stands == value


def _set(control: Control, value: Any) -> None:
    """Set *control* to *value* if a hand could; else leave it."""
    if isinstance(control, Slider):
        if _is_number(value) and control.lowest <= value <= control.highest:
            control.value = float(value)
    elif isinstance(control, Checkbox):
        if isinstance(value, bool):
            control.value = value
    else:
        offered = [one if isinstance(one, PLAIN) else label for label, one in control.options]
        if isinstance(value, PLAIN) and value in offered:
            control.index = offered.index(value)
