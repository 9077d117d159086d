from __future__ import annotations

import json

from tests.cli.shell import Shell, lease, shell, stderr_lines

__all__ = ["shell"]

XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:element name="orders"><xs:complexType><xs:sequence>
<xs:element name="net" type="xs:decimal" maxOccurs="unbounded"/>
</xs:sequence></xs:complexType></xs:element></xs:schema>"""
FACTUM = """
[billing]
batch_by = ["customer_kind"]
[series.default]
first = 1
last = 99
[profiles.factum]
exporter = "visma-factum"
file_name = "{kind}_{today:%y%m%d}{sequence}.xml"
[profiles.factum.options]
system_id = "XY"
article = "3801"
"""


def documents(shell: Shell) -> tuple[str, str, str]:
    names = ("orders.xsd", "good.xml", "bad.xml")
    texts = (XSD, "<orders><net>1</net></orders>", "<orders><net>a</net><net>a</net></orders>")
    for name, text in zip(names, texts, strict=True):
        (shell.folder / name).write_text(text)
    schema, good, bad = (str(shell.folder / name) for name in names)
    return schema, good, bad


def test_a_valid_document(shell: Shell) -> None:
    schema, good, _ = documents(shell)
    result = shell("check", good, "--schema", schema)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{good}: valid by orders.xsd\n"


def test_every_problem_of_every_file_is_told_in_its_place(shell: Shell) -> None:
    schema, good, bad = documents(shell)
    result = shell("check", bad, good, "--schema", schema, "--lang", "nb")
    assert result.exit_code == 1
    right = "her skal det stå et desimaltall, slik: 1234.5 (schema.value)"
    assert result.stderr.splitlines() == [
        f"feil bad.xml:1 /orders/net[{number}]: 'a' godtas ikke; {right}" for number in (1, 2)
    ]
    assert result.stdout.splitlines() == [
        f"{bad}: ikke gyldig etter orders.xsd: 2 feil",
        f"{good}: gyldig etter orders.xsd",
    ]


def test_a_program_gets_json_lines(shell: Shell) -> None:
    schema, _, bad = documents(shell)
    result = shell("check", bad, "--schema", schema, "--json")
    assert json.loads(result.stdout) == {
        "file": bad,
        "by": "orders.xsd",
        "records": None,
        "errors": 2,
        "warnings": 0,
    }
    assert [line["path"] for line in stderr_lines(result)] == [
        "bad.xml:1 /orders/net[1]",
        "bad.xml:1 /orders/net[2]",
    ]


def test_a_schema_that_is_none_is_wrong_usage(shell: Shell) -> None:
    _, good, _ = documents(shell)
    result = shell("check", good, "--schema", good)
    assert result.exit_code == 2
    assert "the schema good.xml cannot be used: it is no XML schema" in result.stderr
    assert shell("check", good, "--schema", shell.folder / "none.xsd").exit_code == 2
    assert shell("check").exit_code == 2


def test_a_file_that_no_format_knows_is_blocked(shell: Shell) -> None:
    _, good, _ = documents(shell)
    assert shell("check", good).exit_code == 1


def test_what_a_run_writes_is_valid_and_can_be_read(shell: Shell) -> None:
    (shell.folder / "config.toml").write_text(FACTUM)
    charge = {"text": "Hall A", "net": "100.00", "vat": {"code": "12", "rate": "25"}}
    leases = shell.write("leases.jsonl", lease("1", charges=[charge]), lease("2", charges=[charge]))
    made = shell.run(leases, "--format", "factum", "--json")
    assert made.exit_code == 0, made.stderr
    (manifest,) = json.loads(made.stdout)
    assert (manifest["orders"], manifest["net_ore"], manifest["gross_ore"]) == (1, 20000, 25000)
    result = shell("check", shell.out / manifest["document"], "--json")
    assert result.exit_code == 0
    summary = json.loads(result.stdout)
    assert (summary["by"], summary["records"], summary["errors"]) == ("visma-factum", 1, 0)


def test_a_person_reads_what_a_file_was_read_as(shell: Shell) -> None:
    leases = shell.write("leases.jsonl", lease("1"), lease("2"))
    result = shell("check", leases)
    assert result.exit_code == 0
    assert result.stdout == f"{leases}: read as leases-jsonl: 2 records, 0 error(s), 0 warning(s)\n"
