"""Ways to break a file that honest programs, bad disks and bad people have in common."""

import random
import zipfile
from collections.abc import Callable
from io import BytesIO


def mutated(content: bytes, chance: random.Random) -> tuple[str, bytes]:
    """Return how the file was broken, and the broken file."""
    ways = [flip_bytes, cut_end, repeat_part, overwrite_part]
    if content.startswith(b"PK\x03\x04"):
        ways += [swap_parts, drop_part, flip_inside_part]
    way: Callable[[bytes, random.Random], bytes] = chance.choice(ways)
    return way.__name__.replace("_", "-"), way(content, chance)


def flip_bytes(content: bytes, chance: random.Random) -> bytes:
    broken = bytearray(content)
    for _ in range(chance.choice((1, 4, 32, 256))):
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
    return bytes(broken)


def cut_end(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(1, len(content))]


def repeat_part(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    part = content[start : start + chance.randrange(1, 4_096)]
    return content[:start] + part * chance.randrange(2, 20) + content[start:]


def overwrite_part(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    size = min(chance.randrange(1, 2_048), len(content) - start)
    return content[:start] + chance.randbytes(size) + content[start + size :]


def swap_parts(content: bytes, chance: random.Random) -> bytes:
    """Give two parts of an office file each other's content."""
    parts = _parts(content)
    one, other = chance.sample(sorted(parts), 2)
    parts[one], parts[other] = parts[other], parts[one]
    return _package(parts)


def drop_part(content: bytes, chance: random.Random) -> bytes:
    parts = _parts(content)
    del parts[chance.choice(sorted(parts))]
    return _package(parts)


def flip_inside_part(content: bytes, chance: random.Random) -> bytes:
    """Flip bytes before they are packed, so that the package itself stays whole."""
    parts = _parts(content)
    name = chance.choice([name for name in sorted(parts) if parts[name]])
    parts[name] = flip_bytes(parts[name], chance)
    return _package(parts)


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _package(parts: dict[str, bytes]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return written.getvalue()
