"""A mail server of this machine that keeps what it is given, and refuses mails from whom it is told to."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy


@dataclass(frozen=True)
class TakenMail:
    envelope: str
    raw: bytes

    def header(self, name: str) -> str | None:
        return message_from_bytes(self.raw, policy=policy.default)[name]


@dataclass
class SmtpServer:
    port: int = 0
    refuse_from: str = ""  # a part of From of mails that it will not take
    taken: list[TakenMail] = field(default_factory=list)


@contextmanager
def small_smtp_server() -> Iterator[SmtpServer]:
    told = SmtpServer()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self._say("220 small")
            envelope = ""
            while line := self.rfile.readline().decode().strip():
                word = line[:4].upper()
                if word == "MAIL":
                    envelope = line.partition("<")[2].partition(">")[0]
                if word == "DATA":
                    self._say("354 go on")
                    self._take(envelope)
                    continue
                self._say("221 bye" if word == "QUIT" else "250 fine")

        def _take(self, envelope: str) -> None:
            lines = []
            while (line := self.rfile.readline()) != b".\r\n":
                lines.append(line.removeprefix(b"."))
            mail = TakenMail(envelope, b"".join(lines))
            if told.refuse_from and told.refuse_from in mail.header("From"):
                self._say("554 Message rejected: the sender is not verified")
                return
            told.taken.append(mail)
            self._say("250 kept")

        def _say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    server = Server(("127.0.0.1", 0), Handler)
    told.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
