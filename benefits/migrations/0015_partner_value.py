import django.core.validators
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('benefits', '0014_contact_card'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='rate',
            name='partner_monthly',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=11, null=True, validators=[django.core.validators.MinValueValidator(0, 'An amount cannot be below zero.'), django.core.validators.MaxValueValidator(Decimal('100000000'), 'This is more than any benefit comes to. Look at the amount again.')]),
        ),
        migrations.AddConstraint(
            model_name='rate',
            constraint=models.CheckConstraint(condition=models.Q(('partner_monthly__isnull', True), ('partner_monthly__gte', 0), _connector='OR'), name='rate_partner_not_below_zero', violation_error_message='An amount cannot be below zero.'),
        ),
        migrations.AddConstraint(
            model_name='rate',
            constraint=models.CheckConstraint(condition=models.Q(('partner_monthly__isnull', True), ('tier', 'EE_DP'), _connector='OR'), name='rate_partner_of_partner', violation_error_message="Only coverage with a domestic partner has a fair value of the partner's part."),
        ),
    ]
