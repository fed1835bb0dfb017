"""WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

from access.checks import refuse_public_demo

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeguard.settings")
application = get_wsgi_application()
refuse_public_demo()
