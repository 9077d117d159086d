"""Both sides of sending orders to a web service: ``python -m benchmarks.sending SIDE COUNT WHERE``.

Our side is the delivery workflow with the transport ``visma-webservice``, whose ledger knows of each
order before the call and after it.  The peer is the least that could be called safe: a loop over
httpx that commits durably before each call and after it.  The receiver is the rehearsal server, in a
process of its own.
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final

import httpx

from benchmarks import month
from benchmarks.measuring import stopwatch
from fakturakjerne.config import Config, load_config
from fakturakjerne.ledger.opening import open_ledger
from fakturakjerne.ledger.sql import SqlLedger
from fakturakjerne.plugin.registry import Registry
from fakturakjerne.workflow.billing import Billing
from fakturakjerne.workflow.delivery import Delivery, Sending
from fakturakjerne.workflow.intake import Intake
from fakturakjerne.workflow.job import Wish, resolve
from fakturakjerne.workflow.route import resolve_route
from fakturakjerne_visma.testing import RehearsalServer

Measured = dict[str, Any]
_TODAY: Final = date(2026, 3, 2)
_USER: Final = "REH"
_VARIABLE: Final = "FAKTURAKJERNE_REHEARSAL_PASSWORD"
_ENVIRONMENT: Final = {_VARIABLE: "made up"}
_CONFIG: Final = """
[series.default]
first = 34500001
last = 34599999
[profiles.web]
exporter = "visma-webservice"
options = {{ dialect = "vuxml", company = "1", amounts = "net", customer_number = "id",\
 principal = "142", article = "100" }}
[transports.visma]
transport = "visma-webservice"
[transports.visma.options]
company = "1"
url = "{url}"
username = "{user}"
password_env = "{variable}"
submit_path = "{path}"
allow_http = true
enabled = true
min_interval = "0"
"""


@contextmanager
def rehearsal() -> Iterator[Measured]:
    """Run the rehearsal server in a process of its own; yield where it listens."""
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.sending", "serve"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        yield json.loads(server.stdout.readline())


def side(name: str, count: int, told: Measured) -> Measured:
    """Run a side in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.sending", name, str(count), json.dumps(told)]
    output = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    measured: Measured = json.loads(output)
    return measured


def _serve() -> None:
    """Accept everything until standard input ends."""
    with RehearsalServer(
        username=_USER, password=_ENVIRONMENT[_VARIABLE], submit_path="secure/orders"
    ) as server:
        print(json.dumps({"url": server.url, "submit_path": server.submit_path}), flush=True)
        sys.stdin.read()


def ours(count: int, told: Measured) -> Measured:
    """Send a batch of so many orders."""
    with tempfile.TemporaryDirectory() as folder:
        config = _config(Path(folder), told)
        with open_ledger(f"sqlite:///{folder}/ledger.db") as ledger:
            batch = _billed(ledger, config, Path(folder), count)
            route = resolve_route("visma", config, Registry.installed())
            with stopwatch() as measured:
                outcome = Delivery(ledger=ledger, route=route).send(Sending(batch=batch))
            assert outcome.is_good
            assert len(outcome.tried) == count
    return measured | {"facts": {"orders": count}}


def peer(count: int, told: Measured) -> Measured:
    """Post as many bodies, with a durable commit before and after each."""
    with tempfile.TemporaryDirectory() as folder:
        config = _config(Path(folder), told)
        with open_ledger(f"sqlite:///{folder}/ledger.db") as ledger:
            batch = _billed(ledger, config, Path(folder), count)
            bodies = [b"".join(ledger.store.open(each.sha256)) for each in ledger.documents(batch)]
        with (
            closing(sqlite3.connect(f"{folder}/loop.db")) as database,
            httpx.Client(auth=(_USER, _ENVIRONMENT[_VARIABLE])) as client,
        ):
            database.execute("PRAGMA synchronous = EXTRA")
            database.execute("CREATE TABLE sent (number INTEGER PRIMARY KEY, status INTEGER)")
            database.commit()
            url = told["url"] + told["submit_path"]
            with stopwatch() as measured:
                for number, body in enumerate(bodies):
                    database.execute("INSERT INTO sent VALUES (?, NULL)", (number,))
                    database.commit()
                    status = client.post(
                        url, content=body, headers={"Content-Type": "text/xml; charset=UTF-8"}
                    ).status_code
                    database.execute(
                        "UPDATE sent SET status = ? WHERE number = ?", (status, number)
                    )
                    database.commit()
            sent = database.execute("SELECT count(*) FROM sent WHERE status = 200").fetchone()
    return measured | {"facts": {"orders": sent[0]}}


def _config(folder: Path, told: Measured) -> Config:
    path = folder / "config.toml"
    path.write_text(
        _CONFIG.format(url=told["url"], user=_USER, variable=_VARIABLE, path=told["submit_path"]),
        encoding="utf-8",
    )
    os.environ.update(_ENVIRONMENT)
    return load_config(path)


def _billed(ledger: SqlLedger, config: Config, folder: Path, count: int) -> str:
    """Make a batch of so many orders."""
    wish = Wish(format="web", target=folder / "out", today=_TODAY)
    job = resolve(wish, config, Registry.installed())
    outcome = Billing(job=job, ledger=ledger).run(
        Intake(month.leases(count * month.LEASES_A_CUSTOMER), ())
    )
    assert outcome.batch is not None
    return outcome.batch


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        _serve()
    else:
        measure = {"ours": ours, "peer": peer}[sys.argv[1]]
        print(json.dumps(measure(int(sys.argv[2]), json.loads(sys.argv[3]))))
