"""The four deeds. Each is one transaction and one batch: it is in the history and can be undone like a load.

    done = replace(address, Editing(view, LAYERS, "citra"), "wisata-1", document, expects)

Writers of a layer follow each other (`gis.batches`), and what a client expects of the row is looked at once
the row is held. So of two that begin from the same state only one is taken.

Errors: `NotFound` for a row that is not there; `Unfit` for one that breaks rules; `Conflict` for a key that
is taken or that rows of other layers name; what `expects` raises; `Unavailable` while a long load goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import psycopg

from gis import batches, crs, database, features
from gis.address import Address
from gis.batches import About, Counts, Deed
from gis.crs import Crs
from gis.database import Session
from gis.edits.checking import Wish, drafted
from gis.edits.document import Document, Json, document, inside, patched
from gis.edits.naming import named
from gis.edits.problems import Unfit
from gis.edits.standing import Standing, seen, standing
from gis.errors import Conflict, Unavailable
from gis.features import Feature
from gis.imports import load, rows
from gis.imports.draft import Draft
from gis.language import Words
from gis.layer import Layer
from gis.privacy import View

Expects = Callable[[Feature | None], None]
"""What a client expects of the row as its audience sees it, None where there is none; it raises."""

_WAIT_MS: Final = 10_000
"""How long an edit waits for its turn, in milliseconds."""


@dataclass(frozen=True, eq=False, slots=True)
class Editing:
    """Who edits what: what the audience sees of a layer, among the others, and in which coordinates."""

    view: View
    layers: Mapping[str, Layer]
    actor: str
    system: Crs = crs.DEFAULT

    @property
    def layer(self) -> Layer:
        """The layer that is edited."""
        return self.view.layer


@dataclass(frozen=True, slots=True)
class Done:
    """What an edit did. `feature` is the row as it is now; `batch` is None where nothing changed."""

    key: str
    feature: Feature | None
    batch: int | None
    created: bool = False


def anything(_: Feature | None) -> None:
    """Expects nothing of the row."""


def create(address: Address, how: Editing, wanted: Document) -> Done:
    """Makes a new row."""
    with _held(address, how) as session:
        return _created(session, how, Wish(how.view, how.layers, wanted, wanted.system or how.system))


def replace(address: Address, how: Editing, text: str, wanted: Document, expects: Expects = anything) -> Done:
    """Makes a row what is sent, or a new row of this key where none is there (OGC API Features 4,
    /per/create-replace-delete/put-create). Fields that the audience does not see stay as they are."""
    with _held(address, how) as session:
        stands = _standing(session, how, text)
        expects(stands.seen if stands else None)
        wish = Wish(how.view, how.layers, wanted, wanted.system or how.system, stands, text)
        return _changed(session, how, wish, stands, "replace") if stands else _created(session, how, wish)


def update(address: Address, how: Editing, text: str, patch: Json, expects: Expects = anything) -> Done:
    """Changes what a merge patch names."""
    with _held(address, how) as session:
        stands = _there(session, how, text, expects)
        changes = inside(patch, [f.name for f in how.view.fields])
        wanted = document(patched(stands.shown, changes))
        wish = Wish(how.view, how.layers, wanted, wanted.system or _system(how, patch), stands, text)
        return _changed(session, how, wish, stands, "update")


def delete(address: Address, how: Editing, text: str, expects: Expects = anything) -> Done:
    """Deletes a row, unless rows of other layers name it."""
    with _held(address, how) as session:
        stands = _there(session, how, text, expects)
        key = str(stands.seen.key)
        number = _opened(session, how, {"edit": "delete", "key": key})
        deleted = _deleted(session, how, key)
        batches.close_batch(session, number, Counts(read=1, good=1, deleted=deleted))
        return Done(key, None, number)


def _deleted(session: Session, how: Editing, key: str) -> int:
    try:
        return load.delete(session, how.layer, how.layers, [key])
    except Conflict as error:
        # Which layers the others are of is not told: the audience may not know of them.
        raise Conflict(
            Words(
                f"'{key}' masih disebut baris lain dan tidak dapat dihapus. Ubah atau hapus itu dahulu.",
                f"Other rows name '{key}', so it cannot be deleted. Change or delete those first.",
            ),
            [key],
        ) from error


@contextmanager
def _held(address: Address, how: Editing) -> Iterator[Session]:
    """A transaction in which nobody else writes rows of the layer, nor deletes those they name."""
    with _its_turn(how.layer), database.writing(address) as session:
        session.connection.execute(f"SET LOCAL lock_timeout = {_WAIT_MS}")
        for name in sorted(set(rows.references(how.layer).values())):
            batches.lock_keys(session, how.layers[name], shared=True)
        batches.lock_layer(session, how.layer)
        yield session


@contextmanager
def _its_turn(layer: Layer) -> Iterator[None]:
    """Tells whoever waited in vain what for; nothing was changed then."""
    try:
        yield
    except Unavailable as error:
        if not isinstance(error.__cause__, psycopg.errors.LockNotAvailable):
            raise
        raise Unavailable(
            Words(
                f"'{layer.name}' sedang diubah pihak lain; tidak ada yang disimpan. Ulangi sebentar lagi.",
                f"'{layer.name}' is being changed by others; nothing was stored. Try again in a moment.",
            )
        ) from error


def _standing(session: Session, how: Editing, text: str) -> Standing | None:
    return standing(session, how.view, how.layers, features.key_of(how.view, text))


def _there(session: Session, how: Editing, text: str, expects: Expects) -> Standing:
    stands = _standing(session, how, text)
    if stands is None:
        # That it is not there is told whatever was expected of it (RFC 9110, 13.2.1).
        raise features.missing(how.view, text)
    expects(stands.seen)
    return stands


def _system(how: Editing, patch: Json) -> Crs:
    """The reference system of a patched feature: what is not patched is in the default one."""
    given = isinstance(patch, dict) and not (patch.get("geometry") is None and patch.get("place") is None)
    return how.system if given else crs.DEFAULT


def _created(session: Session, how: Editing, wish: Wish) -> Done:
    draft = _sound(named(session, how.view, how.layers, drafted(session, wish)))
    key = str(draft.column(how.layer.key)[0])
    if len(load.parted(session, draft).known):
        raise Conflict(
            Words(
                f"Baris '{key}' sudah ada di '{how.layer.name}'.", f"'{how.layer.name}' has '{key}' already."
            ),
            [key],
        )
    number = _opened(session, how, {"edit": "create", "key": key})
    inserted = load.insert(session, draft, lambda _: None)
    batches.close_batch(session, number, Counts(read=1, good=1, inserted=inserted))
    return Done(
        key, seen(session, how.view, how.layers, draft.column(how.layer.key)[0]), number, created=True
    )


def _changed(session: Session, how: Editing, wish: Wish, stands: Standing, deed: str) -> Done:
    draft = _sound(drafted(session, wish))
    key = str(stands.seen.key)
    load.bring(session, draft, lambda _: None)
    if len(load.columns(draft)) == 1 or not load.changes(session, draft):
        return Done(key, stands.seen, None)
    fields = [name for name in load.columns(draft) if name != how.layer.key]
    number = _opened(session, how, {"edit": deed, "key": key, "fields": fields})
    updated = load.update(session, draft)
    batches.close_batch(session, number, Counts(read=1, good=1, updated=updated))
    return Done(key, seen(session, how.view, how.layers, stands.seen.key), number)


def _sound(draft: Draft) -> Draft:
    if draft.problems:
        raise Unfit(draft.layer, draft.problems)
    return draft


def _opened(session: Session, how: Editing, options: Mapping[str, Any]) -> int:
    return batches.open_batch(session, how.layer, Deed.EDIT, how.actor, About(options=options))
