"""Uploads and batches as JSON documents, with links to what can be done next."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from api.links import JSON, Site, link
from api.models import Document, Link
from gis.batches import Batch
from gis.queue.upload import TO_DECIDE, UNDER_WAY, State, Upload
from gis.undo import Undone

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_OURS: Final = ("refused", "report", "rejects")
"""What a report says for those who see the server's own files; here there are links."""


def one(upload: Upload, site: Site, keep_hours: int) -> Document:
    """An upload: where it stands, what was found, what can be done."""
    under_way = upload.state in UNDER_WAY
    waits = upload.state in TO_DECIDE
    report = dict(upload.report) if upload.report else None
    return {
        "id": upload.id,
        "layer": upload.layer,
        "actor": upload.actor,
        "file": upload.file,
        "bytes": upload.bytes,
        "options": upload.choices.as_json(),
        "state": str(upload.state),
        "progress": {"stage": upload.stage, "done": upload.done, "total": upload.total}
        if under_way
        else None,
        "message": upload.message,
        "report": {name: value for name, value in report.items() if name not in _OURS} if report else None,
        "batch": upload.batch,
        "created": upload.created_at.isoformat(),
        "changed": upload.changed_at.isoformat(),
        "expires": (upload.changed_at + timedelta(hours=keep_hours)).isoformat() if waits else None,
        "links": links(upload, site),
    }


def links(upload: Upload, site: Site) -> list[Link]:
    """What there is to an upload and what can be done with it now."""
    here = ("imports", str(upload.id))
    found = [link(site.at(*here), "self", JSON, f"Impor {upload.id}")]
    found += [
        link(site.at(*here, name), name, media, title)
        for name, media, title in (
            ("report.xlsx", XLSX, "Berkas Anda dengan sel bermasalah diwarnai"),
            ("rejects", None, "Baris yang tidak dimuat"),
        )
        if beside(upload, name)
    ]
    if can_load(upload) or can_load_good(upload):
        found.append(link(site.at(*here, "load"), "load", title="POST: muat"))
    if upload.state in TO_DECIDE:
        found.append(link(site.at(*here, "check"), "check", title="POST: periksa lagi dengan pilihan lain"))
    if upload.state in (*TO_DECIDE, State.WAITING, State.CHECKING):
        found.append(link(site.at(*here), "discard", title="DELETE: buang berkasnya"))
    if upload.batch is not None:
        found.append(link(site.at("batches", str(upload.batch)), "batch", JSON, f"Batch {upload.batch}"))
    return found


def beside(upload: Upload, name: str) -> str | None:
    """The name of a file that the import left: "report.xlsx" or "rejects"."""
    key = {"report.xlsx": "report", "rejects": "rejects"}[name]
    return upload.report.get(key) if upload.report else None


def can_load(upload: Upload) -> bool:
    """Whether all rows are good and wait to be loaded."""
    return upload.state is State.CHECKED


def can_load_good(upload: Upload) -> bool:
    """Whether some rows are good, and may be loaded without the others."""
    return upload.state is State.REFUSED and upload.good > 0 and not upload.choices.replace


def batch(found: Batch, site: Site) -> Document:
    """A batch, with the way to undo it where it can be."""
    here = ("batches", str(found.id))
    made = [link(site.at(*here), "self", JSON, f"Batch {found.id}")]
    if found.deed.can_be_undone and found.undone_by is None:
        made.append(link(site.at(*here, "undo"), "undo", title="POST: batalkan"))
    return {**found.as_json(), "links": made}


def undone(done: list[Undone]) -> Document:
    """What an undo has undone, in its order."""
    return {"undone": [each.as_json() for each in done]}
