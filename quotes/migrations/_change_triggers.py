"""Triggers that write quotes_change. `create` may run any number of times.

They are the database's, and not the services', since a mirror must hear of every change:
of a service's, the admin's, a bulk update's and of SQL typed by hand. SQLite drops triggers
when a migration rebuilds their table: a migration that changes statements, speakers, sources
or outlets must run `create` at its end (tests/changes fails otherwise).
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

COLUMNS = "token, xact, at, change_kind, object_kind, object_id, speaker_key, source_key"
HEAD = {
    "postgresql": "gen_random_uuid(), pg_current_xact_id()::text::bigint, now()",
    "sqlite": "lower(hex(randomblob(16))), 0, strftime('%Y-%m-%d %H:%M:%f', 'now')",
}
SPEAKER_WAS_PUBLIC = "EXISTS (SELECT 1 FROM quotes_change WHERE speaker_key = {row}.id)"
SOURCE_WAS_PUBLIC = "EXISTS (SELECT 1 FROM quotes_change WHERE source_key = {row}.id)"
OUTLET_WAS_PUBLIC = (
    "EXISTS (SELECT 1 FROM quotes_source s JOIN quotes_change c ON c.source_key = s.id WHERE s.outlet_id = {row}.id)"
)


def differs(*columns: str) -> str:
    return " OR ".join(f"OLD.{column} {{differs}} NEW.{column}" for column in columns)


# Name, event, table, when (without a query), which row, kind of change, object, what must be
# true besides (with a query), the keys to remember.
KEYS = "{row}.speaker_id, {row}.source_id"
# A statement that goes may be given to another speaker in the same step: that one was never shown with it.
KEYS_OF_SHOWN = ", ".join(
    f"CASE WHEN NEW.is_public THEN NEW.{key} ELSE OLD.{key} END" for key in ("speaker_id", "source_id")
)
NO_KEYS = "NULL, NULL"
TRIGGERS = (
    ("statement_created", "INSERT", "statement", "NEW.is_public", "NEW", "'created'", "1 = 1", KEYS),
    (
        "statement_updated", "UPDATE", "statement", "OLD.is_public OR NEW.is_public", "NEW",
        "CASE WHEN NOT NEW.is_public THEN 'gone' WHEN OLD.is_public THEN 'updated' ELSE 'created' END", "1 = 1",
        KEYS_OF_SHOWN,
    ),
    ("statement_deleted", "DELETE", "statement", "OLD.is_public", "OLD", "'gone'", "1 = 1", KEYS),
    (
        "speaker_updated", "UPDATE", "speaker", differs("name", "kind", "wikidata_id", "merged_into_id"), "NEW",
        "CASE WHEN NEW.merged_into_id IS NULL THEN 'updated' ELSE 'merged' END", SPEAKER_WAS_PUBLIC, NO_KEYS,
    ),
    ("speaker_deleted", "DELETE", "speaker", "", "OLD", "'gone'", SPEAKER_WAS_PUBLIC, NO_KEYS),
    (
        "source_updated", "UPDATE", "source",
        differs("title", "outlet_id", "url", "published_at", "language", "kind"), "NEW", "'updated'",
        SOURCE_WAS_PUBLIC, NO_KEYS,
    ),
    ("source_deleted", "DELETE", "source", "", "OLD", "'gone'", SOURCE_WAS_PUBLIC, NO_KEYS),
    (
        "outlet_updated", "UPDATE", "outlet", differs("name", "domain"), "NEW", "'updated'", OUTLET_WAS_PUBLIC, NO_KEYS,
    ),
)  # fmt: skip


def create(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    vendor = schema_editor.connection.vendor
    drop(apps, schema_editor)
    for name, event, table, condition, row, kind, besides, keys in TRIGGERS:
        insert = (
            f"INSERT INTO quotes_change ({COLUMNS}) SELECT {HEAD[vendor]}, {kind}, '{table}', {row}.public_id, "
            f"{keys.format(row=row)} WHERE {besides.format(row=row)}"
        )
        distinct = {"postgresql": "IS DISTINCT FROM", "sqlite": "IS NOT"}[vendor]
        when = f"WHEN ({condition.format(differs=distinct)})" if condition else ""
        head = f"CREATE TRIGGER change_{name} AFTER {event} ON quotes_{table} FOR EACH ROW {when}"
        if vendor == "postgresql":
            schema_editor.execute(
                f"CREATE FUNCTION quotes_change_{name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN {insert}; RETURN NULL; END $$"
            )
            schema_editor.execute(f"{head} EXECUTE FUNCTION quotes_change_{name}()")
        else:
            schema_editor.execute(f"{head} BEGIN {insert}; END")


def drop(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for name, _, table, *_ in TRIGGERS:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS change_{name} ON quotes_{table}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS quotes_change_{name}()")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS change_{name}")


def begin(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What is public already was created, as far as a mirror is concerned."""
    schema_editor.execute(
        f"INSERT INTO quotes_change ({COLUMNS}) SELECT {HEAD[schema_editor.connection.vendor]}, 'created', "
        "'statement', public_id, speaker_id, source_id FROM quotes_statement WHERE is_public ORDER BY id"
    )
