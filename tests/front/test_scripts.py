"""Our own scripts: strict, nothing evaluated, no markup out of words, nothing kept in the browser."""

import re
from pathlib import Path

from django.conf import settings

FOLDER = settings.BASE_DIR / "static" / "js"
SCRIPTS = sorted(FOLDER.glob("*.js"))
NAMES = [script.name for script in SCRIPTS]

FORBIDDEN = [
    r"\binnerHTML\b",
    r"\bouterHTML\b",
    r"\binsertAdjacentHTML\b",
    r"\bdocument\.write",
    r"\bcreateContextualFragment\b",
    r"\beval\s*\(",
    r"\bnew\s+Function\b",
    r"\bset(?:Timeout|Interval)\s*\(\s*[\"'`]",
    r"\blocalStorage\b",
    r"\bsessionStorage\b",
    r"\bindexedDB\b",
    r"\bcaches\b",
    r"\bdocument\.cookie\b",
    r"\bserviceWorker\b",
    r"\bconsole\.",
    r"\.style\b",
    r"https?://(?!www\.w3\.org/2000/svg)",
]


def code(script: Path) -> str:
    return re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", script.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_nothing_dangerous_is_used() -> None:
    found = [
        (script.name, pattern)
        for script in SCRIPTS
        for pattern in FORBIDDEN
        if re.search(pattern, code(script))
    ]

    assert found == []


def test_each_is_strict_and_small() -> None:
    texts = {script.name: script.read_text(encoding="utf-8") for script in SCRIPTS}

    assert [name for name, text in texts.items() if '"use strict";' not in text] == []
    assert [name for name, text in texts.items() if text.count("\n") > 250] == []


def test_every_script_is_loaded_somewhere_and_the_kit_comes_first() -> None:
    templates = settings.BASE_DIR / "templates"
    loaded = re.findall(r"js/([a-z]+\.js)", (templates / "ui/scripts.html").read_text(encoding="utf-8"))
    elsewhere = re.findall(
        r"'js/([a-z]+\.js)'", (templates / "mfa/webauthn/snippets/scripts.html").read_text(encoding="utf-8")
    )

    assert loaded[0] == "kit.js"
    assert sorted(loaded + elsewhere) == NAMES
