"""What belongs to an account is sealed under keys that the database doesn't hold."""

import base64

import pytest

from access.sealing import is_current, open_text, seal_text
from safeguard.vault import VaultError

OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()


@pytest.fixture(autouse=True)
def _masters(settings: object) -> None:
    settings.SAFEGUARD_MASTER_KEYS = OLD  # type: ignore[attr-defined]


def test_what_is_sealed_can_be_opened_and_shows_nothing() -> None:
    token = seal_text("JBSWY3DPEHPK3PXP", purpose="second factor")

    assert open_text(token, purpose="second factor") == "JBSWY3DPEHPK3PXP"
    assert "JBSWY3DP" not in token
    assert base64.b64encode(b"JBSWY3DP").decode()[:8] not in token


def test_two_seals_of_the_same_words_differ() -> None:
    assert seal_text("same", purpose="p") != seal_text("same", purpose="p")


def test_a_seal_opens_only_for_its_purpose_and_place() -> None:
    token = seal_text("words", purpose="session", place="row 1")

    with pytest.raises(VaultError):
        open_text(token, purpose="second factor", place="row 1")
    with pytest.raises(VaultError):
        open_text(token, purpose="session", place="row 2")


@pytest.mark.parametrize("token", ["", "words", "sg1:old:", "sg1:old:!!!", "sg2:old:QUJD", "sg1:old:QUJD"])
def test_what_was_never_sealed_is_refused(token: str) -> None:
    with pytest.raises(VaultError):
        open_text(token, purpose="session")


def test_an_altered_seal_is_refused() -> None:
    token = seal_text("words", purpose="p")
    head, _, body = token.rpartition(":")
    damaged = bytearray(base64.b64decode(body))
    damaged[-1] ^= 1

    with pytest.raises(VaultError):
        open_text(f"{head}:{base64.b64encode(damaged).decode()}", purpose="p")


def test_an_older_master_key_still_opens_after_rotation(settings: object) -> None:
    token = seal_text("words", purpose="p")
    settings.SAFEGUARD_MASTER_KEYS = f"{NEW},{OLD}"  # type: ignore[attr-defined]

    assert open_text(token, purpose="p") == "words"
    assert not is_current(token)
    assert is_current(seal_text("words", purpose="p"))


def test_a_master_key_under_another_name_still_opens(settings: object) -> None:
    token = seal_text("words", purpose="p")
    settings.SAFEGUARD_MASTER_KEYS = f"{NEW},renamed:{OLD.partition(':')[2]}"  # type: ignore[attr-defined]

    assert open_text(token, purpose="p") == "words"


def test_a_master_key_that_is_gone_opens_nothing(settings: object) -> None:
    token = seal_text("words", purpose="p")
    settings.SAFEGUARD_MASTER_KEYS = NEW  # type: ignore[attr-defined]

    with pytest.raises(VaultError):
        open_text(token, purpose="p")
