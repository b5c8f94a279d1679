"""The words a layer is declared with.

A layer is one frozen value. Tables, views, checks, import, API, tiles, style, legend and notebook follow
from it; nothing else in the code knows a layer by name. A field or a layer that says nothing about access
is sealed: it is stored and served to nobody, so forgetting is safe.

    LAYER = Layer(
        name="sumur",
        system="base",
        owner="Dinas PUPR",
        title=Words("Sumur", "Wells"),
        description=Words("Sumur umum.", "Public wells."),
        shape=Shape.POINT,
        access=PUBLIC,
        fields=(
            Field("nama", Kind.TEXT, Words("Nama", "Name"), access=PUBLIC, required=True),
            Field("dalam_m", Kind.NUMBER, Words("Kedalaman", "Depth"), access=PUBLIC, unit="m", least=0),
        ),
        natural_key=("nama",),
        style=Dot("#1f78b4", letter="S"),
    )

Errors: every contradiction is a `DeclarationError` that names the layer, the field and what was expected.
"""

from gis.language import Language, Words
from gis.layer.layer import Layer
from gis.layer.meaning import (
    Area,
    ByCode,
    Count,
    Hazard,
    Inside,
    Only,
    OnlyWhen,
    Order,
    Published,
    Refuge,
    Study,
    Totals,
    Validity,
    Within,
)
from gis.layer.paint import Dot, Fill, Ramp, Style, Zooms
from gis.layer.provenance import (
    AGENCIES,
    LICENCES,
    PUBLISHER,
    UNDECIDED,
    Agency,
    Frequency,
    Licence,
    Source,
    Topic,
    agency,
    licence,
)
from gis.layer.resolve import layers_for, resolve
from gis.layer.words import (
    ALWAYS,
    DATED,
    GEOM,
    PUBLIC,
    RESTRICTED,
    SEALED,
    STAFF,
    SYSTEMS,
    Access,
    Audience,
    Choice,
    Coding,
    Field,
    Form,
    Kind,
    Shape,
)

__all__ = [
    "AGENCIES",
    "ALWAYS",
    "DATED",
    "GEOM",
    "LICENCES",
    "PUBLIC",
    "PUBLISHER",
    "RESTRICTED",
    "SEALED",
    "STAFF",
    "SYSTEMS",
    "UNDECIDED",
    "Access",
    "Agency",
    "Area",
    "Audience",
    "ByCode",
    "Choice",
    "Coding",
    "Count",
    "Dot",
    "Field",
    "Fill",
    "Form",
    "Frequency",
    "Hazard",
    "Inside",
    "Kind",
    "Language",
    "Layer",
    "Licence",
    "Only",
    "OnlyWhen",
    "Order",
    "Published",
    "Ramp",
    "Refuge",
    "Shape",
    "Source",
    "Study",
    "Style",
    "Topic",
    "Totals",
    "Validity",
    "Within",
    "Words",
    "Zooms",
    "agency",
    "layers_for",
    "licence",
    "resolve",
]
