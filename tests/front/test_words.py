"""Dates, clocks, the strip and the small tags: what stands on the page, word for word."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import engines

from safeguard.ui import dates
from safeguard.ui.clock import read_clock
from safeguard.ui.strip import Week, draw_strip

NOW = datetime(2026, 11, 23, 11, 8, tzinfo=UTC)


def draw(template: str, **context: object) -> str:
    return engines["django"].from_string("{% load ui %}" + template).render(context)


def test_a_moment_is_written_in_british_time_in_summer_and_winter() -> None:
    assert dates.long_form(datetime(2026, 11, 23, 10, 40, tzinfo=UTC)) == "Mon 23 Nov 2026, 10:40"
    assert dates.long_form(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "Thu 2 Jul 2026, 00:30"
    assert dates.long_form(date(2026, 11, 23)) == "Mon 23 Nov 2026"


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        ("exact", "Mon 23 Nov 2026, 11:08"),
        ("about", "Mon 23 Nov 2026, about 11:08"),
        ("unknown", "Mon 23 Nov 2026, time not known"),
    ],
)
def test_a_moment_says_how_sure_the_writer_was(precision: str, words: str) -> None:
    assert dates.with_precision(NOW, precision) == words


@pytest.mark.parametrize(
    ("back", "words"),
    [
        (timedelta(seconds=20), "11:07, just now"),
        (timedelta(minutes=24), "10:44, 24 min ago"),
        (timedelta(hours=2, minutes=18), "08:50, 2 h 18 min ago"),
        (timedelta(days=3), "Fri 20 Nov, 11:08"),
        (timedelta(days=400), "Sun 19 Oct 2025, 12:08"),
        (timedelta(minutes=-5), "11:13"),
    ],
)
def test_how_long_ago_never_stands_alone(back: timedelta, words: str) -> None:
    assert dates.with_ago(NOW - back, NOW) == words


@pytest.mark.parametrize(
    ("left", "words", "tone"),
    [
        (timedelta(minutes=-12), "12 min over", "crit"),
        (timedelta(days=-3), "3 days over", "crit"),
        (timedelta(minutes=24), "24 min left", "high"),
        (timedelta(hours=3), "3 h left", "ok"),
        (timedelta(hours=4, minutes=22), "Today 15:30", "ok"),
        (timedelta(hours=21, minutes=52), "Tomorrow 09:00", "ok"),
        (timedelta(days=4), "Fri 27 Nov, 11:08", "ok"),
    ],
)
def test_the_response_clock(left: timedelta, words: str, tone: str) -> None:
    clock = read_clock(due=NOW + left, since=NOW - timedelta(hours=1), now=NOW)

    assert (clock.words, clock.tone) == (words, tone)
    assert clock.used is not None
    assert 0 <= clock.used <= 100


def test_a_clock_that_never_started_has_no_bar() -> None:
    clock = read_clock(due=NOW + timedelta(hours=1), since=None, now=NOW)

    assert clock.used is None


def test_the_strip_carries_its_colours_itself() -> None:
    weeks = [Week(date(2026, 10, 26), closed=True), Week(date(2026, 11, 2), count=5, key=True)]

    html = draw("{% strip weeks words %}", weeks=weeks, words="Two weeks")

    assert 'aria-label="Two weeks"' in html
    assert "<title>Two weeks</title>" in html
    assert 'stroke-dasharray="2 2"' in html
    assert 'fill="#0e5559"' in html
    assert 'fill="#9b1c31"' in html
    assert "style" not in html


def test_a_week_with_entries_is_never_shown_as_shut() -> None:
    drawn = draw_strip([Week(date(2026, 10, 26), count=1, closed=True)])

    assert drawn.blocks[0].closed is False


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (None, "Not triaged"),
        ("immediate", "Immediate"),
        ("high", "High"),
        ("medium", "Medium"),
        ("low", "Low"),
    ],
)
def test_risk_is_a_shape_and_a_word_and_nothing_set_is_never_low(level: str | None, words: str) -> None:
    html = draw("{% risk level %}", level=level)

    assert f"</svg>{words}</span>" in html


def test_an_unknown_risk_is_an_error() -> None:
    with pytest.raises(KeyError):
        draw("{% risk level %}", level="awful")


def test_words_are_escaped() -> None:
    assert "&lt;b&gt;" in draw('{% badge words tone="high" %}', words="<b>")


def test_nothing_stands_for_nothing() -> None:
    filters = ["when", "when_short", "when_ago", "when_about", "day", "span"]

    assert [draw("{{ x|" + name + " }}", x=None) for name in filters] == [""] * len(filters)


def test_text_for_the_bench_keeps_each_character() -> None:
    assert draw("{{ text|exact }}", text="\nA\r\n<b>") == "\n\nA&#13;\n&lt;b&gt;"


def test_the_enrolment_picture_is_drawn_with_attributes_only() -> None:
    svg = '<?xml?><svg viewBox="0 0 33 33" style="x"><path d="M4,4H5V5H4z" id="qr-path" fill="#000"/></svg>'

    html = draw("{% qr svg %}", svg=svg)

    assert 'd="M4,4H5V5H4z"' in html
    assert "style" not in html
    assert "<?xml" not in html
    assert draw("{% qr svg %}", svg='<svg><path d="M0\'onload=x"/></svg>') == ""
