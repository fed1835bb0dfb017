"""Migration operations that put a school's wall around its tables.

`SecureApp()` is the last operation of every migration that adds or changes tables of an app. It is
idempotent and works on the whole app: row-level security (forced), the policies of the three roles,
their privileges, UNIQUE (school_id, id) and (school_id, uid), and composite foreign keys, because a
plain foreign key looks past row-level security and would take another school's row.
"""

from typing import Any

from django.db import models
from django.db.migrations.operations.base import Operation

SCHOOL = "(SELECT nullif(current_setting('app.school_id', true), '')::bigint)"
HERE = f"school_id = {SCHOOL}"
SCHOOLS = "((SELECT nullif(current_setting('app.school_ids', true), '')::bigint[])::bigint[])"


def is_tenant(model: type[models.Model]) -> bool:
    """True for a model whose rows belong to a school."""
    return any(f.column == "school_id" for f in model._meta.concrete_fields)


def has_uid(model: type[models.Model]) -> bool:
    """True for a model that addresses its rows by uid."""
    return any(f.name == "uid" for f in model._meta.concrete_fields)


def grants_sql(table: str, *, trust: bool) -> list[str]:
    """What the runtime role may do with a table; never TRUNCATE, which ignores row-level security."""
    rows = [
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO sg_app",
        f"GRANT SELECT ON {table} TO sg_trust",
    ]
    return rows if trust else rows[:1]


def tenant_sql(table: str, *, own_rows: str = "") -> list[str]:
    """Policies of one tenant table. `own_rows`: an extra condition under which rows may be read."""
    rows = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"DROP POLICY IF EXISTS tenant ON {table}",
        f"CREATE POLICY tenant ON {table} TO sg_app USING ({HERE}) WITH CHECK ({HERE})",
        f"DROP POLICY IF EXISTS trust ON {table}",
        f"CREATE POLICY trust ON {table} FOR SELECT TO sg_trust USING (school_id = ANY {SCHOOLS})",
        f"DROP POLICY IF EXISTS owner_all ON {table}",
        f"CREATE POLICY owner_all ON {table} TO sg_owner USING (true) WITH CHECK (true)",
        f"DROP POLICY IF EXISTS own_rows ON {table}",
    ]
    if own_rows:
        rows.append(f"CREATE POLICY own_rows ON {table} FOR SELECT TO sg_app USING ({own_rows})")
    return rows


def unique_sql(table: str, column: str) -> list[str]:
    """UNIQUE (school_id, column), named after the table."""
    name = f"{table}_school_{column}_uniq"
    return [f"CREATE UNIQUE INDEX IF NOT EXISTS {name} ON {table} (school_id, {column})"]


def composite_keys_sql(model: type[models.Model]) -> list[str]:
    """Foreign keys from this table to other tenant tables, with the school in them."""
    table, rows = model._meta.db_table, []
    for field in model._meta.concrete_fields:
        target = field.remote_field.model if isinstance(field, models.ForeignKey) else None
        if target is None or not is_tenant(target) or field.column == "school_id":
            continue
        name = f"{table}_{field.column}_school_fk"[:63]
        there = f"{target._meta.db_table} (school_id, {target._meta.pk.column})"
        key = f"FOREIGN KEY (school_id, {field.column}) REFERENCES {there} DEFERRABLE INITIALLY DEFERRED"
        rows += [
            f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}",
            f"ALTER TABLE {table} ADD CONSTRAINT {name} {key}",
        ]
    return rows


class SecureApp(Operation):
    """Secure every table of the app: see the module's docstring."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, own_rows: dict[str, str] | None = None) -> None:
        self.own_rows = own_rows or {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Changes no model."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        found = [m for m in to_state.apps.get_app_config(app_label).get_models() if m._meta.managed]
        tenant = [m for m in found if is_tenant(m)]
        statements: list[str] = []
        for model in found:
            statements += grants_sql(model._meta.db_table, trust=True)
        for model in tenant:
            own = self.own_rows.get(model._meta.model_name or "", "")
            statements += tenant_sql(model._meta.db_table, own_rows=own)
            statements += unique_sql(model._meta.db_table, model._meta.pk.column)
            if has_uid(model):
                statements += unique_sql(model._meta.db_table, "uid")
        for model in tenant:
            statements += composite_keys_sql(model)
        statements.append("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO sg_app")
        statements.append(KEEP_REVOKED_SQL)
        for statement in statements:
            schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Nothing to undo: the tables go with their own operations."""

    def describe(self) -> str:
        return "Row-level security, privileges and composite keys of the app's tables"


class AppendOnly(Operation):
    """Rows of a table can be added and read, never changed, deleted or truncated, by anybody in passing."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str, columns: list[str] | None = None) -> None:
        self.table, self.columns = table, columns

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__name__, [self.table, self.columns], {})

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Changes no model."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        schema_editor.execute(REFUSE_SQL, params=None)
        for statement in append_only_sql(self.table, self.columns):
            schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for trigger in ("sg_keep_rows", "sg_keep_table", "sg_keep_columns"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {trigger} ON {self.table}")

    def describe(self) -> str:
        return f"{self.table}: append-only" + (f" in {', '.join(self.columns)}" if self.columns else "")


# A later SecureApp grants again over the whole app; what AppendOnly took away stays away.
KEEP_REVOKED_SQL = """
DO $$
DECLARE t record;
BEGIN
  FOR t IN SELECT DISTINCT tgrelid::regclass AS name FROM pg_trigger WHERE tgname = 'sg_keep_rows' LOOP
    EXECUTE format('REVOKE DELETE, TRUNCATE ON %s FROM sg_app', t.name);
  END LOOP;
  FOR t IN SELECT DISTINCT tgrelid::regclass AS name FROM pg_trigger WHERE tgname = 'sg_keep_table' LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM sg_app', t.name);
  END LOOP;
END $$
"""

REFUSE_SQL = """
CREATE OR REPLACE FUNCTION sg_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


EACH_ROW = "FOR EACH ROW EXECUTE FUNCTION sg_refuse()"
EACH_STATEMENT = "FOR EACH STATEMENT EXECUTE FUNCTION sg_refuse()"


def append_only_sql(table: str, columns: list[str] | None) -> list[str]:
    """Whole table (columns=None: and the privileges go), or only the columns named."""
    if columns is None:
        return [
            f"DROP TRIGGER IF EXISTS sg_keep_rows ON {table}",
            f"CREATE TRIGGER sg_keep_rows BEFORE UPDATE OR DELETE ON {table} {EACH_ROW}",
            f"DROP TRIGGER IF EXISTS sg_keep_table ON {table}",
            f"CREATE TRIGGER sg_keep_table BEFORE TRUNCATE ON {table} {EACH_STATEMENT}",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER sg_keep_rows",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER sg_keep_table",
            f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM sg_app",
        ]
    changed = " OR ".join(f"OLD.{c} IS DISTINCT FROM NEW.{c}" for c in columns)
    only_then = f"FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION sg_refuse()"
    return [
        f"DROP TRIGGER IF EXISTS sg_keep_columns ON {table}",
        f"CREATE TRIGGER sg_keep_columns BEFORE UPDATE ON {table} {only_then}",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER sg_keep_columns",
        f"DROP TRIGGER IF EXISTS sg_keep_rows ON {table}",
        f"CREATE TRIGGER sg_keep_rows BEFORE DELETE ON {table} {EACH_ROW}",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER sg_keep_rows",
        f"REVOKE DELETE, TRUNCATE ON {table} FROM sg_app",
    ]
