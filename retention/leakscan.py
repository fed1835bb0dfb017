"""Proves that a finished package holds none of the removed words, or refuses it.

It fails closed: what cannot be read, what is not of a kind that we make, and every error counts as a leak. A
leak names the place and the number of the phrase, never the phrase.
"""

from __future__ import annotations

import base64
import binascii
import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar
from urllib.parse import unquote

import pikepdf

from retention.folding import squeeze
from retention.pdftext import Fonts, UnreadableError, shown
from retention.tokens import ByteFinder, Finder

# What our own books hold. Forms, scripts, layers, attached files and private data are no part of that.
_CATALOGUE = {
    "/Type", "/Pages", "/StructTreeRoot", "/Metadata", "/Lang", "/MarkInfo", "/ViewerPreferences",
    "/Outlines", "/Names", "/Version",
}  # fmt: skip
_PAGE = {
    "/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate",
    "/Contents", "/Annots", "/StructParents", "/Tabs", "/Group", "/UserUnit",
}  # fmt: skip
_FONT_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3", "/ToUnicode", "/CIDSet", "/CIDToGIDMap")

# A font carries its maker's licence, which has words like "change"; only a longer phrase in it is telling.
_NO_LICENCE = 16

_HEX = re.compile(r"(?:[0-9a-fA-F]{2}\s?){4,}")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
_ATTRIBUTE = re.compile(r"=\s*(?:\"([^\"]*)\"|'([^']*)')")


Beat = Callable[[], None]
REMOVED = "removed words"

G = TypeVar("G")
R = TypeVar("R")


def _still() -> None:
    """Nobody waits for a sign of life."""


@dataclass(frozen=True, slots=True)
class Leak:
    """What must not leave. `phrase` is its number in the list, -1 where the place itself is wrong."""

    where: str
    what: str
    phrase: int = -1


def scan_pdf(source: Path | bytes, phrases: Sequence[str], *, beat: Beat = _still) -> list[Leak]:
    """Every leak of a PDF; an empty list is the only pass. `beat` is called often; what it raises ends it."""
    data = source.read_bytes() if isinstance(source, Path) else source
    finder = Finder(phrases)
    in_programs = ByteFinder([phrase if len(squeeze(phrase)) >= _NO_LICENCE else "" for phrase in phrases])
    leaks = [Leak("file", REMOVED, index) for index in ByteFinder(phrases).find(data)]
    if data.count(b"startxref") != 1 or data[data.rfind(b"%%EOF") + 5 :].strip():
        leaks.append(Leak("file", "an earlier version, or something after the end"))
    for place, text in _tried("page", _page_texts, data):
        beat()
        if isinstance(text, Leak):
            leaks.append(text)
        else:
            leaks += [Leak(place, REMOVED, index) for index in finder.find(text, whole_words=True)]
    for place, reading in _tried("object", _objects, data):
        beat()
        if isinstance(reading, Leak):
            leaks.append(reading)
        else:
            found = in_programs.find(reading) if isinstance(reading, bytes) else _find(reading, finder)
            leaks += [Leak(place, REMOVED, index) for index in found]
    return list(dict.fromkeys(leaks))


def scan_zip(source: Path | bytes, phrases: Sequence[str], *, beat: Beat = _still) -> list[Leak]:
    """Every leak of a ZIP: its names, its comments and each file in it."""
    finder, leaks = Finder(phrases), list[Leak]()
    for place, given in _tried("archive", _files, source):
        beat()
        if isinstance(given, Leak):
            leaks.append(given)
            continue
        for said in given.said:
            leaks += [Leak(f"{place}, its name", REMOVED, found) for found in _find(said, finder)]
        if given.kind == ".pdf":
            inside = scan_pdf(given.body, phrases, beat=beat)
            leaks += [Leak(f"{place}, {leak.where}", leak.what, leak.phrase) for leak in inside]
            continue
        for where, words in _tried(place, _words_of, given):
            if isinstance(words, Leak):
                leaks.append(words)
            else:
                leaks += [Leak(where, REMOVED, found) for found in _find(words, finder)]
    return list(dict.fromkeys(leaks))


