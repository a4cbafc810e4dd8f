"""The WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

from quotes_project.settled import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quotes_project.settings")
application = get_wsgi_application()
settle()
