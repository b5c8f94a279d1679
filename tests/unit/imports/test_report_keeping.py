"""Files that a report leaves are whole or not there."""

from __future__ import annotations

import errno

import pytest
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from gis.imports.report.keeping import keep, numbered


def test_a_file_is_its_owner_s_alone_and_takes_no_other_s_name(tmp_path):
    names = [tmp_path / "a.xlsx", tmp_path / "a-1.xlsx"]
    for name in names:
        assert keep(numbered(names[0]), lambda path: path.write_text("isi")) == name
        assert name.stat().st_mode & 0o777 == 0o600
    assert sorted(tmp_path.iterdir()) == sorted(names)


def test_a_full_disk_is_told_as_the_system_tells_it_and_leaves_nothing(tmp_path):
    def full(path):
        path.write_text("separuh")
        raise FileCreateError(OSError(errno.ENOSPC, "No space left on device"))

    with pytest.raises(OSError, match="No space left") as caught:
        keep([tmp_path / "a.xlsx"], full)
    assert caught.value.errno == errno.ENOSPC
    assert not list(tmp_path.iterdir())


def test_what_the_workbook_s_writer_says_otherwise_is_not_hidden(tmp_path):
    def twice(path):
        with xlsxwriter.Workbook(path) as book:
            book.add_worksheet("a")
            book.add_worksheet("a")

    with pytest.raises(xlsxwriter.exceptions.DuplicateWorksheetName):
        keep([tmp_path / "a.xlsx"], twice)
