"""One way to draw a field: label, hint, error, control; described by hint, then error."""

import re
from typing import Any

from django import forms
from django.template import engines
from django.test import RequestFactory

from safeguard.forms import PlainForm, Problem, find_problems


class Words(PlainForm):
    place = forms.CharField(label="Place", help_text="Where it was.")
    note = forms.CharField(
        label="Note", required=False, widget=forms.Textarea(attrs={"class": "input--quote"})
    )
    how = forms.ChoiceField(
        label="How do you know?",
        choices=[("saw", "I saw it"), ("told", "I was told")],
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(label="I have checked")
    paper = forms.FileField(label="File", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, initial="7")


def draw(template: str, **context: Any) -> str:
    html = (
        engines["django"].from_string("{% load ui %}" + template).render(context, RequestFactory().get("/"))
    )
    return re.sub(r"\s+", " ", html)


def drawn(name: str, data: dict[str, str] | None = None) -> str:
    return draw("{{ form." + name + ".as_field_group }}", form=Words(data))


def test_a_field_has_label_then_hint_then_control() -> None:
    html = drawn("place")

    assert '<label class="label" for="id_place">Place</label>' in html
    assert '<div class="hint" id="id_place_helptext">Where it was.</div>' in html
    assert 'class="input"' in html
    assert 'aria-describedby="id_place_helptext"' in html
    assert html.index("label") < html.index("hint") < html.index("<input")
    assert "aria-invalid" not in html


def test_with_an_error_it_is_described_by_hint_then_error() -> None:
    html = drawn("place", {"secret": "7"})

    assert 'aria-describedby="id_place_helptext id_place_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<p class="err" id="id_place_error"><span class="vh">Error: </span>Enter: place</p>' in html
    assert html.index("id_place_helptext") < html.index('id="id_place_error"') < html.index("<input")
    assert "field--err" in html


def test_what_is_not_required_says_so_and_keeps_the_classes_it_asked_for() -> None:
    html = drawn("note")

    assert 'Note <span class="opt">(optional)</span>' in html
    assert 'class="input input--quote"' in html


def test_a_form_may_leave_the_word_optional_out() -> None:
    form = Words()
    form.hide_optional = True  # type: ignore[attr-defined]

    assert "(optional)" not in draw("{{ form.note.as_field_group }}", form=form)


def test_choices_are_one_group_with_a_legend_that_carries_the_description() -> None:
    html = drawn("how", {"secret": "7"})

    assert '<fieldset aria-describedby="id_how_error">' in html
    assert '<legend class="label">How do you know?</legend>' in html
    assert '<label for="id_how_0"><input type="radio" name="how" value="saw"' in html
    assert "Choose: how do you know" in html


def test_a_tick_stands_before_its_label() -> None:
    html = drawn("sure", {"secret": "7"})

    assert re.search(
        r'<label class="chk" for="id_sure"><input type="checkbox"[^>]*>I have checked</label>', html
    )
    assert "Tick “I have checked” to go on" in html


def test_a_whole_form_draws_hidden_fields_once_and_no_errors_of_its_own() -> None:
    html = draw("{{ form }}", form=Words({"secret": "7"}))

    assert html.count('name="secret"') == 1
    assert "errorlist" not in html
    assert html.count('class="field') == 5


def test_the_summary_leads_to_the_first_control_of_each_field() -> None:
    problems = find_problems([Words({"secret": "7"})])

    assert problems == [
        Problem(words="Enter: place", target="id_place"),
        Problem(words="Choose: how do you know", target="id_how_0"),
        Problem(words="Tick “I have checked” to go on", target="id_sure"),
    ]


def test_the_summary_names_what_is_about_no_one_field() -> None:
    form = Words({"secret": "7", "place": "Hall", "how": "saw", "sure": "on"})
    form.add_error(None, "The form was sent already")

    html = draw("{% errors form %}", form=form)

    assert "There is a problem" in html
    assert "<strong>The form was sent already</strong>" in html
    assert 'role="alert"' in html


def test_form_sets_are_summed_up_too() -> None:
    several = forms.formset_factory(Words)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-secret": "7"}
    )

    assert [p.target for p in find_problems([several])] == [
        "id_form-0-place",
        "id_form-0-how_0",
        "id_form-0-sure",
    ]


def test_nothing_is_wrong_with_a_fresh_form_or_with_what_is_no_form() -> None:
    assert find_problems([Words(), None, "", 7]) == []
    assert draw("{% errors form %}", form=Words()).strip() == ""


def test_an_error_puts_itself_at_the_front_of_the_title() -> None:
    page = engines["django"].from_string('{% extends "base.html" %}{% block title %}Place{% endblock %}')

    good = page.render({"form": Words()}, RequestFactory().get("/"))
    bad = page.render({"form": Words({})}, RequestFactory().get("/"))

    assert "<title>Place – Safeguard</title>" in good
    assert "<title>Error: Place – Safeguard</title>" in bad


def test_what_was_typed_is_shown_as_text() -> None:
    html = drawn("place", {"place": '"><script>x</script>', "secret": "7"})

    assert "<script>" not in html
