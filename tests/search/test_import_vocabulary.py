import pytest
from django.core.management import CommandError, call_command

from search.engines.protocol import Document, Query, Words
from search.indexing.rebuilding import rebuild
from search.installed import installed_engine
from search.models import Concept
from search.skos import Unreadable, read_vocabulary

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix : <http://example.org/> .
:weir a skos:Concept ; skos:prefLabel "هدار"@ar, "weir"@en, "déversoir"@fr ; skos:altLabel "low dam"@en-GB .
:sluice a skos:Concept ; xl:prefLabel [ xl:literalForm "بوابة مائية"@ar ], [ xl:literalForm "sluice"@en ] .
:alone a skos:Concept ; skos:prefLabel "alone"@en .
:german a skos:Concept ; skos:prefLabel "Wehr"@de .
:long a skos:Concept ; skos:prefLabel "%s"@en, "طويل"@ar .
""" % ("x" * 300)
XML = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
<skos:Concept rdf:about="http://example.org/weir"><skos:prefLabel xml:lang="ar">هدار</skos:prefLabel>
<skos:prefLabel xml:lang="en">weir</skos:prefLabel></skos:Concept></rdf:RDF>"""


@pytest.fixture
def file(tmp_path):
    def write(text, name="water.ttl"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_names_are_read_the_preferred_ones_first(file):
    found = read_vocabulary(file(TURTLE))
    assert found.concepts["http://example.org/weir"] == {
        "ar": ["هدار"],
        "en": ["weir", "low dam"],
        "fr": ["déversoir"],
    }
    assert found.concepts["http://example.org/sluice"] == {"ar": ["بوابة مائية"], "en": ["sluice"]}
    assert (found.alone, found.unnamed, found.too_long) == (2, 1, 1)


def test_rdf_xml_says_the_same(file):
    found = read_vocabulary(file(XML, "water.rdf"))
    assert found.concepts == {"http://example.org/weir": {"ar": ["هدار"], "en": ["weir"]}}


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("not turtle at all", "a.ttl", "not turtle"),
        ("<rdf", "a.rdf", "not xml"),
        ("x", "a.pdf", "ends in"),
        ('<!DOCTYPE r [<!ENTITY a "aaaa">]><r>&a;</r>', "a.xml", "entities"),
        ("@prefix : <http://example.org/> . :a :b :c .", "a.ttl", "no skos:Concept"),
    ],
)
def test_what_is_no_vocabulary_is_refused_with_a_reason(file, text, name, said):
    with pytest.raises(Unreadable, match=said):
        read_vocabulary(file(text, name))


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(Unreadable, match="cannot be read"):
        read_vocabulary(tmp_path / "none.ttl")
    with pytest.raises(CommandError):
        call_command("import_vocabulary", str(tmp_path / "none.ttl"))


def test_a_question_in_arabic_finds_an_english_text_by_an_imported_name(library, file, capsys):
    rebuild(engine=installed_engine())
    engine = installed_engine()
    said = {"en": Words(title="A weir in the old town")}
    engine.write([Document(key="a", version=10**9, kind="practice", words=said)])
    asked = Query(lang="en", asked_in="ar", text="هدار")
    assert engine.search(asked).keys == ()
    call_command("import_vocabulary", str(file(TURTLE)), "--check")
    assert not Concept.objects.exists()
    call_command("import_vocabulary", str(file(TURTLE)))
    call_command("import_vocabulary", str(file(TURTLE)))
    assert Concept.objects.count() == 2
    assert "concepts with names in two languages or more: 2" in capsys.readouterr().out
    assert engine.search(asked).keys == ("a",)
