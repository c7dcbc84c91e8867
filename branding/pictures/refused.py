"""Every way in which a picture cannot be taken, each with a code and a sentence that says what to do."""

SENTENCES = {
    "empty": "The file is empty. Save the picture again and choose the new file.",
    "too_large": "The file is larger than 2 MB. Save the picture smaller and choose it again.",
    "other_format": (
        "This is not a picture that can be shown here. Save it as PNG, JPEG, WebP or SVG and choose the new file."
    ),
    "other_format_named": "This is a {name} file. Save the picture as PNG, JPEG, WebP or SVG and choose the new file.",
    "damaged": "The picture is damaged or cut off. Open it on your computer, save it again and choose the new file.",
    "too_many_pixels": "The picture has {width} by {height} pixels, more than a logo needs. Save it smaller.",
    "too_few_pixels": "The picture has {width} by {height} pixels, too few to be read. Save it larger.",
    "too_long": "The picture is too long and thin to be read. Choose one that is at most 12 times as wide as high.",
    "not_square": "An icon is nearly as wide as high. This picture has {width} by {height} pixels; cut it to a square.",
    "nothing_seen": "All of the picture is transparent, so nothing is seen. Save it again with its colors.",
    "costly": (
        "Drawing the picture takes far more time or memory than a logo should. Save it as a PNG of at most "
        "1,000 pixels a side and choose that."
    ),
    "svg_compressed": "This is a compressed SVG (SVGZ). Save it as a plain SVG or as PNG.",
    "svg_not_text": "The SVG is not in UTF-8. Save it again as a plain SVG, or as PNG.",
    "svg_broken": "The SVG cannot be read, as it is not well-formed. Save it again where it was drawn, or as PNG.",
    "svg_entities": "The SVG declares entities, which are not read. Save it as a plain SVG, or as PNG.",
    "svg_elsewhere": "The SVG shows what lies in another file. Embed that when you save the SVG, or save it as PNG.",
    "svg_embeds": "The SVG embeds a picture that is no PNG or JPEG. Save all of it as PNG.",
    "svg_intricate": "The SVG is far too intricate for a logo. Save it simplified, or as PNG.",
    "no_room": "The server has no room left to draw the picture. Try again in a few minutes.",
}
STORE_IS_DOWN = "The file store does not answer. Nothing was changed; try again in a few minutes."


class PictureRefused(ValueError):
    """The file cannot become a picture; `code` is one of SENTENCES, the message says why and what to do."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts = facts
        super().__init__(SENTENCES[code].format(**facts))
