"""Turns a template into a text: `[this|or that]` is chosen by the seed, `{name}` is filled in."""

import re
from collections.abc import Mapping
from random import Random

_CHOICE = re.compile(r"\[([^\[\]]*)\]")

PRONOUNS: dict[str, dict[str, str]] = {
    "M": {"he": "he", "him": "him", "his": "his", "He": "He", "His": "His", "himself": "himself"},
    "F": {"he": "she", "him": "her", "his": "her", "He": "She", "His": "Her", "himself": "herself"},
}


def expand(template: str, rng: Random, fields: Mapping[str, str]) -> str:
    """Choices first, innermost outwards, then the fields. A field that is missing raises KeyError."""
    text = " ".join(template.split())
    while True:
        text, made = _CHOICE.subn(lambda found: rng.choice(found.group(1).split("|")), text)
        if not made:
            return text.format_map(fields)


def pronouns(sex: str) -> dict[str, str]:
    return PRONOUNS[sex]
