"""Writes the sample files beside this one: `python -m tests.samples.pupils.make`.

They imitate how school systems export pupils: headings, letters, separators, dates. All pupils are invented.
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

import openpyxl

from tests.samples.pupils.people import WESTERN, WIDER, Person

HERE = Path(__file__).parent
SEX = {"M": "Male", "F": "Female"}


def slashes(day: date) -> str:
    """31/12/2014."""
    return day.strftime("%d/%m/%Y")


def words(day: date) -> str:
    """31 Dec 2014."""
    return day.strftime("%d %b %Y")


def text(rows: Iterable[Sequence[str]], *, delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL) -> str:
    """Rows as CSV."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def table(
    headings: str, people: Sequence[Person], row: Callable[[Person], Sequence[str]]
) -> list[Sequence[str]]:
    """Headings and one row for each person."""
    return [headings.split("|"), *map(row, people)]


def sims_like() -> bytes:
    """Windows-1252, day first, a comma inside quotes."""
    rows = table(
        "Admission No|UPN|Legal Surname|Legal Forename|Preferred Name|Date of Birth|Gender|Year Group"
        "|Reg Group|Enrolment Status",
        WESTERN,
        lambda p: (
            p.admission_no,
            p.upn,
            p.surname,
            p.forename,
            p.preferred_name,
            slashes(p.dob),
            p.sex,
            f"Year {p.year:>2}",
            p.form,
            "Current, single registration",
        ),
    )
    return text(rows).encode("cp1252")


def arbor_like() -> bytes:
    """UTF-8 with its mark, months as words."""
    rows = table(
        "Legal Last Name|Legal First Name|Preferred First Name|Legal Sex|Date of Birth|UPN|Admission Number"
        "|Year Group|Registration Form",
        WIDER,
        lambda p: (
            p.surname,
            p.forename,
            p.preferred_name or p.forename,
            SEX[p.sex],
            words(p.dob),
            p.upn,
            p.admission_no,
            f"Year {p.year}",
            p.form,
        ),
    )
    return text(rows, quoting=csv.QUOTE_ALL).encode("utf-8-sig")


def bromcom_like() -> bytes:
    """UTF-8 without a mark, no date of birth."""
    rows = table(
        "Last Name|First Name|Admission Number|UPN|Gender|Year Group|Tutor Group",
        WIDER,
        lambda p: (p.surname, p.forename, p.admission_no, p.upn, SEX[p.sex], p.year, p.form),
    )
    return text(rows).encode("utf-8")


def semicolons() -> bytes:
    """A first line `sep=;`, ISO dates, and numbers kept as ="004101"."""
    rows = table(
        "Adno|Surname|Forename|DOB|Sex|NC Year|Form",
        WESTERN,
        lambda p: (f'="{p.admission_no}"', p.surname, p.forename, p.dob.isoformat(), p.sex, p.year, p.form),
    )
    lines = [";".join(row) for row in rows]
    return "\r\n".join(["sep=;", *lines, ""]).encode("cp1252")


def unnamed() -> bytes:
    """UTF-16 with tabs, as Excel's "Unicode Text" is; ISO dates with a time; a title above the headings."""
    rows = table(
        "Id|UPN|ULN|Forename|Middle Names|Surname|Preferred Name|DOB|Gender|NC Year|Form/Tutor Group"
        "|Leaving Date",
        WIDER,
        lambda p: (
            p.admission_no.lstrip("0"),
            p.upn,
            "",
            p.forename,
            "Q",
            p.surname,
            p.preferred_name,
            f"{p.dob.isoformat()} 00:00:00",
            p.sex,
            p.year,
            p.form,
            "",
        ),
    )
    return text([["Pupil list"], [], *rows], delimiter="\t").encode("utf-16")


def excel() -> bytes:
    """Real dates, zero-padded numbers, a merged title, an empty row, a second sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Pupils"
    sheet.append(["Pupils of the whole school"])
    sheet.merge_cells("A1:D1")
    sheet.append(["Adm No", "Surname", "Forename", "Known As", "Date of Birth", "M/F", "Yr", "Reg", "UPN"])
    for place, p in enumerate(WIDER):
        sheet.append(
            [
                int(p.admission_no),
                p.surname,
                p.forename,
                p.preferred_name or None,
                p.dob,
                p.sex,
                int(p.year),
                p.form,
                p.upn,
            ]
        )
        sheet.cell(sheet.max_row, 1).number_format = "000000"
        if place == 4:
            sheet.append([])
            sheet.append([None] * 9)
    other = book.create_sheet("Staff")
    other.append(["Not", "pupils"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "sims-like.csv": sims_like,
    "arbor-like.csv": arbor_like,
    "bromcom-like.csv": bromcom_like,
    "semicolons.csv": semicolons,
    "unnamed-utf16.txt": unnamed,
    "excel.xlsx": excel,
    "excel-named.csv": excel,
}


def main() -> None:
    """Write them all."""
    for name, build in FILES.items():
        (HERE / name).write_bytes(build())


if __name__ == "__main__":
    main()
