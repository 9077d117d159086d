"""Books: the customer register, files read, enrollments, invoices, transmissions, and their laws.

Revision ID: 0004
Revises: 0003
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ORE = 10**18 - 1
EFAKTURA = "efaktura IN ('none', 'accepted', 'active', 'rejected', 'off')"
STATES = "state IN ('sent', 'received', 'accepted', 'rejected')"


def upgrade() -> None:
    create_register()
    create_transmissions()
    create_enrollments()
    create_invoices()
    if op.get_bind().dialect.name == "sqlite":
        create_sqlite_triggers()
    else:  # pragma: no cover - needs a PostgreSQL server
        create_postgresql_triggers()


def amount(table: str, column: str) -> sa.CheckConstraint:
    return check(table, column, f"{column} BETWEEN -{ORE} AND {ORE}")


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def refers(table: str, columns: list[str], to: str, keys: list[str]) -> sa.ForeignKeyConstraint:
    targets = [f"{to}.{key}" for key in keys]
    return sa.ForeignKeyConstraint(columns, targets, name=op.f(f"fk_{table}_{to}"))


def primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{columns[0]}"))


def words(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def numbers(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer, autoincrement=False, nullable=False) for name in names]


def moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def create_register() -> None:
    versions = "1 <= person_version AND person_version <= version"
    op.create_table(
        "customer",
        *numbers("id", "version", "person_version"),
        *words("efaktura"),
        check("customer", "version", versions),
        check("customer", "efaktura", EFAKTURA),
        primary("customer", "id"),
    )
    op.create_table(
        "customer_change",
        *numbers("customer_id", "version", "person_version"),
        *words("efaktura", "fields", "actor", "source"),
        moment("at"),
        check("customer_change", "version", versions),
        check("customer_change", "efaktura", EFAKTURA),
        refers("customer_change", ["customer_id"], "customer", ["id"]),
        primary("customer_change", "customer_id", "version"),
    )
    op.create_table(
        "person",
        *numbers("customer_id", "version"),
        sa.Column("number", sa.Text),
        sa.Column("reference", sa.Text),
        sa.Column("content", sa.Text),
        check("person", "version", "version >= 1"),
        check("person", "number", "length(number) > 0"),
        check(
            "person",
            "all_or_nothing",
            "(number IS NULL) = (content IS NULL) AND (reference IS NULL) = (content IS NULL)",
        ),
        refers("person", ["customer_id"], "customer", ["id"]),
        primary("person", "customer_id", "version"),
    )
    op.create_index("ix_person_reference", "person", ["reference"])
    op.create_index(
        "uq_person_number",
        "person",
        ["number"],
        unique=True,
        sqlite_where=sa.text("version = 1"),
        postgresql_where=sa.text("version = 1"),
    )
    op.create_table(
        "content",
        *words("digest"),
        sa.Column("salt", sa.Text),
        sa.Column("reference", sa.Text),
        sa.Column("kid", sa.Text),
        sa.Column("content", sa.Text),
        check("content", "digest", "length(digest) = 64"),
        primary("content", "digest"),
    )
    op.create_index("ix_content_reference", "content", ["reference"])
    op.create_index("ix_content_kid", "content", ["kid"])


def create_transmissions() -> None:
    op.create_table(
        "transmission",
        sa.Column("id", sa.Integer, nullable=False),
        *words("kind"),
        *numbers("year", "number"),
        sa.Column("today", sa.Date, nullable=False),
        *words("name", "folder", "sha256"),
        sa.Column("bytes", sa.BigInteger, nullable=False),
        *words("actor"),
        moment("created_at"),
        moment("placed_at", nullable=True),
        *words("state", "code"),
        check("transmission", "kind", "kind IN ('efaktura', 'avtalegiro', 'answer')"),
        check("transmission", "number", "number BETWEEN 1 AND 9999999"),
        check("transmission", "sha256", "length(sha256) = 64"),
        check("transmission", "bytes", "bytes >= 0"),
        check("transmission", "state", STATES),
        primary("transmission", "id"),
        unique("transmission", "year", "number"),
    )
    op.create_table(
        "read_file",
        sa.Column("id", sa.Integer, nullable=False),
        *words("name", "sha256", "importer", "actor"),
        moment("read_at"),
        *words("state"),
        moment("answered_at", nullable=True),
        moment("moved_at", nullable=True),
        sa.Column("transmission_id", sa.Integer),
        check("read_file", "sha256", "length(sha256) = 64"),
        check("read_file", "importer", "length(importer) > 0"),
        check("read_file", "state", "state IN ('read', 'answered', 'moved')"),
        check("read_file", "not_answered", "state <> 'read' OR answered_at IS NULL"),
        check("read_file", "answered", "state <> 'answered' OR answered_at IS NOT NULL"),
        check("read_file", "moved", "(state = 'moved') = (moved_at IS NOT NULL)"),
        check("read_file", "answer", "transmission_id IS NULL OR answered_at IS NOT NULL"),
        refers("read_file", ["transmission_id"], "transmission", ["id"]),
        primary("read_file", "id"),
        unique("read_file", "transmission_id"),
        unique("read_file", "sha256", "importer"),
    )


def create_enrollments() -> None:
    op.create_table(
        "enrollment",
        *numbers("id", "file_id", "position"),
        *words("kind", "action", "status", "content"),
        sa.Column("customer_id", sa.Integer),
        sa.Column("confirms", sa.Integer),
        check("enrollment", "position", "position >= 1"),
        check("enrollment", "kind", "kind IN ('new', 'deletion', 'confirmation')"),
        check("enrollment", "confirms", "confirms IS NULL OR kind = 'confirmation'"),
        refers("enrollment", ["file_id"], "read_file", ["id"]),
        refers("enrollment", ["content"], "content", ["digest"]),
        refers("enrollment", ["customer_id"], "customer", ["id"]),
        refers("enrollment", ["confirms"], "enrollment", ["id"]),
        primary("enrollment", "id"),
        unique("enrollment", "file_id", "position"),
    )
    op.create_index("ix_enrollment_content", "enrollment", ["content"])
    op.create_table(
        "decision",
        *numbers("enrollment_id", "number"),
        *words("outcome", "code", "reason", "proposal"),
        sa.Column("customer_id", sa.Integer),
        *words("actor"),
        moment("at"),
        check("decision", "number", "number >= 1"),
        check("decision", "reason", "length(reason) > 0"),
        check(
            "decision",
            "outcome",
            "(outcome = 'accept' AND code = '' AND customer_id IS NOT NULL)"
            " OR (outcome = 'reject' AND code IN ('01', '02', '03'))",
        ),
        refers("decision", ["enrollment_id"], "enrollment", ["id"]),
        refers("decision", ["customer_id"], "customer", ["id"]),
        primary("decision", "enrollment_id", "number"),
    )


def create_invoices() -> None:
    op.create_table(
        "invoice",
        *numbers("id"),
        *words("number"),
        sa.Column("series", sa.Text),
        sa.Column("ordinal", sa.BigInteger),
        sa.Column("order_series", sa.Text),
        sa.Column("order_number", sa.BigInteger),
        sa.Column("customer_id", sa.Integer),
        *words("content"),
        sa.Column("issue_date", sa.Date, nullable=False),
        sa.Column("due_date", sa.Date, nullable=False),
        *(
            sa.Column(name, sa.BigInteger, nullable=False)
            for name in ("net_ore", "vat_ore", "gross_ore")
        ),
        *words("actor"),
        moment("issued_at"),
        check("invoice", "number", "length(number) > 0"),
        check("invoice", "series", "(series IS NULL) = (ordinal IS NULL)"),
        check("invoice", "order", "(order_series IS NULL) = (order_number IS NULL)"),
        check("invoice", "dates", "issue_date <= due_date"),
        check("invoice", "sum", "net_ore + vat_ore = gross_ore"),
        *(amount("invoice", name) for name in ("net_ore", "vat_ore", "gross_ore")),
        refers("invoice", ["series"], "series", ["name"]),
        refers("invoice", ["order_series", "order_number"], "orders", ["series", "number"]),
        refers("invoice", ["customer_id"], "customer", ["id"]),
        refers("invoice", ["content"], "content", ["digest"]),
        primary("invoice", "id"),
        unique("invoice", "number"),
        unique("invoice", "series", "ordinal"),
        unique("invoice", "order_series", "order_number"),
    )
    op.create_table(
        "sending",
        *numbers("id", "transmission_id", "invoice_id"),
        *words("channel"),
        *numbers("assignment", "transaction_number"),
        *words("state", "code", "reference"),
        sa.Column("file_id", sa.Integer),
        check("sending", "channel", "channel IN ('efaktura', 'avtalegiro')"),
        check("sending", "numbers", "assignment >= 0 AND transaction_number >= 1"),
        check("sending", "state", STATES),
        check("sending", "receipt", "(state = 'sent') = (file_id IS NULL)"),
        refers("sending", ["transmission_id"], "transmission", ["id"]),
        refers("sending", ["invoice_id"], "invoice", ["id"]),
        refers("sending", ["file_id"], "read_file", ["id"]),
        primary("sending", "id"),
        unique("sending", "transmission_id", "assignment", "transaction_number"),
    )
    op.create_index("ix_sending_invoice_id", "sending", ["invoice_id"])
    op.create_index(
        "uq_sending_live",
        "sending",
        ["invoice_id", "channel"],
        unique=True,
        sqlite_where=sa.text("state != 'rejected'"),
        postgresql_where=sa.text("state != 'rejected'"),
    )


# The laws that no constraint can say.  `<>?` stands for "differs, NULL being a value".

NEVER_CHANGED = ("customer_change", "enrollment", "decision", "invoice")


def differs(*columns: str) -> str:
    return " OR ".join(f"NEW.{column} <>? OLD.{column}" for column in columns)


def not_emptied(key: tuple[str, ...], personal: tuple[str, ...]) -> str:
    return " OR ".join([differs(*key), *(f"NEW.{column} IS NOT NULL" for column in personal)])


ONLY_FORWARD = {
    "customer": f"{differs('id')} OR NEW.version <> OLD.version + 1",
    "person": not_emptied(("customer_id", "version"), ("number", "reference", "content")),
    "content": not_emptied(("digest",), ("salt", "reference", "kid", "content")),
    "transmission": (
        differs("id", "kind", "year", "number", "today", "name", "folder", "sha256", "bytes")
        + f" OR {differs('actor', 'created_at')}"
        " OR (OLD.placed_at IS NOT NULL AND NEW.placed_at <>? OLD.placed_at)"
        f" OR (OLD.state IN ('accepted', 'rejected') AND ({differs('state', 'code')}))"
        " OR (OLD.state = 'received' AND NEW.state = 'sent')"
    ),
    "read_file": (
        differs("id", "name", "sha256", "importer", "actor", "read_at")
        + " OR NEW.state = OLD.state OR NEW.state = 'read' OR OLD.state = 'moved'"
        f" OR (OLD.state = 'answered' AND ({differs('answered_at', 'transmission_id')}))"
    ),
    "sending": (
        differs("id", "transmission_id", "invoice_id", "channel", "assignment")
        + f" OR {differs('transaction_number')} OR NEW.state = OLD.state OR NEW.state = 'sent'"
        " OR OLD.state IN ('accepted', 'rejected')"
    ),
}

# SQLite's INSERT OR REPLACE deletes without asking: what is in the way is looked for.
IN_THE_WAY = {
    "customer": ("id = NEW.id",),
    "customer_change": ("customer_id = NEW.customer_id AND version = NEW.version",),
    "person": (
        "customer_id = NEW.customer_id AND version = NEW.version",
        "NEW.version = 1 AND version = 1 AND number = NEW.number",
    ),
    "content": ("digest = NEW.digest",),
    "transmission": ("id = NEW.id", "year = NEW.year AND number = NEW.number"),
    "read_file": (
        "id = NEW.id",
        "sha256 = NEW.sha256 AND importer = NEW.importer",
        "transmission_id = NEW.transmission_id",
    ),
    "enrollment": ("id = NEW.id", "file_id = NEW.file_id AND position = NEW.position"),
    "decision": ("enrollment_id = NEW.enrollment_id AND number = NEW.number",),
    "invoice": (
        "id = NEW.id",
        "number = NEW.number",
        "series = NEW.series AND ordinal = NEW.ordinal",
        "order_series = NEW.order_series AND order_number = NEW.order_number",
    ),
    "sending": (
        "id = NEW.id",
        "transmission_id = NEW.transmission_id AND assignment = NEW.assignment"
        " AND transaction_number = NEW.transaction_number",
        "invoice_id = NEW.invoice_id AND channel = NEW.channel AND state != 'rejected'",
    ),
}

NEW_ONES = "SELECT 1 FROM enrollment e WHERE e.file_id = NEW.id AND e.kind = 'new'"

# name: table, event, when it is refused, which law says so
LAWS = {
    "customer_first": (
        "customer",
        "INSERT",
        "NEW.version <> 1",
        "a customer begins with version 1",
    ),
    "customer_as_changed": (
        "customer",
        "UPDATE",
        "NOT EXISTS (SELECT 1 FROM customer_change c WHERE c.customer_id = NEW.id"
        " AND c.version = NEW.version AND c.person_version = NEW.person_version"
        " AND c.efaktura = NEW.efaktura)",
        "a customer is as its last change says",
    ),
    "person_number": (
        "person",
        "INSERT",
        "NEW.version > 1 AND NOT EXISTS (SELECT 1 FROM person p"
        " WHERE p.customer_id = NEW.customer_id AND p.version = 1 AND p.number = NEW.number)",
        "a customer keeps its number",
    ),
    "transmission_begun": (
        "transmission",
        "INSERT",
        "NEW.state <> 'sent' OR NEW.placed_at IS NOT NULL",
        "a transmission begins sent",
    ),
    "read_file_begun": (
        "read_file",
        "INSERT",
        "NEW.state <> 'read' OR NEW.transmission_id IS NOT NULL",
        "a file begins read",
    ),
    "read_file_decided": (
        "read_file",
        "UPDATE",
        f"EXISTS ({NEW_ONES}"
        " AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.enrollment_id = e.id))",
        "each new enrollment is decided before its file is answered",
    ),
    "read_file_answered": (
        "read_file",
        "UPDATE",
        f"NEW.transmission_id IS NULL AND EXISTS ({NEW_ONES})",
        "new enrollments are answered",
    ),
    "read_file_answer": (
        "read_file",
        "UPDATE",
        "NEW.transmission_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM transmission t"
        " WHERE t.id = NEW.transmission_id AND t.kind = 'answer')",
        "a file is answered by an answer",
    ),
    "enrollment_open": (
        "enrollment",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM read_file f WHERE f.id = NEW.file_id AND f.state = 'read')",
        "enrollments come with their file",
    ),
    "decision_open": (
        "decision",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM enrollment e JOIN read_file f ON f.id = e.file_id"
        " WHERE e.id = NEW.enrollment_id AND e.kind = 'new' AND f.state = 'read')",
        "only a new enrollment that is not answered is decided",
    ),
    "invoice_number": (
        "invoice",
        "INSERT",
        "NEW.series IS NOT NULL AND (EXISTS (SELECT 1 FROM orders o"
        " WHERE o.series = NEW.series AND o.number = NEW.ordinal)"
        " OR NOT EXISTS (SELECT 1 FROM series s"
        " WHERE s.name = NEW.series AND s.next_number > NEW.ordinal))",
        "a number is handed out, and used once",
    ),
    "sending_begun": (
        "sending",
        "INSERT",
        "NEW.state <> 'sent' OR NOT EXISTS (SELECT 1 FROM transmission t"
        " WHERE t.id = NEW.transmission_id AND t.kind = NEW.channel AND t.state = 'sent')",
        "an invoice is sent in a transmission of its kind",
    ),
}


def create_sqlite_triggers() -> None:
    for name, (table, event, condition, law) in LAWS.items():
        refuse(name, table, event, condition, law)
    for table, keys in IN_THE_WAY.items():
        found = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {key})" for key in keys)
        refuse(f"{table}_insert", table, "INSERT", found, f"a row of {table} stands already")
        refuse(f"{table}_delete", table, "DELETE", "1", f"a row of {table} is never deleted")
    for table in NEVER_CHANGED:
        refuse(f"{table}_update", table, "UPDATE", "1", f"a row of {table} never changes")
    for table, condition in ONLY_FORWARD.items():
        backward = condition.replace("<>?", "IS NOT")
        refuse(
            f"{table}_update", table, "UPDATE", backward, f"a row of {table} goes forward only"
        )


def refuse(name: str, table: str, event: str, condition: str, law: str) -> None:
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{law}'); END"
    )


def create_postgresql_triggers() -> None:  # pragma: no cover - needs a PostgreSQL server
    for table in IN_THE_WAY:
        for event, each in (("DELETE", "FOR EACH ROW"), ("TRUNCATE", "")):
            op.execute(
                f"CREATE TRIGGER {table}_{event.lower()} BEFORE {event} ON {table} {each} "
                "EXECUTE FUNCTION ledger_refuse('is never deleted')"
            )
    for table in NEVER_CHANGED:
        op.execute(
            f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION ledger_refuse('never changes')"
        )
    for table, condition in ONLY_FORWARD.items():
        op.execute(
            f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} FOR EACH ROW "
            f"WHEN ({condition.replace('<>?', 'IS DISTINCT FROM')}) "
            "EXECUTE FUNCTION ledger_refuse('goes forward only')"
        )
    for name, (table, event, condition, law) in LAWS.items():
        op.execute(  # WHEN of PostgreSQL may not look into tables
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {condition} THEN RAISE EXCEPTION '{law}'; END IF; RETURN NEW; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
