"""Tags and filters of every page: {% load ui %}. See templates/ui/ for what they draw."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.forms.boundfield import BoundField
from django.template.context import RequestContext
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from safeguard import forms
from safeguard.ui import bodymap, clock, dates, strip

register = template.Library()

RISKS = {
    None: ("new", "Not triaged"),
    "": ("new", "Not triaged"),
    "immediate": ("crit", "Immediate"),
    "high": ("high", "High"),
    "medium": ("med", "Medium"),
    "low": ("low", "Low"),
}
SIGNIFICANCE = {"key": ("crit", "Key event"), "significant": ("high", "Significant"), "routine": ("", "")}
FONT = "build/font.css"


# Dates -----------------------------------------------------------------------------------------------


def _time(value: datetime | date, words: str) -> SafeString:
    if isinstance(value, datetime):
        stamp = dates.local(value).isoformat(timespec="minutes")
    else:
        stamp = value.isoformat()
    return format_html('<time datetime="{}">{}</time>', stamp, words)


@register.filter
def when(value: datetime | date | None) -> SafeString | str:
    """'Mon 23 Nov 2026, 10:40' in a <time>; nothing for nothing."""
    return _time(value, dates.long_form(value)) if value else ""


@register.filter
def when_short(value: datetime | date | None) -> SafeString | str:
    """'10:44' today, 'Fri 20 Nov, 14:20' this year, in full before that."""
    return _time(value, dates.short_form(value, timezone.now())) if value else ""


@register.filter
def when_ago(value: datetime | None) -> SafeString | str:
    """'10:44, 24 min ago' within a day, else like when_short."""
    return _time(value, dates.with_ago(value, timezone.now())) if value else ""


@register.filter
def when_about(value: datetime | None, precision: str = "exact") -> SafeString | str:
    """{{ concern.occurred_at|when_about:concern.occurred_precision }}."""
    return _time(value, dates.with_precision(value, precision)) if value else ""


@register.filter
def day(value: datetime | date | None) -> SafeString | str:
    """'Mon 23 Nov 2026' of a date or of a moment on the British calendar."""
    if not value:
        return ""
    on = dates.local(value).date() if isinstance(value, datetime) else value
    return _time(on, dates.long_form(on))


@register.filter
def span(value: timedelta | None) -> str:
    """A timedelta in words: '24 min', '1 h 12 min', '3 days'."""
    return dates.span(value) if value is not None else ""


# Small parts -----------------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str) -> SafeString:
    """{% icon "alert" %}: a decorative picture from templates/ui/icons.html; the word beside it says it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="#i-{}"/></svg>', name
    )


@register.simple_tag
def badge(words: str, tone: str = "") -> SafeString:
    """{% badge "Open" %} or {% badge "Due today" tone="high" %}. Tones: crit, high, med, low, new."""
    if not tone:
        return format_html('<span class="badge">{}</span>', words)
    return format_html(
        '<span class="badge badge--{}"><svg aria-hidden="true" focusable="false">'
        '<use href="#r-{}"/></svg>{}</span>',
        tone,
        tone,
        words,
    )


@register.simple_tag
def risk(level: str | None) -> SafeString:
    """{% risk concern.risk %}: shape and word; nothing set is 'Not triaged', never 'Low'."""
    tone, words = RISKS[level]
    return badge(words, tone)


@register.simple_tag
def significance(level: str) -> SafeString:
    """{% significance entry.significance %}: nothing for a routine entry."""
    tone, words = SIGNIFICANCE[level]
    return badge(words, tone) if words else SafeString("")


@register.inclusion_tag("ui/clock.html", name="clock")
def response_clock(due: datetime, since: datetime | None = None) -> dict[str, Any]:
    """{% clock concern.respond_by since=concern.recorded_at %}: words, tone and a bar of the time used."""
    return {"clock": clock.read_clock(due=due, since=since, now=timezone.now())}


@register.inclusion_tag("ui/progress.html")
def progress(value: int, most: int, label: str, tone: str = "") -> dict[str, Any]:
    """{% progress 3 10 "Records decided" %}: a bar with a name for those who do not see it."""
    return {"value": value, "most": most, "label": label, "tone": tone}


@register.inclusion_tag("ui/ring.html")
def ring(used: int, tone: str = "high") -> dict[str, Any]:
    """{% ring 60 %}: the deadline ring, `used` per cent of the time gone. Words stand beside it."""
    around = 138.2  # the circumference of a circle of radius 22
    share = max(0, min(100, used)) / 100 * around
    return {"dash": f"{share:.1f} {around}", "tone": tone}


