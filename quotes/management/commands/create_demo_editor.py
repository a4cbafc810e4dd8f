"""Create an editor's account to try the admin with; its random password is shown once."""

from __future__ import annotations

import secrets
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError

ROLE = "editor"


class Command(BaseCommand):
    """Create the account “editor” once; with --reset give it a new password."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", default="editor")
        parser.add_argument("--reset", action="store_true", help="give an existing account a new password")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("Demo accounts are made with DEBUG=1 only. Use createsuperuser.")
        role = Group.objects.filter(name=ROLE).first()
        if role is None:
            raise CommandError(f"There is no group “{ROLE}”. Run: .venv/bin/python manage.py migrate")
        users = get_user_model()._default_manager
        name = options["username"]
        user = users.filter(username=name).first()
        if user is not None and not options["reset"]:
            self.stdout.write(
                f"The account “{name}” is there already. Forgot its password? "
                "Run: DEBUG=1 .venv/bin/python manage.py create_demo_editor --reset"
            )
            return
        password = secrets.token_urlsafe(12)
        if user is None:
            user = users.create_user(username=name, password=password, is_staff=True)
            user.groups.add(role)
        else:
            user.set_password(password)
            user.save()
        self.stdout.write(
            f"Log in at http://127.0.0.1:8000/admin/ as “{name}” with the password {password} (shown once)."
        )
