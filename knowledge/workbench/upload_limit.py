from contextlib import suppress

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, TemporaryFileUploadHandler


class UploadLimitHandler(FileUploadHandler):
    """Stops writing an upload to disk at settings.UPLOAD_LIMIT_BYTES; the view finds its name in `oversized_files`.

    It has to stand first among FILE_UPLOAD_HANDLERS: the form is read before any view, for its CSRF token, so a
    view could only complain about a disk that is full already.
    """

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)
        self._received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._received += len(raw_data)
        if self._received > settings.UPLOAD_LIMIT_BYTES:
            if self.request is not None:
                names = getattr(self.request, "oversized_files", ())
                self.request.oversized_files = (*names, self.file_name)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers that store it."""


class RoomlessHandler(TemporaryFileUploadHandler):
    """Leaves out a file that the disk has no room for; the view finds its name in `roomless_files`.

    Django lets the trouble end the whole request, with the files in it that were fine.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            self._leave_out()
            raise SkipFile from error

    def _leave_out(self) -> None:
        # Closing writes what is left once more, in vain; nobody must try it again.
        with suppress(OSError):
            self.file.close()
        del self.file
        names = getattr(self.request, "roomless_files", ())
        self.request.roomless_files = (*names, self.file_name)
