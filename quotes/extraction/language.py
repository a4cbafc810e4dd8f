"""A language folder → a frozen Language. The words are data; nothing here knows English.

Every list has one entry a line; `#` begins a comment that says where the words are from; what
stands behind " = " is the entry's value. A repeated form is an error with its file and line.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from sys import intern
from typing import Any

from quotes.extraction.compiled import PACKAGE
from quotes.extraction.decisions import Model
from quotes.extraction.document import LexiconError, UnsupportedLanguage
from quotes.extraction.kept import Kept, Key, Value
from quotes.extraction.tagging import Shapes, TagModel, with_verbs

LEXICON = PACKAGE / "lexicon"
SHARED = "shared"
"""The folder of the lists that serve every language: names know no border."""


@dataclass(frozen=True, slots=True)
class Language:
    """What the stages know of one language. All words are in small letters.

    saying maps each form of a verb of saying to its base form, acts each base form to the
    act it records. pronouns maps to person, gender, number ("3ms"). titles, roles,
    given_names and name_particles map to what the word tells ("m", "f", "mf", "group",
    "unnamed", "child", ""). model holds the learned weights, by name of the decision.
    """

    code: str
    digest: str
    saying: Mapping[str, str]
    acts: Mapping[str, str]
    quoting: frozenset[str]
    """Base forms of verbs whose object speaks: the paper quoted the minister."""
    attributing: Mapping[str, str]
    """Words that attribute without being verbs ("according"), with the act that they record."""
    lemmas: Mapping[str, str]
    stem_endings: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    """For each tag the regular endings, the longest first, with what may stand in their place."""
    subjunctive: frozenset[str]
    """Finite forms that tell that what is said is reported: er sei."""
    abbreviations: frozenset[str]
    ending_abbreviations: frozenset[str]
    capital_abbreviations: frozenset[str]
    """Those of the abbreviations that written small are words: Ill."""
    clipped_words: frozenset[str]
    pronouns: Mapping[str, str]
    titles: Mapping[str, str]
    honorifics: frozenset[str]
    roles: Mapping[str, str]
    group_nouns: frozenset[str]
    organisation_heads: frozenset[str]
    documents: Mapping[str, str]
    given_names: Mapping[str, str]
    given_name_forms: Mapping[str, str]
    """What somebody is called → the full names that it may stand for, with spaces between."""
    family_first_names: frozenset[str]
    name_particles: Mapping[str, str]
    name_suffixes: frozenset[str]
    not_names: frozenset[str]
    origins: frozenset[str]
    """What a person is called by where they come from, their party or faith: the Argentine."""
    places: frozenset[str]
    articles: frozenset[str]
    """The definite article, in all its forms."""
    genitives: frozenset[str]
    """Determiners that tell whose the thing before them is, where a language has the case: des, der."""
    forbearing: frozenset[str]
    """What stands before a participle of saying where nothing was said: “short of”, “avoided”."""
    ranks: frozenset[str]
    """Words that make another office of an office: deputy, former."""
    naming: frozenset[str]
    """Participles that give a thing its name: dubbed, nicknamed."""
    never_alone: frozenset[str]
    """Determiners that never stand for a noun: the, every; unlike many."""
    definite: frozenset[str]
    negations: frozenset[str]
    auxiliaries: Mapping[str, str]
    function_words: Mapping[str, str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    days_ago: Mapping[str, int]
    times_of_day: frozenset[str]
    days: frozenset[str]
    """Every word that may begin or name a day: of the week, of a month, today."""
    tags: TagModel
    model: Model
    _kept: dict[Callable[..., Any], Kept[Any, Any]] = field(default_factory=dict, repr=False, compare=False)

    def kept(self, made: Callable[[Language, Key], Value]) -> Kept[Key, Value]:
        """What a function makes of words of this language, made once for each of them."""
        known = self._kept.get(made)
        if known is None:
            known = self._kept[made] = Kept(partial(made, self))
        return known

    def last_part(self, noun: str) -> str:
        """The longest listed noun that a compound ends in, where the language has compounds; else the noun."""
        lists = (self.roles, self.group_nouns, self.organisation_heads, self.documents)
        if not self.tags.shapes.compounds or any(noun in words for words in lists):
            return noun
        for at in range(1, len(noun) - SHORTEST_PART + 1):
            if any(noun[at:] in words for words in lists):
                return noun[at:]
        return noun


SHORTEST_PART = 4
"""Letters of the shortest last part of a compound that is looked for."""


def languages() -> list[str]:
    """The codes of the languages that have a folder."""
    return sorted(path.name for path in LEXICON.iterdir() if path.is_dir() and path.name != SHARED)


@cache
def load(code: str) -> Language:
    """The language of that code. Raises UnsupportedLanguage, LexiconError."""
    folder, shared = LEXICON / code, LEXICON / SHARED
    if code not in languages():
        raise UnsupportedLanguage(f"There is no language data for “{code}”; there is: {', '.join(languages())}.")
    verbs = dict(_forms(folder / "saying_verbs.txt"))
    irregular = dict(_forms(folder / "irregular_verbs.txt"))
    attributing = _values(folder / "attributing_words.txt")
    acts = dict(verbs.values())
    tags = _tag_model(folder, (*verbs, *irregular))
    months, weekdays, days_ago = (_numbers(folder / f"{name}.txt") for name in ("months", "weekdays", "days_ago"))
    return Language(
        code=code,
        digest=_digest(folder),
        saying={form: base for form, (base, _) in verbs.items()},
        acts=acts | attributing,
        quoting=_words(folder / "quoting_verbs.txt"),
        attributing=attributing,
        lemmas={form: base for form, (base, _) in irregular.items()},
        stem_endings=_stem_endings(folder / "stem_endings.txt"),
        subjunctive=_words(folder / "subjunctive.txt"),
        abbreviations=_words(folder / "abbreviations.txt"),
        capital_abbreviations=_words(folder / "capital_abbreviations.txt"),
        ending_abbreviations=_words(folder / "ending_abbreviations.txt"),
        clipped_words=_words(folder / "clipped_words.txt"),
        pronouns=_values(folder / "pronouns.txt"),
        titles=_values(folder / "titles.txt"),
        honorifics=_words(folder / "honorifics.txt"),
        roles=_values(folder / "roles.txt"),
        group_nouns=_words(folder / "group_nouns.txt"),
        organisation_heads=_words(folder / "organisation_heads.txt"),
        documents=_values(folder / "documents.txt"),
        given_names=_values(shared / "given_names.txt"),
        given_name_forms=_values(shared / "given_name_forms.txt"),
        family_first_names=_words(shared / "family_first_names.txt"),
        name_particles=_values(shared / "name_particles.txt"),
        name_suffixes=_words(shared / "name_suffixes.txt"),
        not_names=_words(folder / "not_names.txt"),
        origins=_words(folder / "origins.txt"),
        places=_words(folder / "places.txt"),
        articles=_words(folder / "articles.txt"),
        genitives=_words(folder / "genitives.txt"),
        naming=_words(folder / "naming_participles.txt"),
        forbearing=_words(folder / "forbearing.txt"),
        ranks=_words(folder / "rank_words.txt"),
        never_alone=_words(folder / "never_alone.txt"),
        definite=_words(folder / "definite.txt"),
        negations=_words(folder / "negations.txt"),
        auxiliaries=_values(folder / "auxiliaries.txt"),
        function_words=_values(folder / "function_words.txt"),
        months=months,
        weekdays=weekdays,
        days_ago=days_ago,
        times_of_day=_words(folder / "times_of_day.txt"),
        days=frozenset((*months, *weekdays, *days_ago)),
        tags=tags,
        model=_model(folder / "weights.json", dict.fromkeys(acts, tags.shapes.verb)),
    )


def _lines(path: Path) -> Iterator[tuple[int, str, str]]:
    """Number, entry and value of each line that holds one."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise LexiconError(f"{path.name}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path.name}: is not UTF-8 at byte {error.start}") from error
    for number, line in enumerate(lines, start=1):
        entry = line.split("#", 1)[0].strip()
        if entry:
            word, _, value = entry.partition(" = ")
            # Words that are looked up are kept once in memory: equal ones are then mostly the same object.
            yield number, intern(word.strip()), intern(value.strip())


