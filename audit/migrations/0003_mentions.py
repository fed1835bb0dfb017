"""The index behind "who saw this child": written by the database with each entry, append-only, walled."""

import django.db.models.deletion
from django.db import migrations, models

from safeguard.scope.migrations import SCHOOL, SCHOOLS, AppendOnly

MENTION = """
CREATE FUNCTION audit_mention() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO public.audit_mention (school_id, subject_uid, at, entry_id)
    SELECT DISTINCT NEW.school_id, s, NEW."timestamp", NEW.id FROM unnest(NEW.subjects) s;
  RETURN NULL;
END $$
"""

STATEMENTS = [
    MENTION,
    (
        "CREATE TRIGGER sg_mention AFTER INSERT ON audit_entry FOR EACH ROW"
        " WHEN (cardinality(NEW.subjects) > 0) EXECUTE FUNCTION audit_mention()"
    ),
    "ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER sg_mention",
    (
        "INSERT INTO audit_mention (school_id, subject_uid, at, entry_id)"
        ' SELECT DISTINCT e.school_id, s, e."timestamp", e.id FROM audit_entry e CROSS JOIN unnest(e.subjects) s'
    ),
    "DROP INDEX IF EXISTS audit_subjects",
    "GRANT SELECT ON audit_mention TO sg_app, sg_trust",
    "ALTER TABLE audit_mention ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE audit_mention FORCE ROW LEVEL SECURITY",
    f"CREATE POLICY tenant_reads ON audit_mention FOR SELECT TO sg_app USING (school_id = {SCHOOL})",
    f"CREATE POLICY trust ON audit_mention FOR SELECT TO sg_trust USING (school_id = ANY {SCHOOLS})",
    "CREATE POLICY owner_all ON audit_mention TO sg_owner USING (true) WITH CHECK (true)",
]


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_ledger")]

    operations = [
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "school_id",
                        "subject_uid",
                        "at",
                        "entry_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("school_id", models.BigIntegerField()),
                ("subject_uid", models.UUIDField()),
                ("at", models.DateTimeField()),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="mentions",
                        to="audit.entry",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["school_id", "cid"], name="audit_by_request"),
        ),
        migrations.RunSQL(STATEMENTS, migrations.RunSQL.noop),
        AppendOnly("audit_mention"),
    ]
