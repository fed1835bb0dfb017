"""What the sample says: respectful, complete, and true to the words of the house."""

import re
from collections.abc import Iterator
from random import Random

import pytest

from safeguard.demo.sample.casework import PROFILES, TRACKS, profile_of
from safeguard.demo.sample.narratives import NARRATIVES, Narrative, Theme
from safeguard.demo.sample.plan import Plan
from safeguard.demo.sample.schools import YEARS, Phase
from safeguard.demo.sample.words import expand
from safeguard.ui.bodymap import TYPES, regions

# Words that label a child or promise what nobody can, and names of bodies that exist.
NOT_OUR_WORDS = re.compile(
    r"\b(victim|perpetrator|alleged|disclos\w+|attention.seeking|suspicious|failed|incident|abuser"
    r"|ofsted|childline|nspcc|barnardo\w*|cpoms|samaritans|camhs|whatsapp|snapchat|instagram|tiktok|youtube)\b",
    re.IGNORECASE,
)
LEFT_OVER = re.compile(r"[{}\[\]|]")
SMALL_START = re.compile(r"(?:^|[.?!]”? )[a-z]")


def texts(plan: Plan) -> Iterator[str]:
    for concern in plan.concerns:
        told = concern.told
        yield from (text for text in (told.account, told.words, told.done) if text)
        for step in concern.steps:
            yield from (step.say[key] for key in SAID if step.say.get(key))
    yield from (status.evidence for status in plan.statuses)
    yield from (file.text for file in plan.files)


SAID = ("reason", "text", "rationale", "options", "title", "outcome", "summary", "follow_up")


def test_no_template_is_left_half_filled(full: Plan) -> None:
    assert [text for text in texts(full) if LEFT_OVER.search(text)] == []


def test_sentences_begin_with_a_capital(full: Plan) -> None:
    spoken = {concern.told.words for concern in full.concerns}
    bad = [
        t
        for t in texts(full)
        if t not in spoken and SMALL_START.search(t) and not t.startswith(("al-", "de "))
    ]
    assert [text for text in bad if not re.search(r"(?:^|\. )(al-|d[aeo]s? |v[ao]n )", text)] == []


def test_the_words_of_the_house(full: Plan) -> None:
    assert [text for text in texts(full) if NOT_OUR_WORDS.search(text)] == []


def test_no_exclamation_and_no_shouting(full: Plan) -> None:
    for text in texts(full):
        assert "!" not in text
        assert not re.search(r"\b[A-Z]{6,}\b", text)


def test_there_are_many_ways_to_tell(full: Plan) -> None:
    assert len(NARRATIVES) >= 70
    accounts = [concern.told.account for concern in full.concerns]
    assert len(set(accounts)) > 0.97 * len(accounts)
    assert sum(bool(concern.told.words) for concern in full.concerns) > 0.5 * len(accounts)


def test_every_school_and_age_has_something_to_tell() -> None:
    ages = {Phase.PRIMARY: range(4, 11), Phase.SECONDARY: range(11, 18), Phase.SPECIAL: range(4, 18)}
    for phase, span in ages.items():
        for age in span:
            assert len([n for n in NARRATIVES if n.fits(phase, age)]) >= 10
    assert len(YEARS) == 14


@pytest.mark.parametrize("narrative", NARRATIVES, ids=lambda n: n.account[:40].strip())
def test_each_narrative_has_its_casework(narrative: Narrative) -> None:
    casework = profile_of(narrative).casework
    assert casework.endings
    assert casework.feedback
    assert narrative.track == "" or narrative.track in TRACKS
    if narrative.mark:
        region, kind, _size = narrative.mark
        assert region in regions()
        assert kind in TYPES


def test_every_theme_is_told() -> None:
    assert {narrative.theme for narrative in NARRATIVES} == set(Theme) == set(PROFILES)


def test_choices_nest_and_missing_fields_are_an_error() -> None:
    assert expand("{a} [b|b]  and [c [d|d]|c d]", Random(1), {"a": "A"}) == "A b and c d"
    with pytest.raises(KeyError):
        expand("{nobody}", Random(1), {})
