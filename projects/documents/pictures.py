"""A picture that was read, made plain, and is not kept yet."""

from dataclasses import dataclass
from typing import Any, Self

from core.design.uploads import plain_picture


@dataclass(frozen=True, slots=True)
class NewPicture:
    """A picture as it may be kept.

    Attributes:
        data: the file.
        size: width and height in points.
    """

    data: bytes
    media_type: str
    size: tuple[int, int]

    @classmethod
    def read(cls, file: Any) -> Self:
        """Make it of an open upload with ``name`` and ``size``.

        Raises:
            ValidationError: it is no picture, too large, or disguised.
        """
        return cls(*plain_picture(file))
