"""The one OpenAI client of a process, and what its errors mean. Speaks to any OpenAI-compatible address."""

import os
from functools import lru_cache
from ssl import SSLContext

import httpx2
import openai
from django.conf import settings

from knowledge.patience import Trouble, retry_after_seconds

CONNECT_SECONDS = 5.0
# One connection per running stream or request; a worker runs far fewer threads than this.
LIMITS = httpx2.Limits(max_connections=500, max_keepalive_connections=100, keepalive_expiry=60)


def openai_client() -> openai.OpenAI:
    """Return the shared client: thread-safe, keeps its connections, never retries by itself."""
    return _client(settings.OPENAI_BASE_URL, settings.OPENAI_API_KEY)


def timeout(read_seconds: float) -> httpx2.Timeout:
    return httpx2.Timeout(
        read_seconds, connect=min(CONNECT_SECONDS, read_seconds), pool=min(CONNECT_SECONDS, read_seconds)
    )


@lru_cache(maxsize=1)
def ssl_context() -> SSLContext:
    """Return whom all clients of the process trust: to read the list of authorities takes longer than a request."""
    return httpx2.create_ssl_context()


def trouble_of(error: Exception) -> Trouble:
    """Say in our words what an error of the client means, and whether to ask again."""
    if isinstance(error, openai.APITimeoutError):
        # httpx2 tells the two apart: a connection that cannot be made is worth another try at once.
        is_connect = isinstance(error.__cause__, httpx2.ConnectTimeout | httpx2.PoolTimeout)
        return Trouble("unreachable" if is_connect else "timeout", may_retry=is_connect)
    if isinstance(error, openai.APIConnectionError):
        return Trouble("unreachable", may_retry=True)
    if isinstance(error, openai.APIStatusError):
        return _trouble_of_status(error)
    if isinstance(error, openai.APIError):
        # An error event inside a stream, or an answer that is not what the format promises.
        return Trouble("server_error" if error.body else "bad_response")
    return Trouble("bad_response")


def _trouble_of_status(error: openai.APIStatusError) -> Trouble:
    status, wait = error.status_code, retry_after_seconds(error.response.headers)
    if status == 429:
        # The same status says "slow down" and "your account is empty"; only the first passes by waiting.
        if error.code in {"insufficient_quota", "billing_hard_limit_reached"}:
            return Trouble("quota_exceeded")
        return Trouble("rate_limited", may_retry=True, retry_after_seconds=wait)
    if status >= 500 or status in {408, 409}:
        return Trouble("server_error", may_retry=True, retry_after_seconds=wait)
    if status in {401, 403}:
        return Trouble("unauthorised")
    return Trouble("not_found" if status == 404 else "refused")


@lru_cache(maxsize=4)
def _client(base_url: str, api_key: str) -> openai.OpenAI:
    transport = httpx2.Client(limits=LIMITS, timeout=timeout(30), follow_redirects=False, verify=ssl_context())
    return openai.OpenAI(api_key=api_key, base_url=base_url, http_client=transport, max_retries=0)


# A forked worker must not share sockets with its parent.
os.register_at_fork(after_in_child=_client.cache_clear)
