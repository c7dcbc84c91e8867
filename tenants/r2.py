"""Files in Cloudflare R2, or in any store that speaks S3, through django-storages."""

from collections.abc import Iterator
from contextlib import contextmanager

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import File
from storages.backends.s3 import S3Storage

from tenants.storage import StorageUnavailable

# A document up to this size is read into memory, a larger one into a temporary file.
MEMORY_LIMIT_BYTES = 8 * 1024 * 1024
REASONS = {
    "AccessDenied": "unauthorised",
    "InvalidAccessKeyId": "unauthorised",
    "SignatureDoesNotMatch": "unauthorised",
    "NoSuchBucket": "no_bucket",
    "SlowDown": "rate_limited",
}
TRANSPORT = Config(
    connect_timeout=5,
    read_timeout=30,
    retries={"mode": "standard", "total_max_attempts": 3},
    signature_version="s3v4",
    s3={"addressing_style": "path"},
    # R2 does not know the checksums that newer clients add unasked.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


class R2Files:
    def __init__(self) -> None:
        self._bucket = S3Storage(
            bucket_name=settings.R2_BUCKET,
            endpoint_url=settings.R2_ENDPOINT_URL,
            access_key=settings.R2_ACCESS_KEY_ID,
            secret_key=settings.R2_SECRET_ACCESS_KEY,
            region_name="auto",
            client_config=TRANSPORT,
            default_acl=None,
            max_memory_size=MEMORY_LIMIT_BYTES,
            # Never the type a browser claims: nothing in the bucket is to be shown as what it says it is.
            object_parameters={"ContentType": "application/octet-stream"},
        )

    def save(self, key: str, content: File) -> str:
        with _store_trouble():
            return self._bucket.save(key, content)

    def open(self, key: str) -> File:
        """Return the whole file, fetched: trouble shows here and not in the middle of reading it."""
        with _store_trouble():
            stored = self._bucket.open(key, "rb")
            stored.open()
            return stored

    def exists(self, key: str) -> bool:
        with _store_trouble():
            return self._bucket.exists(key)

    def size(self, key: str) -> int:
        with _store_trouble():
            return self._bucket.size(key)

    def delete(self, key: str) -> None:
        with _store_trouble():
            self._bucket.delete(key)

    def names(self, schema_name: str) -> list[str]:
        with _store_trouble():
            return self._bucket.listdir(schema_name)[1]


@contextmanager
def _store_trouble() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        code = error.response.get("Error", {}).get("Code", "")
        fallback = "unauthorised" if status == 403 else "server_error" if status >= 500 else "refused"
        raise StorageUnavailable(REASONS.get(code, fallback)) from error
    except (BotoCoreError, Boto3Error) as error:
        raise StorageUnavailable("unreachable") from error
