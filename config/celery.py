import gc
import os

from celery import Celery
from celery.signals import setup_logging, worker_process_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("benefits")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_django_logging(**_: object) -> None:
    """Celery would otherwise replace the structured logging that settings.LOGGING sets up."""


@worker_process_init.connect
def keep_what_is_loaded(**_: object) -> None:
    """Look for garbage in a task's own things alone.

    To go through all modules as well takes a tenth of a second, as long as to embed 200 pages, and copies the memory
    that the processes share. They stay anyway.
    """
    gc.freeze()
