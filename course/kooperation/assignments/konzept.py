"""The local cases of the assignment `konzept`, and what its form looks for in a typed text.

A case is made up. It describes five factors of the Kooperations-Check by facts, and six proposals are on
its table; what is right about them stands in `source/`. The form looks for what the assignment says
openly (a number, a date, a body of the case) and never judges whether an idea is good.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class LocalCase:
    """A local situation: who is there, what goes wrong, and what has been proposed.

    *bodies* maps each body's name to a pattern for `plain` text that recognises it.
    """

    title: str
    story: str
    bodies: Mapping[str, str]
    proposals: tuple[str, str, str, str, str, str]


JOBCENTER = r"\bjobcenter|\bjc|\bgemeinsamen? einrichtung|\bge\b|\bzkt\b"
STADT = r"(?<!in der )\bstadt\b|\bstadtverwaltung"  # «in der Stadt …» names a place
KREIS = r"(?<!im )\bkreis(es)?\b|\bkreisverwaltung|\blandkreis|\blandratsamt"
AGENTUR = r"\bagentur|\breha ?team|\baa\b"

CASES: Mapping[str, LocalCase] = {
    "kita": LocalCase(
        "Randzeiten",
        "Im Kreis Auental arbeiten das Jobcenter (gemeinsame Einrichtung), das Jugendamt und drei "
        "Kita-Träger zusammen, damit Alleinerziehende auch früh und spät arbeiten können. Seit sechs "
        "Jahren sitzen dieselben fünf Personen am Tisch; jede hat eine Vertretung, und wer geht, arbeitet "
        "die Nachfolge ein. Ihr gemeinsames Ziel steht auf einer Seite, und im Streit wird sie wirklich "
        "aufgeschlagen. Fortbildungen gibt es, in jedem Haus für sich. Trotzdem blieben voriges Jahr 40 "
        "Anfragen nach Randzeiten liegen. Am Tisch darf nämlich niemand etwas versprechen, nicht einmal "
        "einen Platz auf Probe: Die Teamleitung des Jobcenters muss die Geschäftsführung fragen, das "
        "Jugendamt die Dezernentin, jeder Kita-Träger seinen Vorstand. Und über die Öffnungszeiten wurde "
        "noch nie mit Eltern gesprochen, immer nur über sie.",
        {
            "Jobcenter": JOBCENTER,
            "Jugendamt": r"jugendamt|jugendaemter|\bjugendhilfe|\bdezernent",
            "Kita-Träger": r"\bkitas?\b|\bkita ?traeger|kindertagesstaett|kindergaert|kindergart",
        },
        (
            "Trägerversammlung, Dezernentin und Vorstände legen schriftlich fest, was ihre Leute am Tisch "
            "bis zu welcher Grenze ohne Rückfrage zusagen dürfen.",
            "Jobcenter und Jugendamt vereinbaren, dass Weisungen der Agentur für Arbeit für die Absprachen "
            "dieses Tisches nicht gelten.",
            "Die Seite mit dem gemeinsamen Ziel wird neu gestaltet und in allen Kitas ausgehängt.",
            "Der Bundestag nimmt den Trägern der gemeinsamen Einrichtungen ihr Weisungsrecht, damit "
            "Teamleitungen freier zusagen können.",
            "Zwei Sprecherinnen der Alleinerziehenden planen die Öffnungszeiten mit und werten sie jedes "
            "Halbjahr mit aus.",
            "Für jede der fünf Personen am Tisch wird eine zweite Vertretung benannt.",
        ),
    ),
    "schulden": LocalCase(
        "Schuldnerberatung",
        "Die Stadt Marbrück führt ihr Jobcenter selbst, als zugelassener kommunaler Träger. Die "
        "Schuldnerberatung leisten zwei Vereine, die «Schuldenhilfe» und der «Neuanfang». Seit 2016 gibt es "
        "dafür einen festen Ort, klare Zuständigkeiten und jedes Jahr eine gemeinsame Bilanz der Fallzahlen. "
        "Rahmen und Budget sind geklärt, und die Leute am Tisch entscheiden darin selbst. Eine "
        "Koordinatorin im Jobcenter hat den Auftrag, alles zusammenzuhalten, aber kaum Stunden dafür. Bis "
        "zum ersten Gespräch vergehen elf Wochen, denn niemand geht voran: Die Vereine geben keinen Termin, "
        "ehe der Bescheid unterschrieben ist, und das Jobcenter bescheidet nicht, ehe ein Verein den Termin "
        "schriftlich bestätigt. Was eine gute Beratung ist, hat nie jemand vereinbart. Das Jobcenter hofft "
        "es von den Vereinen, und die Vereine hoffen es voneinander.",
        {
            "Jobcenter": f"{JOBCENTER}|{STADT}",
            "Schuldenhilfe": r"\bschuldenhilfe|\bverein(s|e|en)?\b|\bberatungsstelle",
            "Neuanfang": r"\bneuanfang|\bvereinen?\b|\bzwei vereine|\bberatungsstellen",
        },
        (
            "Der feste Ort bekommt einen zweiten Besprechungsraum und ein größeres Türschild.",
            "Die Vereine geben das erste Gespräch schon vor dem Bescheid, und das Jobcenter meldet binnen "
            "fünf Tagen zurück, ob es bewilligt.",
            "Ein Bundesgesetz schreibt allen Schuldnerberatungen in Deutschland dieselben Mindeststandards "
            "und deren Prüfung vor.",
            "Stadt und Vereine schreiben in ihre Vereinbarung nach § 17 Abs. 2 SGB II, woran man gute Beratung "
            "erkennt, und sehen es jedes Jahr gemeinsam durch.",
            "Die Vereine schicken dem Jobcenter zu jedem Fall die vollständige Liste der Gläubiger, auch wenn "
            "die ratsuchende Person nicht einwilligt.",
            "Die Leute am Tisch dürfen künftig über noch höhere Beträge ohne Rückfrage entscheiden.",
        ),
    ),
    "wohnen": LocalCase(
        "Wohnung halten",
        "In der Stadt Elmstedt sollen Menschen mit Mietschulden ihre Wohnung behalten. Beteiligt sind das "
        "Jobcenter (gemeinsame Einrichtung), die Fachstelle Wohnen der Stadt und die Wohnungsgesellschaft "
        "«Elmbau». Am Geld liegt es nicht: Für vier Jahre zahlen Stadt und Elmbau in einen Topf, und was an "
        "Notunterkünften gespart wird, teilen sie. In diesem Rahmen entscheiden die Fachkräfte selbst, ohne "
        "jemanden zu fragen. Eine Vereinbarung gilt seit 2019; durchgesehen hat sie seither kaum jemand. "
        "Dennoch verloren voriges Jahr 23 von 60 Haushalten nach einer Kündigung die Wohnung, weil "
        "Nachrichten liegen blieben. Wer gerade zuständig ist, muss man überall jedes Mal neu herausfinden; "
        "im Jobcenter waren es in zwei Jahren neun Personen, übergeben wurde nie. Und niemand lädt ein: Zum "
        "letzten Treffen kam es, weil eine Praktikantin es für ihre Hausarbeit brauchte.",
        {
            "Jobcenter": JOBCENTER,
            "Fachstelle Wohnen": rf"\bfachstelle|{STADT}|\bwohnungsamt|\bsozialamt",
            "Elmbau": r"\belmbau|\bwohnungsgesellschaft|\bwohnungsbaugesellschaft|\bvermieter",
        },
        (
            "Der Bund erhöht die Verwaltungsmittel aller Jobcenter, damit sie befristete Stellen entfristen "
            "und Fachkräfte länger bleiben.",
            "Der gemeinsame Topf von Stadt und Elmbau wird von vier auf sechs Jahre verlängert.",
            "Jedes der drei Häuser benennt zwei feste Ansprechpersonen, die einander vertreten und bei einem "
            "Wechsel geordnet übergeben.",
            "Das Jobcenter schickt der Elmbau jeden Monat eine Liste aller ihrer Mieter, die "
            "Grundsicherungsgeld beziehen, ohne sie zu fragen.",
            "Die Fachkräfte dürfen Raten künftig über 36 statt über 24 Monate allein vereinbaren.",
            "Eine Mitarbeiterin der Fachstelle bekommt den Auftrag und acht Stunden in der Woche, um "
            "einzuladen, zu übersetzen und nachzuhalten.",
        ),
    ),
    "sprache": LocalCase(
        "Kurs und Betrieb",
        "Im Kreis Tannhagen wollen das Jobcenter (zugelassener kommunaler Träger), die Ausländerbehörde, die "
        "Volkshochschule und die Handwerkskammer anerkannte Geflüchtete neben dem Sprachkurs in Betriebe "
        "bringen. Man hilft einander: Wer einen Platz freihält oder eine Auskunft vorwegnimmt, hört danach "
        "stets, was daraus wurde. Ehemalige Teilnehmende wirken am Kursplan mit, in den Betrieben und bei "
        "der Auswertung. Die Ansprechpersonen kennt man; wechselt eine, reißt der Faden. Trotzdem "
        "scheiterten zuletzt 30 von 80 Praktika am Termin. Ein festes Treffen, eine Vereinbarung, ein "
        "gemeinsamer Kalender: all das fehlt, man ruft an, wenn es brennt. Und jede Seite rätselt über die "
        "andere. Die Kammer verwechselt Kursende und Prüfung, das Jobcenter kennt die Prüfungszeiten nicht, "
        "und die Volkshochschule weiß nichts von den Fristen der Ausländerbehörde.",
        {
            "Jobcenter": f"{JOBCENTER}|{KREIS}",
            "Ausländerbehörde": r"\bauslaenderbehoerde|\bauslaenderamt|\babh\b",
            "Volkshochschule": r"\bvolkshochschule|\bvhs|\bkurstraeger",
            "Handwerkskammer": r"\bhandwerkskammer|\bkammer|\bhwk",
        },
        (
            "Die vier Stellen schließen eine unbefristete Vereinbarung: fester Ort, klare Zuständigkeiten, "
            "jedes Jahr eine Bilanz.",
            "Zwei weitere ehemalige Teilnehmende kommen in die Gruppe, die den Kursplan auswertet.",
            "Das Jobcenter verpflichtet nach § 15a SGB II künftig auch Menschen zum Kurs, die noch Leistungen "
            "nach dem Asylbewerberleistungsgesetz beziehen.",
            "Die Volkshochschule meldet künftig nach zwei statt nach drei Wochen zurück, wie ein Praktikum "
            "verlief.",
            "Der Landtag verpflichtet jeden Kreis, eine ständige Anlaufstelle für Sprache und Arbeit zu "
            "unterhalten.",
            "Fachkräfte aller vier Häuser hospitieren beieinander und besuchen zweimal im Jahr eine gemeinsame "
            "Fortbildung.",
        ),
    ),
    "lernen": LocalCase(
        "Nachhilfe",
        "Im Kreis Sundorf sollen Kinder aus Familien mit Grundsicherungsgeld Lernförderung bekommen (§ 28 "
        "Abs. 5 SGB II). Der Kreis zahlt, das Jobcenter (gemeinsame Einrichtung) bewilligt, elf Schulen "
        "bestätigen den Bedarf, zwei Nachhilfevereine unterrichten. Das Bildungsbüro des Kreises hält alle "
        "zusammen; die Leiterin hat dafür Auftrag, Zeit und das Zutrauen aller. Auch die Ansprechpersonen "
        "sind fest, mit Vertretung und Übergabe. Woran man gute Nachhilfe erkennt, ist vereinbart, wird aber "
        "selten angesehen. Dennoch kommen nur 9 von 100 Kindern. Der Kreis spricht von Ausgaben, die Schulen "
        "von Noten, die Vereine von Auslastung; wozu das Ganze dient, hat nie jemand gemeinsam "
        "aufgeschrieben. Die Regeln sind von der Landeshauptstadt übernommen: Gruppen ab vier Kindern, "
        "nachmittags, in Vereinsräumen. In den Dörfern kommen keine vier zusammen, und nach 14 Uhr fährt "
        "kein Bus.",
        {
            "Kreis": rf"{KREIS}|\bbildungsbuero",
            "Jobcenter": JOBCENTER,
            "Schulen": r"\bschulen?\b|\bschulleit|\blehrkraeft",
            "Nachhilfevereine": r"\bnachhilfeverein|\bverein(s|e|en)?\b",
        },
        (
            "Der Kreis lässt Nachhilfe nur noch bewilligen, wenn die Versetzung gefährdet ist.",
            "Kreis, Jobcenter, Schulen und Vereine formulieren in einem Forum ein gemeinsames Ziel, auf das "
            "sich im Streit alle berufen können.",
            "Für die Leiterin des Bildungsbüros wird zusätzlich eine Stellvertreterin eingestellt.",
            "Kreis und Vereine machen eigene Regeln: kleinere Gruppen, Nachhilfe vormittags in der Schule, in "
            "den Dörfern auch am Bildschirm.",
            "Die Liste der Ansprechpersonen erscheint künftig mit Fotos und jeden Monat neu.",
            "Das Land erlässt für dünn besiedelte Kreise eigene Vorschriften, wie Lernförderung dort anzubieten "
            "ist.",
        ),
    ),
    "reha": LocalCase(
        "Reha-Bedarf",
        "Manche Menschen brauchen berufliche Rehabilitation, um wieder arbeiten zu können. In der Stadt "
        "Brunnwald soll das Jobcenter (gemeinsame Einrichtung) den Bedarf erkennen; ist kein anderer Träger "
        "zuständig, entscheidet und zahlt das Reha-Team der Agentur für Arbeit. Ein Berufsförderungswerk führt "
        "vieles durch. Dafür besteht ein festes Arrangement mit gemeinsamem Beratungsraum, klarer "
        "Zuständigkeit der Häuser und jährlicher Bilanz. Auch ihr Ziel haben die drei gemeinsam formuliert, "
        "und im Streit berufen sie sich darauf. In Einzelfällen wird am Tisch entschieden, Grundsätzliches "
        "nicht. Trotzdem führten von 90 Hinweisen des Jobcenters nur 40 zu einem vollständigen Antrag. Im "
        "Jobcenter sind Begriffe und Fristen der Rehabilitation unbekannt, und im Reha-Team weiß kaum jemand,"
        " was ein Kooperationsplan ist. Wer einen Fall gerade bearbeitet, muss man jedes Mal neu "
        "herausfinden, auf beiden Seiten.",
        {
            "Jobcenter": JOBCENTER,
            "Agentur für Arbeit": AGENTUR,
            "Berufsförderungswerk": r"\bberufsfoerderungswerk|\bbfw\b",
        },
        (
            "Das gemeinsame Ziel wird gerahmt, in jedem Büro aufgehängt und in einem Faltblatt verschickt.",
            "Die Zentrale der Bundesagentur nimmt das SGB II in ganz Deutschland als Pflichtfach in die "
            "Ausbildung ihrer Reha-Fachkräfte auf.",
            "Jobcenter und Reha-Team lernen gemeinsam: zwei Fortbildungen im Jahr und eine Woche Hospitation im "
            "anderen Haus.",
            "Die gemeinsame Bilanz wird künftig zweimal statt einmal im Jahr gezogen.",
            "Je zwei Fachkräfte beider Häuser bilden für jeden Stadtteil ein festes Paar, mit Vertretung und "
            "geordneter Übergabe.",
            "Das Jobcenter bewilligt berufliche Rehabilitation künftig selbst und tritt dafür als Reha-Träger "
            "auf.",
        ),
    ),
    "seele": LocalCase(
        "Krise und Arbeit",
        "In der Stadt Lindwerder sind viele Menschen zugleich arbeitslos und psychisch krank. Um sie kümmern "
        "sich das Jobcenter (gemeinsame Einrichtung), der Sozialpsychiatrische Dienst der Stadt und die "
        "Tagesklinik «Am Park», bezahlt aus drei Kassen. Die Fachkräfte verstehen einander gut: Sie "
        "hospitieren und bilden sich gemeinsam fort. Genesungsbegleiterinnen, die selbst krank waren, planen "
        "die Angebote mit und bewerten sie. Die Regeln passen weitgehend zur Stadt, Abweichungen sind "
        "besprochen. Doch das Geld ist knapp, und jede Seite schiebt Fälle und Kosten weiter: die Klinik zum "
        "Jobcenter, das Jobcenter zum Dienst der Stadt, die Stadt zur Krankenkasse. Voriges Jahr wurden so 35 "
        "Menschen dreimal oder öfter weitergereicht. Und niemand tut den ersten Schritt: Jede Stelle wartet, "
        "bis ihr eine andere schriftlich gibt, dass auch sie mitmacht.",
        {
            "Jobcenter": JOBCENTER,
            "Sozialpsychiatrischer Dienst": rf"\bsozialpsychiatrische|\bspdi\b|{STADT}|\bgesundheitsamt",
            "Tagesklinik": r"\btagesklinik|\bklinik",
        },
        (
            "Bund und Land bezahlen die Hilfen mehrjährig aus einem gemeinsamen Topf, statt dass jede Kasse "
            "jedes Jahr für sich rechnet.",
            "Jede Stelle bietet im Monat zwei Erstgespräche ohne Vorbedingung an; die anderen melden mit "
            "Einwilligung der Person zurück, wie es weiterging.",
            "Die gemeinsame Fortbildung dauert künftig drei Tage statt zwei.",
            "Die Tagesklinik teilt dem Jobcenter bei jeder Aufnahme die Diagnose mit, auch wenn die Person "
            "nicht einwilligt.",
            "Der Bundestag ändert die Gesetze so, dass sich Krankenkassen und Jobcenter die Kosten der ersten "
            "drei Monate teilen.",
            "Eine weitere Genesungsbegleiterin kommt in die Runde, die Angebote plant und bewertet.",
        ),
    ),
    "haft": LocalCase(
        "Nach der Haft",
        "Wer aus der Justizvollzugsanstalt Kronfeld entlassen wird, braucht Wohnung, Geld und Arbeit zugleich. "
        "Darum kümmern sich die Anstalt, das Jobcenter (zugelassener kommunaler Träger), die Bewährungshilfe "
        "und der Verein «Brücke», der für das Jobcenter auch Eingliederungsleistungen anbietet. Man trifft "
        "seit Jahren dieselben Menschen; sie haben Vertretungen, und Wechsel werden übergeben. Vorleistungen "
        "sind üblich, und wer vorangeht, hört stets, was daraus wurde. Die Leiterin der «Brücke» soll alles "
        "koordinieren, hat dafür aber kaum Stunden. Von 120 Entlassenen hatten 70 gleich am ersten Tag einen "
        "Termin im Jobcenter. Doch das alles ist ein Landesprojekt, das in acht Monaten endet; was danach "
        "kommt, weiß niemand. Und am Tisch darf keiner etwas zusagen: Im Jobcenter muss die "
        "Abteilungsleitung unterschreiben, in der Anstalt die Anstaltsleitung.",
        {
            "Justizvollzugsanstalt": r"\bjustizvollzugsanstalt|\bjva|\banstalt|\bgefaengnis",
            "Jobcenter": JOBCENTER,
            "Bewährungshilfe": r"\bbewaehrungshilfe|\bbewaehrungshelfer",
            "Brücke": r"\bbruecke|\bverein\b|\bvereins\b",
        },
        (
            "Abteilungs- und Anstaltsleitung geben ihren Leuten einen Rahmen, in dem sie am Tisch ohne weitere "
            "Unterschrift zusagen dürfen.",
            "Die vier Ansprechpersonen frühstücken einmal im Monat zusammen, um sich noch besser "
            "kennenzulernen.",
            "Der Verein «Brücke» bekommt einen Sitz im örtlichen Beirat des Jobcenters, damit er bei den "
            "Maßnahmen mitreden kann.",
            "Die vier Stellen vereinbaren, was auch ohne Projekt bleibt: Sprechtag in der Anstalt, feste "
            "Zuständigkeiten, jedes Jahr eine Bilanz.",
            "Die Bewährungshilfe meldet, mit Einwilligung, künftig nach zwei statt nach vier Wochen zurück, wie "
            "es weiterging.",
            "Der Landtag macht den Übergang aus der Haft zu einer dauerhaften Pflichtaufgabe mit eigenem Geld "
            "im Haushalt.",
        ),
    ),
}  # fmt: skip


def givens(rng: random.Random) -> dict[str, Any]:
    """Return the case of a variant: its slug, title and story, and the six proposals v1 to v6.

    Every case has the same build: two bottlenecks, two strengths, one factor in between, six proposals.
    """
    slug = rng.choice(sorted(CASES))
    case = CASES[slug]
    proposals = {f"v{n}": text for n, text in enumerate(case.proposals, start=1)}
    return {"fall_slug": slug, "fall_titel": case.title, "fall": case.story, **proposals}


# What the form looks for ---------------------------------------------------------------------------

EARLIEST = (2026, 12)  # year and month; no clock, so that marking again gives the same points

ORGANS = (
    r"traegerversammlung|geschaeftsfuehr|leit(ung|er)|\bvorst(and|aende)|kreistag|stadtrat|"
    r"gemeinderat|\brat(es)?\b|ausschuss|\blandrae?t|buergermeister|dezernen|aufsichtsrat|"
    r"versammlung|landtag|bundestag|ministeri"
)

_TENS = (
    r"(?:zehn|zwanzig|dreissig|vierzig|fuenfzig|sechzig|siebzig|achtzig|neunzig|hundert|tausend)"
)
_NUMBER = re.compile(
    r"\d|\b(?:null|zwei|zweier|drei|dreier|vier|fuenf|sechs|sieben|acht|neun|elf|zwoelf)\b"
    rf"|\b\w*{_TENS}\b|\b(?:haelfte|doppelt\w*|drittel|viertel|dreiviertel)\b"
    r"|\bhalbier|\bverdoppel|\bverdreifach|\bjede[mnrs]? (?:zweite|dritte|vierte|fuenfte|zehnte)"
)
_NORM = re.compile(
    r"§+ ?\d+ ?[a-z]?\b(?:,? ?(?:abs\.?|absatz|satz|s\.|nr\.?|nummer|bis|und|,) ?\d+ ?[a-z]?\b)*|\bsgb ?\d+"
)

_MONTH_NAMES = (
    "jan(?:uar)?|jaenner", "feb(?:ruar)?", "maerz|mrz", "apr(?:il)?", "mai", "juni?", "juli?",
    "aug(?:ust)?", "sept?(?:ember)?", "okt(?:ober)?", "nov(?:ember)?", "dez(?:ember)?",
)  # fmt: skip
_MONTH = f"(?:{'|'.join(_MONTH_NAMES)})"
_YEAR = r"(?P<year>(?:19|20)\d\d|'?\d\d(?![\d.]))"
_YEAR_BY_NAME = (
    r"(?P<year>(?:19|20)\d\d\b|'\d\d\b|\d\d(?= ?(?:$|[,;.)])))"  # not «im Mai 20 Familien»
)
_ORDINAL = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4}
_PART = r"(?P<part>[1-4]|erste|zweite|dritte|vierte)[nrsm]?\.?"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?P<day>\d\d?)\. ?(?P<month>\d\d?)\. ?{_YEAR}",
        r"\b(?P<year>20\d\d)-(?P<month>\d\d)(?:-(?P<day>\d\d))?\b",
        r"(?<![\d.])(?P<month>\d\d?) ?[/.] ?(?P<year>20\d\d)\b",
        rf"(?:\b(?P<day>\d\d?)\. ?)?\b(?P<name>{_MONTH})\b\.? ?{_YEAR_BY_NAME}",
        rf"\b{_PART} ?(?P<unit>quartal|halbjahr)s? ?(?:des jahres |von |/ ?)?(?P<year>20\d\d)",
        r"\b(?P<unit>quartal|q|halbjahr) ?(?P<part>[1-4]) ?/? ?(?P<year>20\d\d)",
        r"\b(?P<edge>anfang|mitte|ende|jahresanfang|jahresmitte|jahresende) ?(?P<year>20\d\d)",
    )
)
_EDGE = {"anfang": 1, "mitte": 6, "ende": 12}
_TIME = re.compile(
    r"monat|quartal|woche|woechentlich|jahr|jaehrlich|stichtag|taeglich|\b\d\d?\. ?\d\d?\.|"
    rf"\b{_MONTH}\b"
)


def plain(text: str) -> str:
    """Return *text* as patterns see it: lower case, umlauts written out, no quotation marks or hyphens."""
    text = unicodedata.normalize("NFC", text).casefold()
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        text = text.replace(umlaut, letters)
    text = re.sub(r"(?<=[a-z])[-\u2010\u2011](?=[a-z])|[«»„“”\"]", "", text)
    return " ".join(text.split())


def bodies_named(text: str, fall: str) -> tuple[str, ...]:
    """Return the bodies of the case *fall* that *text* names, in the order of the case."""
    found = plain(text)
    return tuple(name for name, pattern in CASES[fall].bodies.items() if re.search(pattern, found))


def names_someone_who_decides(text: str, fall: str) -> bool:
    """Say whether *text* names a body of the case, or an organ such as a board or a council."""
    return bool(bodies_named(text, fall)) or re.search(ORGANS, plain(text)) is not None


def names_a_number(text: str) -> bool:
    """Say whether *text* holds a number in digits or words; dates, years and sections do not count."""
    found = plain(text)
    for pattern in (_NORM, *_DATES):
        found = pattern.sub(" ", found)
    return _NUMBER.search(re.sub(r"\b(?:19|20)\d\d\b", " ", found)) is not None


def names_a_time(text: str) -> bool:
    """Say whether *text* says when or how often: a date, or a word such as month, quarter, yearly."""
    return bool(dates(text)) or _TIME.search(plain(text)) is not None


@dataclass(frozen=True)
class Point:
    """A day or a month that a text names. *exists* is False for days such as 31.02."""

    year: int
    month: int
    exists: bool = True

    @property
    def ahead(self) -> bool:
        """Whether it is not before EARLIEST."""
        return (self.year, self.month) >= EARLIEST


def dates(text: str) -> tuple[Point, ...]:
    """Return the days, months, quarters and half-years with a year that *text* names."""
    found = plain(text)
    return tuple(_point(match) for pattern in _DATES for match in pattern.finditer(found))


def _point(match: re.Match[str]) -> Point:
    parts = match.groupdict()
    year = int(parts["year"].lstrip("'"))
    year += 2000 if year < 100 else 0
    month = _month(parts)
    try:
        date(year, month, int(parts.get("day") or 1))
    except ValueError:
        return Point(year, month, exists=False)
    return Point(year, month)


def _month(parts: Mapping[str, str | None]) -> int:
    """Return the month of a match; of a quarter or half-year its last one."""
    if name := parts.get("name"):
        return next(n for n, names in enumerate(_MONTH_NAMES, 1) if re.fullmatch(names, name))
    if edge := parts.get("edge"):
        return _EDGE[edge.removeprefix("jahres")]
    if part := parts.get("part"):
        number = int(part) if part.isdigit() else _ORDINAL[part.rstrip("e")]
        return number * (6 if parts["unit"] == "halbjahr" else 3)
    return int(parts["month"] or 0)
