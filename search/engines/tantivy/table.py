"""Who sees what, and the facets of everything, as sets of bits: bit n stands for the document with number n."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_

from search.engines.protocol import REUSED, FacetCounts, Facets, Key
from search.engines.tantivy.catalogue import Row

type Bits = int
type Sets = dict[str, Bits]


def bits_of(numbers: Iterable[int], *, size: int) -> Bits:
    made = bytearray(size // 8 + 1)
    for number in numbers:
        made[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(made, "little")


def members(bits: Bits) -> Callable[[int], int]:
    """A quick question for many numbers: whether their bit is set."""
    data = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
    size = len(data) * 8
    return lambda number: number < size and data[number >> 3] >> (number & 7) & 1


def any_of(sets: Mapping[str, Bits], codes: Iterable[str]) -> Bits:
    found = 0
    for code in codes:
        found |= sets.get(code, 0)
    return found


@dataclass(frozen=True)
class Table:
    """Never changed once made, so that searches in other threads can go on with the one they have."""

    keys: Sequence[Key] = ("",)
    days: Sequence[int] = field(default_factory=lambda: array("q", [0]))
    present: Bits = 0
    audience: Sets = field(default_factory=dict)
    facets: Mapping[str, Sets] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return len(self.keys)

    def after(self, rows: Collection[Row]) -> "Table":
        size = max([self.size, *(row.number + 1 for row in rows)])
        keys = [*self.keys, *[""] * (size - self.size)]
        # Eight bytes a document; as objects they would be five times as much.
        days = array("q", self.days)
        days.frombytes(bytes(days.itemsize * (size - self.size)))
        audience: dict[str, list[int]] = defaultdict(list)
        facets: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for row in rows:
            keys[row.number], days[row.number] = row.key, row.day
            if not row.is_present:
                continue
            for word in row.audience:
                audience[word].append(row.number)
            for name, codes in row.facets.items():
                for code in codes:
                    facets[name][code].append(row.number)
        changed = bits_of((row.number for row in rows), size=size)
        present = bits_of((row.number for row in rows if row.is_present), size=size)
        return Table(
            keys=keys,
            days=days,
            present=self.present & ~changed | present,
            audience=_merged(self.audience, audience, changed=changed, size=size),
            facets={
                name: _merged(
                    self.facets.get(name, {}), facets.get(name, {}), changed=changed, size=size
                )
                for name in [*self.facets, *(name for name in facets if name not in self.facets)]
            },
        )

    @cached_property
    def order(self) -> Sequence[int]:
        """Numbers of all documents, the newest first, then by key."""
        there = (number for number in range(1, self.size) if self.present >> number & 1)
        return sorted(there, key=lambda number: (-self.days[number], self.keys[number]))

    @cached_property
    def rank(self) -> Sequence[int]:
        """The place of each number in `order`."""
        ranks = [0] * self.size
        for place, number in enumerate(self.order):
            ranks[number] = place
        return ranks

    @cached_property
    def _places(self) -> Mapping[Key, int]:
        return {key: number for number, key in enumerate(self.keys)}

    def numbers(self, keys: Iterable[Key]) -> list[int]:
        """Numbers of the keys that are known."""
        return [self._places[key] for key in keys if key in self._places]

    def bits(self, numbers: Iterable[int]) -> Bits:
        return bits_of(numbers, size=self.size)

    def visible(self, audience: Collection[str]) -> Bits:
        return self.present & any_of(self.audience, audience)

    def having(self, facets: Facets) -> Bits:
        """Documents with one of the codes of one of the facets."""
        return reduce(
            or_, (any_of(self.facets.get(name, {}), codes) for name, codes in facets.items()), 0
        )

    @cached_property
    def reuses(self) -> Mapping[int, int]:
        """How often each document was taken up elsewhere; those that never were are left out."""
        return {
            number: int(code)
            for code, bits in self.facets.get(REUSED, {}).items()
            for number in range(bits.bit_length())
            if bits >> number & 1
        }

    def under(self, filters: Facets, *, besides: str | None = None) -> Bits | None:
        """Documents that agree with all filters but those of `besides`; None when there is nothing to agree with."""
        found: Bits | None = None
        for name, codes in filters.items():
            if name != besides and codes:
                agreeing = any_of(self.facets.get(name, {}), codes)
                found = agreeing if found is None else found & agreeing
        return found

    def filtered(self, base: Bits, filters: Facets, *, besides: str | None = None) -> Bits:
        agreeing = self.under(filters, besides=besides)
        return base if agreeing is None else base & agreeing

    def counts(self, base: Bits, *, filters: Facets, names: Collection[str]) -> FacetCounts:
        """For each facet how many of `base` have each code, under the filters of the other facets. Zeros are left out."""
        everything = self.filtered(base, filters)
        counted: FacetCounts = {}
        for name in names:
            counted_in = (
                self.filtered(base, filters, besides=name) if filters.get(name) else everything
            )
            pairs = (
                (code, (bits & counted_in).bit_count())
                for code, bits in self.facets.get(name, {}).items()
            )
            counted[name] = {code: count for code, count in pairs if count}
        return counted


def _merged(
    before: Mapping[str, Bits], added: Mapping[str, Sequence[int]], *, changed: Bits, size: int
) -> Sets:
    """The sets without the changed documents, and with what these say now; empty ones are left out."""
    merged: Sets = {}
    for code in dict.fromkeys([*before, *added]):
        bits = before.get(code, 0) & ~changed | bits_of(added.get(code, ()), size=size)
        if bits:
            merged[code] = bits
    return merged