def _unique(path: Path, seen: dict[str, int], form: str, number: int) -> None:
    if form in seen:
        raise LexiconError(f"{path.name}:{number}: “{form}” is already on line {seen[form]}")
    seen[form] = number


def _values(path: Path) -> dict[str, str]:
    seen: dict[str, int] = {}
    found: dict[str, str] = {}
    for number, word, value in _lines(path):
        _unique(path, seen, word, number)
        found[word] = value
    return found


def _numbers(path: Path) -> dict[str, int]:
    return {word: int(number) for word, number in _values(path).items()}


def _words(path: Path) -> frozenset[str]:
    return frozenset(_values(path))


def _forms(path: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each form of a line with the line's first form and its value."""
    seen: dict[str, int] = {}
    for number, entry, value in _lines(path):
        forms = [intern(form) for form in entry.split()]
        for form in forms:
            _unique(path, seen, form, number)
            yield form, (forms[0], value)


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise LexiconError(f"{path.name}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise LexiconError(f"{path.name}: is not JSON: {error}") from error


def _tag_model(folder: Path, verb_forms: Iterable[str]) -> TagModel:
    data = _json(folder / "tags.json")
    words = {intern(word): tuple(map(intern, tags.split())) for word, tags in data["words"].items()}
    shapes = _shapes(folder / "word_shapes.txt", frozenset(_values(folder / "auxiliaries.txt")))
    return TagModel(with_verbs(words, verb_forms, shapes), data["weights"], shapes)


def _shapes(path: Path, auxiliaries: frozenset[str]) -> Shapes:
    rows = {entry: tuple(tags.split()) for entry, tags in _values(path).items()}
    endings = sorted((e for e in rows if e.startswith("-")), key=lambda e: (-len(e), e))
    try:
        return Shapes(
            endings=tuple((e[1:], rows[e]) for e in endings),
            capital=rows["capital"],
            hyphen=rows["hyphen"],
            other=rows["other"],
            verb=rows["verb"],
            roles=rows["roles"],
            auxiliaries=auxiliaries,
            compounds="compounds" in rows,
        )
    except KeyError as error:
        raise LexiconError(f"{path.name}: lacks a line for {error}") from error


def _stem_endings(path: Path) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Lines like "-ed = - e : VBD VBN": the ending, what may stand in its place (- is nothing), the tags."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for entry, value in _values(path).items():
        replacements, _, tags = value.partition(" : ")
        for tag in tags.split():
            row = (entry.removeprefix("-"), tuple(r.removeprefix("-") for r in replacements.split()))
            found.setdefault(tag, []).append(row)
    return {tag: tuple(sorted(rows, key=lambda row: (-len(row[0]), row))) for tag, rows in found.items()}


def _model(path: Path, listed: Mapping[str, tuple[str, ...]]) -> Model:
    """The learned model, in which every listed verb of saying may be a cue, met in training or not."""
    try:
        data = _json(path)
        return Model.of(data | {"cue_words": {**listed, **data["cue_words"]}})
    except (KeyError, TypeError) as error:
        raise LexiconError(f"{path.name}: lacks {error}; `make train` makes it anew") from error


def _digest(folder: Path) -> str:
    """Ten hexadecimal digits over every file of the folder and the shared one: what the data was."""
    total = hashlib.sha256()
    for path in sorted((*folder.iterdir(), *(folder.parent / SHARED).iterdir())):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:10]
