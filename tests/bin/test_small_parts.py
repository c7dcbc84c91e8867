"""Ports, restarts, logs, sentences and sign-ins."""

import errno
import io
import socket
from pathlib import Path

import pytest
from embedded import ports
from embedded.logbook import LogBook, rotate
from embedded.restarts import Restarts
from embedded.sentences import Refusal, refusal_for
from embedded.sign_ins import read_sign_ins, sign_in_block


def test_a_busy_port_is_told_with_one_that_is_free() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(Refusal) as refusal:
            ports.require_free(port, "127.0.0.1")

    sentence, suggested = str(refusal.value).split("--port ")
    assert sentence.startswith(f"Port {port} on 127.0.0.1 is busy")
    assert ports.is_free(int(suggested.rstrip(".")))


def test_an_address_of_another_machine_is_told() -> None:
    with pytest.raises(Refusal, match=r"192\.0\.2\.1 is not an address of this machine"):
        ports.require_free(8000, "192.0.2.1")


def test_a_recorded_port_is_used_again_only_if_it_is_free() -> None:
    free = ports.free_port()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]

        assert ports.free_port(preferred=free) == free
        assert ports.free_port(preferred=taken) != taken


def test_restarts_wait_longer_each_time_and_end_with_the_fifth_death_within_a_minute() -> None:
    restarts = Restarts()

    delays = [restarts.delay_after_death(now) for now in (0, 1, 3, 6, 11)]

    assert delays == [0.5, 1.0, 2.0, 4.0, None]


def test_deaths_more_than_a_minute_ago_are_forgiven() -> None:
    restarts = Restarts()

    delays = [restarts.delay_after_death(now) for now in (0, 20, 40, 61, 100, 200)]

    assert delays == [0.5, 1.0, 2.0, 2.0, 1.0, 0.5]


def test_lines_of_several_programs_are_prefixed_and_never_run_into_each_other(tmp_path: Path) -> None:
    terminal = io.StringIO()
    logbook = LogBook(tmp_path, terminal=terminal)

    logbook.add("web", b"first half, ")
    logbook.add("ingest", b"whole line\n")
    logbook.add("web", b"second half\nno end")
    logbook.finish("web")

    assert terminal.getvalue() == ("ingest   | whole line\nweb      | first half, second half\nweb      | no end\n")
    assert [line.split(" ", 2)[2] for line in (tmp_path / "web.log").read_text().splitlines()] == [
        "first half, second half",
        "no end",
    ]


def test_a_terminal_that_is_gone_does_not_stop_the_programs(tmp_path: Path) -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    logbook = LogBook(tmp_path, terminal=Gone())

    logbook.add("web", b"one\ntwo\n")

    assert len((tmp_path / "web.log").read_text().splitlines()) == 2


def test_old_logs_move_aside_and_the_oldest_is_forgotten(tmp_path: Path) -> None:
    log = tmp_path / "web.log"

    for start in range(5):
        rotate(log)
        log.write_text(f"start {start}")

    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "web.log": "start 4",
        "web.log.1": "start 3",
        "web.log.2": "start 2",
    }


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "The disk is full"), (errno.EACCES, "cannot be written"), (errno.EROFS, "cannot be written")],
)
def test_an_error_of_the_machine_becomes_a_sentence(number: int, words: str) -> None:
    assert words in str(refusal_for(OSError(number, "", "/var/x")))


def test_an_unexpected_error_stays_one() -> None:
    assert refusal_for(OSError(errno.EBADF, "")) is None


def test_the_end_of_a_start_shows_every_sign_in(demo_file: Path) -> None:
    assert sign_in_block(demo_file, port=1) == (
        "\n"
        "  Juniper  http://juniper.localhost:1/\n"
        "    employee (SAL)       sam@juniper.example                    pw\n"
        "\n"
        "  Operators  http://localhost:1/platform-admin/\n"
        "    operator (SAL)       sam@juniper.example                    pw\n"
        "\n"
        "  Operators are asked for a code besides the password; it stands at http://localhost:1/\n"
        f"  The same in {demo_file}\n"
        "  Ctrl-C stops everything.\n"
    )


def test_sign_ins_of_another_form_are_told(tmp_path: Path) -> None:
    (tmp_path / "demo.json").write_text('{"platform": {}}')

    with pytest.raises(Refusal, match="is not in the expected form"):
        read_sign_ins(tmp_path / "demo.json")
