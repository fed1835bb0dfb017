"""A process that lays out one part after another: `python -m safeguard.paper.worker`.

It is a process of its own because Celery's children may not have children made by multiprocessing, and
because layout takes memory that only the end of a process gives back. Text comes in and a PDF goes out by
pipe, so that neither is ever an argument, a setting or a file.

Each request is eight bytes of length and that much JSON {"html", "title", "tagged"}. Each answer is eight
bytes of length, that much JSON, and, where it says "size", that many bytes of PDF.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from typing import Any, BinaryIO

from safeguard.paper.faults import PaperUnavailable
from safeguard.paper.render import render

LENGTH = 8


def send(pipe: BinaryIO, message: dict[str, Any], tail: bytes = b"") -> None:
    """Write one message, and what follows it."""
    body = json.dumps(message).encode()
    pipe.write(len(body).to_bytes(LENGTH, "big") + body + tail)
    pipe.flush()


def receive(pipe: BinaryIO) -> dict[str, Any] | None:
    """Read one message; None at the end of the pipe."""
    length = pipe.read(LENGTH)
    if len(length) < LENGTH:
        return None
    message: dict[str, Any] = json.loads(pipe.read(int.from_bytes(length, "big")))
    return message


def answer(request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Lay out one request. A fault is named by its kind only: its message could quote the text."""
    try:
        made = render(request["html"], title=request["title"], tagged=request["tagged"])
    except PaperUnavailable:
        return {"fault": "unavailable"}, b""
    except Exception as fault:  # noqa: BLE001 (whatever it was, the parent must hear of it)
        return {"fault": type(fault).__name__}, b""
    return {"pages": made.pages, "anchors": made.anchors, "size": len(made.pdf)}, made.pdf


def main() -> None:
    """Serve until the pipe closes."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold the text
    os.nice(5)  # pages on the screen come before pages on paper
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a stray print must not break the protocol
    while request := receive(sys.stdin.buffer):
        head, pdf = answer(request)
        send(answers, head, pdf)


if __name__ == "__main__":
    main()
