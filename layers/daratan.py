"""Land of the surroundings: what lies behind the regency on the map."""

from gis.layer import PUBLIC, Field, Fill, Frequency, Kind, Layer, Shape, Source, Topic, Words, Zooms

LAYER = Layer(
    name="daratan",
    system="base",
    owner="Diskominfo",
    title=Words("Daratan sekitar", "Surrounding land"),
    description=Words(
        "Daratan Pulau Jawa dan pulau-pulau di sekitar Kabupaten Jepara, sebagai latar peta.",
        "Land of Java and the islands around the regency, as the map's background.",
    ),
    shape=Shape.POLYGON,
    access=PUBLIC,
    fields=(
        Field(
            "nama",
            Kind.TEXT,
            Words("Nama daratan", "Name of the land"),
            access=PUBLIC,
            headings=("namobj", "nama pulau"),
        ),
    ),
    label="nama",
    source=Source(
        name="GSHHG (garis pantai resolusi penuh)",
        licence="LGPL-3.0-or-later",
        rhythm=Words("Tidak berkala", "Irregular"),
        lineage=Words(
            "Garis pantai global; hanya untuk latar, bukan garis pantai resmi.",
            "A global coastline; a background only, not the official coast.",
        ),
        frequency=Frequency.IRREGULAR,
        gaps=Words(
            "Bergeser terhadap batas wilayah, terutama di Karimunjawa.",
            "Shifted against the boundaries, most of all at Karimunjawa.",
        ),
    ),
    topic=Topic.IMAGERY,
    keywords=(Words("garis pantai", "coastline"),),
    style=Fill("#f3efe3", opacity=1.0, outline="#cfc8b4"),
    zooms=Zooms(first=0),
    on=True,
    order=0,
    pictured=False,
    anywhere=True,
)
