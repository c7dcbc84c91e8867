"""Name servers of a small internet on this machine: a resolver and the servers of zones, each told what to answer.

All listen at the same port of addresses of their own, as on the internet.
"""

import socket
import socketserver
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

from dnslib import QTYPE, RCODE, RR, DNSRecord

RESOLVER = "127.0.0.1"
FIRST, SECOND = "127.0.0.2", "127.0.0.3"
SILENT = "silent"


@dataclass
class Internet:
    """What is where; a server may be told something of its own."""

    port: int
    records: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    own: dict[str, dict[tuple[str, str], list[str]]] = field(default_factory=dict)
    faults: dict[tuple[str, str], str] = field(default_factory=dict)  # (server, name) -> a code, or SILENT
    truncated: set[str] = field(default_factory=set)
    asked: Counter = field(default_factory=Counter)  # (server, transport)

    def zone(self, name: str, *servers: str) -> None:
        """Give a zone its servers; without any, both."""
        named = {FIRST: "ns1.dns.example", SECOND: "ns2.dns.example"}
        chosen = servers or tuple(named)
        self.records[name, "NS"] = [named[server] for server in chosen]
        for server in chosen:
            self.records[named[server], "A"] = [server]

    def put(self, name: str, kind: str, *values: str, at: str | None = None) -> None:
        """Have all servers answer with these values, or one; without values there is no such record."""
        told = self.records if at is None else self.own.setdefault(at, {})
        told[name, kind] = list(values)

    def drop(self, name: str, kind: str) -> None:
        self.records.pop((name, kind), None)

    def fail(self, name: str, fault: str, *, at: str | None = None) -> None:
        for server in (RESOLVER, FIRST, SECOND) if at is None else (at,):
            self.faults[server, name] = fault

    def heal(self) -> None:
        self.faults.clear()

    def answer(self, server: str, request: bytes, *, transport: str) -> bytes | None:
        self.asked[server, transport] += 1
        query = DNSRecord.parse(request)
        name, kind = str(query.q.qname).rstrip(".").lower(), QTYPE[query.q.qtype]
        reply = query.reply(ra=int(server == RESOLVER), aa=int(server != RESOLVER))
        fault = self.faults.get((server, name))
        if fault == SILENT:
            return None
        if fault:
            reply.header.rcode = getattr(RCODE, fault)
            return reply.pack()
        if transport == "udp" and name in self.truncated:
            reply.header.tc = 1
            return reply.pack()
        told = {**self.records, **self.own.get(server, {})}
        values = self._found(told, name, kind)
        for found, value in values:
            # As servers write them: long texts in pieces of 255.
            pieces = [value[start : start + 255] for start in range(0, len(value), 255)] or [""]
            text = " ".join(f'"{piece}"' for piece in pieces) if found == "TXT" else value
            reply.add_answer(*RR.fromZone(f"{name}. 60 {found} {text}"))
        if not values and not any(one == name or one.endswith(f".{name}") for one, _ in told):
            reply.header.rcode = RCODE.NXDOMAIN
        return reply.pack()

    def _found(self, told: dict[tuple[str, str], list[str]], name: str, kind: str) -> list[tuple[str, str]]:
        for place in (name, *_wildcards(name)):
            if any(one == place for one, _ in told):
                direct = [(kind, value) for value in told.get((place, kind), [])]
                return direct or [("CNAME", value) for value in told.get((place, "CNAME"), [])]
        return []


def _wildcards(name: str) -> Iterator[str]:
    while "." in name:
        name = name.partition(".")[2]
        yield f"*.{name}"


@contextmanager
def small_internet() -> Iterator[Internet]:
    internet = Internet(_free_port())
    servers = [make(internet, address) for address in (RESOLVER, FIRST, SECOND) for make in (_over_udp, _over_tcp)]
    threads = [threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True) for server in servers]
    for thread in threads:
        thread.start()
    try:
        yield internet
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()
        for thread in threads:
            thread.join()


def _over_udp(internet: Internet, address: str) -> socketserver.BaseServer:
    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            request, line = self.request
            reply = internet.answer(address, request, transport="udp")
            if reply is not None:
                line.sendto(reply, self.client_address)

    return socketserver.ThreadingUDPServer((address, internet.port), Handler)


def _over_tcp(internet: Internet, address: str) -> socketserver.BaseServer:
    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            length = int.from_bytes(self.rfile.read(2))
            reply = internet.answer(address, self.rfile.read(length), transport="tcp")
            if reply is not None:
                self.wfile.write(len(reply).to_bytes(2) + reply)

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True

    return Server((address, internet.port), Handler)


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind((RESOLVER, 0))
        return probe.getsockname()[1]
