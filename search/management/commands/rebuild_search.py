"""Make the search index anew, or take the former one again; the site may go on running."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.engines.protocol import Unavailable
from search.indexing.rebuilding import NothingBefore, NotSwitched, rebuild, roll_back
from search.installed import installed_engine, local_engine


class Command(BaseCommand):
    help = (
        "Make the search index anew from the database, check it, then use it in one step; "
        "--roll-back takes the former one again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--roll-back", action="store_true", help="use the former index again")
        parser.add_argument(
            "--drop-former",
            action="store_true",
            help="remove the former index, which frees its disk and ends the way back",
        )
        parser.add_argument(
            "--local",
            action="store_true",
            help="the embedded index of this host, also where Elasticsearch is the usual engine",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        engine = local_engine() if options["local"] else installed_engine()
        try:
            if options["roll_back"]:
                self.stdout.write(f"in use again: {roll_back(engine=engine)}")
            elif options["drop_former"]:
                for name in engine.health().building:
                    engine.discard(name)
                    self.stdout.write(f"removed: {name}")
            else:
                count = rebuild(engine=engine, tell=self._tell)
                self.stdout.write(f"documents in the index: {count}")
        except NothingBefore as nothing:
            raise CommandError("No former index is kept.") from nothing
        except NotSwitched as failed:
            raise CommandError(f"The former index stays in use: {failed}.") from failed
        except Unavailable as away:
            raise CommandError(str(away)) from away

    def _tell(self, done: int, total: int) -> None:
        self.stdout.write(f"{done} of {total}")
