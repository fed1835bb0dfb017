"""Joins rendered parts into one tagged PDF, as a stream of bytes.

Copying pages from file to file loses the structure tree in every library that was tried, and with it what a
screen reader reads. So the tree is carried over by hand: each part's marks on its pages (/StructParents) are
shifted past those of the parts before, its root becomes a /Part below one /Document, and the table from
marks to elements (/ParentTree) is written leaf by leaf. Memory holds one part at a time, whatever the length.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

import pikepdf

from safeguard.paper.copier import Copier
from safeguard.paper.faults import PaperError
from safeguard.paper.outline import Heading, headings, put_outline
from safeguard.paper.stamp import Numbers
from safeguard.paper.writer import Writer

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(slots=True)
class _Merge:
    """What grows while parts come in: a few numbers a page, never a part's content."""

    writer: Writer
    numbers: Numbers
    total: int
    tree: int
    document: int
    root: int
    pages: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    leaves: list[tuple[int, int, int]] = field(default_factory=list)
    ids: list[tuple[bytes, bytes, int]] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    next_mark: int = 0


def merge(parts: Iterable[bytes], *, stamp: bytes, total: int, title: str) -> Iterator[bytes]:
    """The book's bytes: `parts` are tagged PDFs, `stamp` the laid-out stamp sheet, `total` the page count."""
    writer = Writer()
    with pikepdf.open(io.BytesIO(stamp)) as sheet:
        numbers = Numbers(sheet, writer)
    tree, document, root = (writer.reserve() for _ in range(3))
    state = _Merge(writer, numbers, total, tree=tree, document=document, root=root)
    for part in parts:
        with pikepdf.open(io.BytesIO(part)) as source:
            _add(state, source)
        yield writer.take()
    _finish(state, title)
    yield writer.take()


def _add(state: _Merge, source: pikepdf.Pdf) -> None:
    copier = Copier(source, state.writer)
    try:
        tree = source.Root.StructTreeRoot
        (top,) = tree.K.as_list()
        marks = list(tree.ParentTree.Nums.as_list())
    except (AttributeError, KeyError, ValueError) as untagged:
        raise PaperError("A part came without a structure tree.") from untagged
    for page in source.pages:
        copier.stand_for(page.obj.Parent, state.tree)
    _shift(source, state.next_mark)
    state.headings += headings(source, copier)
    _stamp(state, source, copier)
    top.S = pikepdf.Name.Part
    top.P = copier.placeholder(state.document)
    state.parts.append(copier.number(top))
    _name_cells(state, source, copier)
    _add_marks(state, copier, marks)
    copier.flush()


def _shift(source: pikepdf.Pdf, offset: int) -> None:
    """Move the part's marks past those of the parts before it, on its pages and on its links."""
    places = _destinations(source)
    for page in source.pages:
        page.obj.StructParents = int(page.obj.StructParents) + offset
        for link in page.obj.get("/Annots", pikepdf.Array()).as_list():
            if "/StructParent" in link:
                link.StructParent = int(link.StructParent) + offset
            if isinstance(link.get("/Dest"), pikepdf.String):
                link.Dest = places[str(link.Dest)]  # names are the part's own and would meet others'


