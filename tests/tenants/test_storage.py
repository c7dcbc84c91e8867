"""The local folder and the R2 bucket keep one contract; the bucket is moto's server, over HTTP."""

import errno
import re
from collections.abc import Iterator
from io import BytesIO

import boto3
import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import SimpleUploadedFile
from moto.server import ThreadedMotoServer

from tenants.context import NoClientBound, tenant_scope
from tenants.storage import ClientStorage, StorageUnavailable

HOSTILE_NAMES = [
    "../../etc/passwd",
    "..\\..\\boot.ini",
    "/absolute.pdf",
    "a\x00b.pdf",
    "‮fdp.exe",
    "x" * 4_000,
    "CON",
    "globex/guide.pdf",
    "",
]


@pytest.fixture(scope="module")
def bucket_server() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def r2(bucket_server, settings) -> Iterator[str]:
    settings.R2_ENDPOINT_URL = bucket_server
    settings.R2_ACCESS_KEY_ID = "key-id"
    settings.R2_SECRET_ACCESS_KEY = "secret"
    settings.R2_BUCKET = "benefits"
    settings.STORAGE_ENGINE = "r2"
    bucket = boto3.resource(
        "s3",
        endpoint_url=bucket_server,
        aws_access_key_id="key-id",
        aws_secret_access_key="secret",
        region_name="us-east-1",
    ).Bucket("benefits")
    bucket.create()
    yield bucket
    bucket.objects.all().delete()
    bucket.delete()


@pytest.fixture(params=["local", "r2"])
def storage(request, settings, tmp_path) -> ClientStorage:
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGE_ENGINE = request.param
    if request.param == "r2":
        request.getfixturevalue("r2")
    return ClientStorage()


class TestEveryEngine:
    def test_a_file_comes_back_as_it_was_saved(self, storage, in_acme) -> None:
        content = bytes(range(256)) * 50_000

        key = storage.save("guide.pdf", ContentFile(content))

        with storage.open(key) as stored:
            assert stored.read() == content
        assert storage.size(key) == len(content)
        assert storage.exists(key)

    @pytest.mark.parametrize("name", HOSTILE_NAMES, ids=range(len(HOSTILE_NAMES)))
    def test_a_key_holds_the_client_and_nothing_of_the_name(self, storage, in_acme, name) -> None:
        key = storage.save(name or None, ContentFile(b"text", name="upload"))

        assert re.fullmatch(in_acme.schema_name + r"/[0-9a-f-]{36}", key)

    def test_two_files_of_one_name_have_two_keys(self, storage, in_acme) -> None:
        first, second = (storage.save("guide.pdf", ContentFile(text)) for text in (b"one", b"two"))

        assert [storage.open(key).read() for key in (first, second)] == [b"one", b"two"]
        assert storage.keys() == {first, second}

    def test_a_deleted_file_is_gone_and_may_be_deleted_again(self, storage, in_acme) -> None:
        key = storage.save("guide.pdf", ContentFile(b"text"))

        storage.delete(key)
        storage.delete(key)

        assert not storage.exists(key)
        assert storage.keys() == set()
        with pytest.raises(FileNotFoundError):
            storage.open(key)
        with pytest.raises(FileNotFoundError):
            storage.size(key)

    def test_another_clients_file_can_be_neither_seen_nor_touched(self, storage, acme, globex) -> None:
        with tenant_scope(globex):
            foreign = storage.save("guide.pdf", ContentFile(b"Globex staff get 30 days."))

        with tenant_scope(acme):
            for act in (storage.open, storage.exists, storage.size, storage.delete):
                with pytest.raises(SuspiciousFileOperation):
                    act(foreign)
            assert storage.keys() == set()

        with tenant_scope(globex):
            assert storage.open(foreign).read() == b"Globex staff get 30 days."

    def test_a_key_that_climbs_out_of_the_clients_folder_is_refused(self, storage, in_acme) -> None:
        for key in (f"{in_acme.schema_name}/../secret", f"{in_acme.schema_name}/", "secret", ""):
            with pytest.raises(SuspiciousFileOperation):
                storage.open(key)

    def test_nothing_is_saved_outside_a_client(self, storage, db) -> None:
        with pytest.raises(NoClientBound):
            storage.save("guide.pdf", ContentFile(b"text"))

    def test_a_file_has_no_address_and_is_never_changed(self, storage, in_acme) -> None:
        key = storage.save("guide.pdf", ContentFile(b"text"))

        with pytest.raises(ValueError, match="address"):
            storage.url(key)
        with pytest.raises(ValueError, match="never changed"):
            storage.open(key, "wb")


class TestLocalFiles:
    @pytest.fixture
    def storage(self, settings, tmp_path) -> ClientStorage:
        settings.MEDIA_ROOT = tmp_path
        settings.STORAGE_ENGINE = "local"
        return ClientStorage()

    def test_only_the_products_own_user_may_read(self, storage, in_acme, tmp_path) -> None:
        key = storage.save("guide.pdf", ContentFile(b"text"))

        assert (tmp_path / key).stat().st_mode & 0o777 == 0o600
        assert (tmp_path / in_acme.schema_name).stat().st_mode & 0o777 == 0o700

    def test_a_full_disk_says_so_and_leaves_no_half_file(self, storage, in_acme, tmp_path) -> None:
        class FullAfterOneChunk(File):
            def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
                yield b"the first part"
                raise OSError(errno.ENOSPC, "No space left on device")

        with pytest.raises(StorageUnavailable, match="disk_full"):
            storage.save("guide.pdf", FullAfterOneChunk(BytesIO(), name="guide.pdf"))

        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


class TestR2:
    @pytest.fixture
    def storage(self, r2) -> ClientStorage:
        return ClientStorage()

    def test_the_type_a_browser_claims_is_not_kept(self, storage, r2, in_acme) -> None:
        upload = SimpleUploadedFile("page.html", b"<script>", content_type="text/html")

        key = storage.save("page.html", upload)

        assert r2.Object(key).content_type == "application/octet-stream"

    @pytest.mark.parametrize("act", ["save", "open", "exists", "size", "delete", "keys"])
    def test_a_store_that_is_down_says_so(self, storage, settings, in_acme, act) -> None:
        key = storage.save("guide.pdf", ContentFile(b"text"))
        settings.R2_ENDPOINT_URL = "http://127.0.0.1:9"
        down = ClientStorage()
        arguments = {"save": ("guide.pdf", ContentFile(b"text")), "keys": ()}.get(act, (key,))

        with pytest.raises(StorageUnavailable, match="unreachable"):
            getattr(down, act)(*arguments)

    def test_a_missing_bucket_says_so(self, storage, settings, in_acme) -> None:
        settings.R2_BUCKET = "not-there"

        with pytest.raises(StorageUnavailable, match="no_bucket"):
            ClientStorage().save("guide.pdf", ContentFile(b"text"))
