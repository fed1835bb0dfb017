"""A book of several parts: still tagged, numbered through, findable, and nothing left when it fails."""

import io
import os
import re
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from safeguard.paper import NoRoom, PaperError, Stamp, build_book, document, render_book
from safeguard.paper.merge import merge
from safeguard.paper.press import Press, Worker
from safeguard.paper.render import render
from safeguard.paper.sheet import stamp_sheet
from safeguard.paper.spool import Spool

TABLE = (
    '<table><thead><tr><th scope="col">When</th><th scope="col">What</th></tr></thead>'
    "<tbody><tr><td>Monday</td><td>A walk</td></tr></tbody></table>"
)
LONG = "<p>" + "The child spoke quietly and drew a house. " * 160 + "</p>"


def part(name: str) -> str:
    end = f'<h2 id="{name}-end">End</h2><p><a href="#{name}">up</a></p>'
    body = f'<h1 id="{name}">Part {name}</h1>{TABLE}{LONG}{end}'
    return document(body, title="Book")


@pytest.fixture(scope="module")
def book() -> bytes:
    stamp = Stamp(head="Confidential: SAR-26-0007", aside="For Ånna Ӧztürk", foot="Oakfield <Academy>")
    out = io.BytesIO()
    build_book((part(name) for name in "abc"), title="A book – é", out=out, stamp=stamp)
    return out.getvalue()


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    waiting = [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        element = waiting.pop()
        yield element
        kids = element.get("/K", pikepdf.Array())
        waiting += [kid for kid in kids.as_list() if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def marks(pdf: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    found: dict[int, pikepdf.Object] = {}
    for leaf in pdf.Root.StructTreeRoot.ParentTree.Kids.as_list():
        numbers = leaf.Nums.as_list()
        pairs = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        assert [int(end) for end in leaf.Limits.as_list()] == [min(pairs), max(pairs)]
        assert not found.keys() & pairs.keys()
        found |= pairs
    return found


def test_the_book_is_a_sound_tagged_pdf(book: bytes) -> None:
    with pikepdf.open(io.BytesIO(book)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.Root.MarkInfo.Marked is True
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
        assert str(pdf.docinfo.Title) == "A book – é"
        assert b'pdfuaid:part="1"' in pdf.Root.Metadata.read_bytes()


def test_the_structure_tree_is_whole_after_the_merge(book: bytes) -> None:
    with pikepdf.open(io.BytesIO(book)) as pdf:
        kinds = [str(element.S) for element in elements(pdf)]
        assert kinds[0] == "/Document"
        assert [kinds.count(kind) for kind in ("/Part", "/H1", "/Table", "/Link")] == [3, 3, 3, 3]
        table = marks(pdf)
        owners = [int(page.obj.StructParents) for page in pdf.pages]
        assert len(set(owners)) == len(owners)
        for page, owner in zip(pdf.pages, owners, strict=True):
            assert {element.Pg.objgen for element in table[owner].as_list()} == {page.obj.objgen}
        assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) == max(table) + 1


def test_every_element_knows_its_parent(book: bytes) -> None:
    with pikepdf.open(io.BytesIO(book)) as pdf:
        for element in elements(pdf):
            for kid in element.get("/K", pikepdf.Array()).as_list():
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    assert kid.P.objgen == element.objgen


def test_header_cells_have_ids_of_their_own_and_are_listed(book: bytes) -> None:
    with pikepdf.open(io.BytesIO(book)) as pdf:
        heads = [bytes(one.ID) for one in elements(pdf) if str(one.S) == "/TH"]
        cells = [bytes(one.A.Headers[0]) for one in elements(pdf) if str(one.S) == "/TD"]
        leaves = pdf.Root.StructTreeRoot.IDTree.Kids.as_list()
        listed = [bytes(name) for leaf in leaves for name in leaf.Names[::2]]
        assert len(set(heads)) == 6
        assert sorted(heads) == sorted(cells) == listed


def test_links_lead_to_pages_of_the_book(book: bytes) -> None:
    with pikepdf.open(io.BytesIO(book)) as pdf:
        pages = [page.obj.objgen for page in pdf.pages]
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", pikepdf.Array()).as_list()]
        third = len(pages) // 3
        assert [pages.index(link.Dest[0].objgen) for link in links] == [0, third, 2 * third]
        table = marks(pdf)
        assert [str(table[int(link.StructParent)].S) for link in links] == ["/Link"] * 3


def test_each_page_has_its_number_and_the_stamp_as_an_artifact(book: bytes) -> None:
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(book)).pages]

    for number, text in enumerate(texts, start=1):
        assert f"Page {number} of {len(texts)}" in text
        assert "Confidential: SAR-26-0007" in text
        assert "For Ånna Ӧztürk" in text
        assert "Oakfield <Academy>" in text
    with pikepdf.open(io.BytesIO(book)) as pdf:
        for page in pdf.pages:
            last = page.obj.Contents[-1].read_bytes()
            assert re.fullmatch(rb"Q\n/Artifact <</Type /Pagination>> BDC\n.*\nEMC\n", last, re.DOTALL)


def test_the_outline_is_the_parts_headings_in_order(book: bytes) -> None:
    with pikepdf.open(io.BytesIO(book)) as pdf, pdf.open_outline() as outline:
        assert [one.title for one in outline.root] == ["Part a", "Part b", "Part c"]
        assert [[two.title for two in one.children] for one in outline.root] == [["End"]] * 3


def test_anchors_tell_the_page_counted_from_one() -> None:
    with render_book([part("a"), part("b")], title="t") as made:
        texts = [page.extract_text() for page in PdfReader(io.BytesIO(b"".join(made.stream()))).pages]

        assert made.pages == len(texts)
        assert sorted(made.anchors) == ["a", "a-end", "b", "b-end"]
        assert "Part b" in texts[made.anchors["b"] - 1]


def test_progress_counts_parts_and_what_it_raises_ends_the_work() -> None:
    seen: list[int] = []

    def tell(done: int) -> None:
        seen.append(done)
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        render_book((part(name) for name in "abcdef"), title="t", progress=tell)

    assert seen == [1, 2]


def test_parts_are_read_only_a_little_ahead() -> None:
    read: list[str] = []

    def parts() -> Iterator[str]:
        for name in "abcdefghij":
            read.append(name)
            yield document(f"<p>{name}</p>", title="t")

    with Press(workers=2) as press:
        first = next(press.each(parts(), title="t"))

    assert first.pages == 1
    assert len(read) == 4


def test_a_failing_source_leaves_no_file_and_no_process(tmp_path: Path) -> None:
    def parts() -> Iterator[str]:
        yield part("a")
        raise LookupError("the record could not be opened")

    with pytest.raises(LookupError):
        build_book(parts(), title="t", out=tmp_path / "book.pdf")

    assert list(tmp_path.iterdir()) == []
    assert not _children()


def test_a_full_disk_is_said_plainly(tmp_path: Path) -> None:
    with open("/dev/full", "wb", buffering=0) as full, pytest.raises(NoRoom) as fault:
        build_book([part("a")], title="t", out=full)

    assert str(fault.value).startswith("There is not enough room on the disk")


def test_a_full_disk_under_the_spool_is_said_plainly() -> None:
    spool = Spool()
    spool.file.close()
    spool.file = open("/dev/full", "wb", buffering=0)  # noqa: SIM115 (closed by the spool)

    with pytest.raises(NoRoom):
        spool.add(b"part")
    spool.close()


def test_the_spool_gives_back_what_it_took_and_keeps_it_unreadable() -> None:
    spool = Spool()
    spool.add(b"one Brennick")
    spool.add(b"two")

    spool.file.seek(0)
    raw = spool.file.read()

    assert b"Brennick" not in raw
    assert list(spool) == [b"one Brennick", b"two"]
    assert list(spool) == [b"one Brennick", b"two"]
    assert os.fstat(spool.file.fileno()).st_nlink == 0
    spool.close()


def test_a_worker_has_no_secrets_in_its_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    worker = Worker()
    try:
        worker.lay_out(document("<p>x</p>", title="t"), title="t", tagged=True, longest=60)
        environment = Path(f"/proc/{worker.process.pid}/environ").read_bytes()
        command = Path(f"/proc/{worker.process.pid}/cmdline").read_bytes()
    finally:
        worker.stop()

    assert b"secret" not in environment
    assert b"<p>" not in command


def test_a_part_that_takes_too_long_ends_with_a_fault() -> None:
    with Press(workers=1, longest=0.05) as press, pytest.raises(PaperError, match="ended before it was done"):
        press.lay_out(part("a"), title="t")


def test_an_empty_book_is_refused() -> None:
    with pytest.raises(PaperError, match="at least one part"):
        render_book([], title="t")


def test_memory_does_not_grow_with_the_book() -> None:
    made = render(part("a"), title="t")
    stamp = render(stamp_sheet(Stamp(foot="x")), title="-", tagged=False).pdf

    def peak(times: int) -> int:
        tracemalloc.start()
        for piece in merge([made.pdf] * times, stamp=stamp, total=made.pages * times, title="t"):
            assert piece
        high = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return high

    grown = peak(80) - peak(10)

    assert grown / (70 * made.pages) < 8_000, "more than some numbers a page are kept"


def _children() -> list[str]:
    """Workers of ours that still run; other tests may have left a browser open beside us."""
    mine = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()
    return [pid for pid in mine if b"safeguard.paper.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()]
