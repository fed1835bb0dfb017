"""The ledger in the database: append-only, chained at commit, walled by school."""

from django.db import migrations

from safeguard.scope.migrations import SCHOOL, SCHOOLS, AppendOnly

DIGEST = """
CREATE FUNCTION audit_digest(e audit_entry) RETURNS bytea LANGUAGE sql STABLE
SET timezone = 'UTC' SET search_path = pg_catalog AS $$
  SELECT sha256('\\x5361666567756172642d3031'::bytea || convert_to(jsonb_build_array(
    e.id, e.school_id, (extract(epoch FROM e."timestamp") * 1000000)::bigint, e.event, e.role,
    to_jsonb(e.subjects), e.target_uid, e.content_type_id, e.object_pk, e.object_id, e.object_repr, e.action,
    e.changes, e.changes_text, e.serialized_data, e.actor_id, e.actor_email, e.cid,
    host(e.remote_addr), e.remote_port, e.additional_data)::text, 'UTF8'))
$$
"""

# Deferred to commit, so that a slow request never holds the school's chain; SECURITY DEFINER, because
# the runtime role may only read links.
CHAIN = """
CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE last_seq bigint; last_hash bytea; d bytea;
BEGIN
  d := public.audit_digest(NEW);
  PERFORM pg_advisory_xact_lock(7003, NEW.school_id::int);
  SELECT l.seq, l.hash INTO last_seq, last_hash FROM public.audit_link l
    WHERE l.school_id = NEW.school_id ORDER BY l.seq DESC LIMIT 1;
  IF NOT FOUND THEN
    last_seq := 0;
    last_hash := sha256(convert_to('safeguard genesis ' || NEW.school_id, 'UTF8'));
  END IF;
  INSERT INTO public.audit_link (school_id, seq, entry_id, digest, hash)
    VALUES (NEW.school_id, last_seq + 1, NEW.id, d,
            sha256('\\x01'::bytea || last_hash || int8send(last_seq + 1) || d));
  RETURN NULL;
END $$
"""

TRIGGER = [
    (
        "CREATE CONSTRAINT TRIGGER sg_chain AFTER INSERT ON audit_entry DEFERRABLE INITIALLY DEFERRED"
        " FOR EACH ROW EXECUTE FUNCTION audit_chain()"
    ),
    "ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER sg_chain",
]


def walls(table: str) -> list[str]:
    """Policies of a ledger table: a school reads its own rows; rows of no school are written, not read."""
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        (
            f"CREATE POLICY tenant_reads ON {table} FOR SELECT TO sg_app USING (school_id = {SCHOOL} OR (school_id = 0"
            f" AND {SCHOOL} IS NULL))"
        ),
        (
            f"CREATE POLICY tenant_writes ON {table} FOR INSERT TO sg_app"
            f" WITH CHECK (school_id = {SCHOOL} OR school_id = 0)"
        ),
        f"CREATE POLICY trust ON {table} FOR SELECT TO sg_trust USING (school_id = ANY {SCHOOLS})",
        f"CREATE POLICY owner_all ON {table} TO sg_owner USING (true) WITH CHECK (true)",
    ]


GRANTS = [
    "GRANT SELECT, INSERT ON audit_entry TO sg_app",
    "GRANT SELECT ON audit_link TO sg_app",
    "GRANT SELECT, INSERT ON audit_verification TO sg_app",
    "GRANT SELECT ON audit_entry, audit_link, audit_verification TO sg_trust",
    "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO sg_app",
    "CREATE INDEX audit_subjects ON audit_entry USING gin (subjects)",
]


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("auditlog", "0017_add_actor_email")]

    operations = [
        # django-auditlog makes its stock table beside ours; nothing may write there.
        migrations.RunSQL("DROP TABLE IF EXISTS auditlog_logentry", migrations.RunSQL.noop),
        migrations.RunSQL([DIGEST, CHAIN, *TRIGGER, *GRANTS], migrations.RunSQL.noop),
        migrations.RunSQL(
            [s for table in ("audit_entry", "audit_link", "audit_verification") for s in walls(table)],
            migrations.RunSQL.noop,
        ),
        AppendOnly("audit_entry"),
        AppendOnly("audit_link"),
        AppendOnly("audit_verification"),
    ]
