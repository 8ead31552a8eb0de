"""What the lecturer can do: end a step, begin a round or a game, close the session."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from itertools import groupby

from kooperation.base.words import Words
from kooperation.desk.classroom.place import readable
from kooperation.desk.classroom.questions import questions
from kooperation.desk.classroom.round import ClassGame, SettingOptions
from kooperation.desk.classroom.session import OPEN, SECONDS, SHOWN, Session
from kooperation.desk.classroom.times import ending, when
from kooperation.kit.html import Markup, details, joined, tag

WORDS = Words("desk/classroom.lead")
SETTINGS, OPTIONS = Words("desk/classroom.settings"), Words("desk/classroom.options")
LONGEST = 90  # letters of a question in a list


class LeadPage:
    """The lecturer's controls of a session that is to be found at *address*."""

    def __init__(self, address: str) -> None:
        self._address = address

    def controls(self, session: Session) -> Markup:
        """Return what can be done with the game that is played."""
        playing = session.playing
        title = tag("h2", WORDS["controls"])
        if playing is not None and playing.stage == OPEN:
            label = WORDS["talked"] if playing.talks else WORDS["close"]
            whys = WORDS.section("talks") if playing.talks else WORDS.section("closes")
            why = whys[playing.pace].format(when=ending(playing))
            return title + _call("close", label, key="close") + tag("p", why)
        if playing is not None and playing.stage == SHOWN:
            return title + _call("next", WORDS["next"], key="next")
        return Markup()

    def games(
        self, session: Session, games: Iterable[ClassGame], names: Mapping[str, str]
    ) -> Markup:
        """Return a form for each game, while none is in an open phase."""
        if session.playing is not None and session.playing.stage == OPEN:
            return Markup()
        forms = [details(names[game.key], _begin(game)) for game in games]
        return tag("h2", WORDS["games"]) + joined(forms)

    def beginning(self, session: Session, join: Markup) -> Markup:
        """Return what comes first, before a game: the wall, and how one joins."""
        wall = f"{self._address}wand#{session.code}"
        return tag("p", tag("a", WORDS["wall_first"], href=wall, target="_blank")) + join

    def first_vote(self, counted: Markup) -> Markup:
        return tag("p", WORDS["before_talk"]) + counted

    def session(self, session: Session) -> Markup:
        """Return the addresses, and how the session is closed."""
        link, wall = f"{self._address}#{session.code}", f"{self._address}wand#{session.code}"
        since = WORDS.filled("since", when=when(session.opened["at"]))
        keep = Markup('<input type="checkbox" name="keep" value="yes" id="keep">')
        return joined(
            [
                tag("h2", WORDS["session"]),
                tag("p", since),
                tag("p", WORDS["phone_link"], ": ", tag("a", readable(link), href=link)),
                tag("p", tag("a", WORDS["wall_link"], href=wall, target="_blank")),
                _call("lock", WORDS["unlock"], on="no", key="lock")
                if session.locked
                else _call("lock", WORDS["lock"], on="yes", key="lock"),
                details(
                    WORDS["last"],
                    tag(
                        "form",
                        tag("p", tag("label", keep, " ", WORDS["keep"])),
                        tag("button", WORDS["end"], id="end"),
                        tag("p", WORDS["end_why"]),
                        data_do="end",
                    ),
                ),
            ]
        )  # fmt: skip


def _call(what: str, label: str, *, key: str, **fields: str) -> Markup:
    hidden = [
        Markup('<input type="hidden" name="{}" value="{}">').format(name, value)
        for name, value in fields.items()
    ]
    return tag("form", *hidden, tag("button", label, id=key), data_do=what)


@cache
def _begin(game: ClassGame) -> Markup:
    """Return the form with which *game* begins: always the same."""
    choices = [_select(game.key, setting) for setting in game.settings]
    paces = WORDS.section("paces")
    pace = _choice(f"{game.key}-pace", "pace", WORDS["pace"], {key: paces[key] for key in SECONDS})
    hidden = Markup('<input type="hidden" name="game" value="{}">').format(game.key)
    return tag("form", hidden, *choices, pace, tag("button", WORDS["begin"]), data_do="begin")


def _select(game: str, setting: SettingOptions) -> Markup:
    label, names = SETTINGS.section()[setting.key], OPTIONS.section()
    if setting.key == "question":
        return _wrapped(f"{game}-{setting.key}", setting.key, label, _questions(setting.options))
    known = {option: names.get(option, option) for option in setting.options}
    return _choice(f"{game}-{setting.key}", setting.key, label, known)


def _choice(identity: str, name: str, label: str, options: Mapping[str, str]) -> Markup:
    inside = joined(tag("option", text, value=key) for key, text in options.items())
    return _wrapped(identity, name, label, inside)


def _wrapped(identity: str, name: str, label: str, inside: Markup) -> Markup:
    select = tag("select", inside, name=name, id=identity)
    return tag("p", tag("label", label, for_=identity), " ", select)


def _questions(keys: Collection[str]) -> Markup:
    """Return the questions by their lectures."""
    kinds = OPTIONS.section()
    found = [one for key, one in questions().items() if key in keys]
    groups = []
    for lecture, ones in groupby(found, key=lambda one: one.lecture):
        texts = [(one.key, kinds[one.kind].format(text=_short(one.text))) for one in ones]
        label = OPTIONS.filled("lecture", number=int(lecture[:2]))
        inside = joined(tag("option", text, value=key) for key, text in texts)
        groups.append(tag("optgroup", inside, label=label))
    return joined(groups)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
