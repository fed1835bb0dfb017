"""docker-compose.yml, the image and .env.example tell the same story."""

import re
from typing import Any

import yaml

from tests.house.code import ROOT

COMPOSE = (ROOT / "docker-compose.yml").read_text()
OURS = {"web", "worker", "beat", "migrate"}


def services() -> dict[str, Any]:
    found = yaml.safe_load(COMPOSE)["services"]
    assert isinstance(found, dict)
    return found


def test_every_variable_is_explained_and_none_is_idle() -> None:
    used = set(re.findall(r"(?<!\$)\$\{([A-Z_]+)", COMPOSE))
    explained = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert used == explained


def test_the_example_holds_no_secret() -> None:
    for line in (ROOT / ".env.example").read_text().splitlines():
        if re.match(r"^\w*(PASSWORD|KEY|KEYS)=", line):
            assert line.endswith("="), line


def test_every_setting_it_gives_is_one_that_the_settings_read() -> None:
    settings = (ROOT / "safeguard" / "settings.py").read_text()
    given = {name for name in OURS for name in services()[name]["environment"]}

    assert [name for name in given if f'"{name}"' not in settings] == []


def test_what_it_mounts_exists() -> None:
    mounts = [m for service in services().values() for m in service.get("volumes", []) if m.startswith("./")]

    assert mounts
    assert [mount for mount in mounts if not (ROOT / mount.split(":")[0]).exists()] == []


def test_our_containers_can_do_little() -> None:
    for name in OURS:
        service = services()[name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert "ports" not in service
    assert [name for name, service in services().items() if service.get("privileged")] == []


def test_only_the_migration_holds_the_owners_password() -> None:
    holders = {
        name for name, service in services().items() if "DATABASE_OWNER_URL" in service.get("environment", {})
    }

    assert holders == {"migrate"}


def test_images_are_pinned_and_ours_runs_without_root() -> None:
    images = [service["image"] for service in services().values()]
    dockerfile = (ROOT / "Dockerfile").read_text()
    bases = re.findall(r"^FROM (\S+)", dockerfile, re.MULTILINE)

    assert [image for image in [*images, *bases] if ":" not in image or image.endswith(":latest")] == []
    assert re.findall(r"^USER (.*)$", dockerfile, re.MULTILINE) == ["10001:10001"]
