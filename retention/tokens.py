"""What must not be found in a package, and how it is looked for.

A removed phrase is compared by its letters and digits only, without case and accents, so that no spacing,
hyphen or line break hides it. Where a removed phrase also stands in words that are meant to be sent ("Mark"
removed as a name, "a mark" kept), looking for it alone would find what may stay; then its neighbours from
the original are taken in, until the whole is something that only the original says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from retention.folding import fold, squeeze

# Up to this many letters a phrase must stand as words of its own; longer ones are found inside others too.
SHORT = 5

# Fewer letters than this say nothing alone ("K."): they are only looked for with their neighbours.
_TELLING = 3

# In bytes that are no text, this many in a row can't be there by chance.
_BY_CHANCE = 6

# Withheld text is looked for in runs of this many words: anything longer than two runs cannot slip through.
RUN = 5

# What the format itself says in every file, so that a removed "stream" or "parent" is not found in it.
_FORMAT_WORDS = """
%PDF obj endobj stream endstream startxref %%EOF Adobe Identity Identity-H UCS UTF-16 CIDInit ProcSet
findresource dict begin begincmap CIDSystemInfo Registry Ordering Supplement def CMapName CMapType
begincodespacerange endcodespacerange beginbfchar endbfchar beginbfrange endbfrange endcmap currentdict
defineresource pop end A Alt Annot Action lab-d50 lab-d65 Annots Art Ascent Artifact BBox BaseFont Bleed
BleedBox BlockQuote Border BS CA ca CapHeight Caption CIDFontType0 CIDFontType0C CIDFontType2 CIDSet
CIDToGIDMap CMap Catalog ColorSpace ColSpan Contents Count DescendantFonts DeviceCMYK DeviceGray DeviceRGB
Descent Dest Dests DisplayDocTitle Div Document Encoding ExtGState Figure Filter First FirstChar Flags
FlateDecode Font FontBBox FontDescriptor FontFamily FontFile FontFile2 FontFile3 FontMatrix FontName
FontStretch FontWeight Form FormType GTS Group H1 H2 H3 H4 H5 H6 Headers I ID IDTree Image Index Info
ItalicAngle K Kids L LBody LI Lab Lang Last LastChar Lbl Length Length1 Limits Link MCID MarkInfo Marked
Matrix MediaBox Metadata Names Next NonStruct Nums O OBJR Obj ObjStm OpenType Outlines P Page Pages
Pagination Parent ParentTree ParentTreeNextKey Part Pattern Pg Prev Producer Resources Root Row RowSpan S
Scope Sect Shading Size Span Stamp StemH StemV StructElem StructParent StructParents StructTreeRoot Subtype
TBody TD TFoot TH THead TR Table Tabs Title ToUnicode Transparency TrimBox Type Type0 Type1 Type1C URI
ViewerPreferences Widths XHeight XML XObject XRef XYZ SgStamp SgFont xpacket xmpmeta x:xmpmeta rdf:RDF
rdf:Description rdf:about pdfuaid:part dc:title rdf:Alt rdf:li xml:lang x-default W5M0MpCehiHzreSzNTczkc9d
adobe:ns:meta http://www.w3.org/1999/02/22-rdf-syntax-ns# http://www.aiim.org/pdfua/ns/id/
http://purl.org/dc/elements/1.1/ http://ns.adobe.com/pdf/1.3/ xmlns en-GB DejaVu-Sans DejaVu-Sans-Bold Inter
true false null N Range Rect Gamma WhitePoint ICCBased Alternate Domain FunctionType C0 C1 OP op D50
"""

_WORD = re.compile(r"[^\W_]+")
_NEXT_WORD = re.compile(r"[\W_]*[^\W_]+")
_LAST_WORD = re.compile(r"[^\W_]+[\W_]*$")
_LINE_HYPHEN = re.compile(r"(?<=[^\W_])-[ ]*\n[ \n]*(?=[^\W_])")


@dataclass(frozen=True, slots=True)
class Removed:
    """A removal in its original, which is one section of one record."""

    original: str
    start: int
    end: int


class Haystack:
    """Words that are meant to be sent, and those of the format, ready to be asked what they say."""

    def __init__(self, texts: Iterable[str]) -> None:
        whole = "\n\n".join([*texts, _FORMAT_WORDS])
        self.letters = squeeze(whole)
        self.words = set(words_of(whole))
        self.folded = fold(whole)[0]

    def says(self, phrase: str) -> bool:
        """Whether `phrase` would be found here by a `Finder`."""
        letters = squeeze(phrase)
        if not letters:
            return fold(phrase)[0].strip() in self.folded
        return letters in (self.words if len(letters) <= SHORT else self.letters)


class Finder:
    """Looks for many phrases at once; the time it takes hardly depends on how many there are."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self.phrases = phrases
        self.signs: list[tuple[str, int]] = []
        self.short: dict[str, int] = {}
        self.long: dict[str, list[tuple[str, int]]] = {}
        for index, phrase in enumerate(phrases):
            letters = squeeze(phrase)
            if not letters:
                if signs := fold(phrase)[0].strip():
                    self.signs.append((signs, index))
            elif len(letters) <= SHORT:
                self.short.setdefault(letters, index)
            else:
                self.long.setdefault(letters[: SHORT + 1], []).append((letters, index))

    def find(self, text: str, *, whole_words: bool = False) -> set[int]:
        """The indices of the phrases that `text` says.

        With `whole_words` a long phrase must begin and end where a word does. That is for readings in which
        the last word of a page meets the line that is printed below it ("friend" and "SAR").
        """
        found = {self.short[word] for word in words_of(text) if word in self.short} if self.short else set()
        letters, edges = squeeze(text), _edges(text) if whole_words else None
        size = SHORT + 1
        for at in range(len(letters) - SHORT):
            if letters[at : at + size] in self.long:
                found |= {
                    index
                    for phrase, index in self.long[letters[at : at + size]]
                    if letters.startswith(phrase, at)
                    and (edges is None or (at in edges and at + len(phrase) in edges))
                }
        if self.signs:
            folded = fold(text)[0]
            found |= {index for signs, index in self.signs if signs in folded}
        return found


