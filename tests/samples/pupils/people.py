"""Invented pupils, the same in every sample file, so that every dialect must come to the same values."""

from datetime import date
from typing import NamedTuple

from concerns.upn import check_letter


class Person(NamedTuple):
    """One invented pupil, as the record should hold them."""

    admission_no: str
    upn: str
    surname: str
    forename: str
    preferred_name: str
    dob: date
    sex: str
    year: str
    form: str


def _upn(body: str) -> str:
    return check_letter(body) + body


# Every letter of these names exists in Windows-1252.
WESTERN = [
    Person(
        "004101", _upn("330200017001"), "Abernathy-Quill", "Rowan", "", date(2014, 12, 31), "M", "7", "7KW"
    ),
    Person("004102", _upn("330200017002"), "O’Fennimore", "Siân", "", date(2012, 2, 1), "F", "9", "9BT"),
    Person(
        "004103", _upn("330200017003"), "Figueirinha", "João", "Joãozinho", date(2013, 7, 9), "M", "8", "8KW"
    ),
    Person("004104", _upn("330200017004"), "Figueirinha", "Inês", "", date(2013, 7, 9), "F", "8", "8KW"),
    Person("004105", _upn("838200018005"), "van der Plum", "Zoë", "Zo", date(2012, 11, 10), "F", "9", "9BT"),
    Person("004106", _upn("940200018006"), "D'Arquebus", "Chloé", "", date(2015, 3, 4), "F", "7", "7KW"),
    Person("004107", _upn("681200019007"), "Marrowby", "Ieuan", "", date(2011, 10, 12), "M", "10", "10RD"),
    Person("004108", _upn("33020001708B"), "Nightgale", "Tamsin", "Taz", date(2012, 5, 6), "F", "9", "9BT"),
    Person(
        "004109", _upn("330200017009"), "Okonjo-Smythe", "Adaeze", "Ada", date(2014, 9, 1), "F", "7", "7KW"
    ),
    Person("004110", _upn("330200017010"), "Thistlewaite", "Bram", "", date(2012, 2, 29), "M", "9", "9BT"),
]
# These need Unicode.
WIDER = [
    *WESTERN,
    Person("004111", _upn("330200017011"), "Wąsowicz", "Łucja", "", date(2013, 1, 2), "F", "8", "8KW"),
    Person("004112", _upn("330200017012"), "Şahinoğlu", "Çağla", "", date(2013, 12, 11), "F", "8", "8KW"),
    Person("004113", _upn("330200017013"), "Đặng", "Thuỷ", "", date(2014, 10, 5), "F", "7", "7KW"),
    Person("004114", _upn("330200017014"), "القمري", "نور", "", date(2015, 6, 7), "F", "7", "7KW"),
]
