"""Django's record of all models, drawn anew only where an operation changes them.

Django draws everything again that hangs on a changed model, and nearly everything hangs on the person: nine tenths of
the time it takes to fill an empty schema. What a statement needs of other models is their table and key, and those a
neighbour that was not drawn anew still tells rightly. Code that reads rows (RunPython) is given all of it drawn anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from django.db.migrations.state import ModelState, ProjectState
from django.db.models import Field


class SparingState(ProjectState):
    _adds = False

    @classmethod
    def of(cls, state: ProjectState) -> Self:
        sparing = cls(models=state.models, real_apps=state.real_apps)
        sparing.is_delayed = True  # Django throws away what was drawn before code is run with it
        return sparing

    def clone(self) -> Self:
        _ = self.apps  # drawn once, for both
        copy = super().clone()
        other = self.of(copy)
        other.apps = copy.apps
        return other

    def add_model(self, model_state: ModelState) -> None:
        with self._adding():
            super().add_model(model_state)

    def add_field(self, app_label: str, model_name: str, name: str, field: Field, preserve_default: bool) -> None:
        with self._adding():
            super().add_field(app_label, model_name, name, field, preserve_default)

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:
        """Draw one model anew; all of them, when they are next asked for, if others' keys may be other ones now."""
        if "apps" not in self.__dict__:
            return
        if delay or self._adds:
            self._reload({(app_label, model_name)})
        else:
            del self.__dict__["apps"]

    def reload_models(self, models: object, delay: bool = True) -> None:
        self.__dict__.pop("apps", None)

    @contextmanager
    def _adding(self) -> Iterator[None]:
        self._adds = True
        try:
            yield
        finally:
            self._adds = False