class ByteFinder:
    """Looks for phrases in plain sight in bytes of any kind, such as the program of a font."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self.starts: dict[bytes, list[tuple[bytes, int]]] = {}
        for index, phrase in enumerate(phrases):
            written = {form.lower() for form in _written(phrase) if len(form) >= _BY_CHANCE}
            for form in written:
                self.starts.setdefault(form[:_BY_CHANCE], []).append((form, index))

    def find(self, data: bytes) -> set[int]:
        """The indices of the phrases whose bytes, in any usual encoding, stand in `data`."""
        lower = data.lower()
        starts, size = self.starts, _BY_CHANCE
        met = (
            {at for at in range(len(lower) - size + 1) if lower[at : at + size] in starts}
            if starts
            else set()
        )
        return {
            index for at in met for form, index in starts[lower[at : at + size]] if lower.startswith(form, at)
        }


def words_of(text: str) -> Iterator[str]:
    """The words of `text` as they are compared; letters set apart ("L e n a") and split words as well."""
    folded = fold(text)[0]
    spaced = ""
    for word in _WORD.findall(folded):
        yield word
        if len(word) > 1:
            spaced = ""
            continue
        spaced = (spaced + word)[-SHORT:]
        yield from (spaced[start:] for start in range(len(spaced) - 1))
    if _LINE_HYPHEN.search(folded):
        yield from _WORD.findall(_LINE_HYPHEN.sub("", folded))


def _edges(text: str) -> set[int]:
    """Where words begin and end, counted in letters only."""
    edges, at = set(), 0
    for word in _WORD.findall(fold(text)[0]):
        edges |= {at, at + len(word)}
        at += len(word)
    return edges


def provable(removed: Iterable[Removed], sent: Haystack) -> tuple[list[str], list[Removed]]:
    """Phrases that prove each removal when they are absent, and the removals that none can prove.

    The second list holds removals whose whole section is also sent somewhere: the same words were removed
    in one place and kept in another, and only a person can say which was meant.
    """
    phrases: dict[str, None] = {}
    contradictions: list[Removed] = []
    for one in removed:
        phrase = _telling(one, sent)
        if phrase is None:
            contradictions.append(one)
        else:
            phrases.setdefault(phrase)
    return list(phrases), contradictions


def runs(text: str, *, size: int = RUN) -> Iterator[Removed]:
    """A withheld text as removals of `size` words each, so that no part of it can pass unseen."""
    words = list(_WORD.finditer(text))
    for at in range(0, len(words), size):
        row = words[at : at + size]
        yield Removed(text, row[0].start(), row[-1].end())


def _written(phrase: str) -> Iterator[bytes]:
    """A phrase in the encodings that files use, and those in hexadecimal."""
    for encoding in ("utf-8", "latin-1", "utf-16-be", "utf-16-le"):
        try:
            form = phrase.encode(encoding)
        except UnicodeEncodeError:
            continue  # this encoding hasn't the signs; another has
        yield form
        yield form.hex().encode("ascii")


def _telling(one: Removed, sent: Haystack) -> str | None:
    start, end = one.start, one.end
    while True:
        phrase = one.original[start:end]
        letters = squeeze(phrase)
        if (len(letters) >= _TELLING or not letters) and not sent.says(phrase):
            return phrase
        before = _LAST_WORD.search(one.original, 0, start)
        after = _NEXT_WORD.match(one.original, end)
        if before is None and after is None:
            return None
        start = before.start() if before else start
        end = after.end() if after else end
