"""Files that are made before they are sent, and what is left of them."""

import multiprocessing
import os
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gis.formats.files import through

SECRET = b"sandi-terkunci"
LONG_AGO = time.time() - 3600


@pytest.fixture(autouse=True)
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def begun() -> Iterator[bytes]:
    """A file of which the first bytes are taken; it stands since an hour."""
    pieces = through("rumah.gpkg", lambda path: path.write_bytes(SECRET) and None)
    assert next(pieces) == SECRET
    for folder in Path(tempfile.gettempdir()).iterdir():
        os.utime(folder, (LONG_AGO, LONG_AGO))
    return pieces


def killed_on_the_way() -> None:
    _held = begun()
    os.kill(os.getpid(), signal.SIGKILL)


def test_nothing_is_left_of_a_file_that_was_sent_or_given_up(room):
    assert b"".join(begun()) == b""
    begun().close()
    assert not list(room.iterdir())


def test_what_a_killed_process_left_is_taken_away_with_the_next_file(room):
    process = multiprocessing.get_context("fork").Process(target=killed_on_the_way)
    process.start()
    process.join()
    (left,) = room.rglob("*.gpkg")
    assert left.read_bytes() == SECRET
    assert b"".join(through("lain.gpkg", lambda path: path.write_bytes(b"") and None)) == b""
    assert not list(room.iterdir())


def test_a_file_that_is_under_way_is_left_alone(room):
    under_way = begun()
    assert list(through("lain.gpkg", lambda path: path.write_bytes(b"") and None)) == []
    assert len(list(room.iterdir())) == 1
    under_way.close()


def test_a_link_to_elsewhere_leads_nowhere(room, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("lain")
    (elsewhere / "surat").write_text("penting")
    link = room / "gis-format-tipuan"
    link.symlink_to(elsewhere)
    os.utime(link, (LONG_AGO, LONG_AGO), follow_symlinks=False)
    begun().close()
    assert (elsewhere / "surat").exists()