def _tried(
    where: str, look: Callable[[G], Iterator[tuple[str, R]]], given: G
) -> Iterator[tuple[str, R | Leak]]:
    """What `look` reads; a fault on the way is a leak, for what cannot be read may hold anything."""
    try:
        yield from look(given)
    except Exception as fault:  # noqa: BLE001 (whatever it was)
        yield where, Leak(where, f"could not be read ({type(fault).__name__})")


@dataclass(frozen=True, slots=True)
class _File:
    """One file of an archive: its kind by name, what stands around it, and its bytes."""

    kind: str
    said: tuple[str, ...]
    body: bytes
    place: str


def _files(source: Path | bytes) -> Iterator[tuple[str, _File | Leak]]:
    data = source.read_bytes() if isinstance(source, Path) else source
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len({entry.filename for entry in entries}) != len(entries):
            yield "archive", Leak("archive", "two files of one name")
        if entries and min(entry.header_offset for entry in entries) != 0:
            yield "archive", Leak("archive", "something before the first file")
        for number, entry in enumerate(entries, start=1):
            place = f"file {number}"
            around = (entry.comment, entry.extra, archive.comment)
            said = (entry.filename, *(one.decode("utf-8", "replace") for one in around))
            kind = PurePosixPath(entry.filename).suffix.lower()
            yield place, _File(kind, said, archive.read(entry), place)


def _words_of(file: _File) -> Iterator[tuple[str, str | Leak]]:
    """The words of a file that is no PDF."""
    if file.kind in (".txt", ".csv", ".html"):
        yield file.place, file.body.decode("utf-8")
    elif file.kind == ".json":
        yield from ((file.place, said) for said in _strings(json.loads(file.body)))
    else:
        yield file.place, Leak(file.place, "a kind of file that cannot be scanned")


def _page_texts(data: bytes) -> Iterator[tuple[str, str]]:
    """Pages as a library reads them."""
    from pypdf import PdfReader  # noqa: PLC0415 (takes a second to load, which only a scan should pay)

    for number, page in enumerate(PdfReader(io.BytesIO(data), strict=False).pages, start=1):
        yield f"page {number}", page.extract_text()


def _objects(data: bytes) -> Iterator[tuple[str, str | bytes | Leak]]:
    """Everything that every object says, whether or not anything refers to it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if pdf.is_encrypted:
            yield "file", Leak("file", "encrypted")
        yield from _shape(pdf)
        fonts = Fonts(pdf)
        programs = _programs(pdf)
        for found in pdf.objects:
            place = f"object {found.objgen[0]}"
            yield from ((place, said) for said in _said(found))
            if isinstance(found, pikepdf.Stream):
                yield from ((place, reading) for reading in _in_stream(found, fonts, programs, place))
        yield from (("trailer", said) for said in _said(pdf.trailer))
        yield "all pages", "\n".join(_bodies(pdf, fonts))


def _bodies(pdf: pikepdf.Pdf, fonts: Fonts) -> Iterator[str]:
    """The pages' own words one after the other, for a phrase that crosses from one to the next."""
    for page in pdf.pages:
        contents = page.obj.get("/Contents", pikepdf.Array())
        for stream in contents.as_list() if isinstance(contents, pikepdf.Array) else [contents]:
            yield from shown(stream, fonts, artifacts=False)


def _shape(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Leak]]:
    """Parts that our books never have, and that may carry words past a reader's eyes."""
    for key in set(pdf.Root.keys()) - _CATALOGUE:
        yield "catalogue", Leak("catalogue", f"unexpected {key}")
    for key in set(pdf.Root.get("/Names", pikepdf.Dictionary()).keys()) - {"/Dests"}:
        yield "catalogue", Leak("catalogue", f"unexpected {key}")
    for number, page in enumerate(pdf.pages, start=1):
        place = f"page {number}"
        for key in set(page.obj.keys()) - _PAGE:
            yield place, Leak(place, f"unexpected {key}")
        for note in page.obj.get("/Annots", pikepdf.Array()).as_list():
            if note.get("/Subtype") != "/Link" or "/AP" in note:
                yield place, Leak(place, "an annotation that is no link")
    for found in pdf.objects:
        if isinstance(found, pikepdf.Stream | pikepdf.Dictionary) and (
            found.get("/Type") in ("/Filespec", "/EmbeddedFile", "/OCG") or "/EF" in found or "/JS" in found
        ):
            yield "file", Leak(f"object {found.objgen[0]}", "an attached file, a layer or a script")


