"""The roles: four groups, each with what the one before may do and more."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ALL = ("outlet", "source", "speaker", "speakeralias", "speakerrole", "speakermerge", "statement", "review",
       "importrun", "importitem")  # fmt: skip
READER = [("view", model) for model in ALL]
REVIEWER = [*READER, ("review", "statement")]
EDITOR = [
    *REVIEWER,
    ("adjudicate", "statement"),
    ("merge", "speaker"),
    *[(verb, model) for verb in ("add", "change") for model in ("outlet", "speaker")],
    *[(verb, model) for verb in ("add", "change", "delete") for model in ("speakeralias", "speakerrole")],
]
ADMINISTRATOR = [
    *EDITOR,
    ("delete", "outlet"),
    *[(verb, model) for verb in ("view", "add", "change", "delete") for model in ("user", "group")],
]
ROLES = {"reader": READER, "reviewer": REVIEWER, "editor": EDITOR, "administrator": ADMINISTRATOR}
NAMES = {
    "review_statement": "Can review statements",
    "adjudicate_statement": "Can adjudicate between two opinions on a statement",
    "merge_speaker": "Can merge speakers and take merges back",
}


def grant(apps: object, roles: dict[str, list[tuple[str, str]]]) -> None:
    """Give each group its permissions, which Django makes only after all migrations: so make them here."""
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    for role, permissions in roles.items():
        group, _ = Group.objects.get_or_create(name=role)
        for verb, model in permissions:
            label = "auth" if model in {"user", "group"} else "quotes"
            kind, _ = ContentType.objects.get_or_create(app_label=label, model=model)
            codename = f"{verb}_{model}"
            verbose = apps.get_model(label, model)._meta.verbose_name
            name = NAMES.get(codename, f"Can {verb} {verbose}")
            permission, _ = Permission.objects.get_or_create(
                content_type=kind, codename=codename, defaults={"name": name}
            )
            group.permissions.add(permission)


def create(apps: object, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    grant(apps, ROLES)


def drop(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("quotes", "0006_desk"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="statement",
            options={
                "ordering": ("-id",),
                "permissions": [
                    ("review_statement", "Can review statements"),
                    ("adjudicate_statement", "Can adjudicate between two opinions on a statement"),
                ],
            },
        ),
        migrations.AlterModelOptions(
            name="speaker",
            options={
                "ordering": ("name", "id"),
                "permissions": [("merge_speaker", "Can merge speakers and take merges back")],
            },
        ),
        migrations.RunPython(create, drop),
    ]
