"""Lines of the started programs: prefixed on the terminal, and kept in one file for each program."""

import errno
import os
import time
from pathlib import Path
from typing import BinaryIO, TextIO

_WIDTH = 9
_KEPT_FILES = 3
_LONGEST_FILE_BYTES = 20 * 1024**2
_COLOURS = {"web": 36, "answers": 32, "ingest": 33, "pictures": 33, "beat": 35, "postgres": 34, "redis": 31}


class LogBook:
    """Writes whole lines only, so that the lines of several programs never run into each other."""

    def __init__(self, folder: Path, *, terminal: TextIO, own_name: str = "up") -> None:
        self.folder = folder
        self._own_name = own_name
        self._terminal = terminal
        self._has_colours = terminal.isatty() and "NO_COLOR" not in os.environ
        self._files: dict[str, BinaryIO] = {}
        self._unfinished: dict[str, bytes] = {}

    def say(self, sentence: str) -> None:
        """A line of our own."""
        self._write(self._own_name, sentence.encode())

    def add(self, name: str, piece: bytes) -> None:
        """Take what was read from a program; the part after the last line break waits for its end."""
        *lines, rest = (self._unfinished.get(name, b"") + piece).split(b"\n")
        self._unfinished[name] = rest
        for line in lines:
            self._write(name, line.rstrip(b"\r"))

    def finish(self, name: str) -> None:
        """Write what a program that ended left without a line break."""
        if rest := self._unfinished.pop(name, b""):
            self._write(name, rest)

    def open_file(self, name: str) -> BinaryIO:
        """Return the file a program writes to by itself."""
        path = self.path(name)
        rotate(path)
        return path.open("ab")

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def show(self, text: str) -> None:
        """Print without a prefix; a terminal that is gone (`bin/up | head`) is no reason to stop."""
        try:
            self._terminal.write(text + "\n")
            self._terminal.flush()
        except (BrokenPipeError, OSError):
            self._terminal = Path(os.devnull).open("w")  # noqa: SIM115

    def _write(self, name: str, line: bytes) -> None:
        self._append(name, line)
        if not line.strip():
            return
        label = f"{name:<{_WIDTH}}|"
        if self._has_colours:
            label = f"\033[{_COLOURS.get(name, 37)}m{label}\033[0m"
        self.show(f"{label} {line.decode(errors='replace')}")

    def _append(self, name: str, line: bytes) -> None:
        try:
            self._append_line(name, line)
        except OSError as error:
            # Above all a full disk: the terminal still shows the line, and what runs goes on running.
            if error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EIO}:
                raise

    def _append_line(self, name: str, line: bytes) -> None:
        stream = self._files.get(name)
        if stream is None or stream.tell() > _LONGEST_FILE_BYTES:
            stream = self._files[name] = self.open_file(name)
        stamp = time.strftime("%Y-%m-%d %H:%M:%S ").encode()
        stream.write(stamp + line + b"\n")
        stream.flush()


def rotate(path: Path, *, kept: int = _KEPT_FILES) -> None:
    """Move `x.log` to `x.log.1`, that one to `x.log.2`, and forget the oldest."""
    for number in range(kept - 1, 0, -1):
        older = path.with_name(f"{path.name}.{number}")
        newer = path.with_name(f"{path.name}.{number - 1}") if number > 1 else path
        if newer.exists():
            newer.replace(older)
