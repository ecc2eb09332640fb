"""Reads a SKOS vocabulary (W3C, "SKOS Simple Knowledge Organization System Reference", 2009)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from search.analysis.languages import LANGUAGES, Language

FORMATS = {".ttl": "turtle", ".turtle": "turtle", ".rdf": "xml", ".xml": "xml", ".owl": "xml"}
LONGEST_LABEL = 200
LARGEST = 200 * 1024 * 1024


class Unreadable(Exception):
    """The file is no vocabulary that can be taken; the text says why."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a file holds.

    Args:
        concepts: address → language → names, the preferred one first; only concepts that have names in
            at least two of the platform's languages.
        alone: how many concepts have names in one of the languages only.
        unnamed: how many have names in none of them.
        too_long: how many names were left out because they are longer than LONGEST_LABEL.
    """

    concepts: Mapping[str, Mapping[str, list[str]]] = field(default_factory=dict)
    alone: int = 0
    unnamed: int = 0
    too_long: int = 0


def read_vocabulary(path: Path) -> Vocabulary:
    """The concepts of a Turtle or RDF/XML file. Nothing outside the file is fetched.

    Raises:
        Unreadable: no such file, an unknown ending, too large, bad syntax, or no concept in it.
    """
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        raise Unreadable(f"A vocabulary ends in {', '.join(FORMATS)}, not in “{path.suffix}”.")
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable(f"The file is larger than {LARGEST // 1024 // 1024} MB.")
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"The file cannot be read: {error.strerror}.") from error
    if kind == "xml" and b"<!ENTITY" in data:
        raise Unreadable("The file declares entities; they are not taken.")
    graph = Graph()
    try:
        graph.parse(data=data, format=kind, publicID="urn:file")
    except (BadSyntax, ValueError, SyntaxError) as error:
        raise Unreadable(f"The file is not {kind}: {str(error).splitlines()[0][:200]}") from error
    except Exception as error:  # the parsers of RDF/XML raise what their SAX reader raises
        raise Unreadable(f"The file is not {kind}: {str(error)[:200]}") from error
    return _vocabulary(graph)


def _vocabulary(graph: Graph) -> Vocabulary:
    concepts: dict[str, dict[str, list[str]]] = {}
    alone = unnamed = too_long = 0
    subjects = set(graph.subjects(RDF.type, SKOS.Concept))
    if not subjects:
        raise Unreadable("There is no skos:Concept in the file.")
    for subject in sorted(subjects, key=str):
        names: dict[str, list[str]] = {}
        for lang, text in _labels(graph, subject):
            if len(text) > LONGEST_LABEL:
                too_long += 1
            elif text not in names.setdefault(lang, []):
                names[lang].append(text)
        names = {lang: listed for lang, listed in names.items() if listed}
        if len(names) > 1 and isinstance(subject, URIRef):
            concepts[str(subject)[:400]] = names
        elif names:
            alone += 1
        else:
            unnamed += 1
    return Vocabulary(concepts, alone, unnamed, too_long)


def _labels(graph: Graph, subject: Node) -> Iterator[tuple[Language, str]]:
    """Preferred names, then others; also those written as labels of their own (SKOS-XL)."""
    xl = "http://www.w3.org/2008/05/skos-xl#"
    for kind in ("prefLabel", "altLabel"):
        plain = list(graph.objects(subject, SKOS[kind]))
        for node in graph.objects(subject, URIRef(f"{xl}{kind}")):
            plain += graph.objects(node, URIRef(f"{xl}literalForm"))
        for label in sorted(plain, key=str):
            if not isinstance(label, Literal) or not label.language:
                continue
            for lang in LANGUAGES:
                text = " ".join(str(label).split())
                if label.language.lower().partition("-")[0] == lang and text:
                    yield lang, text
