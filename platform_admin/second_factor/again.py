"""What an operator does, or sees, only right after showing the second factor: a sign-in may be hours old by then.

Written below the decorator that says who may use the view, and the one that says by which method. After it, the
operator goes on where they were asked; a form that was sent is sent again. A test walks the addresses that need one.
"""

from collections.abc import Callable

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponse

View = Callable[..., HttpResponse]


def confirmed(view: View) -> View:
    """Ask whoever sends the form; its page opens without."""
    return _marked(reauthentication_required(app="allauth.mfa", allow_get=True)(view))


def confirmed_first(view: View) -> View:
    """Ask whoever opens it, too."""
    return _marked(reauthentication_required(app="allauth.mfa")(view))


def _marked(view: View) -> View:
    view.asks_factor_again = True
    return view
