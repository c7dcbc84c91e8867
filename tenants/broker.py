"""How Celery's queues lie in Redis: a list for each priority, of which the first that holds a message is taken from."""

from kombu.transport.redis import PRIORITY_STEPS, Channel

__all__ = ["PRIORITY_STEPS", "lists_of"]


def lists_of(queue: str) -> list[str]:
    """Return the names of a queue's lists, what is taken first in front."""
    return [f"{queue}{Channel.sep}{step}" if step else queue for step in PRIORITY_STEPS]
