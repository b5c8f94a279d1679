"""What a command says on a terminal, and as JSON."""

from __future__ import annotations

import json

import pytest

from api.cli.voice import Voice, seen

NASTY = "judul \x1b[31m\x1b]0;x\x07\x9b2J\r\u202eterbalik\udcff\n[palsu]"


def test_nothing_that_a_file_brings_steers_the_terminal(capsys: pytest.CaptureFixture[str]):
    voice = Voice()
    voice.say(NASTY)
    voice.result({}, [NASTY])
    told = capsys.readouterr()
    for text in (told.err, told.out):
        assert text.removesuffix("\n").isprintable()
        assert "terbalik" in text


def test_what_people_write_is_told_as_it_is():
    assert seen("6°35′12″ LS — “Désa”\u00a0Jepara … 北") == "6°35′12″ LS — “Désa” Jepara … 北"


def test_json_holds_every_name_and_steers_nothing(capsys: pytest.CaptureFixture[str]):
    Voice(as_json=True).result({"file": NASTY}, [])
    told = capsys.readouterr().out
    assert json.loads(told) == {"file": NASTY}
    assert told.replace("\n", "").isprintable()
