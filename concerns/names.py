"""Finding a child by what somebody types: misspelt, without accents, by a short form. In memory only."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

SHORT_FORMS = {
    "alex": {"alexander", "alexandra", "aleksander"},
    "ben": {"benjamin"},
    "beth": {"elizabeth", "bethany"},
    "charlie": {"charles", "charlotte"},
    "dan": {"daniel"},
    "ellie": {"eleanor", "elena"},
    "evie": {"eve", "evelyn"},
    "fred": {"frederick", "alfred"},
    "gabe": {"gabriel"},
    "georgie": {"georgina", "george"},
    "jack": {"john", "jackson"},
    "jamie": {"james"},
    "joe": {"joseph"},
    "josh": {"joshua"},
    "kate": {"katherine", "catherine", "kathryn"},
    "liv": {"olivia"},
    "maddie": {"madeleine", "madison"},
    "matt": {"matthew"},
    "max": {"maximilian", "maxwell"},
    "meg": {"megan", "margaret"},
    "millie": {"camilla", "amelia"},
    "nat": {"natalie", "nathan", "natasha"},
    "nick": {"nicholas", "nicola"},
    "sam": {"samuel", "samantha"},
    "theo": {"theodore"},
    "tom": {"thomas", "tomas", "tomasz"},
    "toby": {"tobias"},
    "will": {"william"},
    "zach": {"zachary"},
}
GOOD = 0.87


def fold(text: str) -> str:
    """Lower case without accents, apostrophes and hyphens, for comparing only."""
    plain = unicodedata.normalize("NFKD", text.replace("ł", "l").replace("Ł", "L").replace("ø", "o"))
    kept = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join("".join(c if c.isalnum() else (" " if c in "- " else "") for c in kept).split())


@dataclass(frozen=True)
class Named:
    """Somebody to find, with every name they go by."""

    key: int
    names: tuple[str, ...]
    form: str = ""


def _token_score(word: str, token: str) -> float:
    if token.startswith(word):
        return 1.0 if token == word else 0.97
    if token in SHORT_FORMS.get(word, ()):
        return 0.95
    if len(word) > 2 and word in token:
        return 0.9
    return float(JaroWinkler.similarity(word, token)) - 0.02 if len(word) > 2 else 0.0


def score(query: str, person: Named) -> float:
    """From 0 to 1: the worst of the words typed, each against its best match."""
    words, tokens = fold(query).split(), [t for n in person.names for t in fold(n).split()]
    if person.form:
        tokens.append(fold(person.form))
    if not words or not tokens:
        return 0.0
    return min(max(_token_score(word, token) for token in tokens) for word in words)


def find(query: str, people: Iterable[Named], *, limit: int) -> list[int]:
    """Keys of the best matches, best first."""
    scored = [(score(query, person), person) for person in people]
    good = sorted((s for s in scored if s[0] >= GOOD), key=lambda s: (-s[0], s[1].names))
    return [person.key for _, person in good[:limit]]
