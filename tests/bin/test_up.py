"""The whole of bin/up, with real engines and a product that only pretends."""

import os
import signal
import socket
import time

from embedded import ports


def test_a_start_prints_the_address_and_ctrl_c_leaves_nothing_running(project) -> None:
    port = ports.free_port()

    started = project.start("up", "--port", str(port), "--no-demo")
    started.read_until(f"Ready: http://localhost:{port}/", "answers  | at", "ingest   | at", "beat     | at")
    told = started.stop(signal.SIGINT)

    assert started.process.returncode == 0
    assert {"web.log", "answers.log", "ingest.log", "beat.log", "setup.log", "postgres.log", "redis.log"} <= {
        path.name for path in (project.data / "log").iterdir()
    }
    assert "web      | listening" in told
    assert "fleet migrate --go-on" in told
    assert "seed_demo" not in told
    project.wait_until_nothing_runs()


def test_a_second_start_keeps_the_data_and_the_engines_ports(project) -> None:
    before = (project.data / "engines.json").read_text()
    migrated = (project.data / "migrated").read_text()

    started = project.start("up", "--port", str(ports.free_port()), "--no-demo")
    started.read_until("Ready:")
    started.stop(signal.SIGTERM)

    assert (project.data / "engines.json").read_text() == before
    assert (project.data / "migrated").read_text() == migrated + "x"
    project.wait_until_nothing_runs()


def test_nothing_lives_on_when_the_supervisor_is_killed_and_the_next_start_works(project) -> None:
    port = str(ports.free_port())
    started = project.start("up", "--port", port, "--no-demo")
    started.read_until("Ready:")

    started.stop(signal.SIGKILL)

    # At once, on the same port: the start waits until the watchdog has cleaned up.
    again = project.start("up", "--port", port, "--no-demo")
    again.read_until("Ready:")
    again.stop()
    project.wait_until_nothing_runs()


def test_nothing_lives_on_when_supervisor_and_watchdog_are_killed_at_once(project) -> None:
    started = project.start("up", "--port", str(ports.free_port()), "--no-demo")
    started.read_until("Ready:")
    watchdogs = [pid for pid in project.pids() if b"keep_watch.py" in _read(f"/proc/{pid}/cmdline")]
    assert len(watchdogs) == 1

    for pid in (started.process.pid, *watchdogs):
        os.kill(pid, signal.SIGKILL)
    started.process.communicate()

    again = project.start("up", "--port", str(ports.free_port()), "--no-demo")
    again.read_until("Ready:")
    again.stop()
    project.wait_until_nothing_runs()


def test_a_program_that_dies_is_started_again_and_a_second_start_is_refused_meanwhile(project) -> None:
    port = ports.free_port()
    started = project.start("up", "--port", str(port), "--no-demo")
    started.read_until("Ready:")
    web = next(pid for pid in project.pids() if b"granian" in _read(f"/proc/{pid}/cmdline"))

    os.kill(web, signal.SIGKILL)
    started.lines.clear()
    started.read_until("web was killed by SIGKILL; starting it again in 0.5 s", "web      | listening")
    second = project.run("up", "--port", str(ports.free_port()), "--no-demo")
    shared = project.run("manage", "print_variable", "PUBLIC_PORT")
    started.stop()

    assert second.returncode == 1
    assert second.stderr.startswith(f"Already running at http://localhost:{port}/, pid {started.process.pid}.")
    # bin/manage uses the engines of the running product, and links in mails name its port.
    assert shared.stdout.splitlines()[-1] == str(port)
    assert shared.stderr == ""
    project.wait_until_nothing_runs()


def test_manage_starts_the_engines_for_itself_and_returns_the_commands_exit_code(project) -> None:
    database = project.run("manage", "print_variable", "DATABASE_URL")
    failed = project.run("manage", "fail")

    assert database.returncode == 0
    assert database.stdout.splitlines()[-1].startswith("postgresql://benefits:")
    assert failed.returncode == 3
    project.wait_until_nothing_runs()


def test_the_start_ends_with_a_sentence_when_a_step_fails(project) -> None:
    good = project.path / "manage.py"
    text = good.read_text()
    good.write_text("import sys\nprint('no such table')\nsys.exit(7)\n")

    told = project.run("up", "--port", str(ports.free_port()), "--no-demo")
    good.write_text(text)

    assert told.returncode == 1
    assert "setup    | no such table" in told.stdout
    assert told.stderr.startswith("The start failed while migrating all schemas (exit code 7).")
    project.wait_until_nothing_runs()


def test_a_busy_port_is_told_in_a_sentence_before_anything_is_started(project) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        started = time.monotonic()

        told = project.run("up", "--port", str(port))

    assert told.returncode == 1
    assert told.stderr.startswith(f"Port {port} on 127.0.0.1 is busy: another program is listening there.")
    assert "Traceback" not in told.stderr + told.stdout
    assert time.monotonic() - started < 5


def test_the_embedded_mode_refuses_a_public_address_from_option_and_environment(project) -> None:
    by_option = project.run("up", "--host", "0.0.0.0")
    by_variable = project.run("up", LISTEN_HOST="192.0.2.7")

    assert by_option.returncode == by_variable.returncode == 1
    assert "0.0.0.0 is refused" in by_option.stderr
    assert "192.0.2.7 is refused" in by_variable.stderr


def test_reset_is_refused_without_an_answer_and_starts_afresh_with_one(project) -> None:
    (project.data / "files" / "upload").write_text("kept until it is confirmed")

    unsure = project.run("up", "--reset", "--no-demo")
    kept = (project.data / "files" / "upload").exists()
    started = project.start("up", "--reset", "--yes", "--no-demo", "--port", str(ports.free_port()))
    started.read_until("Ready:")
    started.stop()

    assert unsure.returncode == 1
    assert "Add --yes" in unsure.stderr
    assert kept
    assert not (project.data / "files" / "upload").exists()
    assert (project.data / "migrated").read_text() == "x"
    project.wait_until_nothing_runs()


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except OSError:
        return b""
