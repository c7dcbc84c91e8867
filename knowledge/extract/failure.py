"""Every way in which a file can fail to be read, each with a code for the row and a sentence for HR."""

SENTENCES = {
    "empty": "The file is empty. Check that it was saved completely and upload it again.",
    "encrypted": (
        "The file is protected with a password. Remove the password (save a copy without protection) "
        "and upload that copy."
    ),
    "corrupt": (
        "The file is damaged and cannot be read. Open it on your computer, save it again under a new name "
        "and upload the new file."
    ),
    "unsupported": (
        "This kind of file cannot be read. Save it as PDF, Word, Excel, PowerPoint, HTML, Markdown, plain "
        "text or a picture (PNG or JPEG) and upload that."
    ),
    "too_large": (
        "The file unpacks to far more than a document should hold. Split it into smaller documents, or "
        "save it as PDF, and upload again."
    ),
    "too_many_pages": "The file has more pages than can be read. Split it into parts and upload each part.",
    "too_slow": (
        "Reading the file took too long, so it was stopped. Save it as a new PDF (print to PDF) and upload "
        "that, or split it into parts."
    ),
    "too_much_memory": (
        "Reading the file needs too much memory, usually because of very large pictures. Save it as a "
        "smaller PDF (reduced file size) or split it into parts."
    ),
    "no_text": (
        "No text was found in the file, not even in its pictures. Check that its pages are not blank or too "
        "faint to read."
    ),
    "missing": "The uploaded file is no longer there. Upload it again.",
    "cancelled": "Reading the file was cancelled.",
    "no_room": "The server has no room left to work on the file. Ask your administrator, then try again.",
}

# What lies in the file itself: reading the same bytes once more, within the same memory, ends the same way. How long
# it takes depends on what else the machine does, so a slow file may be tried again.
OF_THE_FILE = frozenset(
    [
        "empty",
        "encrypted",
        "corrupt",
        "unsupported",
        "too_large",
        "too_many_pages",
        "too_much_memory",
        "no_text",
        "missing",
    ]
)


class ExtractionFailed(Exception):
    """A file could not be read. `code` is one of SENTENCES, `sentence` tells HR what to do."""

    def __init__(self, code: str, sentence: str = "") -> None:
        self.code = code
        self.sentence = sentence or SENTENCES[code]
        super().__init__(f"{code}: {self.sentence}")


class UnsupportedType(ExtractionFailed):
    """The content is of a kind that is not read at all."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__("unsupported", sentence)


class TypeMismatch(ExtractionFailed):
    """The content is not what the ending of the file name says."""

    def __init__(self, sentence: str) -> None:
        super().__init__("unsupported", sentence)
