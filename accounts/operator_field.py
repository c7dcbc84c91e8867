from django.db import models

from accounts.models import User


def operator_field() -> models.ForeignKey:
    """Return a field for the operator who did it, of a table in `public`.

    People of clients have the same model, so Django would look in this table for what each one it deletes has done, and
    a client's role may not read it. Operators are closed, never deleted.
    """
    return models.ForeignKey(User, null=True, on_delete=models.DO_NOTHING, related_name="+")
