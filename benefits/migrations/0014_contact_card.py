import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('benefits', '0013_pay_calendar_reviewed'),
    ]

    operations = [
        migrations.AddField(
            model_name='contact',
            name='app_url',
            field=models.URLField(blank=True, db_default='', default='', validators=[django.core.validators.URLValidator(schemes=['https'])]),
        ),
        migrations.AddField(
            model_name='contact',
            name='appeals_address',
            field=models.CharField(blank=True, db_default='', default='', max_length=255),
        ),
        migrations.AddField(
            model_name='contact',
            name='group_number',
            field=models.CharField(blank=True, db_default='', default='', max_length=40),
        ),
        migrations.AddField(
            model_name='contact',
            name='id_card',
            field=models.CharField(blank=True, db_default='', default='', max_length=255),
        ),
        migrations.AddField(
            model_name='contact',
            name='id_card_es',
            field=models.CharField(blank=True, db_default='', default='', max_length=255),
        ),
        migrations.AddField(
            model_name='contact',
            name='tty',
            field=models.CharField(blank=True, db_default='', default='', max_length=40, validators=[django.core.validators.RegexValidator('^(?=([^0-9]*[0-9]){3})\\+?[0-9(][0-9 ().-]*((ext\\.?|x) ?[0-9]{1,6})?$', 'Write the number in digits, for example 614-555-0110 or 614-555-0110 ext. 12.')]),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('app_url', ''), ('app_url__startswith', 'https://'), _connector='OR'), name='contact_app_url_https'),
        ),
    ]
