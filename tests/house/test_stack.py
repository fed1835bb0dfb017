"""The real thing, as `make demo` starts it: web server, worker and clock under one supervisor."""

import json
import os
import re
import urllib.request
from pathlib import Path

import pytest

from safeguard.demo.stack import demo_stack
from tests.house.test_supervisor import alive, until


def get(url: str) -> dict[str, object]:
    with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310 - our own server
        found = json.loads(answer.read())
    assert isinstance(found, dict)
    return found


@pytest.mark.services
def test_the_whole_stack_comes_up_heals_and_goes_down_clean(folder: Path) -> None:
    told: list[str] = []
    with demo_stack(directory=folder, sample=None, database="test_stack", say=told.append) as stack:
        assert get(f"{stack.url}/healthz") == {"status": "alive"}
        assert get(f"{stack.url}/readyz")["status"] == "ready"
        with urllib.request.urlopen(f"{stack.url}/account/login/", timeout=60) as page:  # noqa: S310 - the same
            assert re.search(r'href="/static/css/[a-z]+\.[0-9a-f]{12}\.css"', page.read().decode())
        pids = [child.pid for child in stack.supervisor.children]

        killed = stack.worker_pid
        os.kill(killed, 9)
        assert until(lambda: stack.worker_pid != killed and stack.log("worker").count(" ready.") == 2)
        assert told == ["worker ended (SIGKILL). Starting it again in 1 s."]
        pids.append(stack.worker_pid)

    assert not any(alive(pid) for pid in pids)
    assert "Traceback" not in stack.log("web") + stack.log("beat")
