from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from gis.errors import BadValue
from gis.settings import Settings, UnknownSetting


def test_nothing_set_gives_the_defaults_of_one_small_server():
    settings = Settings.from_environment({})
    assert settings == Settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.database_url is None
    assert settings.basemap is None


def test_the_home_is_beside_the_project_wherever_a_command_is_typed(tmp_path, monkeypatch):
    before = Settings.from_environment({}).home
    monkeypatch.chdir(tmp_path)
    assert Settings.from_environment({}).home == before == Path(__file__).parents[2] / ".gis"


def test_a_home_is_made_absolute_and_knows_the_tilde(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "budi"))
    assert Settings.from_environment({"GIS_HOME": "here"}).home == tmp_path / "here"
    assert Settings.from_environment({"GIS_HOME": "~/gis"}).home == tmp_path / "budi" / "gis"


@pytest.mark.parametrize("each", fields(Settings), ids=lambda each: each.name)
def test_every_setting_has_an_example_that_it_accepts(each):
    name, example = each.metadata["name"], each.metadata["example"]
    value = getattr(Settings.from_environment({name: example}), each.name)
    assert str(value) == example


def test_no_two_settings_share_a_variable():
    names = [each.metadata["name"] for each in fields(Settings)]
    assert len(set(names)) == len(names)


def test_an_empty_variable_counts_as_none():
    assert Settings.from_environment({"PORT": "", "GIS_DATABASE_URL": ""}) == Settings()


def test_megabytes_become_bytes():
    assert Settings.from_environment({"GIS_TILE_CACHE_MB": "2"}).tile_cache_bytes == 2_097_152


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eight"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "80.5"),
        ("PORT", "²"),
        ("HOST", "two words"),
        ("GIS_DATABASE", "Gis"),
        ("GIS_DATABASE", "gis; drop"),
        ("GIS_DATABASE", "g" * 41),
        ("GIS_BASEMAP", "tiles.example.org"),
        ("GIS_BASEMAP", "javascript:alert(1)"),
        ("GIS_LOG_FORMAT", "xml"),
        ("GIS_TILE_CACHE_MB", "-1"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_name(name, value):
    with pytest.raises(BadValue, match=name) as refused:
        Settings.from_environment({name: value})
    assert refused.value.name == name


def test_a_refused_database_address_keeps_its_password():
    with pytest.raises(BadValue) as refused:
        Settings.from_environment({"GIS_DATABASE_URL": "mysql://gis:rahasia@db/gis"})
    assert "rahasia" not in str(refused.value)


def test_a_slip_of_the_pen_is_met_with_what_was_meant():
    with pytest.raises(UnknownSetting, match="Did you mean GIS_DATABASE_URL") as refused:
        Settings.from_environment({"GIS_DATABSE_URL": "postgresql://db/gis"})
    assert refused.value.near == "GIS_DATABASE_URL"


def test_a_name_near_nothing_is_refused_too():
    with pytest.raises(UnknownSetting, match="Remove it") as refused:
        Settings.from_environment({"GIS_ZZZ": "1"})
    assert refused.value.near is None


def test_other_programs_variables_are_none_of_its_business():
    assert (
        Settings.from_environment({"PATH": "/bin", "GISBASE": "/grass", "GIS_SHARED": "/data"}) == Settings()
    )


def test_pools_cannot_keep_more_than_they_may_open():
    with pytest.raises(BadValue, match="GIS_POOL_MAX"):
        Settings.from_environment({"GIS_POOL_MIN": "9", "GIS_POOL_MAX": "3"})


def test_settings_do_not_change():
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1
