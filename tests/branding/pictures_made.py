"""Pictures as nobody should upload them: made here, the same for the same seed, by the names of what they try."""

import gzip
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

# Stands in every file that carries more than pixels, and may stand in nothing that is served.
MARK = b"a-mark-of-the-uploaded-file"
_PAGE = b"<html><script>alert('" + MARK + b"')</script></html>"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 300 100"{more}>'
_SHAPE = '<rect width="120" height="60" fill="#1d5c4b"/>'


def hostile_pictures() -> Iterator[tuple[str, bytes]]:
    """Yield a name and the file's bytes."""
    for makers in (_BOMBS, _CARRIERS, _BROKEN, _OTHER_FORMATS, _DRAWINGS):
        for name, make in makers.items():
            yield name, make()


def mutated_pictures(seed: int, *, mutations: int) -> Iterator[tuple[str, bytes]]:
    """Yield a name and the file's bytes for so many mutations of each honest format."""
    chance = random.Random(seed)
    for name, honest in honest_pictures().items():
        for number in range(mutations):
            yield f"{name} mutated {number}", _mutated(honest, chance)


def honest_pictures() -> dict[str, bytes]:
    return {
        "png": saved(logo(), "PNG"),
        "jpeg": saved(logo().convert("RGB"), "JPEG"),
        "webp": saved(logo(), "WEBP", lossless=True),
        "svg": drawing(_SHAPE),
    }


def logo(size: tuple[int, int] = (300, 100), colour: str = "#1d5c4b") -> Image.Image:
    """Return a disc, and a bar beside it where there is room, on a transparent ground."""
    picture = Image.new("RGBA", size)
    draw = ImageDraw.Draw(picture)
    width, height = size
    draw.ellipse((0, 0, height - 1, height - 1), fill=colour)
    if width > 2 * height:
        draw.rectangle((height * 1.2, height * 0.3, width - 1, height * 0.7), fill=colour)
    return picture


def saved(picture: Image.Image, file_format: str, **how: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, file_format, **how)
    return file.getvalue()


