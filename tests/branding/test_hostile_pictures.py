"""Pictures as nobody should upload them: each ends with a sentence, or as pixels and nothing else of the file."""

from base64 import b64encode
from contextlib import ExitStack
from io import BytesIO

import pytest
from PIL import Image

from branding.pictures import draw
from branding.pictures.clean import is_clean
from branding.pictures.draw import draw_picture
from branding.pictures.limits import MAX_BYTES, MAX_PIXELS, MEMORY_BYTES, MOST_AT_ONCE, PATIENT_SECONDS
from branding.pictures.refused import SENTENCES, PictureRefused
from tests.branding.pictures_made import MARK, honest_pictures, hostile_pictures, logo, mutated_pictures, saved

MADE = dict(hostile_pictures())
# As quick as the machine is, it is given up on, or drawn and nothing is to be seen.
HANGS_ON_SPEED = {"svg with a huge filter": {"costly", "nothing_seen"}}
# Refused for what they are. Of all others nothing is served but pixels.
REFUSED = {
    **{name: "too_many_pixels" for name in MADE if name.split()[-1] in {"50,000", "2,000,000,000", "4,001", "65,000"}},
    "webp of 16,383 by 16,383": "too_many_pixels",
    "png without a side": "damaged",
    "png cut off": "damaged",
    "jpeg cut off": "damaged",
    "webp cut off": "damaged",
    "png of wrong sums": "damaged",
    "jpeg turned by a word": "damaged",
    "webp with a part of its own": "damaged",
    "nothing": "empty",
    "one byte": "other_format",
    "all transparent": "nothing_seen",
    "one pixel": "too_few_pixels",
    "a line": "too_few_pixels",
    "more than 2 MB": "too_large",
    **dict.fromkeys(
        ("tiff", "gif", "bmp", "ico", "icns", "avif", "jpeg 2000", "eps", "pdf", "psd", "zip"), "other_format_named"
    ),
    **dict.fromkeys(("ppm", "tga", "page", "program", "script", "svg that is none"), "other_format"),
    **{
        name: "svg_elsewhere"
        for name in MADE
        if name.startswith(("svg that shows", "svg that uses an", "svg that fil"))
    },
    **dict.fromkeys(("svg within an svg", "svg with a page in it"), "svg_embeds"),
    **dict.fromkeys(("svg with a file as an entity", "svg with a parameter entity"), "svg_entities"),
    **dict.fromkeys(
        (
            "svg of copies of copies",
            "svg that uses itself",
            "svg of two that use each other",
            "svg with many filters",
            "svg of a hundred thousand parts",
        ),
        "svg_intricate",
    ),
    "svg with endless noise": "costly",
    **dict.fromkeys(("svg compressed", "svg compressed a thousandfold"), "svg_compressed"),
    "svg in another encoding": "svg_not_text",
    **dict.fromkeys(
        ("svg with entities", "svg that is deep", "svg cut off", "svg with a nul", "svg with a page behind it"),
        "svg_broken",
    ),
}


def outcome(content: bytes, kind: str = "logo") -> str:
    """Return the code of the refusal, or "taken" once what is served was looked through."""
    try:
        drawn = draw_picture(content, kind=kind, clock_seconds=PATIENT_SECONDS)
    except PictureRefused as refused:
        return refused.code
    for file in drawn.files:
        assert is_clean(file.file_format, file.content), (file.purpose, file.file_format)
        assert MARK not in file.content
        shown = Image.open(BytesIO(file.content))
        assert (shown.format, shown.size) == (file.file_format.upper(), (file.width, file.height))
        assert {"exif", "xmp", "icc_profile", "comment", "Comment"} & {
            name for name in shown.info if shown.info[name]
        } == set()
    assert drawn.peak_kilobytes * 1024 <= MEMORY_BYTES
    return "taken"


def test_there_are_many_and_most_carry_what_is_looked_for():
    assert len(MADE) >= 60
    assert sum(MARK in content for content in MADE.values()) >= 15


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_hostile_picture_is_refused_with_a_sentence(name):
    assert outcome(MADE[name]) == REFUSED[name]


