"""A job's life, with real transactions: asked, leased once, run, failed, cancelled, swept."""

import threading
import time
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections, transaction
from django.utils import timezone

from audit.events import Event
from audit.models import Entry
from safeguard.jobs import actions, progress
from safeguard.jobs.actions import ATTEMPTS, cancel_job, lease, run_now, start_job, sweep, work
from safeguard.jobs.models import Job
from safeguard.jobs.registry import job
from safeguard.scope import school_scope
from tests.conftest import World, as_owner
from tests.kernel import jobs_for_tests

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def woken(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Which jobs were woken; no worker hears of them."""
    uids: list[str] = []
    monkeypatch.setattr(actions, "wake", lambda school_id, uid: uids.append(uid) is None)
    yield uids
    jobs_for_tests.seen.clear()


def ask(world: World, kind: str = "test.step", *, key: str | None = None, **payload: Any) -> Job:
    """A job asked for by the lead of Oakfield, committed."""
    member = world.member("dsl")
    with school_scope(world.oak.pk), transaction.atomic():
        return start_job(kind=kind, by=member, payload=payload, key=key, now=timezone.now())


def again(row: Job) -> Job:
    with school_scope(row.school_id), transaction.atomic():
        return Job.objects.get(pk=row.pk)


def marks(row: Job) -> list[Entry]:
    """What the job wrote into the ledger."""
    with school_scope(row.school_id), transaction.atomic():
        return list(Entry.objects.here().filter(cid=str(row.uid)))


def test_asking_writes_a_row_and_a_mark_and_wakes_at_commit(world: World, woken: list[str]) -> None:
    member = world.member("dsl")
    with school_scope(world.oak.pk), transaction.atomic():
        row = start_job(kind="test.step", by=member, payload={"steps": 2}, now=timezone.now())
        assert woken == []
    assert woken == [str(row.uid)]
    assert (again(row).state, again(row).requested_by_id) == ("queued", member.pk)
    with school_scope(world.oak.pk), transaction.atomic():
        entry = Entry.objects.here().get(event=Event.JOB_STARTED)
    assert (entry.actor_id, entry.target_uid) == (member.user_id, row.uid)
    assert entry.additional_data == {"kind": "test.step", "job": str(row.uid)}


def test_what_is_asked_in_a_failed_transaction_was_never_asked(world: World, woken: list[str]) -> None:
    member = world.member("dsl")
    with school_scope(world.oak.pk), transaction.atomic():
        start_job(kind="test.step", by=member, payload={}, now=timezone.now())
        transaction.set_rollback(True)
    assert woken == []
    with school_scope(world.oak.pk), transaction.atomic():
        assert not Job.objects.exists()


def test_an_unknown_kind_raises(world: World) -> None:
    with pytest.raises(KeyError):
        ask(world, "test.nothing")


def test_two_jobs_cant_share_a_name() -> None:
    with pytest.raises(ValueError, match=r"two jobs are called test\.step"):

        @job("test.step")
        def other(run: Any) -> None:
            """Another."""


def test_a_live_job_with_the_same_key_is_returned(world: World) -> None:
    one, two = ask(world, key="a"), ask(world, key="a")
    other = ask(world, key="b")
    assert one.pk == two.pk != other.pk
    run_now(one)
    assert ask(world, key="a").pk != one.pk


def test_two_who_ask_at_once_get_the_same_job(world: World) -> None:
    member, found, start = world.member("dsl"), [], threading.Barrier(4)

    def one() -> None:
        start.wait(10)
        with school_scope(world.oak.pk), transaction.atomic():
            row = start_job(kind="test.step", by=member, payload={}, key="k", now=timezone.now())
            time.sleep(0.1)
        found.append(row.pk)
        connections.close_all()

    in_threads([one] * 4)
    assert len(found) == 4
    assert len(set(found)) == 1


def in_threads(calls: list[Any]) -> None:
    threads = [threading.Thread(target=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)


def test_a_lease_is_taken_once(world: World) -> None:
    row, taken, start = ask(world), [], threading.Barrier(8)

    def one() -> None:
        start.wait(10)
        with school_scope(world.oak.pk):
            taken.append(lease(str(row.uid), now=timezone.now()))
        connections.close_all()

    in_threads([one] * 8)
    assert len(taken) == 8
    assert [t.pk for t in taken if t is not None] == [row.pk]
    assert again(row).attempt == 1


def test_another_school_cant_lease_it(world: World) -> None:
    row = ask(world)
    with school_scope(world.brook.pk):
        assert lease(str(row.uid), now=timezone.now()) is None
    assert again(row).state == "queued"


def test_run_now_runs_it_to_its_end(world: World) -> None:
    row = run_now(ask(world, steps=3))
    assert (row.state, row.percent, row.result, row.attempt) == ("done", 100, {"steps": 3}, 1)
    assert (row.progress_done, row.progress_total) == (3, 3)
    assert row.finished_at is not None
    assert row.lease_until is None
    assert run_now(row).attempt == 1, "a job that is over isn't run again"


def test_what_a_job_writes_is_marked_as_the_askers_and_as_the_jobs(world: World) -> None:
    row, member = run_now(ask(world, steps=1)), world.member("dsl")
    (entry,) = marks(row)
    assert (entry.actor_id, entry.role, entry.remote_addr) == (member.user_id, "dsl", None)


def test_progress_is_seen_from_another_connection_while_it_runs(world: World) -> None:
    observed: list[Any] = []

    def observe(run: Any) -> None:
        run.progress(3, 10)
        with as_owner() as cursor:
            cursor.execute(
                "SELECT state, progress_done, progress_total FROM jobs_job WHERE id = %s", [run.job.pk]
            )
            observed.append(cursor.fetchone())
        assert again_percent(run.job) == 30

    jobs_for_tests.seen.append(observe)
    row = run_now(ask(world, "test.look"))
    assert row.state == "done", row.error
    assert observed == [("running", 3, 10)]


def again_percent(row: Job) -> int:
    return Job.objects.get(pk=row.pk).percent


def test_progress_prolongs_the_lease_and_is_written_twice_a_second_at_most(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    real = progress.report_progress
    monkeypatch.setattr(
        actions, "report_progress", lambda row, done, total: (written.append(done), real(row, done, total))
    )

    def observe(run: Any) -> None:
        before = Job.objects.get(pk=run.job.pk).lease_until
        for number in range(1, 1001):
            run.progress(number, 1000)
        assert Job.objects.get(pk=run.job.pk).lease_until > before

    jobs_for_tests.seen.append(observe)
    row = run_now(ask(world, "test.look"))
    assert row.state == "done", row.error
    assert written[0] == 1
    assert written[-1] == 1000
    assert len(written) < 10


@pytest.mark.parametrize(
    ("how", "text"),
    [
        ("said", "The list was empty. Choose another."),
        ("unexpected", "It stopped with an unexpected problem (ValueError). Nothing was changed."),
    ],
)
def test_a_failure_is_kept_in_words_and_what_it_wrote_is_rolled_back(
    world: World, how: str, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    row = run_now(ask(world, "test.fail", how=how))
    assert (row.state, row.error, row.lease_until) == ("failed", text, None)
    assert marks(row) == []
    assert "Wren" not in caplog.text


def test_a_job_is_cancelled_before_it_began(world: World) -> None:
    row = ask(world)
    with school_scope(world.oak.pk):
        assert cancel_job(row=row, by=world.member("dsl"), now=timezone.now())
        assert not cancel_job(row=row, by=world.member("dsl"), now=timezone.now())
    assert run_now(row).state == "cancelled"
    assert marks(row) == []
    with school_scope(world.oak.pk), transaction.atomic():
        assert Entry.objects.here().filter(event=Event.JOB_CANCELLED, target_uid=row.uid).count() == 1


def test_a_job_that_is_cancelled_while_it_runs_stops_and_leaves_nothing(world: World) -> None:
    member, after = world.member("dsl"), []

    def cancel(run: Any) -> None:
        from audit.record import record

        record(Event.CHILDREN_LISTED, by=member, count=1)

        def elsewhere() -> None:
            with school_scope(world.oak.pk):
                cancel_job(row=run.job, by=member, now=timezone.now())
            connections.close_all()

        in_threads([elsewhere])
        run.progress(1, 2)
        after.append("went on")

    jobs_for_tests.seen.append(cancel)
    row = run_now(ask(world, "test.look"))
    assert row.state == "cancelled"
    assert after == []
    assert marks(row) == []


def test_a_worker_that_lost_its_lease_rolls_back(world: World) -> None:
    row = ask(world, steps=1)
    with school_scope(world.oak.pk):
        slow = lease(str(row.uid), now=timezone.now() - timedelta(hours=1))
        quick = lease(str(row.uid), now=timezone.now())
        assert slow is not None
        assert quick is not None
        work(quick)
        work(slow)
    assert (again(row).state, again(row).attempt) == ("done", 2)
    assert len(marks(row)) == 1


def test_the_sweeper_wakes_what_waits_and_what_was_lost(world: World, woken: list[str]) -> None:
    waiting, lost, held, fresh = (ask(world, key=str(n)) for n in range(4))
    now = timezone.now()
    with school_scope(world.oak.pk), transaction.atomic():
        Job.objects.filter(pk=waiting.pk).update(created_at=now - timedelta(minutes=1))
        Job.objects.filter(pk=lost.pk).update(
            state="running", attempt=1, lease_until=now - timedelta(seconds=1)
        )
        Job.objects.filter(pk=held.pk).update(
            state="running", attempt=1, lease_until=now + timedelta(minutes=1)
        )
        woken.clear()
        assert sweep(now=now) == 2
    assert set(woken) == {str(waiting.uid), str(lost.uid)}
    assert str(fresh.uid) not in woken


def test_after_five_attempts_it_is_given_up(world: World, woken: list[str]) -> None:
    row, now = ask(world), timezone.now()
    with school_scope(world.oak.pk):
        for attempt in range(ATTEMPTS):
            taken = lease(str(row.uid), now=now - timedelta(hours=ATTEMPTS - attempt))
            assert taken is not None
        assert lease(str(row.uid), now=now) is None
        woken.clear()
        with transaction.atomic():
            assert sweep(now=now) == 0
    assert (again(row).state, again(row).error) == ("failed", "It was tried five times and didn't finish.")


def test_the_lease_is_as_long_as_the_setting_says(world: World, settings: Any) -> None:
    settings.SAFEGUARD_JOB_LEASE_SECONDS = 7
    now = timezone.now()
    row = ask(world)
    with school_scope(world.oak.pk):
        taken = lease(str(row.uid), now=now)
    assert taken is not None
    assert taken.lease_until == now + timedelta(seconds=7)


def test_inside_a_callers_transaction_progress_stays_in_memory(world: World) -> None:
    row = ask(world, steps=2)
    with school_scope(world.oak.pk), transaction.atomic():
        done = run_now(row)
    assert (done.state, done.result) == ("done", {"steps": 2})


def test_a_job_of_nobody_has_no_member(world: World) -> None:
    with school_scope(world.oak.pk), transaction.atomic():
        row = start_job(kind="test.step", by=None, payload={"steps": 1}, now=timezone.now())
    (entry,) = marks(run_now(row))
    assert (entry.actor_id, entry.role) == (None, "")


def test_a_job_that_isnt_there_cant_be_run(world: World) -> None:
    with school_scope(world.oak.pk):
        assert lease(str(uuid.uuid4()), now=timezone.now()) is None
