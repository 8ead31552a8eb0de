"""What a learner mapped, for the booklet: cases, and forms of cooperation."""

from __future__ import annotations

from collections.abc import Iterator

from kooperation.base.words import Words
from kooperation.institutions.arrangements_explorer import ENTRY, read
from kooperation.institutions.arrangements_view import map_table as forms_table
from kooperation.institutions.arrangements_words import arrangements
from kooperation.institutions.case_map import restored
from kooperation.institutions.case_map_explorer import PREFIX
from kooperation.institutions.case_map_view import map_table
from kooperation.institutions.cases_words import cases
from kooperation.institutions.own_actors_explorer import ENTRY as ACTORS_ENTRY
from kooperation.institutions.own_actors_explorer import kept_network
from kooperation.institutions.own_actors_view import net_in_words, network_table
from kooperation.institutions.own_case_explorer import ENTRY as OWN_ENTRY
from kooperation.institutions.own_case_explorer import kept_case
from kooperation.institutions.own_case_view import own_table
from kooperation.kit.booklet import BookletSection
from kooperation.kit.html import sentences
from kooperation.kit.kept import stored_entries

WORDS = Words("institutions.booklet")


def sections() -> Iterator[BookletSection]:
    """Yield the actors of one's own town, the maps of cases that were begun and of an own case, and where forms were placed."""
    network = kept_network(stored_entries("").get(ACTORS_ENTRY))
    if not network.is_empty:
        said = net_in_words(network)
        drawn = (network_table(network), *([sentences(said)] if said else []))
        yield BookletSection(1, WORDS["own_actors"], drawn)
    stored = stored_entries(PREFIX)
    maps = {
        key: answer
        for key, case in cases().items()
        if not (answer := restored(stored.get(key), case.choices)).is_empty
    }
    if maps:
        tables = tuple(map_table(cases()[key], answer) for key, answer in maps.items())
        yield BookletSection(2, WORDS["cases"], tables)
    own = kept_case(stored_entries("").get(OWN_ENTRY))
    if not own.is_empty:
        yield BookletSection(2, WORDS["own_case"], (own_table(own),))
    forms = read(stored_entries("").get(ENTRY))
    if forms.placed:
        placed = forms_table(arrangements().values(), forms.placed, forms.compared)
        yield BookletSection(4, WORDS["forms"], (placed,))
