"""The body map: 57 parts that never change their names, and marks that survive whatever is posted."""

from typing import Any

from django.http import QueryDict
from django.template import engines

from safeguard.ui import bodymap
from safeguard.ui.bodymap import Mark


def post(**fields: str) -> Any:
    data = QueryDict(mutable=True)
    data.update({name.replace("_", "-"): value for name, value in fields.items()})
    return data


def draw(template: str, **context: object) -> str:
    return engines["django"].from_string("{% load ui %}" + template).render(context)


def test_there_are_57_parts_on_three_views() -> None:
    parts = bodymap.regions().values()

    assert [sum(part.view == view for part in parts) for view in bodymap.VIEWS] == [22, 25, 10]
    assert all(part.id.startswith(f"{part.view}-") for part in parts)


def test_left_and_right_come_in_pairs_on_opposite_sides() -> None:
    parts = bodymap.regions()
    for part in parts.values():
        if "-left-" in part.id:
            assert abs(part.cx + parts[part.id.replace("-left-", "-right-")].cx - 200) < 0.5


def test_the_childs_left_is_on_the_viewers_right_from_the_front_and_on_the_left_from_behind() -> None:
    assert bodymap.regions()["front-left-forearm"].cx > 100
    assert bodymap.regions()["back-left-forearm-back"].cx < 100


def test_marks_are_read_in_order() -> None:
    data = post(
        mark_0_region="front-face", mark_0_x="100", mark_0_y="40", mark_0_type="Bruise", mark_0_size=" 2 cm "
    )
    data.update(post(mark_2_region="back-left-calf", mark_2_x="80", mark_2_y="370", mark_2_note="Red."))

    assert bodymap.read_marks(data) == [
        Mark("front-face", 100, 40, "Bruise", "2 cm"),
        Mark("back-left-calf", 80, 370, "Not sure", "", "Red."),
    ]


def test_spoilt_marks_cost_nobody_their_account() -> None:
    data = post(mark_0_region="no-such-part", mark_1_region="head-nose", mark_1_x="x", mark_1_y="-900")
    data.update(post(mark_1_type="Alien", mark_1_note="n" * 5000, mark_abc_region="front-face"))

    (mark,) = bodymap.read_marks(data)

    assert (mark.region, mark.x, mark.y, mark.type) == ("head-nose", 100, 0, "Not sure")
    assert len(mark.note) == bodymap.NOTE_LENGTH


def test_no_more_marks_are_read_than_a_page_can_hold() -> None:
    data = post(**{f"mark_{n}_region": "front-face" for n in range(500)})

    assert len(bodymap.read_marks(data)) == bodymap.MOST_MARKS


def test_the_buttons_work_without_javascript() -> None:
    data = post(mark_0_region="front-face", mark_add="1", mark_where="head-nose")
    removed = post(mark_0_region="front-face", mark_1_region="head-nose", mark_remove="0")

    assert [mark.region for mark in bodymap.read_marks(data)] == ["front-face", "head-nose"]
    assert [mark.region for mark in bodymap.read_marks(removed)] == ["head-nose"]
    assert bodymap.asks_to_redraw(data)
    assert bodymap.asks_to_redraw(removed)
    assert not bodymap.asks_to_redraw(post(mark_0_region="front-face"))


def test_marks_come_back_as_they_were_sealed() -> None:
    marks = [Mark("front-face", 1, 2, "Bite", "2 cm", "“It hurt” 😀")]

    assert bodymap.load_marks(bodymap.dump_marks(marks)) == marks
    assert bodymap.load_marks(None) == []


def test_a_part_that_is_no_longer_drawn_keeps_its_own_name() -> None:
    assert Mark("front-left-antenna", 1, 1).name == "front left antenna"


def test_the_form_and_the_picture_show_the_same_marks() -> None:
    marks = [Mark("front-left-forearm", 149, 194, "Bruise", "about 3 cm", "<Purple>")]

    form = draw("{% bodymap_input marks %}", marks=marks)
    picture = draw("{% bodymap_picture marks %}", marks=marks)

    assert 'name="mark-0-region" value="front-left-forearm"' in form
    assert "&lt;Purple&gt;" in form
    assert "<option selected>Bruise</option>" in form
    assert form.count("<option value=") == 58
    assert 'transform="translate(149 194)"' in picture
    assert 'stroke="#9b1c31" data-region="front-left-forearm"' in picture
    assert "<title>Front: 1 mark, listed below</title>" in picture
    assert "<input" not in picture
