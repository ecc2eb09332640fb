"""What an engine learns from the library: translations of stems, and the library's own words."""

import json
from dataclasses import dataclass, field
from typing import Self

from search.analysis.dictionary import Dictionary
from search.analysis.spelling import Spelling


@dataclass(frozen=True)
class Lessons:
    """Learned anew each night; the same for every process that searches."""

    dictionary: Dictionary = field(default_factory=Dictionary)
    spelling: Spelling = field(default_factory=Spelling)

    def dumped(self) -> str:
        """The lessons as JSON."""
        words = {"dictionary": self.dictionary.shares, "spelling": self.spelling.words}
        return json.dumps(words, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def loaded(cls, text: str) -> Self:
        """The lessons that `dumped` wrote."""
        read = json.loads(text)
        return cls(
            Dictionary.from_lists(read["dictionary"]),
            Spelling(
                {
                    lang: {word: (count, shown) for word, (count, shown) in known.items()}
                    for lang, known in read["spelling"].items()
                }
            ),
        )
