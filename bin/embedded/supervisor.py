"""Keeps a set of programs running, shows what they write, and stops them in order.

One thread and one loop: the kernel ties a child's life to the *thread* that started it, so all are started
from the main thread, and signals only wake the loop up.
"""

import os
import selectors
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from types import FrameType

from embedded import child
from embedded.child import ChildSpec
from embedded.logbook import LogBook
from embedded.restarts import MOST_DEATHS, Restarts
from embedded.sentences import Refusal, last_words
from embedded.watchdog import Watchdog

_READ_BYTES = 65536
_POLL_SECONDS = 0.2
_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(Exception):
    """Ctrl-C or SIGTERM came while something was still being started."""


@dataclass
class Running:
    spec: ChildSpec
    process: subprocess.Popen[bytes]
    writes_own_file: bool = False
    is_kept: bool = False  # started again when it dies
    restarts: Restarts = field(default_factory=Restarts)

    @property
    def pid(self) -> int:
        return self.process.pid


class Supervisor:
    def __init__(self, logbook: LogBook, watchdog: Watchdog) -> None:
        self._logbook = logbook
        self._watchdog = watchdog
        self._running: dict[str, Running] = {}
        self._due: dict[str, tuple[float, Running]] = {}  # to be started again, and when
        self._selector = selectors.DefaultSelector()
        self._is_stopping = False
        self._stop_signals = 0
        self._last_signal = signal.SIGTERM
        self._listen_to_signals()

    # ---- what the commands call

    def start(self, spec: ChildSpec, *, writes_own_file: bool = False, is_kept: bool = True) -> Running:
        """Start a program that goes on running. `writes_own_file`: its output goes to its log file alone."""
        running = Running(spec, self._launch(spec, writes_own_file), writes_own_file, is_kept)
        self._running[spec.name] = running
        return running

    def finish(self, spec: ChildSpec) -> int:
        """Run a program to its end beside the others and return its exit code."""
        running = self.start(spec, is_kept=False)
        self._loop_while(lambda: spec.name in self._running)
        return running.process.returncode

    def finish_in_foreground(self, spec: ChildSpec) -> int:
        """The same for a program that talks to the person: it gets our terminal, and Ctrl-C is meant for it."""
        process = child.start_in_foreground(spec)
        self._watchdog.add(process.pid, spec)
        try:
            self._wait_in_background(process)
        finally:
            if process.poll() is None:  # an engine gave up under it
                process.kill()
                process.wait()
            self._watchdog.drop(process.pid)
        return process.returncode

    def wait_until(self, is_ready: Callable[[], bool], *, name: str, seconds: float) -> None:
        """Wait for `name` to become ready. Raise Refusal if it ends or takes longer."""
        deadline = time.monotonic() + seconds
        while not is_ready():
            if name not in self._running and name not in self._due:
                raise Refusal(f"{name} ended at once: {last_words(self._logbook.path(name))}")
            if time.monotonic() > deadline:
                raise Refusal(f"{name} is not ready after {seconds:.0f} seconds; see {self._logbook.path(name)}.")
            self._turn(_POLL_SECONDS / 4)
            self._raise_if_stopping()

    def watch(self) -> None:
        """Keep everything running until Ctrl-C or SIGTERM."""
        while not self._stop_signals:
            self._turn()

    def stop(self, *, stages: Container[int]) -> None:
        """Stop the programs of these stages, one stage after another. A second Ctrl-C shortens the patience."""
        self._is_stopping = True
        self._due.clear()
        self._stop_signals = 0
        for stage in sorted({running.spec.stage for running in self._running.values()}):
            if stage in stages:
                self._stop_stage(stage)

    def close(self) -> None:
        """Give the signals back. Nothing may be running any more."""
        for number, before in self._signals_before.items():
            signal.signal(number, before)
        signal.set_wakeup_fd(-1)
        self._selector.close()
        self._bell.close()
        self._bell_button.close()

    # ---- starting and ending

    def _wait_in_background(self, process: subprocess.Popen[bytes]) -> None:
        seen = 0
        while process.poll() is None:
            self._turn()
            if self._stop_signals > seen:
                seen = self._stop_signals
                # A terminal sends Ctrl-C to the foreground program as well; anything else reached us alone.
                if self._last_signal != signal.SIGINT or not _has_terminal():
                    process.send_signal(self._last_signal)
        self._stop_signals = 0

    def _launch(self, spec: ChildSpec, writes_own_file: bool) -> subprocess.Popen[bytes]:
        if writes_own_file:
            with self._logbook.open_file(spec.name) as stream:
                process = child.start(spec, output=stream)
        else:
            process = child.start(spec, output=subprocess.PIPE)
            if process.stdout:
                os.set_blocking(process.stdout.fileno(), False)
                self._selector.register(process.stdout, selectors.EVENT_READ, spec.name)
        self._watchdog.add(process.pid, spec)
        return process

    def _collect_ended(self) -> None:
        for name, running in list(self._running.items()):
            if running.process.poll() is None:
                continue
            # Whatever it started itself goes with it: the next one would stand in its way.
            child.signal_group(running.pid, signal.SIGKILL)
            self._read_rest(running)
            self._watchdog.drop(running.pid)
            del self._running[name]
            if running.is_kept and not self._is_stopping and not self._stop_signals:
                self._plan_restart(running)

    def _plan_restart(self, running: Running) -> None:
        name, ended = running.spec.name, _describe_end(running.process.returncode)
        delay = running.restarts.delay_after_death(time.monotonic())
        if delay is None:
            raise Refusal(
                f"{name} {ended}, the {MOST_DEATHS}th time within a minute, so everything is stopped. "
                f"Its last words: {last_words(self._logbook.path(name))}"
            )
        self._logbook.say(f"{name} {ended}; starting it again in {delay:g} s")
        self._due[name] = (time.monotonic() + delay, running)

    def _start_due(self) -> None:
        for name, (moment, running) in list(self._due.items()):
            if moment <= time.monotonic():
                del self._due[name]
                running.process = self._launch(running.spec, running.writes_own_file)
                self._running[name] = running

    def _stop_stage(self, stage: int) -> None:
        members = [running for running in self._running.values() if running.spec.stage == stage]
        for running in members:
            running.is_kept = False
            running.process.send_signal(running.spec.stop_signal)
        started = time.monotonic()
        while any(running.spec.name in self._running for running in members):
            self._turn(_POLL_SECONDS / 4)
            waited = time.monotonic() - started
            for running in members:
                # Engines are never hurried: what they write at the end is worth the seconds.
                is_hurried = self._stop_signals > 0 and running.spec.dies_with_us
                if running.spec.name in self._running and (is_hurried or waited > running.spec.patience_seconds):
                    child.signal_group(running.pid, signal.SIGKILL)

    # ---- the loop

    def _loop_while(self, is_needed: Callable[[], bool]) -> None:
        while is_needed():
            self._turn()
            self._raise_if_stopping()

    def _turn(self, timeout: float = _POLL_SECONDS) -> None:
        for key, _ in self._selector.select(timeout):
            piece = os.read(key.fd, _READ_BYTES)
            if key.data is None:
                continue  # only the bell: a signal came
            if piece:
                self._logbook.add(key.data, piece)
            else:
                self._selector.unregister(key.fileobj)
        self._collect_ended()
        self._start_due()

    def _read_rest(self, running: Running) -> None:
        stream = running.process.stdout
        if stream is None:
            return
        if stream in self._selector.get_map():
            self._selector.unregister(stream)
            while piece := stream.read(_READ_BYTES):
                self._logbook.add(running.spec.name, piece)
        stream.close()
        self._logbook.finish(running.spec.name)

    # ---- signals

    def _listen_to_signals(self) -> None:
        self._bell, self._bell_button = socket.socketpair()
        for end in (self._bell, self._bell_button):
            end.setblocking(False)
        signal.set_wakeup_fd(self._bell_button.fileno(), warn_on_full_buffer=False)
        self._selector.register(self._bell, selectors.EVENT_READ, None)
        self._signals_before = {signal.SIGCHLD: signal.signal(signal.SIGCHLD, lambda _number, _frame: None)}
        for number in _STOP_SIGNALS:
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup bin/up
                self._signals_before[number] = signal.signal(number, self._note_stop)

    def _note_stop(self, number: int, _frame: FrameType | None) -> None:
        self._stop_signals += 1
        self._last_signal = signal.Signals(number)

    def _raise_if_stopping(self) -> None:
        if self._stop_signals:
            raise StopRequested


def _has_terminal() -> bool:
    return os.isatty(0) and os.tcgetpgrp(0) == os.getpgrp()


def _describe_end(code: int) -> str:
    if code < 0:
        return f"was killed by {signal.Signals(-code).name}"
    return f"ended with exit code {code}"
