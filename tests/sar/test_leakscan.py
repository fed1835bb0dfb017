"""Attacks on the leak scan: each way in which removed words are known to stay in a PDF must be caught."""

import base64
import io
import json
import zipfile
from collections.abc import Callable
from urllib.parse import quote

import pikepdf
import pytest

from retention.leakscan import Leak, scan_pdf, scan_zip
from retention.redaction import Span, apply_redactions
from safeguard.paper import Stamp, build_book, document
from safeguard.paper.render import render

SECRET = "Dylan Marsh"
SHORT = "Lena"
PHRASES = [SECRET, SHORT]

XMLNS = 'xmlns="http://www.w3.org/2000/svg" '
BOX = 'width="400" height="60"'
RECT = '<rect width="400" height="60"/>'

SENTENCE = "Later Dylan Marsh said that Lena had been crying."
CLEAN = apply_redactions(SENTENCE, [Span(6, 17, "X01"), Span(28, 32, "X01")])


def pdf_of(body: str, *, title: str = "Records") -> bytes:
    return render(document(body, title=title), title=title).pdf


def changed(change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """A clean PDF with something added by hand."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of(f"<h1>Record</h1><p>{CLEAN}</p>"))) as pdf:
        change(pdf)
        pdf.save(out, fix_metadata_version=False)
    return out.getvalue()


def phrases_of(leaks: list[Leak]) -> set[int]:
    return {leak.phrase for leak in leaks if leak.phrase >= 0}


def test_words_replaced_before_the_page_is_made_are_gone() -> None:
    assert scan_pdf(pdf_of(f"<h1>Record</h1><p>{CLEAN}</p>"), PHRASES) == []


def test_a_whole_book_passes_too() -> None:
    out = io.BytesIO()
    table = '<table><tr><th scope="col">A</th></tr><tr><td>1</td></tr></table><ul><li>x</li></ul>'
    parts = [document(f"<h1 id='a'>One</h1><p>{CLEAN}</p>{table}<p><a href='#a'>up</a></p>", title="t")] * 3
    build_book(parts, title="Records", out=out, stamp=Stamp(foot="Oakfield"))

    assert scan_pdf(out.getvalue(), PHRASES) == []


@pytest.mark.parametrize(
    "body",
    [
        '<p><span style="color: black; background: black">{}</span></p>',
        '<p><span style="opacity: 0">{}</span></p>',
        '<p><span style="color: transparent">{}</span></p>',
        '<p><span style="color: white">{}</span></p>',
        '<p style="position: absolute; left: -900mm">{}</p>',
        '<p style="font-size: 0.1pt">{}</p>',
        f'<p>{{}}</p><svg {BOX} style="position: absolute; top: 0"><title>box</title>{RECT}</svg>',
        '<h2 style="color: transparent">{}</h2>',
        '<p style="letter-spacing: 4mm">{}</p>',
        '<p style="text-transform: uppercase">{}</p>',
        '<p style="width: 1mm; overflow-wrap: anywhere">{}</p>',
        '<p><a href="https://example.org/{}">x</a></p>',
        f'<img alt="{{}}" src="data:image/svg+xml,%3Csvg%20{quote(XMLNS + BOX)}%3E{quote(RECT)}%3C/svg%3E">',
        f"<svg {BOX}><title>{{}}</title>{RECT}</svg>",
        '<p id="{}">x</p><p><a href="#{}">y</a></p>',
    ],
)
@pytest.mark.parametrize("number", [0, 1])
def test_hiding_words_is_not_removing_them(body: str, number: int) -> None:
    leaks = scan_pdf(pdf_of(body.replace("{}", PHRASES[number])), PHRASES)

    assert phrases_of(leaks) == {number}


@pytest.mark.parametrize(
    "body",
    [
        '<p style="visibility: hidden">{}</p><p>x</p>',
        '<p style="display: none">{}</p><p>x</p>',
        '<p style="font-size: 0">{}</p><p>x</p>',
        "<!-- {} --><p>x</p>",
        '<p><a href="#{}">x</a></p>',
    ],
)
def test_what_the_renderer_itself_leaves_out_passes(body: str) -> None:
    assert scan_pdf(pdf_of(body.format(SECRET)), PHRASES) == []


@pytest.mark.parametrize(
    "written", ["Dylan&nbsp;Marsh", "DYLAN MARSH", "Dýlan Mårsh", "Dylan-Marsh", "Dy&shy;lan Marsh"]
)
def test_another_way_of_writing_it_is_the_same(written: str) -> None:
    assert phrases_of(scan_pdf(pdf_of(f"<p>with {written} there</p>"), PHRASES)) == {0}


def test_words_that_cross_from_page_to_page_are_found() -> None:
    pdf = pdf_of('<p>Dylan</p><p style="break-before: page">Marsh</p>')

    assert {leak.where for leak in scan_pdf(pdf, PHRASES)} == {"all pages"}


def test_a_title_is_read() -> None:
    assert phrases_of(scan_pdf(pdf_of("<p>x</p>", title=f"About {SECRET}"), PHRASES)) == {0}


def _info(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Keywords"] = SECRET


def _info_wide(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Subject"] = pikepdf.String(b"\xfe\xff" + SECRET.encode("utf-16-be"))


def _info_hex(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Subject"] = SECRET.encode().hex()


def _info_base64(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Subject"] = base64.b64encode(SECRET.encode()).decode()


def _metadata(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata = pdf.make_stream(
        f"<x><dc:title>{SECRET}</dc:title></x>".encode(), {"/Type": pikepdf.Name.Metadata}
    )


def _metadata_attribute(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata = pdf.make_stream(f'<x creator="{SECRET}"/>'.encode(), {"/Type": pikepdf.Name.Metadata})


def _outline(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(SECRET, 0))


def _attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = SECRET.encode()


def _attachment_name(pdf: pikepdf.Pdf) -> None:
    pdf.attachments[f"{SECRET}.txt"] = b"x"


def _note(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=SECRET)
    pdf.pages[0].obj.Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))


def _alternative(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K[0].Alt = SECRET


def _actual_text(pdf: pikepdf.Pdf) -> None:
    content = b"/Span <</ActualText (%s)>> BDC EMC" % SECRET.encode()
    pdf.pages[0].contents_add(pdf.make_stream(content))


def _unused_form(pdf: pikepdf.Pdf) -> None:
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    form = pdf.make_stream(b"BT /F9 9 Tf [(Dylan) -300 (Marsh)] TJ ET")
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F9=font))
    pdf.Root.PieceInfo = pdf.make_indirect(form)


def _name(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.Font["/Dylan#20Marsh"] = next(iter(pdf.pages[0].obj.Resources.Font.values()))


def _private(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Own = pikepdf.Dictionary(Deep=pikepdf.Array([pikepdf.Dictionary(Er=SECRET)]))


@pytest.mark.parametrize(
    "change",
    [
        _info, _info_wide, _info_hex, _info_base64, _metadata, _metadata_attribute, _outline,
        _attachment_name, _note, _alternative, _actual_text, _unused_form, _name, _private,
    ],
)  # fmt: skip
def test_words_in_any_object_are_found(change: Callable[[pikepdf.Pdf], None]) -> None:
    assert 0 in phrases_of(scan_pdf(changed(change), PHRASES))


def test_the_words_of_a_fonts_licence_are_no_leak() -> None:
    pdf = pdf_of("<p>He ran.</p>")

    assert scan_pdf(pdf, ["change", "changes", "public", "domain", "Copyright"]) == []


def test_a_longer_phrase_in_a_font_is() -> None:
    def write(pdf: pikepdf.Pdf) -> None:
        for found in pdf.objects:
            if isinstance(found, pikepdf.Dictionary) and "/FontFile2" in found:
                found.FontFile2.write(found.FontFile2.read_bytes() + b"Dylan Marsh was here")

    assert phrases_of(scan_pdf(changed(write), ["Dylan Marsh was here"])) == {0}


def _image(pdf: pikepdf.Pdf) -> None:
    image = pdf.make_stream(bytes(12), {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image})
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Im=image)


def _unreadable_font(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].obj.Resources.Font.values():
        del font["/ToUnicode"]


def _bad_stream(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Contents.write(b"not compressed", filter=pikepdf.Name.FlateDecode)


def _layer(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties = pikepdf.Dictionary()


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1")


@pytest.mark.parametrize("change", [_image, _unreadable_font, _bad_stream, _layer, _script, _attachment])
def test_what_cannot_be_read_or_is_not_of_our_making_is_refused(
    change: Callable[[pikepdf.Pdf], None],
) -> None:
    assert scan_pdf(changed(change), PHRASES) != []


def test_an_earlier_version_under_the_last_is_refused() -> None:
    first = pdf_of("<p>x</p>")

    assert Leak("file", "an earlier version, or something after the end") in scan_pdf(first + first, PHRASES)
    assert Leak("file", "an earlier version, or something after the end") in scan_pdf(
        first + b"note", PHRASES
    )


def test_an_encrypted_file_is_refused() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of("<p>x</p>"))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))

    assert scan_pdf(out.getvalue(), PHRASES) != []


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"hello", pdf_of("<p>x</p>")[:900]])
def test_a_broken_file_is_refused(data: bytes) -> None:
    assert scan_pdf(data, PHRASES) != []


def test_a_leak_never_repeats_the_words() -> None:
    leaks = scan_pdf(pdf_of(f"<p>{SENTENCE}</p>"), PHRASES)

    assert phrases_of(leaks) == {0, 1}
    assert SECRET not in repr(leaks)
    assert SHORT not in repr(leaks)


def zipped(files: dict[str, bytes], *, comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
        archive.comment = comment
    return out.getvalue()


def test_a_clean_archive_passes() -> None:
    files = {
        "records.pdf": pdf_of(f"<p>{CLEAN}</p>"),
        "manifest.json": json.dumps({"sha256": "0a" * 32}).encode(),
    }

    assert scan_zip(zipped(files), PHRASES) == []


@pytest.mark.parametrize(
    "archive",
    [
        zipped({"records.pdf": pdf_of(f"<p>{SENTENCE}</p>")}),
        zipped({"About Dylan Marsh.txt": b"x"}),
        zipped({"a.txt": SENTENCE.encode()}),
        zipped({"a.html": b"<p>Dylan&#32;Marsh</p>"}),
        zipped({"a.json": json.dumps({"k": ["Dýlan Marsh"]}).encode()}),
        zipped({"a.json": json.dumps({"Dylan Marsh": 1}).encode()}),
        zipped({"a.txt": b"x"}, comment=b"Dylan Marsh"),
    ],
)
def test_words_anywhere_in_an_archive_are_found(archive: bytes) -> None:
    assert 0 in phrases_of(scan_zip(archive, PHRASES))


@pytest.mark.parametrize(
    "archive",
    [
        b"not a zip",
        zipped({"a.docx": b"x"}),
        zipped({"a.txt": b"\xff\xfe"}),
        b"x" * 9 + zipped({"a.txt": b"x"}),
    ],
)
def test_an_archive_that_cannot_be_read_is_refused(archive: bytes) -> None:
    assert scan_zip(archive, PHRASES) != []


def test_a_long_scan_gives_signs_of_life_and_can_be_ended() -> None:
    seen: list[int] = []

    def beat() -> None:
        seen.append(1)
        if len(seen) == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        scan_zip(zipped({"a.pdf": pdf_of("<p>x</p>")}), PHRASES, beat=beat)
