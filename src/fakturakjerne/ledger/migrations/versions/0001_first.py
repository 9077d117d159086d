"""The first ledger: batches, documents, orders, leases, placements, steps, and their laws.

Revision ID: 0001
Revises: none
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ORE = 10**18 - 1


def upgrade() -> None:
    create_tables()
    if op.get_bind().dialect.name == "sqlite":
        create_sqlite_triggers()
    else:  # pragma: no cover - needs a PostgreSQL server
        create_postgresql_triggers()


def amount(table: str, column: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} BETWEEN -{ORE} AND {ORE}", name=op.f(f"ck_{table}_{column}"))


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def create_tables() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "series",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("next_number", sa.BigInteger, nullable=False),
        sa.Column("handed_out", sa.BigInteger, nullable=False),
        check("series", "bounds", "next_number >= 1 AND handed_out >= 0"),
        check("series", "handed_out", "handed_out < next_number"),
        check("series", "name", "length(name) > 0"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_series")),
    )
    op.create_table(
        "batch",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("today", sa.Date, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("profile", sa.Text, nullable=False),
        sa.Column("exporter", sa.Text, nullable=False),
        sa.Column("plugin_version", sa.Text, nullable=False),
        sa.Column("library_version", sa.Text, nullable=False),
        sa.Column("options", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        check("batch", "number", "number >= 1"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
        sa.UniqueConstraint("today", "number", name=op.f("uq_batch_today")),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("batch_id", sa.Text, nullable=False),
        sa.Column("today", sa.Date, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("format", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("series", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("bytes", sa.BigInteger, nullable=False),
        sa.Column("orders", sa.BigInteger, nullable=False),
        sa.Column("lines", sa.BigInteger, nullable=False),
        sa.Column("texts", sa.BigInteger),
        sa.Column("net_ore", sa.BigInteger),
        sa.Column("gross_ore", sa.BigInteger),
        sa.Column("first_order", sa.BigInteger),
        sa.Column("last_order", sa.BigInteger),
        check("document", "sha256", "length(sha256) = 64"),
        check("document", "sequence", "sequence >= 1"),
        check("document", "counts", "bytes >= 0 AND orders >= 0 AND lines >= 0 AND texts >= 0"),
        check("document", "net_or_gross", "net_ore IS NOT NULL OR gross_ore IS NOT NULL"),
        amount("document", "net_ore"),
        amount("document", "gross_ore"),
        check("document", "first_last", "1 <= first_order AND first_order <= last_order"),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_document_batch")),
        sa.ForeignKeyConstraint(["series"], ["series.name"], name=op.f("fk_document_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("batch_id", "sequence", "name", name=op.f("uq_document_batch_id")),
    )
    op.create_index("ix_document_day", "document", ["today", "sequence"])
    op.create_table(
        "party",
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("salt", sa.Text),
        sa.Column("id", sa.Text),
        sa.Column("number", sa.Text),
        sa.Column("name", sa.Text),
        check("party", "digest", "length(digest) = 64"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_party")),
    )
    op.create_table(
        "orders",
        sa.Column("series", sa.Text, nullable=False),
        sa.Column("number", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("document_id", sa.Integer, nullable=False),
        sa.Column("customer_kind", sa.Text, nullable=False),
        sa.Column("party", sa.Text, nullable=False),
        sa.Column("period_start", sa.Date, nullable=False),
        sa.Column("period_end", sa.Date, nullable=False),
        sa.Column("lines", sa.BigInteger, nullable=False),
        sa.Column("net_ore", sa.BigInteger, nullable=False),
        check("orders", "number", "number >= 1"),
        check("orders", "customer_kind", "customer_kind IN ('external', 'internal')"),
        check("orders", "period", "period_start <= period_end"),
        check("orders", "lines", "lines >= 0"),
        amount("orders", "net_ore"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_orders_document")),
        sa.ForeignKeyConstraint(["party"], ["party.digest"], name=op.f("fk_orders_party")),
        sa.ForeignKeyConstraint(["series"], ["series.name"], name=op.f("fk_orders_series")),
        sa.PrimaryKeyConstraint("series", "number", name=op.f("pk_orders")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_orders_document_id"), "orders", ["document_id"])
    op.create_table(
        "billed_lease",
        sa.Column("series", sa.Text, nullable=False),
        sa.Column("order_number", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("lease", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("net_ore", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        check("billed_lease", "state", "state IN ('filed', 'sent', 'confirmed', 'rejected')"),
        check("billed_lease", "lease", "length(lease) > 0"),
        amount("billed_lease", "net_ore"),
        sa.ForeignKeyConstraint(
            ["series", "order_number"],
            ["orders.series", "orders.number"],
            name=op.f("fk_billed_lease_orders"),
        ),
        sa.PrimaryKeyConstraint("series", "order_number", "lease", name=op.f("pk_billed_lease")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "uq_billed_lease_live",
        "billed_lease",
        ["lease"],
        unique=True,
        sqlite_where=sa.text("state != 'rejected'"),
        postgresql_where=sa.text("state != 'rejected'"),
    )
    op.create_table(
        "excluded",
        sa.Column("batch_id", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("lease", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("finding_values", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_excluded_batch")),
        sa.PrimaryKeyConstraint("batch_id", "position", name=op.f("pk_excluded")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "placement",
        sa.Column("batch_id", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("folder", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("placed_at", moment),
        check("placement", "sha256", "length(sha256) = 64"),
        check("placement", "role", "role IN ('document', 'log', 'manifest')"),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_placement_batch")),
        sa.PrimaryKeyConstraint("batch_id", "position", name=op.f("pk_placement")),
        sa.UniqueConstraint("batch_id", "folder", "name", name=op.f("uq_placement_batch_id")),
    )
    op.create_index(
        "ix_placement_pending",
        "placement",
        ["batch_id"],
        sqlite_where=sa.text("placed_at IS NULL"),
        postgresql_where=sa.text("placed_at IS NULL"),
    )
    op.create_table(
        "step",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("subject_kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
    )
    op.create_index("ix_step_subject", "step", ["subject_kind", "subject"])


# The laws that no constraint can say.  `<>?` stands for "differs, NULL being a value".

NEVER_CHANGED = ("batch", "document", "orders", "excluded", "step")

ONLY_FORWARD = {
    "series": (
        "NEW.name <>? OLD.name OR NEW.handed_out < OLD.handed_out"
        " OR NEW.next_number - OLD.next_number < NEW.handed_out - OLD.handed_out"
    ),
    "party": (
        "NEW.digest <>? OLD.digest OR NEW.salt IS NOT NULL OR NEW.id IS NOT NULL"
        " OR NEW.number IS NOT NULL OR NEW.name IS NOT NULL"
    ),
    "billed_lease": (
        "NEW.series <>? OLD.series OR NEW.order_number <>? OLD.order_number"
        " OR NEW.lease <>? OLD.lease OR NEW.fingerprint <>? OLD.fingerprint"
        " OR NEW.net_ore <>? OLD.net_ore"
        " OR (OLD.state IN ('confirmed', 'rejected') AND NEW.state <>? OLD.state)"
    ),
    "placement": (
        "NEW.batch_id <>? OLD.batch_id OR NEW.position <>? OLD.position"
        " OR NEW.folder <>? OLD.folder OR NEW.name <>? OLD.name OR NEW.sha256 <>? OLD.sha256"
        " OR NEW.role <>? OLD.role OR OLD.placed_at IS NOT NULL"
    ),
}

# SQLite's INSERT OR REPLACE deletes the row in its way without asking a trigger that refuses
# deletion, so an insert is refused where there is one.
IN_THE_WAY = {
    "series": ("name = NEW.name",),
    "batch": ("id = NEW.id", "today = NEW.today AND number = NEW.number"),
    "document": (
        "id = NEW.id",
        "batch_id = NEW.batch_id AND sequence = NEW.sequence AND name = NEW.name",
    ),
    "party": ("digest = NEW.digest",),
    "orders": ("series = NEW.series AND number = NEW.number",),
    "billed_lease": (
        "lease = NEW.lease AND state != 'rejected'",
        "series = NEW.series AND order_number = NEW.order_number AND lease = NEW.lease",
    ),
    "excluded": ("batch_id = NEW.batch_id AND position = NEW.position",),
    "placement": (
        "batch_id = NEW.batch_id AND position = NEW.position",
        "batch_id = NEW.batch_id AND folder = NEW.folder AND name = NEW.name",
    ),
    "step": ("id = NEW.id",),
}


def create_sqlite_triggers() -> None:
    for table, keys in IN_THE_WAY.items():
        found = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {key})" for key in keys)
        refuse(table, "insert", found, "stands already")
        refuse(table, "delete", "1", "is never deleted")
    for table in NEVER_CHANGED:
        refuse(table, "update", "1", "never changes")
    for table, condition in ONLY_FORWARD.items():
        refuse(table, "update", condition.replace("<>?", "IS NOT"), "goes forward only")


def refuse(table: str, event: str, condition: str, law: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_{event} BEFORE {event.upper()} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, 'a row of {table} {law}'); END"
    )


def create_postgresql_triggers() -> None:  # pragma: no cover - needs a PostgreSQL server
    op.execute(
        "CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'a row of % %', TG_TABLE_NAME, TG_ARGV[0]; END $$"
    )
    for table in (*NEVER_CHANGED, *ONLY_FORWARD):
        op.execute(
            f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION ledger_refuse('is never deleted')"
        )
        op.execute(
            f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} "
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
