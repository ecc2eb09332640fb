"""Static files of the embedded shape: compressed with gzip, which takes seconds; Brotli of the
CMS's files takes minutes and is left to production."""

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedStaticFilesStorage


class GzipStaticFilesStorage(CompressedStaticFilesStorage):
    """Writes a ``.gz`` beside each file that gets smaller by it."""

    def create_compressor(self, **kwargs: Any) -> Compressor:
        return Compressor(**{**kwargs, "use_brotli": False})
