"""Pictures of frames, without a database: colours, hatches, legends, and what leaves the notebook."""

from __future__ import annotations

import geopandas
import pandas as pd
import pytest
import shapely
from matplotlib.colors import to_hex

from gis.errors import UnknownName
from gis.layer import Audience
from gis.legend import legend
from gis.pictures import LAND, NO_DATA, picture, quick_map
from layers import LAYERS


@pytest.fixture(autouse=True)
def _off_screen(monkeypatch):
    import matplotlib as mpl
    import matplotlib.pyplot as plt

    mpl.use("agg")
    yield
    plt.close("all")


def frame(layer, *, sample=False, **columns):
    length = len(next(iter(columns.values())))
    shapes = [shapely.box(110 + n / 10, -6, 110.1 + n / 10, -5.9) for n in range(length)]
    if LAYERS[layer].shape == "point":
        shapes = [shape.centroid for shape in shapes]
    found = geopandas.GeoDataFrame(columns, geometry=shapes, crs=4326)
    found.attrs = {"layer": layer, "audience": "public", "sample": sample}
    return found


def hazards(classes):
    kinds = ["banjir"] * len(classes)
    return frame("bahaya", jenis=kinds, kelas=pd.array(classes, dtype="Int64"))


def texts(axes):
    return [text.get_text() for text in axes.get_legend().get_texts()]


def test_each_class_has_its_declared_colour_and_what_is_not_known_is_hatched():
    axes = picture(hazards([3, 1, None]), LAYERS["bahaya"])
    known, unknown = axes.collections
    colors = {choice.value: choice.color for choice in LAYERS["bahaya"].field("kelas").choices}
    assert [to_hex(color) for color in known.get_facecolor()] == [colors[3], colors[1]]
    assert (unknown.get_hatch(), len(unknown.get_paths())) == ("////", 1)
    assert texts(axes) == [f"Kelas bahaya: {one.label}" for one in legend(LAYERS["bahaya"]).entries]


def test_legends_add_up_and_land_is_only_laid_first():
    villages = frame("desa", nama=["A", "B"])
    axes = picture(villages, LAYERS["desa"], language="en")
    assert to_hex(axes.collections[0].get_facecolor()[0]) == LAND
    picture(frame("wisata", nama=["C"]), LAYERS["wisata"], onto=axes, language="en")
    picture(villages, LAYERS["desa"], onto=axes, language="en")
    assert len(axes.collections[-1].get_facecolor()) == 0
    assert texts(axes) == ["Village boundaries", "Tourism sites", "Village boundaries"]


def test_withheld_figures_are_hatched_and_zero_is_not_the_same():
    found = frame("rtlh_desa", jumlah=pd.array([250, None, 7], dtype="Int64"))
    known, unknown = picture(found, LAYERS["rtlh_desa"]).collections
    assert (len(known.get_paths()), len(unknown.get_paths())) == (2, 1)


@pytest.mark.parametrize(("sample", "title"), [(True, "data contoh"), (False, "")])
def test_sample_data_say_so(sample, title):
    axes = picture(frame("wisata", sample=sample, nama=["A"]), LAYERS["wisata"])
    assert axes.get_title(loc="right") == title


def calls(board, method):
    return [call[1] for call in board.calls if call[0] == method]


def test_a_map_to_move_holds_names_and_classes_in_words_and_nothing_else():
    found = hazards([2, None]).assign(rahasia=["x", "y"])
    board = quick_map(found, LAYERS["bahaya"])
    assert board.map_options["style"]["sources"] == {}
    ((_, source),) = calls(board, "addSource")
    assert [feature["properties"] for feature in source["data"]["features"]] == [
        {"Jenis bahaya": "Banjir", "Kelas bahaya": "sedang", "color": "#f5871f"},
        {"Jenis bahaya": "Banjir", "Kelas bahaya": "tidak diketahui", "color": NO_DATA},
    ]
    ((_, (bounds, _)),) = [("", call) for call in calls(board, "fitBounds")]
    assert [value for corner in bounds for value in corner] == pytest.approx([110.0, -6.0, 110.2, -5.9])


def test_no_colour_of_a_class_is_near_that_of_no_data():
    assert NO_DATA not in {choice.color for choice in LAYERS["bahaya"].field("kelas").choices}


def test_maps_lie_on_one_another_and_rows_without_a_place_are_left_out():
    board = quick_map(frame("desa", nama=["A"]), LAYERS["desa"])
    sites = frame("wisata", nama=["B", "C"])
    sites.loc[1, "geometry"] = None
    assert quick_map(sites, LAYERS["wisata"], onto=board, language="en") is board
    layers = [call[0] for call in calls(board, "addLayer")]
    assert [(one["id"], one["type"]) for one in layers] == [
        ("Batas desa dan kelurahan", "fill"),
        ("Tourism sites", "circle"),
    ]
    assert [len(source["data"]["features"]) for _, source in calls(board, "addSource")] == [1, 1]
    assert len(calls(board, "fitBounds")) == 1


def test_rows_without_a_place_and_empty_frames_draw_nothing():
    nowhere = frame("wisata", nama=["A"])
    nowhere["geometry"] = None
    for found in (nowhere, nowhere.iloc[:0], hazards([]), hazards([None]).iloc[:0]):
        axes = picture(found, LAYERS["wisata" if "nama" in found else "bahaya"])
        assert list(axes.collections) == []
        assert texts(axes)


def test_only_what_is_not_known_is_only_hatched():
    (unknown,) = picture(hazards([None]), LAYERS["bahaya"]).collections
    assert unknown.get_hatch() == "////"


def test_an_empty_frame_is_an_empty_map():
    board = quick_map(frame("wisata", nama=["A"]).iloc[:0], LAYERS["wisata"])
    assert calls(board, "addSource") == []


def test_a_field_the_audience_may_not_see_colours_nothing():
    found = frame("rtlh", nama=["A"])
    assert texts(picture(found, LAYERS["rtlh"])) == ["Rumah tidak layak huni"]


def test_a_frame_without_the_column_that_colours_it_is_refused_by_name():
    found = frame("rtlh", nama=["A"])
    found.attrs["audience"] = Audience.STAFF.value
    for draw in (picture, quick_map):
        with pytest.raises(UnknownName, match=r"There is no column 'status' here\. Allowed: geometry, nama"):
            draw(found, LAYERS["rtlh"])
