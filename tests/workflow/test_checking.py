from __future__ import annotations

from pathlib import Path

import pytest

from fakturakjerne.errors import BlockedError, ConfigError, OutsideError
from fakturakjerne.plugin.registry import Plugin, Registry
from fakturakjerne.workflow.checking import Checked, FormatCheck, SchemaCheck

HEAD = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
NET = f'{HEAD}<xs:element name="net" type="xs:decimal"/></xs:schema>'
EXPLODING = (
    f'{HEAD}<xs:element name="r"><xs:simpleType><xs:restriction base="xs:string">'
    '<xs:pattern value="(a|aa)*(a|aa)*(a*)*c"/></xs:restriction></xs:simpleType></xs:element>'
    "</xs:schema>"
)


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def places(found: Checked) -> list[tuple[str, str]]:
    return [(finding.code, finding.path) for finding in found.findings]


def test_a_document_is_held_against_a_schema(tmp_path: Path) -> None:
    check = SchemaCheck.of_file(file(tmp_path, "net.xsd", NET))
    found = check.check(file(tmp_path, "bad.xml", "\n<net>x</net>"))
    assert (found.by, found.records, found.errors, found.warnings) == ("net.xsd", None, 1, 0)
    assert places(found) == [("schema.value", "bad.xml:2 /net")]
    assert check.check(file(tmp_path, "good.xml", "<net>1</net>")).findings == []


def test_a_document_that_is_no_xml_is_a_finding(tmp_path: Path) -> None:
    check = SchemaCheck.of_file(file(tmp_path, "net.xsd", NET))
    found = check.check(file(tmp_path, "bad.xml", "<!DOCTYPE net><net/>"))
    assert places(found) == [("xml.doctype", "bad.xml")]


def test_a_schema_may_refer_to_what_lies_in_its_folder_or_one_that_is_named(
    tmp_path: Path,
) -> None:
    including = f'{HEAD}<xs:include schemaLocation="../common/net.xsd"/></xs:schema>'
    file(tmp_path, "common/net.xsd", NET)
    schema = file(tmp_path, "main/main.xsd", including)
    with pytest.raises(ConfigError, match=r"'../common/net.xsd' is not fetched"):
        SchemaCheck.of_file(schema)
    check = SchemaCheck.of_file(schema, folder=tmp_path)
    assert check.check(file(tmp_path, "a.xml", "<net>1</net>")).errors == 0
    with pytest.raises(ConfigError, match="does not lie in the folder"):
        SchemaCheck.of_file(schema, folder=tmp_path / "common")


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = file(tmp_path, "outside.xsd", NET)
    schema = file(tmp_path, "in/a.xsd", f'{HEAD}<xs:include schemaLocation="b.xsd"/></xs:schema>')
    (tmp_path / "in" / "b.xsd").symlink_to(outside)
    with pytest.raises(ConfigError, match=r"'b.xsd' is not fetched"):
        SchemaCheck.of_file(schema)


def test_a_schema_that_asks_for_too_much(tmp_path: Path) -> None:
    check = SchemaCheck.of_file(file(tmp_path, "r.xsd", EXPLODING))
    with pytest.raises(ConfigError, match="more work than a check can take"):
        check.check(file(tmp_path, "a.xml", f"<r>{'a' * 3000}b</r>"))


def test_a_file_is_read_by_whoever_knows_it(tmp_path: Path) -> None:
    factum = "<BkPffFakturagrunnlags><BkPffFakturagrunnlag/></BkPffFakturagrunnlags>"
    found = FormatCheck(registry=Registry.installed()).check(file(tmp_path, "a.xml", factum))
    assert (found.by, found.records, found.errors) == ("visma-factum", 1, 2)
    assert places(found)[0] == ("factum.record-missing", "a.xml: line 1, BkPffFakturagrunnlag")
    broken = FormatCheck(registry=Registry.installed()).check(
        file(tmp_path, "b.xml", "<BkPffFakturagrunnlags>")
    )
    assert places(broken) == [("xml.malformed", "b.xml")]


def test_leases_are_read_too_and_their_places_have_the_name_already(tmp_path: Path) -> None:
    leases = file(tmp_path, "leases.jsonl", '{"id": 1}\n')
    found = FormatCheck(registry=Registry.installed()).check(leases)
    assert (found.by, found.records) == ("leases-jsonl", 0)
    assert all(path.startswith("leases.jsonl:1 ") for _, path in places(found))


def test_options_that_a_format_needs_are_asked_for(tmp_path: Path) -> None:
    line = " " * 1803 + "42" + " " * 100
    path = file(tmp_path, "orders.txt", line)
    with pytest.raises(ConfigError, match=r"layout: missing, and required"):
        FormatCheck(registry=Registry.installed()).check(path)
    told = FormatCheck(registry=Registry.installed(), assignments=["layout=5.3"]).check(path)
    assert places(told) == [("lg04.record-digits", "orders.txt: record 1, order_id")]


def test_a_file_that_nobody_knows(tmp_path: Path) -> None:
    path = file(tmp_path, "a.bin", "?")
    broken = Plugin(group="fakturakjerne.importers", name="broken", target="no_such_module:X")
    with pytest.raises(BlockedError, match="nothing that an installed reader knows"):
        FormatCheck(registry=Registry([broken])).check(path)
    with pytest.raises(BlockedError):
        FormatCheck(registry=Registry.installed()).check(file(tmp_path, "empty", ""))


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match="folder"):
        FormatCheck(registry=Registry.installed()).check(tmp_path / "folder")
    check = SchemaCheck.of_file(file(tmp_path, "net.xsd", NET))
    with pytest.raises(OutsideError, match="folder"):
        check.check(tmp_path / "folder")
