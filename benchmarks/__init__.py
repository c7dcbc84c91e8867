"""Programs that measure the product; they need Django before any of them imports a model."""

from config.wsgi import application  # noqa: F401  (sets Django up)
