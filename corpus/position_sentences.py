"""Which sentences of running text are positions: what the publisher itself means, proposes, recommends or will do."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .metadata import Metadata

_VERBS = (
    r"(?:mener|synes|foreslår|anbefaler|opfordrer|kræver|ønsker|støtter|efterlyser|går\s+ind\s+for|ser\s+(?:gerne|helst)|bakker\s+op\s+om|"
    r"finder\s+det\s+(?:vigtigt|afgørende|nødvendigt)|lægger\s+vægt\s+på|arbejder\s+for|tager\s+afstand\s+fra|"
    r"vil\s+(?:\w+\s+){0,2}(?:foreslå|anbefale|opfordre|arbejde\s+for|kæmpe\s+for|kræve|støtte|tage\s+initiativ\s+til))"
)
_RECOMMENDING = r"(?:anbefaler|foreslår|opfordrer|vil\s+(?:\w+\s+){0,2}(?:foreslå|anbefale|opfordre))"
_ADVERBS = (
    r"(?:(?:derfor|også|dog|altså|fortsat|desuden|klart|især|samlet|helt|stadig|således|gerne|endvidere)\s+){0,3}"
)
_OPENING = r"\A(?:(?:men|og|for|så|i|her|derfor|samtidig|endelig|desuden|derudover|dertil)\s+)?"
_NEGATION = re.compile(r"\b(?:ikke|hverken|aldrig|ingenlunde|næppe)\b", re.IGNORECASE)
_NEAR_VERB = 25
"""Characters behind a verb within which "ikke" negates it; further on it stands in what is proposed."""
_VERB_FIRST = re.compile(r"\A(?:skal|bør|kan|mener|vil|er|har)\s", re.IGNORECASE)
_QUOTING = re.compile(r"[»«”“\"]")
_REPORTED = re.compile(
    r"\A(?:ifølge|iflg\.|efter\s+(?!vores)\w+s\s+(?:mening|opfattelse|vurdering)|set\s+fra\s+(?!vores)\w+s)\b",
    re.IGNORECASE,
)
_OWN_VIEW = re.compile(
    r"\A(?:det\s+er\s+(?:derfor\s+|også\s+|fortsat\s+)?(?P<whose>[\wæøåÆØÅ .'’-]{1,60}?)\s+"
    r"(?:klare\s+)?(?:holdning|opfattelse|vurdering|anbefaling|forslag|ønske|mål)"
    r"|(?P<whose2>[\wæøåÆØÅ .'’-]{1,60}?)\s+(?:anbefaling|forslag|holdning|ønske|krav)\s+er),?\s+at\b",
    re.IGNORECASE,
)
_OUR_VIEW = re.compile(r"\Aefter\s+vores\s+(?:mening|opfattelse|vurdering)\b", re.IGNORECASE)
_PASSIVE = re.compile(
    r"\A(?:\w+\s+){0,3}?(?:anbefales\s+det|det\s+anbefales|det\s+foreslås|foreslås\s+det)\b", re.IGNORECASE
)
_OUGHT = re.compile(
    r"\A(?:(?:(?!\b(?:at|hvad|hvordan|hvorfor|hvem|hvornår|som|hvis)\b)[^,?:])*\b|[^?:]*,\s+)bør\b"
    r"(?!\s+(?:\w+\s+){0,2}(?:ikke|aldrig)\b)",
    re.IGNORECASE,
)
"""What ought to be, said in the main clause: "Kommunerne bør …", "Når et barn skifter, bør …"."""
_BODIES = {
    "forening": ("foreningen",),
    "forbund": ("forbundet",),
    "forum": ("forummet", "forum"),
    "råd": ("rådet",),
    "netværk": ("netværket",),
    "center": ("centret", "centeret"),
    "institut": ("instituttet",),
    "selskab": ("selskabet",),
    "kommune": ("kommunen", "kommunerne"),
    "organisation": ("organisationen",),
}
"""How a body of each kind speaks of itself."""
SHORTEST_NAME = 4
"""A first or last word of a name that has fewer letters may be any word."""


def own_names(metadata: Metadata) -> frozenset[str]:
    """What the publisher and the authors of a document call themselves, in small letters; always "vi"."""
    names = {"vi"}
    for body in filter(None, (metadata.publisher, *metadata.authors)):
        whole = body.casefold()
        names.add(whole)
        names.update(word for word in (whole.split()[0], whole.split()[-1]) if len(word) >= SHORTEST_NAME)
        names.update(form for kind, forms in _BODIES.items() if kind in whole for form in forms)
    return frozenset(names)


def states_position(sentence: str, names: Iterable[str], *, opinions: bool, demands: bool) -> bool:
    """Whether *sentence* says what one of *names* means or recommends.

    With *opinions* every such verb counts, else those that recommend. With *demands* so does "X bør …", which is the
    author's own in a text that makes claims. Questions, conditions, quoted and reported speech, negated verbs and
    what was said in the past do not count. Known to miss: demands by "skal" and "må", which tell of duties as often.
    """
    if (
        not sentence.endswith(".")
        or _VERB_FIRST.match(sentence)
        or _QUOTING.search(sentence)
        or _REPORTED.match(sentence)
    ):
        return False
    us = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    verb = _VERBS if opinions else _RECOMMENDING
    for pattern in (rf"{_OPENING}(?:{us})\s+{_ADVERBS}{verb}\b", rf"\b{verb}\s+(?:{us})\b"):
        said = re.search(pattern, sentence, re.IGNORECASE)
        if said is not None:
            return _NEGATION.search(_clause(sentence[said.end() : said.end() + _NEAR_VERB])) is None
    view = _OWN_VIEW.match(sentence)
    if view is not None:
        whose = (view["whose"] or view["whose2"]).casefold()
        return whose in {"vores", "vor"} or any(whose in (f"{name}s", f"{name}’s", f"{name}'s") for name in names)
    if opinions and _OUR_VIEW.match(sentence):
        return True
    if _PASSIVE.match(sentence):
        return _NEGATION.search(sentence[:60]) is None
    return demands and _OUGHT.match(sentence) is not None


def _clause(text: str) -> str:
    """*text* up to the clause that it leads in."""
    return re.split(r",|\bat\b", text, maxsplit=1)[0]
