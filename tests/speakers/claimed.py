"""Tables of claimed names, beside those of test_claims.py."""

from __future__ import annotations

Row = tuple[str, str | set[str], bool | None]
"""The claimed name, the speaker's name or names, whether it is theirs."""
Groups = dict[str, list[Row]]

SPELLED: Groups = {
    "an abbreviation is told as an initial is": [
        ("Th. Müller", "Thomas Müller", True),
        ("Chr. Voss", "Christian Voss", True),
        ("Joh. Brandt", "Johannes Brandt", True),
        ("Karl Joh. Brandt", "Karl Johannes Brandt", True),
        ("Ph. Brandt", "Philipp Brandt", True),
        ("Yu. Belov", "Yuri Belov", True),
        ("Wm. Hale", "William Hale", True),
        ("Chas. Hale", "Charles Hale", True),
        ("Ian St. John", "Ian Saint John", True),
        ("St. John", "Saint John", True),
        ("Chr. Voss", "Thomas Voss", False),
        ("Yu Hale", "Yumiko Hale", False),
    ],
    "umlauts may be written out": [
        ("Joerg Hale", "Jörg Hale", True),
        ("Juergen Hale", "Jürgen Hale", True),
        ("Kaethe Hale", "Käthe Hale", True),
        ("Bjoern Hale", "Björn Hale", True),
        ("Haakon Hale", "Håkon Hale", True),
        ("Müller", "Jutta Mueller", True),
        ("Jörg Mueller", "Joerg Müller", True),
        ("Hans Juergen Brandt", "Hans Jürgen Brandt", True),
        ("Joergen Hale", "Jürgen Hale", False),
    ],
    "the same given name in another spelling may be another's own": [
        ("Günther Hale", "Günter Hale", None),
        ("Guenther Hale", "Günter Hale", None),
        ("Walther Hale", "Walter Hale", None),
        ("Ralph Hale", "Ralf Hale", None),
        ("Julija Belova", "Yulia Belova", None),
        ("Niklas Hale", "Nicholas Hale", None),
        ("Anne Hale", "Anna Hale", None),
        ("Usama Haddad", "Osama Haddad", None),
        ("Husain Haddad", "Hussein Haddad", None),
        ("Kristian Hale", "Christian Hale", None),
        ("Omar Abdul Rahman", "Omar Abdurrahman", None),
        ("Abdul Rahman Haddad", "Abdurrahman Haddad", None),
        ("Jorg Hale", "Joerg Hale", None),
        ("Eva Hale", "Evan Hale", False),
        ("Anne Hale", "Anton Hale", False),
    ],
}

NUMBERED: Groups = {
    "a number is no initial, so another number is never the same; V, X and I may be initials all the same": [
        ("Paul V", "Paul VI", None),
        ("Pius X", "Pius XII", None),
        ("Charles I", "Charles III", None),
        ("Elizabeth I", "Elizabeth II", None),
        ("Leo X", "Leo XIV", None),
        ("Karl VI", "Karl V", None),
        ("Karl V.", "Karl VI.", None),
        ("Louis XIV", "Louis XVI", False),
        ("Pius XI", "Pius XII", False),
        ("Benedikt XV.", "Benedikt XVI.", False),
        ("Paul VI", "Paul VI", True),
        ("PIUS XII", "Pius XII", True),
        ("Karl V.", "Karl V", True),
        ("James Okoro V", "James Okoro IV", None),
    ],
    "without a number a name alone may be of anybody who has it": [
        ("Paul", "Paul VI", None),
        ("Leo", "Leo XIV", None),
    ],
    "what looks like a number may be initials or a name": [
        ("James V Okoro", "James Okoro Jr.", True),
        ("Okoro V", "Victor Okoro", True),
        ("XI JINPING", "Xi Jinping", True),
        ("Jinping XI", "Xi Jinping", True),
        ("Malcolm X", "Malcolm X", True),
    ],
}
