import uuid

from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone

COLOUR = RegexValidator(r"^#[0-9a-f]{6}$", "Write the colour as # and six hexadecimal digits, for example #1d5c4b.")


class Brand(models.Model):
    """How the client's house looks and speaks. One row a client."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    product_name = models.CharField(max_length=80)
    logo = models.FileField(blank=True)
    primary_colour = models.CharField(max_length=7, default="#1f5f8b", validators=[COLOUR])
    secondary_colour = models.CharField(max_length=7, blank=True, validators=[COLOUR])
    welcome_text = models.CharField(max_length=300, blank=True)
    welcome_text_es = models.CharField(max_length=300, blank=True)
    suggested_questions = models.JSONField(default=list, blank=True)  # [{"text": str, "language": "en" | "es"}]
    disclaimer = models.CharField(max_length=500, blank=True)
    help_email = models.EmailField(blank=True)
    help_phone = models.CharField(max_length=40, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    singleton = models.BooleanField(default=True, editable=False, unique=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(singleton=True), name="brand_one_row")]

    def __str__(self) -> str:
        return self.product_name

    def version(self) -> str:
        """Return what changes with every save: the theme's address carries it, so it may be cached for ever."""
        return f"{int(self.changed_at.timestamp() * 1000):x}"
