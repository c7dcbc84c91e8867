import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone

COLOUR = RegexValidator(r"^#[0-9a-f]{6}$", "Write the colour as # and six hexadecimal digits, for example #1d5c4b.")


class Brand(models.Model):
    """How the client's house looks and speaks. One row a client."""

    class Font(models.TextChoices):
        """Those that static/fonts holds; branding/fonts.py tells how each is loaded."""

        SOURCE_SANS = "source-sans-3", "Source Sans 3"
        INTER = "inter", "Inter"
        PUBLIC_SANS = "public-sans", "Public Sans"
        FIGTREE = "figtree", "Figtree"
        NUNITO_SANS = "nunito-sans", "Nunito Sans"
        ATKINSON = "atkinson-hyperlegible-next", "Atkinson Hyperlegible Next"
        SOURCE_SERIF = "source-serif-4", "Source Serif 4"

    class Appearance(models.TextChoices):
        DEVICE = "device", "As each person’s device is set"
        LIGHT = "light", "Light"
        DARK = "dark", "Dark"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    product_name = models.CharField(max_length=80)
    logo = models.FileField(blank=True)  # as it was kept before BrandImage; branding/pictures/old_logo.py takes it over
    # What pages need of the pictures in use, so that they ask for nothing more: branding/pictures/shown.py
    pictures = models.JSONField(default=dict, blank=True)
    primary_colour = models.CharField(max_length=7, default="#1f5f8b", validators=[COLOUR])
    secondary_colour = models.CharField(max_length=7, blank=True, validators=[COLOUR])
    welcome_text = models.CharField(max_length=300, blank=True)
    welcome_text_es = models.CharField(max_length=300, blank=True)
    suggested_questions = models.JSONField(default=list, blank=True)  # [{"text": str, "language": "en" | "es"}]
    font = models.CharField(max_length=30, choices=Font, default=Font.SOURCE_SANS)
    appearance = models.CharField(max_length=6, choices=Appearance, default=Appearance.DEVICE)
    disclaimer = models.CharField(max_length=500, blank=True)
    disclaimer_es = models.CharField(max_length=500, blank=True)
    footer_links = models.JSONField(default=list, blank=True)  # [{"label": str, "label_es": str, "url": str}]
    words = models.JSONField(default=dict, blank=True)  # branding.words.spoken: "refusal.en", "tone" -> text
    help_email = models.EmailField(blank=True)
    help_phone = models.CharField(max_length=40, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    singleton = models.BooleanField(default=True, editable=False, unique=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(singleton=True), name="brand_one_row")]

    def __str__(self) -> str:
        return self.product_name

    def version(self) -> str:
        """Return what changes with every save, for addresses and keys of what is drawn from the whole brand."""
        return f"{int(self.changed_at.timestamp() * 1000):x}"


class BrandImage(models.Model):
    """A picture of the brand as it was drawn anew from what somebody chose."""

    class Kind(models.TextChoices):
        LOGO = "logo", "Logo"
        LOGO_DARK = "logo_dark", "Logo for dark pages"
        ICON = "icon", "Icon"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=9, choices=Kind)
    content_hash = models.CharField(max_length=64)  # SHA-256 of the file that was chosen, which is not kept
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    plates = models.JSONField(default=list)  # themes ("light", "dark") in which a plate is laid beneath
    colours = models.JSONField(default=list)  # what it suggests, "#rrggbb", the strongest first
    notes = models.JSONField(default=list)  # codes of what was done to it: branding/pictures/words.py
    created_at = models.DateTimeField(default=timezone.now)
    unused_since = models.DateTimeField(null=True, default=timezone.now)  # null: pages show it
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.width} by {self.height} pixels"


class BrandImageFile(models.Model):
    """One size and format of a picture. Its address carries the id and no more, so it may be cached for ever."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    image = models.ForeignKey(BrandImage, on_delete=models.CASCADE, related_name="files")
    purpose = models.CharField(max_length=10)  # page, mail, kept, icon, touch, maskable
    scale = models.PositiveSmallIntegerField(default=1)
    file_format = models.CharField(max_length=4)  # png, webp, avif
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    file = models.FileField(max_length=120)
    byte_count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.purpose} {self.width} × {self.height} {self.file_format}"


class BrandVersion(models.Model):
    """The look after one save, whole: it can be brought back, and told from the one before."""

    class Kind(models.TextChoices):
        BEFORE = "before", "As it was at first"
        SAVED = "saved", "Saved"
        UNDONE = "undone", "Last change undone"
        BROUGHT_BACK = "brought_back", "Earlier version brought back"
        RESET = "reset", "Back to the platform’s look"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(unique=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.SAVED)
    of_number = models.PositiveIntegerField(null=True)  # which version was brought back
    look = models.JSONField()  # branding.studio.fields.NAMES -> value
    # Kind of picture -> id of the BrandImage that was shown; null: of an earlier release, which did not keep it.
    pictures = models.JSONField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"Version {self.number}"


class WordsVersion(models.Model):
    """The company's own words after one save, whole; Brand.words are those of the last."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(unique=True)
    words = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"Words {self.number}"


class BrandDraft(models.Model):
    """What somebody typed into the studio and has not saved, as it was typed."""

    KEPT_FOR = timedelta(days=7)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    typed = models.JSONField(default=dict)  # name of the form's field -> text
    base = models.PositiveIntegerField(default=0)  # number of the version it began from; 0: there was none
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-changed_at",)

    def __str__(self) -> str:
        return f"Draft of {self.changed_at:%Y-%m-%d %H:%M}"

    @property
    def kept_until(self) -> datetime:
        return self.changed_at + self.KEPT_FOR
