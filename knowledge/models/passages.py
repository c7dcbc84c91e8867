"""What was read from a version: its pages, the passages search finds, and their words and vectors."""

import uuid

from django.db import models
from django.utils import timezone
from pgvector.django import HalfVectorField

from knowledge.extract.types import SURE_OF_FIGURES
from knowledge.models.documents import Document, DocumentVersion


class Page(models.Model):
    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    width = models.FloatField()
    height = models.FloatField()
    text = models.TextField()
    blocks = models.JSONField(default=list)  # knowledge.extract.types.Block as JSON
    word_count = models.PositiveIntegerField(default=0)
    is_ocr = models.BooleanField(default=False)
    ocr_confidence = models.FloatField(null=True)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="page_number_unique")]

    def __str__(self) -> str:
        return f"page {self.number}"


class PageInPictures(models.Model):
    """A page that holds text in pictures, from when the rest of its file was read until that text is in its place."""

    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="pages_in_pictures")
    number = models.PositiveIntegerField()
    asked = models.JSONField()  # where on the page the pictures stand: see knowledge.extract.reading.PictureText
    first = models.JSONField()  # the page as it was read without them
    recognised = models.JSONField(null=True)  # the page with them; none = not yet
    warning = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="page_in_pictures_unique")]

    def __str__(self) -> str:
        return f"page {self.number}"


class Passage(models.Model):
    """What search finds and answers quote: never cut inside a table row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="passages")
    ordinal = models.PositiveIntegerField()
    page_number = models.PositiveIntegerField()
    page_to = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, default="text")  # text, table
    heading = models.CharField(max_length=400, blank=True)
    context = models.CharField(max_length=600, blank=True)  # document, plan year, audience, section
    text = models.TextField()
    token_count = models.PositiveIntegerField()
    boxes = models.JSONField(default=list)
    # Of the least certain line in it that was recognised in a picture, 0 to 1; nothing for text as it was typed.
    confidence = models.FloatField(null=True)
    content_hash = models.CharField(max_length=64)  # of what the text alone says: see knowledge/text/sameness.py

    class Meta:
        ordering = ("ordinal",)
        constraints = [models.UniqueConstraint(fields=["version", "ordinal"], name="passage_ordinal_unique")]

    def __str__(self) -> str:
        return f"passage {self.ordinal}"

    @property
    def has_sure_figures(self) -> bool:
        """Whether its figures may be quoted; those recognised in a poor picture may not."""
        return has_sure_figures(self.confidence)


def has_sure_figures(confidence: float | None) -> bool:
    return confidence is None or confidence >= SURE_OF_FIGURES


class Posting(models.Model):
    """One term of one version: in which passages it stands and how often. What the keyword leg of search reads.

    A question touches a few of these rows a version, whatever the number of passages: with 5,000 passages
    4 ms, where looking the terms up in an array column of each passage took 400 ms. Both columns are packed
    numbers (see knowledge/index/keywords.py); the empty term holds every passage and its number of terms.
    """

    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="postings")
    term = models.CharField(max_length=60)
    ordinals = models.BinaryField()
    frequencies = models.BinaryField()

    class Meta:
        # The term first: a question asks for a few terms of all versions, and PostgreSQL reads just those rows.
        constraints = [models.UniqueConstraint(fields=["term", "version"], name="posting_term_unique")]

    def __str__(self) -> str:
        return self.term


class PassageVector(models.Model):
    """The pgvector engine's rows; an engine elsewhere leaves this table empty."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="vectors")
    model = models.CharField(max_length=80)
    embedding = HalfVectorField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["passage", "model"], name="passage_vector_unique")]

    def __str__(self) -> str:
        return self.model


class EmbeddedText(models.Model):
    """What a vendor was paid for: the vector of a text of one document, for when the same text is read again.

    It goes with its document, so that nothing of a deleted one is left, and after a while by itself.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="embedded_texts")
    model = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)  # of the text as it was embedded
    values = models.BinaryField()  # 16-bit numbers: what the index keeps of a vector is no more
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "model", "sha256"], name="embedded_text_unique")]

    def __str__(self) -> str:
        return self.sha256