def drawing(content: str, *, before: str = "", more: str = "") -> bytes:
    return f"{before}{_SVG.format(more=more)}{content}</svg>".encode()


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_of(width: int, height: int, rows: bytes, *, depth: int = 8, colours: int = 2, more: bytes = b"") -> bytes:
    """Return a PNG that says its size, whatever its rows come to."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + more + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _with_chunk(name: bytes, body: bytes) -> bytes:
    """Return an honest PNG with one part more, after its head."""
    whole = saved(logo(), "PNG")
    return whole[:33] + chunk(name, body) + whole[33:]


def _zeros(count: int) -> bytes:
    return zlib.compress(b"\0" * count, 9)


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("page.html", _PAGE)
    return file.getvalue()


def _exif(count: int) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = (MARK * count).decode()
    return exif.tobytes()


def _turned(orientation: int, tag: int, kind: int, value: bytes) -> bytes:
    entries = sorted([(0x0112, 3, 1, struct.pack("<HH", orientation, 0)), (tag, kind, 3, value)])
    told = b"".join(struct.pack("<HHI4s", *entry) for entry in entries)
    return b"Exif\0\0II*\0\x08\0\0\0\2\0" + told + b"\0\0\0\0"


def _animated(file_format: str, frames: int) -> bytes:
    shown = [logo((200, 100), f"#{number * 7 % 256:02x}5c4b") for number in range(frames)]
    return saved(shown[0], file_format, save_all=True, append_images=shown[1:], duration=20)


def _nested_use(levels: int, copies: int) -> bytes:
    uses = (f'<g id="a{n}">' + f'<use xlink:href="#a{n - 1}"/>' * copies + "</g>" for n in range(1, levels))
    return drawing('<g id="a0"><rect width="1" height="1"/></g>' + "".join(uses))


def _entities(levels: int) -> bytes:
    told = '<!ENTITY a0 "aaaaaaaaaa">'
    told += "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, levels))
    return drawing(f"<text>&a{levels - 1};</text>", before=f"<!DOCTYPE svg [{told}]>")


def _raw_webp(name: bytes, body: bytes) -> bytes:
    inner = b"WEBP" + name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
    return b"RIFF" + struct.pack("<I", len(inner)) + inner


def _mutated(whole: bytes, chance: random.Random) -> bytes:
    """Flip bytes, cut the end, or put a piece of it somewhere else."""
    changed = bytearray(whole)
    how = chance.randrange(3)
    if how == 0:
        for _ in range(chance.randint(1, 12)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    elif how == 1:
        del changed[chance.randrange(8, len(changed)) :]
    else:
        start, to = chance.randrange(len(changed)), chance.randrange(len(changed))
        piece = changed[start : start + chance.randint(1, 200)]
        changed[to:to] = piece
    return bytes(changed)


_BOMBS: dict[str, Callable[[], bytes]] = {
    "png of 50,000 by 50,000": lambda: png_of(50_000, 50_000, _zeros(1000)),
    "png of 2 by 2,000,000,000": lambda: png_of(2, 2_000_000_000, _zeros(1000)),
    "png of 4,001 by 4,001": lambda: png_of(4001, 4001, _zeros(1000)),
    "png of 3,000 by 3,000 in 16 bits": lambda: png_of(3000, 3000, _zeros(3000 * (1 + 3000 * 8)), depth=16, colours=6),
    "png of 3,000 by 3,000": lambda: png_of(3000, 3000, _zeros(3000 * (1 + 3000 * 4)), colours=6),
    "png whose rows go on for 200 MB": lambda: png_of(100, 100, _zeros(200 * 2**20)),
    "png without a side": lambda: png_of(0, 100, _zeros(100)),
    "png with a profile of 200 MB": lambda: _with_chunk(b"iCCP", b"icc\0\0" + _zeros(200 * 2**20)),
    "png with text of 200 MB": lambda: _with_chunk(b"zTXt", b"Comment\0\0" + _zeros(200 * 2**20)),
    "png with international text of 100 MB": lambda: _with_chunk(b"iTXt", b"a\0\1\0\0\0" + _zeros(100 * 2**20)),
    "jpeg of 65,000 by 65,000": lambda: _resized_jpeg(65_000, 65_000),
    "jpeg of 3,000 by 3,000 in print colors": lambda: saved(logo((3000, 3000)).convert("RGB").convert("CMYK"), "JPEG"),
    "webp of 16,383 by 16,383": lambda: _raw_webp(b"VP8L", b"\x2f\xff\xff\xff\x0f" + b"\0" * 40),
    "webp of 3,000 by 3,000": lambda: saved(logo((3000, 3000)), "WEBP", lossless=True),
    "moving png of 60 frames": lambda: _animated("PNG", 60),
    "moving webp of 60 frames": lambda: _animated("WEBP", 60),
}
_CARRIERS: dict[str, Callable[[], bytes]] = {
    "png with a page behind it": lambda: saved(logo(), "PNG") + _PAGE,
    "png with a zip behind it": lambda: saved(logo(), "PNG") + _zip() + MARK,
    "png with a page in its text": lambda: saved(logo(), "PNG", pnginfo=_text()),
    "png with a page as its profile": lambda: _with_chunk(b"iCCP", b"icc\0\0" + zlib.compress(_PAGE)),
    "png with a part of its own": lambda: _with_chunk(b"evIl", _PAGE),
    "png with exif": lambda: _with_chunk(b"eXIf", b"MM\0*" + MARK),
    "png with a page in its palette": lambda: _with_page_palette(),
    "jpeg with a page behind it": lambda: saved(logo().convert("RGB"), "JPEG") + _PAGE,
    "jpeg with a page as its comment": lambda: saved(logo().convert("RGB"), "JPEG", comment=_PAGE),
    "jpeg with exif": lambda: saved(logo().convert("RGB"), "JPEG", exif=_exif(3)),
    "jpeg with much exif": lambda: saved(logo().convert("RGB"), "JPEG", exif=_exif(2000)),
    "jpeg with xmp": lambda: saved(logo().convert("RGB"), "JPEG", xmp=b"<x:xmpmeta>" + MARK + b"</x:xmpmeta>"),
    "jpeg that begins as a script": lambda: _script_jpeg(),
    "webp with exif": lambda: saved(logo(), "WEBP", exif=_exif(3)),
    "webp with xmp": lambda: saved(logo(), "WEBP", xmp=_PAGE),
    "webp with a page behind it": lambda: saved(logo(), "WEBP") + _PAGE,
    "webp with a part of its own": lambda: _raw_webp(b"evIl", _PAGE),
    "jpeg with an honest profile": lambda: saved(logo().convert("RGB"), "JPEG", icc_profile=_profile()),
    "jpeg with half a profile": lambda: saved(logo().convert("RGB"), "JPEG", icc_profile=_profile()[:200]),
    "jpeg with a profile of noise": lambda: saved(logo().convert("RGB"), "JPEG", icc_profile=_noise_profile()),
}
_BROKEN: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "one byte": lambda: b"\x89",
    "png cut off": lambda: saved(logo(), "PNG")[:200],
    "jpeg cut off": lambda: saved(logo().convert("RGB"), "JPEG")[:700],
    "webp cut off": lambda: saved(logo(), "WEBP")[:60],
    "png of wrong sums": lambda: saved(logo(), "PNG").replace(b"IDAT", b"IDAX", 1),
    "jpeg turned by a word": lambda: saved(logo().convert("RGB"), "JPEG", exif=_turned(6, 0x011A, 2, b"ab\0\0")),
    "jpeg turned by 77": lambda: saved(logo().convert("RGB"), "JPEG", exif=_turned(77, 0x011A, 3, b"\1\0\0\0")),
    "all transparent": lambda: saved(Image.new("RGBA", (300, 100)), "PNG"),
    "one pixel": lambda: saved(Image.new("RGB", (1, 1)), "PNG"),
    "a line": lambda: saved(Image.new("RGB", (3000, 3)), "PNG"),
    "more than 2 MB": lambda: saved(logo(), "PNG") + b"\0" * (2 * 2**20),
}
_OTHER_FORMATS: dict[str, Callable[[], bytes]] = {
    "tiff": lambda: saved(logo(), "TIFF"),
    "gif": lambda: saved(logo().convert("P"), "GIF"),
    "bmp": lambda: saved(logo().convert("RGB"), "BMP"),
    "ico": lambda: saved(logo((64, 64)), "ICO"),
    "icns": lambda: saved(logo((64, 64)), "ICNS"),
    "avif": lambda: saved(logo(), "AVIF"),
    "jpeg 2000": lambda: saved(logo(), "JPEG2000"),
    "ppm": lambda: saved(logo().convert("RGB"), "PPM"),
    "tga": lambda: saved(logo(), "TGA"),
    "eps": lambda: saved(logo().convert("RGB"), "EPS"),
    "pdf": lambda: saved(logo().convert("RGB"), "PDF"),
    "psd": lambda: b"8BPS\0\1" + b"\0" * 6 + b"\0\3\0\0\0\x10\0\0\0\x10\0\x08\0\3" + b"\0" * 900,
    "zip": _zip,
    "page": lambda: _PAGE,
    "program": lambda: b"\x7fELF" + b"\0" * 400,
    "script": lambda: b"#!/bin/sh\necho " + MARK,
}
_DRAWINGS: dict[str, Callable[[], bytes]] = {
    "svg with a script": lambda: drawing(f"<script>alert('{MARK.decode()}')</script>{_SHAPE}"),
    "svg with an act": lambda: drawing(_SHAPE, more=f" onload=\"alert('{MARK.decode()}')\""),
    "svg with a foreign object": lambda: drawing(
        f"<foreignObject><body>{MARK.decode()}</body></foreignObject>{_SHAPE}"
    ),
    "svg that shows a file": lambda: drawing(f'{_SHAPE}<image href="file:///etc/passwd" width="9" height="9"/>'),
    "svg that shows a path": lambda: drawing(f'{_SHAPE}<image xlink:href="/etc/passwd" width="9" height="9"/>'),
    "svg that shows an address": lambda: drawing(f'{_SHAPE}<image href="http://127.0.0.1/" width="9" height="9"/>'),
    "svg that uses an address": lambda: drawing(f'{_SHAPE}<use href="http://127.0.0.1/#a"/>'),
    "svg that filters an address": lambda: drawing(f'<filter id="f"><feImage href="//127.0.0.1"/></filter>{_SHAPE}'),
    "svg with imported styles": lambda: drawing(f"<style>@import url(http://127.0.0.1/);</style>{_SHAPE}"),
    "svg with a font from elsewhere": lambda: drawing(
        f"<style>@font-face{{font-family:a;src:url(file:///etc/passwd)}}</style>{_SHAPE}<text y='50'>a</text>"
    ),
    "svg within an svg": lambda: drawing(
        f'{_SHAPE}<image href="data:image/svg+xml;base64,AAAA" width="9" height="9"/>'
    ),
    "svg with a page in it": lambda: drawing(f'{_SHAPE}<image href="data:text/html,{MARK.decode()}" width="9"/>'),
    "svg with entities": lambda: _entities(9),
    "svg with a file as an entity": lambda: drawing(
        "<text>&e;</text>", before='<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    ),
    "svg with a parameter entity": lambda: drawing(
        _SHAPE, before='<!DOCTYPE svg [<!ENTITY % e SYSTEM "http://127.0.0.1/e.dtd"> %e;]>'
    ),
    "svg of copies of copies": lambda: _nested_use(9, 10),
    "svg that uses itself": lambda: drawing('<g id="a"><use href="#a"/></g>' + _SHAPE),
    "svg of two that use each other": lambda: drawing('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
    "svg with a pattern of itself": lambda: drawing(
        '<pattern id="p" width="9" height="9"><rect width="9" height="9" fill="url(#p)"/></pattern>'
        '<rect width="90" height="90" fill="url(#p)"/>'
    ),
    "svg with a huge filter": lambda: drawing(
        '<filter id="f" x="-1000" y="-1000" width="100000" height="100000"><feGaussianBlur stdDeviation="10000"/>'
        '</filter><rect filter="url(#f)" width="100" height="50"/>'
    ),
    "svg with endless noise": lambda: drawing(
        '<filter id="f"><feTurbulence numOctaves="100000" baseFrequency="0.5"/></filter>'
        '<rect filter="url(#f)" width="300" height="100"/>'
    ),
    "svg with many filters": lambda: drawing("<filter>" + "<feGaussianBlur stdDeviation='9'/>" * 500 + "</filter>"),
    "svg of a hundred thousand parts": lambda: drawing("<g/>" * 100_000),
    "svg that is deep": lambda: drawing("<g opacity='.9'>" * 2000 + _SHAPE + "</g>" * 2000),
    "svg of a billion": lambda: drawing(_SHAPE, more=' width="1000000000" height="1000000000"'),
    "svg that is nowhere": lambda: drawing(_SHAPE).replace(b"0 0 300 100", b"0 0 1e-30 1e-30"),
    "svg of endless dashes": lambda: drawing('<path d="M0 0L1e9 1e9" stroke="red" stroke-dasharray="0.001"/>' + _SHAPE),
    "svg of a long path": lambda: drawing(f'<path d="M0 0{"l1 1-1 1" * 150_000}" stroke="red"/>'),
    "svg compressed": lambda: gzip.compress(drawing(_SHAPE)),
    "svg compressed a thousandfold": lambda: gzip.compress(drawing("<g/>" * 500_000)),
    "svg in another encoding": lambda: drawing(_SHAPE).decode().encode("utf-16"),
    "svg cut off": lambda: drawing(_SHAPE)[:-20],
    "svg with a nul": lambda: drawing(_SHAPE + "\0"),
    "svg that is none": lambda: b"<?xml version='1.0'?><html>" + MARK + b"</html>",
    "svg with a page behind it": lambda: drawing(_SHAPE) + _PAGE,
}


def _text() -> PngImagePlugin.PngInfo:
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", _PAGE.decode())
    return told


def _profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def _noise_profile() -> bytes:
    chance = random.Random(7)
    return _profile()[:128] + chance.randbytes(4000)


def _resized_jpeg(width: int, height: int) -> bytes:
    """Return a small JPEG that says it is large."""
    whole = saved(logo().convert("RGB"), "JPEG")
    at = whole.index(b"\xff\xc0") + 5
    return whole[:at] + struct.pack(">HH", height, width) + whole[at + 4 :]


def _script_jpeg() -> bytes:
    """Return a JPEG whose first part is a comment in a script, and whose second is the script."""
    whole = saved(logo().convert("RGB"), "JPEG")
    body = b"*/alert('" + MARK + b"')/*"
    return whole[:2] + b"\xff\xfe" + struct.pack(">H", len(body) + 2) + body + whole[2:]


def _with_page_palette() -> bytes:
    colours = (_PAGE + b"\0" * 768)[:768]
    more = chunk(b"PLTE", colours)
    rows = zlib.compress(b"".join(b"\0" + bytes(range(64)) for _ in range(64)))
    return png_of(64, 64, rows, colours=3, more=more)
