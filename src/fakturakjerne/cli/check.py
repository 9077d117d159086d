"""``fakturakjerne check``: what is wrong with a file, before somebody else says so."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Language
from fakturakjerne.cli.failures import BLOCKED, failures
from fakturakjerne.cli.language import language_option
from fakturakjerne.cli.report import Report
from fakturakjerne.plugin.registry import Registry
from fakturakjerne.workflow.checking import Checked, FormatCheck, SchemaCheck

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option(
    "--schema",
    type=_FILE,
    metavar="XSD",
    help="XML-skjema som filene holdes mot. / XML schema to hold the files against.",
)
@click.option(
    "--schema-folder",
    type=_FOLDER,
    help="Der skjemaets egne filer ligger. / Where the schema's own files lie. [skjemaets mappe / "
    "that of the schema]",
)
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="KEY=VALUE",
    help="Sett et valg for formatet. / Set an option of the format.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON, en linje per fil. / JSON Lines.")
@language_option
def check(
    *,
    files: Sequence[Path],
    schema: Path | None,
    schema_folder: Path | None,
    assignments: Sequence[str],
    as_json: bool,
    language: Language,
) -> None:
    """Se hva som er galt med filer; ingenting endres. / See what is wrong with files.

    Med --schema holdes XML mot kundens eget skjema (XSD 1.0); uten leses filen av det formatet som
    kjenner den. / With --schema, XML is held against the customer's own schema (XSD 1.0); without,
    the file is read by the format that knows it.
    """
    report = Report(language, as_json=as_json)
    with failures(report):
        chosen = (
            SchemaCheck.of_file(schema, folder=schema_folder)
            if schema
            else FormatCheck(registry=Registry.installed(), assignments=assignments)
        )
        errors = 0
        for path in files:
            found = chosen.check(path)
            errors += found.errors
            for finding in found.findings:
                report.findings([finding])  # each by itself: every place counts here
            _summarize(found, language, as_json=as_json)
    if errors:
        raise click.exceptions.Exit(BLOCKED)


def _summarize(found: Checked, language: Language, *, as_json: bool) -> None:
    """Tell on standard output what became of a file."""
    values: dict[str, object] = {
        "file": str(found.path),
        "by": found.by,
        "records": found.records,
        "errors": found.errors,
        "warnings": found.warnings,
    }
    if as_json:
        click.echo(json.dumps(values, ensure_ascii=False))
        return
    text = catalogue.CHECK_DONE
    if found.records is None:
        text = catalogue.CHECK_INVALID if found.errors else catalogue.CHECK_VALID
    click.echo(text.render(language, {**values, "schema": found.by}))
