"""How long the daily mail of many people takes in one worker; run by hand:

python tests/load/digest_bench.py                        1,000 people, 50 facts each
python tests/load/digest_bench.py --people 100 --facts 10 --data FOLDER --prepare
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]


def prepare(*, people: int, facts: int) -> None:
    """Fill an empty installation: so many people of one city, each told of so many practices."""
    from django.contrib.auth.hashers import make_password
    from django.utils import timezone

    from core.access.rules import SYSTEM
    from core.accounts.models import User
    from core.cities.actions import register_city
    from core.cities.models import Membership
    from core.journal.models import Entry
    from core.notifications.actions import notify
    from core.notifications.models import Habits, Note
    from knowledge.library.actions import import_practice, open_branch, open_library
    from tests.factories.library import record

    names = {"ar": "عمّان", "en": "Amman", "fr": "Amman"}
    facts_of_city = {
        "names": names,
        "country": "JO",
        "latitude": "31.9539",
        "longitude": "35.9106",
        "admin_kind": "municipality",
    }
    city = register_city(actor=SYSTEM, slug="amman", facts=facts_of_city)[0]
    open_library(actor=SYSTEM)
    open_branch(actor=SYSTEM, owner=city)
    password = make_password(None)
    languages = ("ar", "en", "fr")
    crowd = User.objects.bulk_create(
        User(
            email=f"person-{number}@example.org",
            display_name=f"Person {number}",
            language=languages[number % 3],
            password=password,
        )
        for number in range(people)
    )
    Membership.objects.bulk_create(
        Membership(user=user, city=city, role="member") for user in crowd
    )
    Habits.objects.bulk_create(
        Habits(person=user, quiet_from="00:00", quiet_until="00:00") for user in crowd
    )
    for number in range(facts):
        import_practice(actor=SYSTEM, found=record(number, city, languages=("ar",)))
    for entry in Entry.objects.filter(kind="PracticePublished").select_related("stream"):
        notify("text_answered", to=crowd, about=entry)
    Note.objects.update(due_at=timezone.now())
    print(f"{Note.objects.count()} notes for {people} people")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--facts", type=int, default=50)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--prepare", action="store_true", help="only fill the folder")
    options = parser.parse_args()
    folder = options.data or Path(tempfile.mkdtemp())
    os.environ["JUSOOR_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.base"
    import django

    django.setup()
    from django.core.management import call_command

    from core.notifications.letters import send_due

    call_command("migrate", verbosity=0)
    prepare(people=options.people, facts=options.facts)
    if options.prepare:
        return
    began, cpu = time.perf_counter(), time.process_time()
    sent = send_due()
    took, used = time.perf_counter() - began, time.process_time() - cpu
    files = len(list((folder / "mail").glob("*.eml")))
    print(f"{sent} letters, {files} files: {took:.1f} s, {used:.1f} s of processor")
    if not options.data:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
