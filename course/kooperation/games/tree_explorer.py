"""GameTree: a game played one after the other, solved from its end step by step, and the same as a matrix."""

from __future__ import annotations

from kooperation.base.finding import find
from kooperation.base.words import Words
from kooperation.games.tree import from_the_end
from kooperation.games.tree_control import TreeSteps
from kooperation.games.tree_form_view import tree_matrix
from kooperation.games.tree_picture_view import tree_picture
from kooperation.games.tree_solving_view import Shown
from kooperation.games.tree_view import told
from kooperation.games.tree_words import TreePreset, trees
from kooperation.kit.area import Area, live
from kooperation.kit.choice import dropdown, titled
from kooperation.kit.controls import Slider
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import Markup, details, em, sentences, story
from kooperation.kit.layout import columns, fold
from kooperation.kit.node import Box

WORDS = Words("games.tree")


class GameTree(Explorer):
    """A tree, sliders for what changes its solution, and a button that solves one move after the other from the end.

    *preset* is a key of `games/tree.toml`. Raises ValueError if there is no such tree.
    """

    def __init__(self, preset: str = "vertrauen") -> None:
        find(trees(), preset, WORDS["what"])
        self.choice = dropdown(titled(trees()), preset, WORDS["preset"])
        self._made: dict[str, dict[str, Slider]] = {}  # by tree, when it is first shown
        self.sliders: dict[str, Slider] = {}
        self._sliders = Box()
        self.steps = TreeSteps()
        self.story, self.reading = Area(), Area()
        self.picture, self.matrix, self.sentences = Area(), Area(), live()
        self.when(self.choice, self.take_over)
        self.follow(self.steps)
        self.take_over()
        super().__init__(
            self.story,
            columns(
                [self.choice, self._sliders, self.steps, self.matrix],
                [self.picture, self.sentences],
            ),
            fold(WORDS["about"], self.reading),
            title=WORDS["title"],
        )

    @property
    def preset(self) -> TreePreset:
        return trees()[self.choice.value]

    def _sliders_of(self, preset: TreePreset) -> dict[str, Slider]:
        """Return the sliders of *preset* by key, as the learner left them."""
        if preset.key not in self._made:
            made = {
                one.key: Slider(one.label, one.value, one.span, one.name) for one in preset.sliders
            }
            self._made[preset.key] = made
            self.follow(*made.values())
        return self._made[preset.key]

    @property
    def shown(self) -> Shown:
        """The tree as the sliders have it, and how much of it is solved."""
        values = {key: slider.value for key, slider in self.sliders.items()}
        return Shown(self.preset, self.preset.tree(values), self.steps.value)

    def take_over(self) -> None:
        """Show the chosen tree, with nothing solved."""
        with self.in_one_go():
            self.sliders = self._sliders_of(self.preset)
            self._sliders.children = tuple(self.sliders.values())
            self.steps.count = len(from_the_end(self.preset.tree()))
            self.steps.value = 0

    def draw(self) -> None:
        shown = self.shown
        self.story.show(story(self.preset.story))
        self.reading.show(story(em(WORDS["reading"], ":"), f" {self.preset.reading}"))
        self.picture.show(tree_picture(shown))
        self.matrix.show(tree_matrix(shown))
        self.sentences.show(sentences(told(shown)))

    def in_print(self) -> Markup:
        """Return the tree as it stands; nobody can go on there, so what is not solved yet is, folded."""
        shown = self.shown
        if shown.is_solved:
            return super().in_print()
        whole = Shown(shown.preset, shown.tree, len(shown.order))
        solved = details(WORDS["solution"], tree_picture(whole), sentences(told(whole)))
        return super().in_print() + solved
