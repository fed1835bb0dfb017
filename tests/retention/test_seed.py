"""A school's own schedule: there from the first day, and never overwritten."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from access.actions import create_school
from audit.events import Event
from audit.models import Entry
from retention.actions.schedule import seed_schedule
from retention.models import Rule
from retention.schedule_data import SCHEDULE, rows_for
from safeguard.scope import school_scope
from tests.conftest import World


def test_a_new_school_has_the_schedule_of_its_nation_and_sector(world: World) -> None:
    expected = {
        world.oak: [row.code for row in rows_for(nation="england", sector="secondary")],
        world.brook: [row.code for row in rows_for(nation="england", sector="primary")],
    }

    for school, codes in expected.items():
        with school_scope(school.pk):
            assert list(Rule.objects.order_by("position").values_list("code", flat=True)) == codes
            assert Entry.objects.filter(event=Event.SCHEDULE_SEEDED).count() == 1


@pytest.mark.django_db
def test_a_school_in_northern_ireland_has_its_own_rule() -> None:
    school = create_school(
        name="Lough View", slug="lough-view", code="LOU", sector="primary", nation="northern-ireland"
    )

    with school_scope(school.pk):
        assert list(Rule.objects.filter(record_class="child_file").values_list("code", flat=True)) == ["RT27"]


def test_a_row_of_the_table_says_the_same_as_the_data_it_came_from(in_oak: World) -> None:
    rows = {row.code: row for row in SCHEDULE}

    for rule in Rule.objects.all():
        row = rows[rule.code]
        assert rule.clocks == row.clocks
        assert (rule.title, rule.authority, rule.note) == (row.title, row.authority, row.note)
        assert (rule.record_class, rule.disposition) == (row.record_class, row.disposition)
        assert (rule.inquiry_hold, rule.review_every_years) == (row.inquiry_hold, row.review_every_years)


def test_seeding_again_adds_only_what_is_missing_and_keeps_what_was_changed(in_oak: World) -> None:
    Rule.objects.filter(code="RT01").update(authority="Our own policy, agreed by governors")
    Rule.objects.filter(code="RT24").delete()

    assert seed_schedule(school=in_oak.oak) == 1
    assert seed_schedule(school=in_oak.oak) == 0
    assert Rule.objects.get(code="RT01").authority == "Our own policy, agreed by governors"
    assert Rule.objects.filter(code="RT24").count() == 1


def test_a_rule_without_an_authority_is_refused_by_the_database(in_oak: World) -> None:
    with pytest.raises(IntegrityError, match="retention_rule_has_authority"), transaction.atomic():
        Rule.objects.filter(code="RT01").update(authority="")


def test_the_command_seeds_all_schools_or_one(world: World) -> None:
    with school_scope(world.brook.pk):
        Rule.objects.filter(code__in=["RT23", "RT24"]).delete()
    out = StringIO()

    call_command("seed_schedule", stdout=out)
    call_command("seed_schedule", "--school", "brookside", stdout=out)

    assert out.getvalue().splitlines() == [
        "oakfield: 0 rules added",
        "brookside: 2 rules added",
        "brookside: 0 rules added",
    ]


@pytest.mark.django_db
def test_the_command_knows_no_unknown_school() -> None:
    with pytest.raises(CommandError, match="no school 'nowhere'"):
        call_command("seed_schedule", "--school", "nowhere")
