"""The options of the lease readers."""

from attrs import frozen

from fakturakjerne.plugin.options import option


@frozen(kw_only=True)
class LeaseFileOptions:
    """What every reader of leases can be told.

    Example:
        >>> LeaseFileOptions(name="leases.jsonl").encoding
        'utf-8'
    """

    name: str = option(
        default="",
        nb="filnavnet, slik det skal stå i funn",
        en="the name of the file as findings show it",
    )
    encoding: str = option(
        default="utf-8",
        choices=("utf-8", "cp1252"),
        nb="tegnsettet som filen er lagret med",
        en="the encoding that the file is saved in",
    )
    test_identities: bool = option(
        default=False,
        nb="om syntetiske fødselsnumre godtas",
        en="whether synthetic national identity numbers pass",
    )

    @property
    def shown_name(self) -> str:
        """The name for paths; a dash where there is none."""
        return self.name or "-"


@frozen(kw_only=True)
class JsonOptions(LeaseFileOptions):
    """Options of the JSON array, which is held in memory while it is read."""

    max_mebibytes: int = option(
        default=512,
        nb="den største filen som leses, i MiB",
        en="the largest file that is read, in MiB",
    )


@frozen(kw_only=True)
class CsvOptions(LeaseFileOptions):
    """Options of CSV."""

    delimiter: str = option(
        default="auto",
        choices=("auto", ";", ","),
        nb="skilletegnet; auto tar det som overskriften bruker",
        en="the delimiter; auto takes the one that the heading uses",
    )
