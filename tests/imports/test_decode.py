"""Letters: four ways to read them, and no guess."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concerns.imports.decode import decode
from concerns.imports.unreadable import SENTENCES, Reason, UnreadableFile

NAMES = "João, Inês, Siân, Zoë, O’Neill, Çelik, Ærø"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (NAMES.encode("utf-8-sig"), "utf-8-sig"),
        (NAMES.encode("utf-8"), "utf-8"),
        (NAMES.encode("cp1252"), "cp1252"),
        (codecs.BOM_UTF16_LE + NAMES.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + NAMES.encode("utf-16-be"), "utf-16"),
    ],
)
def test_names_come_through_unchanged(data, encoding):
    found = decode(data)
    assert (found.text, found.encoding, found.garbled) == (NAMES, encoding, False)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \r\n\t", Reason.EMPTY),
        (codecs.BOM_UTF8, Reason.EMPTY),
        (codecs.BOM_UTF16_LE, Reason.EMPTY),
        (b"Surname\x00,Forename", Reason.NULL_BYTES),
        ("Surname".encode("utf-16-le"), Reason.NULL_BYTES),
        ("Sur\x00name".encode("utf-8-sig"), Reason.NULL_BYTES),
        ("Sur\x00name".encode("utf-16"), Reason.NULL_BYTES),
        (codecs.BOM_UTF8 + b"Jo\xe3o", Reason.LETTERS),
        (codecs.BOM_UTF16_LE + b"J\x00o", Reason.LETTERS),
        ("João".encode("utf-32"), Reason.LETTERS),
        # 0x81 and 0x9d are nothing in Windows-1252 and something in others: no guess.
        (b"Surname\r\n\x81\x9d", Reason.LETTERS),
    ],
)
def test_what_cannot_be_read_without_a_guess_is_refused(data, reason):
    with pytest.raises(UnreadableFile) as caught:
        decode(data)
    assert caught.value.reason is reason


@pytest.mark.parametrize("text", ["JoÃ£o", "ZoÃ«", "Oâ€™Neill", "SiÃ¢n", "Â£5", "Å� Ã…ke"])
def test_letters_that_were_spoilt_before_are_pointed_out(text):
    assert decode(text.encode()).garbled


@pytest.mark.parametrize("text", ["São", "Ângela", "Âne", "Ã", "ÂRFON", "Â B", "NUÑÃO"])
def test_ordinary_capitals_are_not_called_garbled(text):
    assert not decode(text.encode()).garbled


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    try:
        found = decode(data)
    except UnreadableFile:
        return
    assert "\x00" not in found.text
    assert data.decode(found.encoding) == found.text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1))
def test_utf_8_gives_back_every_letter(text):
    if text.strip() and not text.startswith("\ufeff"):
        assert decode(text.encode()).text == text


def test_every_reason_has_a_sentence_without_the_word_invalid():
    assert set(SENTENCES) == set(Reason)
    assert not any("invalid" in sentence.lower() or "!" in sentence for sentence in SENTENCES.values())
