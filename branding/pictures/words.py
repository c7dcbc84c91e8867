"""What was done to a picture, in words for HR."""

NOTES = {
    "first_frame": "The picture moves. Only its first frame is shown.",
    "trimmed": "The transparent margin was cut off, so that it stands as large as it can.",
    "from_print_colors": "Its colors were meant for print (CMYK) and were turned into colors of a screen.",
    "converted_colors": "Its colors were turned into those that every screen shows (sRGB).",
    "own_letters": "Words in the SVG are drawn in letters of ours. To keep your own, turn the text into paths.",
    "from_drawing": "The SVG was drawn as pixels, in every size that is needed.",
}
PLATES = {
    "light": "On light pages too little of it would stand out from the ground, so a dark plate is laid beneath it.",
    "dark": "On dark pages too little of it would stand out from the ground, so a light plate is laid beneath it.",
}


def sentences(notes: list[str], plates: list[str]) -> list[str]:
    """Return what was done, each as a sentence."""
    return [NOTES[note] for note in notes if note in NOTES] + [PLATES[theme] for theme in plates if theme in PLATES]
