"""What the runtime role may do with the tables of libraries, and the cache's table."""

from django.db import migrations

TABLES = [
    "django_session",
    "account_emailaddress",
    "account_emailconfirmation",
    "mfa_authenticator",
]
READ_ONLY = ["django_content_type", "auth_permission", "django_migrations"]
CACHE = """
CREATE TABLE IF NOT EXISTS safeguard_cache (
  cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL
)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("guardian", "0003_remove_groupobjectpermission_guardian_gr_content_ae6aec_idx_and_more"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL([CACHE, "CREATE INDEX safeguard_cache_expires ON safeguard_cache (expires)"]),
        migrations.RunSQL(
            [f"GRANT SELECT, INSERT, UPDATE, DELETE ON {t} TO sg_app" for t in [*TABLES, "safeguard_cache"]]
            + [f"GRANT SELECT ON {t} TO sg_app" for t in READ_ONLY]
            + ["GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO sg_app"],
            migrations.RunSQL.noop,
        ),
    ]
