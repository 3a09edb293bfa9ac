"""Where static files are collected: compressed, named by their content, and readable for whoever serves them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, whose compressed copies get the rights of the files that they are copies of.

    WhiteNoise leaves them to the umask, and web may run as another user than whoever collected the files.
    """

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The name of each file and of each compressed copy that was written of it."""
        for name, compressed in super().compress_files(paths):
            Path(self.path(compressed)).chmod(self.file_permissions_mode)
            yield name, compressed