def _programs(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """The streams that fonts are made of: known by who refers to them."""
    return {
        found[key].objgen
        for found in pdf.objects
        if isinstance(found, pikepdf.Dictionary)
        for key in _FONT_PROGRAMS
        if isinstance(found.get(key), pikepdf.Stream)
    }


def _in_stream(
    found: pikepdf.Stream, fonts: Fonts, programs: set[tuple[int, int]], place: str
) -> Iterator[str | bytes | Leak]:
    if found.get("/Type") in ("/ObjStm", "/XRef"):
        return  # their objects are looked at one by one
    if found.get("/Subtype") == "/Image":
        yield Leak(place, "an image, whose words cannot be read")
    elif found.objgen in programs or found.get("/Type") == "/CMap":
        yield found.read_bytes()
    elif found.get("/Type") == "/Metadata":
        yield from _xml(found.read_bytes().decode("utf-8"))
    else:
        try:
            yield from shown(found, fonts)
        except UnreadableError:
            yield Leak(place, "text that cannot be read")


def _said(found: Any, *, inside: bool = False) -> Iterator[str]:
    """Every string and every name of an object and of what stands directly in it."""
    if isinstance(found, pikepdf.String):
        raw = bytes(found)
        yield str(found)
        yield raw.decode("utf-8", "replace")
        yield raw.decode("utf-16-be" if len(raw) % 2 == 0 else "latin-1", "replace")
    elif inside and isinstance(found, pikepdf.Object) and found.is_indirect:
        return  # it has its own turn
    elif isinstance(found, pikepdf.Array):
        for value in found.as_list():
            yield from _said(value, inside=True)
    elif isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        entries = found.stream_dict if isinstance(found, pikepdf.Stream) else found
        for key, value in entries.items():
            yield _plain_name(key)
            yield from _said(value, inside=True)
    elif isinstance(found, pikepdf.Name):
        yield _plain_name(str(found))


def _plain_name(name: str) -> str:
    """A name as it reads: signs that names can't hold are written as #20."""
    return re.sub("#([0-9a-fA-F]{2})", lambda match: chr(int(match[1], 16)), name)


def _xml(text: str) -> Iterator[str | Leak]:
    """The words of an XMP packet: between its tags and in their attributes."""
    if "<!--" in text or "<![CDATA[" in text:
        yield Leak("metadata", "a comment")
    yield re.sub(r"<[^>]*>", "\n", text)
    yield "\n".join(one or other for one, other in _ATTRIBUTE.findall(text))


def _find(text: str, finder: Finder) -> set[int]:
    """What a text says, plainly or written as a web address, an entity, hexadecimal or base64."""
    found = finder.find(text)
    if "%" in text:
        found |= finder.find(unquote(text))
    if "&" in text:
        found |= finder.find(html.unescape(text))
    for match in _HEX.finditer(text):
        for reading in _as_text(bytes.fromhex("".join(match[0].split()))):
            found |= finder.find(reading)
    for match in _BASE64.finditer(text):
        for reading in _unpacked(match[0]):
            found |= finder.find(reading)
    return found


def _unpacked(packed: str) -> Iterator[str]:
    plain = packed.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        yield base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return  # ordinary words that only look like it


def _as_text(raw: bytes) -> Iterator[str]:
    for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
        try:
            yield raw.decode(encoding)
        except UnicodeDecodeError:
            continue


def _strings(value: Any) -> Iterator[str]:
    """Every string of a JSON document, its keys as well."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, int | float):
        yield str(value)
