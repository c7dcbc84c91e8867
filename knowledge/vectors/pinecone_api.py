"""The one Pinecone client of a process, and what its errors mean."""

import os
from dataclasses import replace
from functools import lru_cache
from threading import Lock

from django.conf import settings
from pinecone import Pinecone, RetryConfig, errors
from pinecone._internal.constants import DATA_PLANE_API_VERSION
from pinecone._internal.http_client import HTTPClient
from pinecone.index import Index

from knowledge.patience import Trouble, retry_after_seconds

NO_RETRIES = RetryConfig(max_retries=0)
READY_SECONDS = 300
_connecting = Lock()


def index_client() -> Index:
    """Return the shared client of the index: thread-safe, keeps its connections, never retries by itself.

    Without PINECONE_HOST the address is looked up once, by name. Raises Trouble.
    """
    with _connecting:
        try:
            return _connect(settings.PINECONE_API_KEY, settings.PINECONE_INDEX, settings.PINECONE_HOST)
        except errors.NotFoundError as error:
            # Not the same as a namespace that is not there yet, which only means "empty".
            raise Trouble("no_index") from error
        except errors.PineconeError as error:
            raise trouble_of(error) from error


def create_index(size: int) -> bool:
    """Make the index for vectors of this size and wait until it is ready; False if there is one of its name.

    Raises Trouble.
    """
    control_plane = Pinecone(api_key=settings.PINECONE_API_KEY, timeout=30, retry_config=NO_RETRIES)
    try:
        if control_plane.indexes.exists(settings.PINECONE_INDEX):
            return False
        control_plane.indexes.create(
            name=settings.PINECONE_INDEX, dimension=size, metric="dotproduct", timeout=READY_SECONDS
        )
        return True
    except errors.PineconeError as error:
        raise trouble_of(error) from error
    finally:
        control_plane.close()


def trouble_of(error: errors.PineconeError) -> Trouble:
    """Say in our words what an error of the client means. All our calls may be repeated without harm."""
    if isinstance(error, errors.RateLimitError | errors.ServiceError):
        reason = "rate_limited" if isinstance(error, errors.RateLimitError) else "server_error"
        return Trouble(reason, may_retry=True, retry_after_seconds=retry_after_seconds(error.headers or {}))
    if isinstance(error, errors.PineconeTimeoutError):
        return Trouble("timeout", may_retry=True)
    if isinstance(error, errors.PineconeConnectionError):
        return Trouble("unreachable", may_retry=True)
    if isinstance(error, errors.ResponseParsingError):
        return Trouble("bad_response")
    if isinstance(error, errors.UnauthorizedError | errors.ForbiddenError):
        return Trouble("unauthorised")
    if isinstance(error, errors.PaymentRequiredError):
        return Trouble("quota_exceeded")
    return Trouble("refused")


@lru_cache(maxsize=4)
def _connect(api_key: str, name: str, host: str) -> Index:
    control_plane = Pinecone(api_key=api_key, timeout=10, retry_config=NO_RETRIES)
    try:
        index = control_plane.index(name=name, host=host)
    finally:
        control_plane.close()
    # The data plane takes no retry setting: it would try four times and sit out a Retry-After of a minute each
    # time, while a person waits. So its transport is made anew, with the same settings and without retries.
    index._http.close()
    index._http = HTTPClient(replace(index._config, retry_config=NO_RETRIES), DATA_PLANE_API_VERSION)
    return index


# A forked worker must not share sockets with its parent.
os.register_at_fork(after_in_child=_connect.cache_clear)
