"""What a file is by its first bytes, whatever it is called."""

from branding.pictures.refused import PictureRefused

# What people choose in its place, by how it begins.
_OTHERS = (
    (b"GIF8", "GIF"),
    (b"8BPS", "Photoshop"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
    (b"%!PS", "PostScript"),
    (b"\xc5\xd0\xd3\xc6", "PostScript"),
    (b"%PDF", "PDF"),
    (b"\0\0\1\0", "ICO"),
    (b"icns", "ICNS"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"PK\3\4", "ZIP"),
)
_MARKUP = (b"<?xml", b"<svg", b"<!--", b"<!doctype svg")
_BYTE_ORDER = (b"\xff\xfe", b"\xfe\xff")


def kind_of(data: bytes) -> str:
    """Return PNG, JPEG, WEBP or SVG; raises PictureRefused."""
    if not data:
        raise PictureRefused("empty")
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp":
        raise PictureRefused("other_format_named", name="AVIF" if data[8:12] == b"avif" else "HEIC or video")
    if data.startswith(b"\x1f\x8b"):
        raise PictureRefused("svg_compressed")
    for start, name in _OTHERS:
        if data.startswith(start):
            raise PictureRefused("other_format_named", name=name)
    return _markup(data)


def _markup(data: bytes) -> str:
    if data.startswith(_BYTE_ORDER):
        raise PictureRefused("svg_not_text")
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:16].lower()
    if start.startswith(_MARKUP):
        return "SVG"
    raise PictureRefused("other_format")
