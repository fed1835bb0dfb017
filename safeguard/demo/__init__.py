"""What runs Safeguard on a bare machine: services, supervisor, and the commands behind the Makefile.

Development, demonstration and continuous integration only. Production brings its own PostgreSQL and Redis
and names them in DATABASE_URL, DATABASE_OWNER_URL and REDIS_URL.
"""
