"""Which migrations the code on the disk needs: their names alone, for none of them is loaded."""

import hashlib
import pkgutil
from collections.abc import Iterable
from functools import cache
from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader


@cache
def needed_by_clients() -> frozenset[str]:
    """Return the migrations without which a client's schema is not entered, as "chat.0001_initial".

    Those of the platform's own tables are recorded in each schema as well, but change nothing there: a new one of them
    must close nobody's pages.
    """
    return _on_disk(settings.TENANT_APPS)


@cache
def needed_by_platform() -> frozenset[str]:
    """Return the migrations of the apps that have tables in `public`."""
    return _on_disk(settings.SHARED_APPS)


@cache
def code_mark() -> str:
    """Return a short mark that processes share whose code needs the same migrations of a client."""
    return hashlib.sha256("\n".join(sorted(needed_by_clients())).encode()).hexdigest()[:12]


def lacking(applied: Iterable[str], needed: frozenset[str]) -> tuple[str, ...]:
    """Return what is needed and not there, in the order of names."""
    return tuple(sorted(needed - set(applied)))


def _on_disk(app_names: Iterable[str]) -> frozenset[str]:
    labels = {config.label for config in apps.get_app_configs() if config.name in set(app_names)}
    return frozenset(f"{label}.{name}" for label in labels for name in _names(label))


def _names(label: str) -> list[str]:
    module_name, _ = MigrationLoader.migrations_module(label)
    if module_name is None:
        return []
    try:
        package = import_module(module_name)
    except ModuleNotFoundError:
        # An app without tables.
        return []
    return [name for _, name, is_package in pkgutil.iter_modules(package.__path__) if _is_migration(name, is_package)]


def _is_migration(name: str, is_package: bool) -> bool:
    return not is_package and name[0] not in "_~"
