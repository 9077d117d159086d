"""The main job as a user runs it."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from tests.cli.shell import CLUB, CONFIG, OFFICE, Shell, lease, shell, stderr_lines

__all__ = ["shell"]

EXTERNAL = re.compile(r"\[series\.external\]|.* = 345")


def test_a_month_becomes_documents_with_log_and_manifest(shell: Shell) -> None:
    leases = shell.write("leases.jsonl", lease("1"), lease("2"), lease("3", OFFICE))

    result = shell.run(leases)

    assert result.exit_code == 0, result.output
    assert shell.files() == [
        "external_2603021.txt",
        "external_2603021.txt.log.csv",
        "external_2603021.txt.manifest.json",
        "internal_2603022.txt",
        "internal_2603022.txt.log.csv",
        "internal_2603022.txt.manifest.json",
    ]
    assert "Batch 260302-1" in result.stdout
    assert str(shell.out / "external_2603021.txt") in result.stdout
    assert result.stderr == ""


def test_the_manifest_says_what_the_document_holds(shell: Shell) -> None:
    leases = shell.write("leases.jsonl", lease("1"), lease("2"), lease("free", charges=[]))

    result = shell.run(leases, "--json")

    [manifest] = json.loads(result.stdout)
    document = shell.out / manifest["document"]
    assert json.loads((shell.out / "external_2603021.txt.manifest.json").read_text()) == manifest
    assert manifest == {
        "format": "agresso-lg04",
        "batch": "260302-1",
        "document": "external_2603021.txt",
        "sha256": manifest["sha256"],
        "bytes": document.stat().st_size,
        "orders": 1,
        "lines": 2,
        "texts": 2,
        "net_ore": 20000,
        "first_order": 34500001,
        "last_order": 34500001,
        "excluded": [
            {
                "lease": "free",
                "code": "lease.free",
                "message": "leases.jsonl:3: Free: nothing to bill.",
            }
        ],
        "created_for": "2026-03-02",
    }


def test_the_log_has_one_row_a_line(shell: Shell) -> None:
    both = [{"text": "Hall A", "net": "100.00"}, {"text": 'Vask; "stor"', "net": "-0.50"}]
    shell.run(shell.write("leases.jsonl", lease("1", charges=both)))

    content = (shell.out / "external_2603021.txt.log.csv").read_bytes()

    assert content.startswith(b"\xef\xbb\xbf")
    heading, *rows = csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";")
    assert heading == ["lease", "order_number", "customer", "text", "period", "building", "net"]
    start = ["1", "34500001", "Ålesund Turnforening (311111116/1001)"]
    end = ["2026-02-02 18:00 - 2026-02-02 20:00", "Idrettshallen"]
    assert rows == [
        [*start, "Hall A", *end, "100,00"],
        [*start, 'Vask; "stor"', *end, "-0,50"],
    ]


def test_nothing_is_billed_twice_and_the_user_is_told_the_batch(shell: Shell) -> None:
    leases = shell.write("leases.jsonl", lease("1"))
    shell.run(leases)
    before = {name: (shell.out / name).stat() for name in shell.files()}

    told, as_json = shell.run(leases), shell.run(leases, "--json")

    assert (told.exit_code, as_json.exit_code) == (0, 0)
    assert "All leases are billed already, in batch 260302-1." in told.stderr
    assert as_json.stdout == "[]\n"
    assert [line["code"] for line in stderr_lines(as_json)] == ["lease.billed", "run.all-billed"]
    assert {name: (shell.out / name).stat() for name in shell.files()} == before


def test_what_is_new_is_billed_beside_what_was_billed(shell: Shell) -> None:
    shell.run(shell.write("first.jsonl", lease("1")))

    result = shell.run(shell.write("all.jsonl", lease("1"), lease("2")), "--json")

    [manifest] = json.loads(result.stdout)
    assert (manifest["batch"], manifest["document"]) == ("260302-2", "external_2603022.txt")
    assert (manifest["first_order"], manifest["net_ore"]) == (34500002, 10000)
    assert [one["code"] for one in manifest["excluded"]] == ["lease.billed"]


def test_a_dry_run_leaves_nothing_behind(shell: Shell) -> None:
    leases = shell.write("leases.jsonl", lease("1"))

    result = shell.run(leases, "--dry-run")

    assert result.exit_code == 0
    assert "Dry run: nothing was written" in result.stdout
    assert shell.files() == []
    assert not (shell.folder / "ledger.db").exists()
    assert json.loads(shell.run(leases, "--dry-run", "--json").stdout)[0]["net_ore"] == 10000


def test_an_error_blocks_and_all_of_them_are_shown(shell: Shell) -> None:
    wrong = dict(CLUB, id="311 111 116 MVA")
    leases = shell.write("leases.jsonl", lease("1", wrong), lease("2", end="soon"), lease("3"))

    result = shell.run(leases)

    assert result.exit_code == 1
    assert shell.files() == []
    assert "leases.jsonl:1 $.customer.id [1]: '311 111 116 MVA'" in result.stderr
    assert "such as 311111116" in result.stderr
    assert "leases.jsonl:2" in result.stderr
    assert "nothing was written" in result.stderr


def test_the_good_ones_are_billed_where_findings_are_allowed(shell: Shell) -> None:
    nobody = {"kind": "external", "name": "Uten nummer"}
    long = [{"article": "X" * 16, "text": "Hall", "net": "1.00"}]
    leases = shell.write(
        "leases.jsonl", lease("1"), lease("2", nobody), lease("3", charges=long), {"id": "4"}
    )

    result = shell.run(leases, "--allow-findings", "--json")

    external, rest = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (external["net_ore"], external["first_order"]) == (10000, 34500001)
    assert [(one["lease"], one["code"]) for one in external["excluded"]] == [("3", "lg04.overflow")]
    assert {one["lease"] for one in rest["excluded"]} == {"2", "4"}
    assert rest["document"] is None
    assert "260302-1.manifest.json" in shell.files()


def test_a_free_lease_of_nobody_blocks_nothing(shell: Shell) -> None:
    nobody = {"kind": "external", "name": "Uten nummer"}
    leases = shell.write("leases.jsonl", lease("1"), lease("2", nobody, charges=[]))

    result = shell.run(leases, "--json")

    _, rest = json.loads(result.stdout)
    assert result.exit_code == 0
    assert [(one["lease"], one["code"]) for one in rest["excluded"]] == [("2", "lease.free")]


def test_nothing_to_bill_is_said_and_is_no_failure(shell: Shell) -> None:
    result = shell.run(shell.write("leases.jsonl", lease("1", paid=True)))

    assert result.exit_code == 0
    assert "Nothing to bill." in result.stderr
    assert "Excluded: paid" in result.stdout
    assert shell.files() == []


@pytest.mark.parametrize(
    ("options", "billed"), [((), "1"), (("--until", "2026-02-01"), "0")], ids=["default", "until"]
)
def test_until_says_the_last_day(shell: Shell, options: tuple[str, ...], billed: str) -> None:
    leases = shell.write(
        "leases.jsonl",
        lease("1"),
        lease("2", start="2026-03-02T10:00", end="2026-03-02T11:00"),
    )

    result = shell.run(leases, *options)

    row = next(line for line in result.stdout.splitlines() if "Billed" in line)
    assert row.split("│")[2].strip() == billed


def test_today_is_today_where_nothing_else_is_said(shell: Shell) -> None:
    leases = shell.write("leases.jsonl", lease("1"))
    options = ("--set", "layout=5.3", "--set", "client=XY", "--set", "article=1")

    result = shell(
        *("run", leases, "--format", "agresso-lg04", "--out", shell.out, *options, "--json"),
        *("--ledger", shell.folder / "own.db"),
    )

    [manifest] = json.loads(result.stdout)
    assert manifest["created_for"] == date.today().isoformat()  # noqa: DTZ011 - as the user's day
    assert [line["code"] for line in stderr_lines(result)] == ["series.default"]


def test_the_environment_names_config_and_ledger(shell: Shell, tmp_path: Path) -> None:
    config = tmp_path / "kommune.toml"
    config.write_text(CONFIG)
    leases = shell.write("leases.jsonl", lease("1"))
    ledger = f"sqlite:///{tmp_path / 'env.db'}"

    result = shell(
        *("run", leases, "--format", "lg04", "--out", shell.out, "--today", "2026-03-02"),
        FAKTURAKJERNE_CONFIG=str(config),
        FAKTURAKJERNE_LEDGER=ledger,
    )

    assert result.exit_code == 0, result.output
    assert (tmp_path / "env.db").exists()


@pytest.mark.parametrize("name", ["hva skjer?.db", "100%41 ærlig.db", "nr #1.db"])
def test_a_ledger_may_be_called_what_a_file_may_be_called(shell: Shell, name: str) -> None:
    leases = shell.write("leases.jsonl", lease("1"))

    result = shell.run(leases, "--ledger", shell.folder / name)

    assert result.exit_code == 0, result.output
    assert (shell.folder / name).is_file()


def test_the_ledger_lies_in_the_user_s_folder_by_default(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    leases = shell.write("leases.jsonl", lease("1"))
    options = ("--set", "layout=5.3", "--set", "client=XY", "--set", "article=1")

    result = shell("run", leases, "--format", "agresso-lg04", "--out", shell.out, *options)

    assert result.exit_code == 0, result.output
    assert (tmp_path / "data" / "fakturakjerne" / "fakturakjerne.db").exists()


def test_a_csv_in_cp1252_is_read_if_one_says_so(shell: Shell) -> None:
    rows = "id;customer.id;customer.kind;customer.name;start;end;charge.text;charge.net\n"
    rows += "1;311111116;external;Ålesund;2026-02-02T18:00;2026-02-02T20:00;Hall;100.00\n"
    leases = shell.folder / "leases.csv"
    leases.write_bytes(rows.encode("cp1252"))

    unsaid, said = shell.run(leases), shell.run(leases, "--encoding", "cp1252")

    assert (unsaid.exit_code, said.exit_code) == (1, 0)
    assert "--encoding cp1252" in unsaid.stderr
    assert "Ålesund" in (shell.out / "external_2603021.txt.log.csv").read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--set", "layuot=5.3"), "did you mean layout"),
        (("--set", "article"), "article"),
        (("--format", "lg05"), "'lg05' is neither a profile"),
        (("--today", "2.3.2026"), "--today"),
        (("--encoding", "ebcdic"), "--encoding"),
    ],
)
def test_wrong_usage_ends_with_2(shell: Shell, arguments: tuple[str, ...], said: str) -> None:
    result = shell.run(shell.write("leases.jsonl", lease("1")), *arguments)

    assert result.exit_code == 2
    assert said in result.stderr
    assert shell.files() == []


def test_a_wrong_config_file_ends_with_2_and_says_where(shell: Shell) -> None:
    (shell.folder / "config.toml").write_text(CONFIG.replace("batch_by", "bach_by"))

    result = shell.run(shell.write("leases.jsonl", lease("1")))

    assert result.exit_code == 2
    assert "billing.bach_by: unknown key; did you mean batch_by?" in result.stderr


def test_a_series_that_is_missing_or_used_up_is_said(shell: Shell) -> None:
    leases = shell.write(
        "leases.jsonl", *(lease(str(n), dict(CLUB, number=str(n))) for n in range(10))
    )
    exhausted = shell.run(leases)
    config = shell.folder / "config.toml"
    config.write_text("\n".join(line for line in CONFIG.splitlines() if not EXTERNAL.match(line)))
    missing = shell.run(leases)

    assert exhausted.exit_code == 4
    assert "external" in exhausted.stderr
    assert missing.exit_code == 2
    assert "[series.external]" in missing.stderr
    assert shell.files() == []


def test_a_file_that_cannot_be_written_ends_with_4(shell: Shell) -> None:
    shell.out.write_text("a file where a folder should be")
    leases = shell.write("leases.jsonl", lease("1"))

    result = shell(
        *("run", leases, "--format", "agresso-lg04", "--out", shell.out / "sub"),
        *("--set", "layout=5.3", "--set", "client=XY", "--set", "article=1"),
        *("--ledger", shell.folder / "ledger.db"),
    )

    assert result.exit_code == 4
    assert str(shell.out / "sub") in result.stderr


def test_an_existing_file_is_never_overwritten(shell: Shell) -> None:
    shell.out.mkdir()
    (shell.out / "external_2603021.txt").write_text("ours")
    leases = shell.write("leases.jsonl", lease("1"))

    refused = shell.run(leases)
    (shell.out / "external_2603021.txt").rename(shell.folder / "moved.txt")
    done = shell.run(leases, "--json")

    assert refused.exit_code == 4
    assert "never overwritten" in refused.stderr
    assert (shell.folder / "moved.txt").read_text() == "ours"
    assert done.exit_code == 0
    assert json.loads(done.stdout)[0]["first_order"] == 34500001


def test_a_ledger_that_is_held_too_long_ends_with_4(shell: Shell) -> None:
    leases = shell.write("leases.jsonl", lease("1"))
    (shell.folder / "config.toml").write_text(CONFIG + "\n[ledger]\nlock_timeout = 0\n")
    shell.run(shell.write("other.jsonl", lease("0")))
    holder = sqlite3.connect(shell.folder / "ledger.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        result = shell.run(leases)
    finally:
        holder.close()

    assert result.exit_code == 4
    assert "ledger.db" in result.stderr
    assert shell.run(leases).exit_code == 0


def test_the_language_is_the_option_s_else_the_locale_s(shell: Shell) -> None:
    leases = shell.write("leases.jsonl", lease("1", paid=True))

    english = shell.run(leases)
    norwegian = shell.run(leases, LC_ALL="nb_NO.UTF-8")
    chosen = shell.run(leases, "--lang", "nb")

    assert "Excluded: paid" in english.stdout
    assert "Utelatt: betalt" in norwegian.stdout
    assert "Ingenting å fakturere." in chosen.stderr


def test_a_personal_number_is_in_nothing_but_the_document(shell: Shell) -> None:
    person = {"id": "15819010029", "kind": "external", "name": "Ola Nordmann"}
    (shell.folder / "config.toml").write_text("test_identities = true\n" + CONFIG)
    again = lease("1", person, charges=[{"text": "Hall", "net": "-5.00"}])

    result = shell.run(
        shell.write("leases.jsonl", again, lease("2", dict(person, id="15819010028"))),
        "--allow-findings",
    )
    as_json = shell.run(shell.write("more.jsonl", lease("3", person)), "--json")

    said = result.output + as_json.output
    others = [path for path in shell.out.iterdir() if not path.name.endswith(".txt")]
    assert "15819010029" in (shell.out / "external_2603021.txt").read_text("latin-1")
    assert "1581901002" not in said + "".join(path.read_text() for path in others)
    assert "15*********" in said


def test_a_file_that_does_not_exist_is_wrong_usage_in_the_reader_s_language(shell: Shell) -> None:
    result = shell.run(shell.folder / "nofile.jsonl", "--lang", "nb")

    assert result.exit_code == 2
    assert "nofile.jsonl finnes ikke; oppgi en fil med leieforhold" in result.stderr


def test_all_are_billed_is_not_said_while_one_must_be_corrected(shell: Shell) -> None:
    shell.run(shell.write("leases.jsonl", lease("1")))
    wrong = shell.write("more.jsonl", lease("1"), lease("2", {"kind": "external"}))

    result = shell.run(wrong, "--allow-findings")

    assert result.exit_code == 0
    assert "All leases are billed" not in result.stderr
    assert "the leases without errors are billed already, in batch 260302-1" in result.stderr


def test_errors_of_leases_and_of_the_format_come_in_one_run(shell: Shell) -> None:
    long = [{"article": "X" * 16, "text": "Hall", "net": "1.00"}]
    wrong = dict(CLUB, id="311 111 116 MVA")
    leases = shell.write("leases.jsonl", lease("1", wrong), lease("2", charges=long), lease("3"))

    result = shell.run(leases, "--json")

    errors = [line for line in stderr_lines(result) if line["severity"] == "error"]
    assert [line["code"] for line in errors] == [
        "organization-number.form",
        "lg04.overflow",
        "run.blocked",
    ]
    assert (result.exit_code, shell.files()) == (1, [])


def test_errors_of_leases_come_before_a_series_that_is_used_up(shell: Shell) -> None:
    many = [lease(str(n), dict(CLUB, number=str(n))) for n in range(10)]
    blocked = shell.run(shell.write("leases.jsonl", *many, {"id": "x"}))
    exhausted = shell.run(shell.write("leases.jsonl", *many, {"id": "x"}), "--allow-findings")

    assert (blocked.exit_code, exhausted.exit_code) == (1, 4)


def test_series_that_share_numbers_are_warned_of(shell: Shell) -> None:
    config = CONFIG.replace("last = 9\n", "last = 34500005\n")
    (shell.folder / "config.toml").write_text(config)

    result = shell.run(shell.write("leases.jsonl", lease("1")))

    assert result.exit_code == 0
    assert "external and internal share the order numbers 34500001 to 34500005" in result.stderr
