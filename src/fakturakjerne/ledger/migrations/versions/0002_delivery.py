"""Delivery: attempts to hand documents over, what became of them, and their laws.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_tables()
    if op.get_bind().dialect.name == "sqlite":
        create_sqlite_triggers()
    else:  # pragma: no cover - needs a PostgreSQL server
        create_postgresql_triggers()


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def create_tables() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("document_id", sa.Integer, nullable=False),
        sa.Column("transport", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("override_reason", sa.Text, nullable=False),
        sa.Column("started_at", moment, nullable=False),
        sa.Column("finished_at", moment),
        sa.Column("status", sa.Text),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("messages", sa.Text, nullable=False),
        check("delivery", "number", "number >= 1"),
        check("delivery", "transport", "length(transport) > 0"),
        check(
            "delivery",
            "status",
            "status IN ('accepted', 'rejected', 'unknown', 'not_sent')",
        ),
        check("delivery", "finished", "(status IS NULL) = (finished_at IS NULL)"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_delivery_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint(
            "document_id", "transport", "number", name=op.f("uq_delivery_document_id")
        ),
    )
    op.create_table(
        "resolution",
        sa.Column("delivery_id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("resolved_at", moment, nullable=False),
        check("resolution", "status", "status IN ('accepted', 'rejected')"),
        check("resolution", "reason", "length(reason) > 0"),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_resolution_delivery")
        ),
        sa.PrimaryKeyConstraint("delivery_id", name=op.f("pk_resolution")),
    )


# What the receiver has or may have; a resolution settles what is open or unknown.
TAKEN = (
    "SELECT 1 FROM delivery d LEFT JOIN resolution r ON r.delivery_id = d.id"
    " WHERE d.document_id = NEW.document_id"
    " AND (NEW.override_reason = ''"
    " OR (d.transport = NEW.transport AND d.override_reason = NEW.override_reason))"
    " AND (d.status = 'accepted'"
    " OR (coalesce(d.status, 'unknown') = 'unknown' AND coalesce(r.status, '') <> 'rejected'))"
)
UNSETTLED = (
    "SELECT 1 FROM delivery d WHERE d.id = NEW.delivery_id"
    " AND coalesce(d.status, 'unknown') = 'unknown'"
)
BEGUN = (
    "NEW.id <>? OLD.id OR NEW.document_id <>? OLD.document_id OR NEW.transport <>? OLD.transport"
    " OR NEW.number <>? OLD.number OR NEW.actor <>? OLD.actor"
    " OR NEW.override_reason <>? OLD.override_reason OR NEW.started_at <>? OLD.started_at"
    " OR OLD.status IS NOT NULL"
)
SENT_BACK = "OLD.state = 'sent' AND NEW.state = 'filed'"


def create_sqlite_triggers() -> None:
    # SQLite's INSERT OR REPLACE deletes without asking: what is in the way is looked for
    there = (
        "EXISTS (SELECT 1 FROM delivery WHERE id = NEW.id OR (document_id = NEW.document_id"
        " AND transport = NEW.transport AND number = NEW.number))"
    )
    refuse("delivery_insert", "INSERT ON delivery", there, "a row of delivery stands already")
    settled = "EXISTS (SELECT 1 FROM resolution WHERE delivery_id = NEW.delivery_id)"
    refuse("resolution_insert", "INSERT ON resolution", settled, "a row of resolution stands already")
    for table in ("delivery", "resolution"):
        refuse(f"{table}_delete", f"DELETE ON {table}", "1", f"a row of {table} is never deleted")
    forward = BEGUN.replace("<>?", "IS NOT")
    refuse("delivery_update", "UPDATE ON delivery", forward, "a row of delivery goes forward only")
    refuse("resolution_update", "UPDATE ON resolution", "1", "a row of resolution never changes")
    refuse(
        "delivery_begun", "INSERT ON delivery", "NEW.status IS NOT NULL", "a delivery begins open"
    )
    refuse("delivery_again", "INSERT ON delivery", f"EXISTS ({TAKEN})", "a document is sent once")
    refuse(
        "resolution_of_unknown",
        "INSERT ON resolution",
        f"NOT EXISTS ({UNSETTLED})",
        "only what is unknown is resolved",
    )
    refuse(
        "billed_lease_back",
        "UPDATE ON billed_lease",
        SENT_BACK,
        "a row of billed_lease goes forward only",
    )


def refuse(name: str, event: str, condition: str, law: str) -> None:
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{law}'); END"
    )


def create_postgresql_triggers() -> None:  # pragma: no cover - needs a PostgreSQL server
    for table in ("delivery", "resolution"):
        for event, each in (("DELETE", "FOR EACH ROW"), ("TRUNCATE", "")):
            op.execute(
                f"CREATE TRIGGER {table}_{event.lower()} BEFORE {event} ON {table} {each} "
                "EXECUTE FUNCTION ledger_refuse('is never deleted')"
            )
    forward = BEGUN.replace("<>?", "IS DISTINCT FROM")
    for name, table, condition, law in (
        ("delivery_update", "delivery", forward, "goes forward only"),
        ("resolution_update", "resolution", "true", "never changes"),
        ("billed_lease_back", "billed_lease", SENT_BACK, "goes forward only"),
    ):
        op.execute(
            f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW "
            f"WHEN ({condition}) EXECUTE FUNCTION ledger_refuse('{law}')"
        )
    for name, table, condition, law in (  # WHEN of PostgreSQL may not look into tables
        ("delivery_again", "delivery", f"EXISTS ({TAKEN})", "a document is sent once"),
        ("delivery_begun", "delivery", "NEW.status IS NOT NULL", "a delivery begins open"),
        (
            "resolution_of_unknown",
            "resolution",
            f"NOT EXISTS ({UNSETTLED})",
            "only what is unknown is resolved",
        ),
    ):
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {condition} THEN RAISE EXCEPTION '{law}'; END IF; RETURN NEW; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {name} BEFORE INSERT ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