def _destinations(source: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    """The part's own places by name, to be written out in full."""
    try:
        names = source.Root.Names.Dests.Names.as_list()
    except AttributeError:
        return {}
    return {str(name): place for name, place in zip(names[::2], names[1::2], strict=True)}


def _stamp(state: _Merge, source: pikepdf.Pdf, copier: Copier) -> None:
    """Add the stamp to each page and queue the pages."""
    form = copier.placeholder(state.numbers.form)
    font = copier.placeholder(state.numbers.font)
    before = copier.placeholder(state.numbers.before)
    for page in source.pages:
        resources = page.obj.Resources
        for kind, name, found in (("/XObject", "/SgStamp", form), ("/Font", "/SgFont", font)):
            if kind not in resources:
                resources[kind] = pikepdf.Dictionary()
            resources[kind][name] = found
        number = state.writer.reserve()
        state.pages.append(copier.number(page.obj))
        data = state.numbers.after(len(state.pages), state.total)
        state.writer.put_stream(number, b"/Filter /FlateDecode", data)
        page.obj.Contents = pikepdf.Array([before, page.obj.Contents, copier.placeholder(number)])


def _name_cells(state: _Merge, source: pikepdf.Pdf, copier: Copier) -> None:
    """Table cells name their headers by ids that every part counts afresh: put the part's number before."""
    prefix = b"p%06d-" % len(state.parts)
    named: list[tuple[bytes, int]] = []
    for cell in source.objects:
        if not isinstance(cell, pikepdf.Dictionary) or cell.get("/S") not in ("/TH", "/TD"):
            continue
        if "/ID" in cell:
            cell.ID = pikepdf.String(prefix + bytes(cell.ID))
            named.append((bytes(cell.ID), copier.number(cell)))
        about = cell.get("/A")
        if about is not None and "/Headers" in about:
            about.Headers = pikepdf.Array(
                [pikepdf.String(prefix + bytes(one)) for one in about.Headers.as_list()]
            )
    if not named:
        return
    named.sort()
    pairs = b" ".join(b"(%s) %d 0 R" % (name, number) for name, number in named)
    first, last = named[0][0], named[-1][0]
    leaf = state.writer.add(b"<< /Limits [(%s) (%s)] /Names [%s] >>" % (first, last, pairs))
    state.ids.append((first, last, leaf))


def _add_marks(state: _Merge, copier: Copier, marks: list[pikepdf.Object]) -> None:
    """One leaf of the table from marks to elements."""
    keys = [int(key) + state.next_mark for key in marks[::2]]
    values = [
        b"%d 0 R" % copier.number(value) if value.is_indirect else copier.body(value) for value in marks[1::2]
    ]
    pairs = b" ".join(b"%d %s" % pair for pair in zip(keys, values, strict=True))
    leaf = state.writer.add(b"<< /Limits [%d %d] /Nums [%s] >>" % (keys[0], keys[-1], pairs))
    state.leaves.append((keys[0], keys[-1], leaf))
    state.next_mark = keys[-1] + 1


def _finish(state: _Merge, title: str) -> None:
    """Everything that needs the whole: page tree, structure root, outline, metadata, catalogue."""
    writer = state.writer
    if len(state.pages) != state.total:
        raise PaperError("The book has not the number of pages that was counted.")
    writer.put(state.tree, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (state.total, _refs(state.pages)))
    writer.put(
        state.document,
        b"<< /Type /StructElem /S /Document /P %d 0 R /K [%s] >>" % (state.root, _refs(state.parts)),
    )
    marks = writer.add(b"<< /Kids [%s] >>" % _refs(leaf for _, _, leaf in state.leaves))
    ids = b""
    if state.ids:
        ids = b" /IDTree %d 0 R" % writer.add(b"<< /Kids [%s] >>" % _refs(leaf for _, _, leaf in state.ids))
    writer.put(
        state.root,
        b"<< /Type /StructTreeRoot /K [%d 0 R] /ParentTree %d 0 R /ParentTreeNextKey %d%s >>"
        % (state.document, marks, state.next_mark, ids),
    )
    xmp = writer.reserve()
    writer.put_stream(xmp, b"/Type /Metadata /Subtype /XML", _XMP.format(title=escape(title)).encode())
    outline = put_outline(writer, state.headings)
    catalogue = writer.add(
        b"<< /Type /Catalog /Pages %d 0 R /StructTreeRoot %d 0 R /Metadata %d 0 R /Lang (en-GB)%s"
        b" /MarkInfo << /Marked true >> /ViewerPreferences << /DisplayDocTitle true >> >>"
        % (state.tree, state.root, xmp, outline)
    )
    info = writer.add(b"<< /Title %s >>" % pikepdf.String(title).unparse())
    writer.finish(root=catalogue, info=info)


def _refs(numbers: Iterable[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)