@pytest.mark.parametrize("name", HANGS_ON_SPEED)
def test_hostile_picture_that_takes_long_is_refused_either_way(name):
    assert outcome(MADE[name]) in HANGS_ON_SPEED[name]


@pytest.mark.parametrize("name", sorted(set(MADE) - set(REFUSED) - set(HANGS_ON_SPEED)))
def test_hostile_picture_comes_out_as_pixels_alone_or_not_at_all(name):
    assert outcome(MADE[name]) in {"taken", "damaged", "nothing_seen", "too_few_pixels"}


def test_what_a_file_carries_is_taken_off_where_it_is_taken():
    carriers = [name for name in MADE if name.startswith(("png with a", "jpeg with", "webp with e", "webp with x"))]

    taken = [name for name in carriers if name not in REFUSED and outcome(MADE[name]) == "taken"]

    assert len(taken) >= 12


@pytest.mark.parametrize("seed", range(8))
def test_mutated_pictures_end_with_a_sentence_or_as_pixels(seed):
    mutated = [content for _name, content in mutated_pictures(seed, mutations=3)]

    assert len(mutated) == 12
    assert {outcome(content) for content in mutated} <= {*SENTENCES, "taken"}


@pytest.mark.parametrize("name", sorted(honest_pictures()))
def test_honest_picture_is_taken_whatever_it_is_called(name):
    assert outcome(honest_pictures()[name]) == "taken"


def test_largest_picture_that_is_taken_fits_into_its_memory():
    side = int(MAX_PIXELS**0.5)

    assert outcome(saved(logo((side, side)), "PNG")) == "taken"


WEBP = {"file_format": "webp", "content": b64encode(saved(logo(), "WEBP")).decode()}


@pytest.mark.parametrize(
    ("told", "is_believed"),
    [
        ({}, True),
        ({"purpose": "elsewhere"}, False),
        ({"file_format": "svg"}, False),
        ({"content": "PGh0bWw+"}, False),
        ({"width": 10**9}, False),
        ({"width": "1"}, False),
        ({"scale": 9}, False),
        ({"height": 99}, False),
        ({"content": b64encode(b"\x89PNG\r\n\x1a\n").decode()}, False),
        (WEBP, True),
        (WEBP | {"purpose": "mail"}, False),
    ],
    ids=["honest", "place", "format", "page", "huge", "word", "scale", "size", "nothing", "webp", "webp in a mail"],
)
def test_child_that_a_picture_has_taken_over_is_not_believed(told, is_believed):
    honest = {"purpose": "page", "scale": 1, "file_format": "png", "width": 300, "height": 100}
    honest["content"] = b64encode(saved(logo(), "PNG")).decode()

    if is_believed:
        assert draw._file(honest | told).width == 300
        return
    with pytest.raises((ValueError, KeyError, TypeError)):
        draw._file(honest | told)


@pytest.mark.parametrize("file_format", ["png", "webp", "avif"])
def test_file_with_more_than_pixels_is_not_clean(file_format):
    plain = saved(logo(), file_format.upper())
    marked = saved(logo(), file_format.upper(), exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0")

    assert is_clean(file_format, plain)
    assert not is_clean(file_format, plain + b"<html>")
    assert not is_clean(file_format, marked)
    assert not is_clean(file_format, plain[:-3])


def test_no_more_are_drawn_at_once_than_there_is_memory_for():
    with ExitStack() as taken:
        for _ in range(MOST_AT_ONCE):
            taken.enter_context(draw._turn(0))
        with pytest.raises(PictureRefused, match="no room left"):
            draw_picture(saved(logo(), "PNG"), kind="logo", clock_seconds=0.01)

    assert outcome(saved(logo(), "PNG")) == "taken"


def test_too_large_is_said_before_anything_is_started():
    with pytest.raises(PictureRefused, match="larger than 2 MB"):
        draw_picture(b"\x89PNG" + b"\0" * MAX_BYTES, kind="logo")
