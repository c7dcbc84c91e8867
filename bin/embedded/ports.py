"""Ports of this machine."""

import errno
import random
import socket

from embedded.sentences import Refusal

# Below the range that outgoing connections are given, so a recorded port is rarely taken meanwhile.
_ENGINE_PORTS = range(20000, 32000)


def require_free(port: int, host: str) -> None:
    """Raise Refusal, with what to do instead, if a server could not listen there."""
    trouble = _listening_trouble(port, host)
    if trouble is None:
        return
    if trouble == errno.EACCES:
        raise Refusal(f"Port {port} may only be used by root. Choose one above 1023, for example --port 8000.")
    if trouble == errno.EADDRNOTAVAIL:
        raise Refusal(f"{host} is not an address of this machine. Use --host 127.0.0.1.")
    raise Refusal(
        f"Port {port} on {host} is busy: another program is listening there. "
        f"Stop it, or choose another port, for example --port {free_port(host, preferred=port + 1)}."
    )


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    return _listening_trouble(port, host) is None


def free_port(host: str = "127.0.0.1", *, preferred: int | None = None) -> int:
    """Return `preferred` if it is free, otherwise any free port."""
    if preferred and is_free(preferred, host):
        return preferred
    for port in random.sample(_ENGINE_PORTS, 200):
        if is_free(port, host):
            return port
    raise Refusal("No free port was found on this machine. Stop some other servers and start again.")


def _listening_trouble(port: int, host: str) -> int | None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As servers do: a port whose last connections are still closing counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error.errno
    return None
