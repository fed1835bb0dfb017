"""Invented people: the right number, the right age, and nobody who could be real."""

import re
from collections import Counter
from datetime import date

import pytest

from access.roles import ROLES
from concerns.upn import check_letter, is_well_formed
from safeguard.demo.sample.calendar import academic_year
from safeguard.demo.sample.families import ChildPlan
from safeguard.demo.sample.names import POOLS, plain
from safeguard.demo.sample.people import forms_of, year_of_form
from safeguard.demo.sample.personas import PERSONAS
from safeguard.demo.sample.plan import Plan
from safeguard.demo.sample.schools import SIZES, Size, year_age

# Ofcom keeps these ranges for drama: nobody will ever answer.
DRAMA = re.compile(r"(07700 900|01632 960)\d{3}")
RESERVED = (".example",)


def test_the_trust_is_as_large_as_it_says(full: Plan) -> None:
    assert Counter(child.school for child in full.children) == {
        "oakfield": 1350,
        "brookside": 420,
        "willow-bank": 130,
    }
    assert len(full.staff) == 240
    assert len({person.email for person in full.staff}) == 240


def test_each_child_is_as_old_as_their_year(full: Plan) -> None:
    for child in full.children:
        assert academic_year(child.dob) + 1 + year_age(child.year) == academic_year(full.now.date())


def test_forms_are_full_and_belong_to_the_year(full: Plan) -> None:
    for spec in full.schools:
        staff = [person for person in full.staff if spec.slug in person.schools]
        for year, (children, forms) in spec.years.items():
            names = forms_of(staff, year)
            sizes = Counter(c.form for c in full.children if c.school == spec.slug and c.year == year)
            assert len(names) >= forms
            assert sum(sizes.values()) == children
            assert max(sizes.values()) - min(sizes.values()) <= 1
            assert {year_of_form(form) for form in sizes} == {year}


def test_numbers_are_well_formed_and_given_once(full: Plan) -> None:
    upns = [child.upn for child in full.children if child.upn]
    assert len(set(upns)) == len(upns)
    assert all(is_well_formed(upn) for upn in upns)
    slips = [upn for upn in upns if check_letter(upn[1:]) != upn[0]]
    assert 0 < len(slips) < 20
    admissions = Counter((child.school, child.admission_no) for child in full.children)
    assert max(admissions.values()) == 1


def test_brothers_and_sisters_share_an_address_across_schools(full: Plan) -> None:
    homes: dict[str, list[ChildPlan]] = {}
    for child in full.children:
        homes.setdefault(child.household.key, []).append(child)
    across = [home for home in homes.values() if len({child.school for child in home}) > 1]
    assert len(across) > 60
    assert {child.key for child in homes["brennick"]} == {"tomas", "lena"}
    assert all(len({child.called for child in home}) == len(home) for home in homes.values())


def test_nobody_can_be_rung_or_written_to(full: Plan) -> None:
    adults = [adult for child in full.children for adult in child.household.adults]
    assert all(DRAMA.fullmatch(adult.phone) for adult in adults)
    assert all(adult.email.endswith(RESERVED) for adult in adults if adult.email)
    assert all(person.email.endswith(RESERVED) for person in full.staff)
    assert all(" ZX" in child.household.address for child in full.children)
    assert all(DRAMA.fullmatch(spec.phone) for spec in full.schools)


def test_names_carry_what_software_gets_wrong(full: Plan) -> None:
    names = {child.name for child in full.children}
    assert any("'" in name for name in names)
    assert any("-" in name for name in names)
    assert any(not name.isascii() for name in names)
    assert any(name.count(" ") > 1 for name in names)
    assert max(Counter(child.surname for child in full.children).values()) < 40
    assert all(pool.girls and pool.boys and pool.surnames for pool in POOLS)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Siân O'Dowd", "sian.odowd"),
        ("Łukasz Żurawski", "lukasz.zurawski"),
        ("Søren van den Berg", "soren.van.den.berg"),
        ("Đặng Yıldız", "dang.yildiz"),
    ],
)
def test_addresses_are_plain_letters(name: str, address: str) -> None:
    assert plain(name) == address


def test_personas_are_people_of_the_sample(full: Plan) -> None:
    by_email = {person.email: person for person in full.staff}
    for persona in PERSONAS:
        person = by_email[persona.email]
        assert (person.name, person.role, person.schools) == (persona.name, persona.role, persona.member_of)
        assert persona.role in ROLES
        assert persona.can_try.endswith(".")
    assert next(p for p in PERSONAS if p.role == "dpo").schools == ("oakfield", "brookside", "willow-bank")


@pytest.mark.parametrize("size", list(Size))
def test_each_school_has_one_lead_and_a_head(size: Size, full: Plan, tiny: Plan) -> None:
    plan = tiny if size is Size.TINY else full
    for spec in SIZES[size]:
        roles = Counter(person.role for person in plan.staff if spec.slug in person.schools)
        assert roles["dsl"] == 1
        assert roles["head"] == 1
        assert roles["deputy_dsl"] >= 1


def test_colleagues_were_there_before_the_history_begins(full: Plan) -> None:
    assert max(person.starts_on for person in full.staff) < date(2024, 11, 1)
