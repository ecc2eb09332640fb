"""The commands behind ./jusoor. Standard library only, so that a warm start is quick."""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> int:
    """Run the command that the first argument names; returns the exit code."""
    sys.path.insert(0, str(ROOT / "platform" / "config" / "commands"))
    command, *rest = arguments
    if command == "demo":
        from demo import Options, serve

        parser = argparse.ArgumentParser(prog="./jusoor demo")
        parser.add_argument("--port", type=int, default=8000, help="port (8000)")
        parser.add_argument("--data", type=Path, default=ROOT / ".data", help="folder (.data)")
        parser.add_argument("--fresh", action="store_true", help="throw the old content away")
        given = parser.parse_args(rest)
        data = Path(os.environ.get("JUSOOR_CALLED_FROM", ROOT)) / given.data
        return serve(Options(port=given.port, data=data, is_fresh=given.fresh))
    if command == "test":
        from lanes import run_tests

        return run_tests(rest)
    if command == "check":
        from checks import run_checks

        return run_checks(rest)
    if command == "words":
        from words import run_words

        return run_words(rest)
    print(f"unknown command: {command}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
