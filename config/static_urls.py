"""Addresses of static files, each worked out once in a process: a page names some sixty, most of them icons."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class KeptManifestStorage(ManifestStaticFilesStorage):
    def __init__(self, *args: object, **kwargs: object) -> None:
        self._urls: dict[str | None, str] = {}
        super().__init__(*args, **kwargs)

    def url(self, name: str | None, force: bool = False) -> str:
        if force:
            return super().url(name, force=True)
        if name not in self._urls:
            self._urls[name] = super().url(name)
        return self._urls[name]

    def save_manifest(self) -> None:
        super().save_manifest()
        self._urls.clear()
