"""What the probes are told, with everything in order and with each thing broken."""

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from safeguard import health


@pytest.fixture(autouse=True)
def _forget_what_was_applied() -> None:
    health._applied.clear()


@pytest.mark.django_db
def test_ready_when_all_is_in_order(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "broker", lambda: health.OK)

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ready",
        "checks": {"database": "ok", "master_key": "ok", "broker": "ok"},
    }
    assert "no-cache" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_without_a_broker_a_concern_can_still_be_logged(client: Client, settings: Any) -> None:
    """Jobs wait; the server stays in service."""
    broker_url = health.app.conf.broker_url
    health.app.conf.broker_url = "redis://127.0.0.1:1/0"
    try:
        answer = client.get("/readyz")
    finally:
        health.app.conf.broker_url = broker_url

    assert answer.status_code == 200
    assert (answer.json()["status"], answer.json()["checks"]["broker"]) == ("degraded", "unreachable")


@pytest.mark.django_db
def test_unready_without_a_master_key(client: Client, settings: Any) -> None:
    settings.SAFEGUARD_MASTER_KEYS = "1:c2hvcnQ="

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["checks"]["master_key"] == "unusable"
    assert "c2hvcnQ" not in answer.content.decode()


@pytest.mark.django_db
def test_unready_before_the_migrations(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda self, targets: ["one"])

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == "migrations_pending"


@pytest.mark.django_db
def test_unready_without_a_database_and_yet_alive(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError('connection to server at "10.0.0.7" failed for user "sg_app"')

    monkeypatch.setattr(connection, "cursor", refuse)

    ready, alive = client.get("/readyz"), client.get("/healthz")

    assert ready.status_code == 503
    assert ready.json()["checks"]["database"] == "unreachable"
    assert "sg_app" not in ready.content.decode()
    assert (alive.status_code, alive.json()) == (200, {"status": "alive"})


def test_the_probe_of_life_asks_nothing_of_the_database(client: Client) -> None:
    """It has no access to one here: a query would fail the test."""
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_probes_only_look(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
