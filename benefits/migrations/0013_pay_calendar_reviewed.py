import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

NO_SHARE = "A share lies between 0 and 1: write 20% as 0.20."
SHARE = [
    django.core.validators.MinValueValidator(0, NO_SHARE),
    django.core.validators.MaxValueValidator(1, NO_SHARE),
]


def person() -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+"
    )


FIELDS = {
    "confidence": models.DecimalField(decimal_places=4, default=1, max_digits=5, validators=SHARE),
    "effective_from": models.DateField(blank=True, null=True),
    "effective_to": models.DateField(blank=True, null=True),
    "entered_at": models.DateTimeField(default=django.utils.timezone.now),
    "entered_by": person(),
    "reviewed_at": models.DateTimeField(blank=True, null=True),
    "reviewed_by": person(),
    "source_document": models.UUIDField(blank=True, null=True),
    "source_page": models.PositiveIntegerField(
        blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)]
    ),
    "source_title": models.CharField(blank=True, max_length=200),
    "was_reviewed": models.BooleanField(default=False, editable=False),
}
CONSTRAINTS = (
    models.CheckConstraint(
        condition=Q(effective_from__isnull=True)
        | Q(effective_to__isnull=True)
        | Q(effective_to__gte=F("effective_from")),
        name="paycalendar_days_in_order",
        violation_error_message="The last day lies before the first.",
    ),
    models.CheckConstraint(
        condition=Q(confidence__range=(0, 1)),
        name="paycalendar_confidence_is_share",
        violation_error_message=NO_SHARE,
    ),
    models.CheckConstraint(
        condition=Q(reviewed_by__isnull=True) | Q(reviewed_at__isnull=False),
        name="paycalendar_review_has_its_time",
        violation_error_message="Whoever reviews a row does so at a moment.",
    ),
)


class Migration(migrations.Migration):
    """Nobody has stood behind the calendars that are there: they wait to be reviewed, as every other row does."""

    dependencies = [
        ("benefits", "0012_was_reviewed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(migrations.AddField("paycalendar", name, field) for name, field in FIELDS.items()),
        *(migrations.AddConstraint("paycalendar", constraint) for constraint in CONSTRAINTS),
    ]