@register.inclusion_tag("ui/strip.html", name="strip")
def month_strip(weeks: Sequence[strip.Week], label: str) -> dict[str, Any]:
    """{% strip weeks "Entries each week from ... to ..." %}: `label` says in words what the picture shows."""
    return {"strip": strip.draw_strip(weeks), "label": label}


# Body map --------------------------------------------------------------------------------------------


@register.inclusion_tag("ui/bodymap.html")
def bodymap_input(marks: Sequence[bodymap.Mark] = ()) -> dict[str, Any]:
    """{% bodymap_input marks %}: inside a form; read back by safeguard.ui.bodymap.read_marks."""
    return {
        **_views(marks),
        "named": False,
        "grouped": bodymap.grouped(),
        "types": bodymap.TYPES,
        "blank": bodymap.Mark(region="", x=0, y=0),
    }


@register.inclusion_tag("ui/bodymap_read.html")
def bodymap_picture(marks: Sequence[bodymap.Mark]) -> dict[str, Any]:
    """{% bodymap_picture marks %}: the picture alone. List the marks in words beside it."""
    return {**_views(marks), "named": True}  # a PDF needs each picture's name inside it


def _views(marks: Sequence[bodymap.Mark]) -> dict[str, Any]:
    numbered = list(enumerate(marks, start=1))
    marked = {mark.region for mark in marks}
    views = [
        {
            "key": key,
            "title": title,
            "size": bodymap.SIZES[key],
            "sides": ("Left", "Right") if key == "back" else ("Right", "Left"),
            "regions": [region for region in bodymap.regions().values() if region.view == key],
            "points": [(number, mark) for number, mark in numbered if mark.view == key],
        }
        for key, title in bodymap.VIEWS.items()
    ]
    return {"views": views, "marks": marks, "marked": marked}


# Forms -----------------------------------------------------------------------------------------------


@register.inclusion_tag("ui/errors.html")
def errors(*items: Any) -> dict[str, Any]:
    """{% errors form formset %} above the heading: 'There is a problem', each line leading to its field."""
    return {"problems": forms.find_problems(items)}


@register.filter
def has_problems(item: Any) -> bool:
    """For the 'Error: ' at the start of a title. False for anything that is not a form."""
    return bool(forms.find_problems([item]))


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The field's own control with our classes, described by hint then error."""
    classes = forms.control_class(field)
    return field.as_widget(attrs={"class": classes} if classes else {})


@register.filter
def kind(field: BoundField) -> str:
    """How ui/field.html lays the field out."""
    return forms.kind_of(field)


@register.filter
def exact(text: str) -> SafeString:
    """Text in a <pre>, letter by letter: HTML would drop a first line break and turn CR LF into LF."""
    return mark_safe("\n" + escape(text).replace("\r", "&#13;"))  # noqa: S308 - escaped just here


# Page ------------------------------------------------------------------------------------------------


@register.simple_tag
def font() -> SafeString:
    """The link to the built font's stylesheet, or nothing where it was not built."""
    return _font_link()


@cache
def _font_link() -> SafeString:
    collected = getattr(staticfiles_storage, "base_location", None) and staticfiles_storage.exists(FONT)
    if finders.find(FONT) is None and not collected:
        return SafeString("")
    return format_html('<link rel="stylesheet" href="{}">', staticfiles_storage.url(FONT))


@register.simple_tag(takes_context=True)
def page_url(context: RequestContext) -> str:
    """Where the reader is: for a fragment asked for by htmx, the page it sits on."""
    request = context["request"]
    current = getattr(getattr(request, "htmx", None), "current_url_abs_path", None)
    return current or request.get_full_path()


@register.simple_tag
def qr(svg: str) -> SafeString:
    """The enrolment picture as an inline SVG: the content policy allows no data: pictures."""
    path = re.search(r'\bd="([MLHVZmlhvz0-9,.\s-]+)"', svg)
    size = re.search(r'viewBox="0 0 ([0-9.]+) [0-9.]+"', svg)
    if path is None or size is None:
        return SafeString("")
    return format_html(
        '<svg class="qr" viewBox="0 0 {0} {0}" width="200" height="200" role="img" '
        'aria-label="QR code for your authenticator app"><rect width="{0}" height="{0}" fill="#ffffff"/>'
        '<path d="{1}" fill="#000000"/></svg>',
        size[1],
        path[1],
    )
