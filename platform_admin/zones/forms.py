from django import forms

from tenants.models import Client
from tenants.time_zones import NOT_IN_THE_LIST, zone_choices


class ZoneForm(forms.Form):
    time_zone = forms.ChoiceField(
        label="Time zone",
        choices=zone_choices,
        help_text="Where most of its people are. Type the first letters of a place to find it.",
        error_messages={"invalid_choice": NOT_IN_THE_LIST, "required": NOT_IN_THE_LIST},
    )

    def __init__(self, *args: object, client: Client, **kwargs: object) -> None:
        super().__init__(*args, initial={"time_zone": client.time_zone}, auto_id="id_zone_%s", **kwargs)
