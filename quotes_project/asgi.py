"""The ASGI entry point."""

import os

from django.core.asgi import get_asgi_application

from quotes_project.settled import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quotes_project.settings")
application = get_asgi_application()
settle()
