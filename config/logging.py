import logging.config
import re

import structlog

# Keys that open something by themselves; Django's own lines of failed requests hold the whole path. A test walks all
# addresses that end in one.
_KEY_IN_PATH = re.compile(
    r"(/invitation/|/reset/key/|/export/|/join/|/address/|/reply/|/support/enter/|/asked/|/trials/|/mails/stop/|ticket=)[^/&\s]+"
)

_THRESHOLDS = {
    # These speak at INFO of every message or request, some with its content.
    "httpx": "WARNING",
    "httpx2": "WARNING",
    "httpcore": "WARNING",
    "httpcore2": "WARNING",
    "openai": "WARNING",
    "stripe": "WARNING",
    "pinecone": "WARNING",
    "botocore": "WARNING",
    "celery.app.trace": "WARNING",
    "celery.worker.strategy": "WARNING",
    # A refused request has its line from RequestLogMiddleware, with the route instead of the path.
    "django.request": "ERROR",
    "django.security.csrf": "ERROR",
}


def logging_settings(*, level: str, as_json: bool) -> None:
    """Send structlog and the standard library's records through one line format to standard error."""
    shared = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _hide_keys,
    ]
    renderer = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "line": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "foreign_pre_chain": shared,
                    "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
                }
            },
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
            "root": {"handlers": ["stderr"], "level": level},
            "loggers": {name: {"level": threshold} for name, threshold in _THRESHOLDS.items()},
        }
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _hide_keys(logger: object, method: str, event: dict) -> dict:
    for field in ("event", "exception"):
        if isinstance(event.get(field), str):
            event[field] = _KEY_IN_PATH.sub(r"\1…", event[field])
    return event
