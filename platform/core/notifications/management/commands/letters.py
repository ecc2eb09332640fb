"""Send what is due now, and see what was given up."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core.notifications.actions import retry_failed
from core.notifications.letters import send_due
from core.notifications.queries import letters_failed


class Command(BaseCommand):
    help = "List the letters that could not be sent; --send sends what is due, --retry all of it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--send", action="store_true", help="send what is due now")
        parser.add_argument("--retry", action="store_true", help="owe the failed ones again")
        parser.add_argument(
            "--lease", type=float, default=60, help="seconds for which a letter is kept from others"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["retry"]:
            self.stdout.write(f"{retry_failed()} letters will be tried again")
        if options["send"]:
            lease = timedelta(seconds=options["lease"])
            sent = send_due(lease=lease, told=lambda letter: self.stdout.write(str(letter)))
            self.stdout.write(f"{sent} letters sent")
        for letter in letters_failed():
            self.stdout.write(f"{letter} to person {letter.person_id}: {letter.error}")
