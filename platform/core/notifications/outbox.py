"""Mail of the embedded shape: one file for each letter, named by its Message-ID."""

import os
import re
import tempfile
from email.message import EmailMessage as Parsed
from pathlib import Path
from typing import Any

from django.core.mail.backends.base import BaseEmailBackend


class FolderBackend(BaseEmailBackend):
    """Writes ``<folder>/<message id>.eml``; the same letter written again is the same file."""

    def __init__(self, *args: Any, file_path: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.folder = Path(file_path)

    def send_messages(self, email_messages: Any) -> int:
        """Write every message, each whole or not at all.

        Raises:
            OSError: the folder cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        for one in email_messages:
            parsed: Parsed = one.message()
            name = re.sub(r"[^\w.@-]", "", parsed["Message-ID"] or "")
            with tempfile.NamedTemporaryFile(
                dir=self.folder, prefix=".", suffix=".part", delete=False
            ) as part:
                part.write(parsed.as_bytes())
            os.replace(part.name, self.folder / f"{name}.eml")
        return len(email_messages)
