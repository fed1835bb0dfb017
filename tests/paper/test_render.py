"""One document to one tagged PDF: what is in it, what is not fetched, what is said when Pango is missing."""

import io
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from safeguard.paper.faults import INSTALL
from safeguard.paper.render import render, render_pdf
from safeguard.paper.sheet import document, in_chunks

ROOT = Path(__file__).resolve().parents[2]


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_rendered_document_is_tagged_titled_and_in_english() -> None:
    made = render(document("<h1 id='top'>Ada</h1><p>Hello</p>", title="First & last"), title="First & last")

    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert pdf.Root.MarkInfo.Marked is True
        assert str(pdf.Root.Lang) == "en-GB"
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.docinfo.Title) == "First & last"
        assert b'pdfuaid:part="1"' in pdf.Root.Metadata.read_bytes()
    assert (made.pages, made.anchors) == (1, {"top": 0})


def test_every_script_and_sign_of_a_record_survives() -> None:
    words = "Zoë Łukasz Ngũgĩ, שלום, 😀, £5 – “quoted”\x00\x07 end"

    made = render(document(f"<p>{words}</p>", title="t"), title="t")

    assert "Zoë Łukasz Ngũgĩ" in text_of(made.pdf)
    assert text_of(made.pdf).rstrip().endswith("end")


@pytest.mark.parametrize("scheme", ["file", "http"])
def test_nothing_is_fetched_from_outside(tmp_path: Path, scheme: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("swordfish", encoding="utf-8")
    address = secret.as_uri() if scheme == "file" else "http://127.0.0.1:9/secret.txt"
    body = f'<p>kept</p><img src="{address}" alt="x"><link rel="attachment" href="{address}">'

    made = render(document(body, title="t"), title="t")

    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
        streams = [one.read_raw_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        assert not any(b"swordfish" in one for one in streams)
    assert "kept" in text_of(made.pdf)


def test_render_pdf_writes_to_a_path_and_to_an_open_file(tmp_path: Path) -> None:
    html = document("<p>Hello</p>", title="t")
    buffer = io.BytesIO()

    render_pdf(html, title="t", out=tmp_path / "a.pdf")
    render_pdf(html, title="t", out=buffer)

    assert (tmp_path / "a.pdf").read_bytes()[:8] == buffer.getvalue()[:8] == b"%PDF-1.7"


def test_without_pango_one_line_says_what_to_install(tmp_path: Path) -> None:
    broken = "raise OSError('cannot load library libgobject-2.0-0')"
    (tmp_path / "weasyprint.py").write_text(broken, encoding="utf-8")
    program = (
        "from safeguard.paper.render import render\n"
        "from safeguard.paper.faults import PaperUnavailable\n"
        "try: render('<p>x', title='t')\n"
        "except PaperUnavailable as fault: print(fault)\n"
    )

    said = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={"PYTHONPATH": f"{tmp_path}:{ROOT}"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.splitlines() == [INSTALL]
    assert said.stderr == ""


def test_short_pieces_share_a_part_and_a_long_one_stays_whole() -> None:
    parts = list(in_chunks(["aa", "bb", "c" * 9, "dd"], size=5))

    assert parts == ["aabb", "c" * 9, "dd"]
