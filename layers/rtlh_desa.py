"""Unfit houses counted by village: all that the public learns of them."""

from gis.layer import (
    PUBLIC,
    Count,
    Field,
    Frequency,
    Kind,
    Layer,
    Only,
    Ramp,
    Shape,
    Source,
    Topic,
    Totals,
    Words,
    Zooms,
)

LAYER = Layer(
    name="rtlh_desa",
    system="SIM RTLH",
    owner="Disperkim",
    title=Words("Rumah tidak layak huni per desa", "Unfit houses by village"),
    description=Words(
        "Jumlah rumah tidak layak huni tiap desa. Angka 1 sampai 4 disamarkan, begitu pula angka lain "
        "yang dapat membukanya.",
        "Unfit houses counted by village. Figures from 1 to 4 are withheld, and with them those that would "
        "give them away.",
    ),
    shape=Shape.POLYGON,
    access=PUBLIC,
    key="kode",
    fields=(
        Field(
            "kode",
            Kind.TEXT,
            Words("Kode desa/kelurahan", "Village code"),
            access=PUBLIC,
            required=True,
            refers="desa",
        ),
        Field("nama", Kind.TEXT, Words("Nama desa/kelurahan", "Name of the village"), access=PUBLIC),
        Field(
            "jumlah",
            Kind.INTEGER,
            Words("Belum diperbaiki", "Not yet repaired"),
            access=PUBLIC,
            unit="rumah",
            least=0,
        ),
        Field(
            "selesai",
            Kind.INTEGER,
            Words("Selesai diperbaiki", "Repaired"),
            access=PUBLIC,
            unit="rumah",
            least=0,
        ),
        Field("tahun", Kind.INTEGER, Words("Tahun data", "Year of the data"), access=PUBLIC),
    ),
    totals=Totals(
        of="rtlh",
        by="desa",
        within="kecamatan",
        counts=(
            Count("jumlah", Only("status", ("selesai", "ditolak"), but=True)),
            Count("selesai", Only("status", ("selesai",))),
        ),
        least=5,
        year="tahun",
    ),
    source=Source(
        name="SIM RTLH, Disperkim Kabupaten Jepara",
        licence="Belum ditetapkan walidata",
        rhythm=Words("Mengikuti data rumah", "With the data of the houses"),
        lineage=Words(
            "Dihitung oleh layanan ini dari data rumah menurut kode desa.",
            "Counted by this service from the data of the houses, by village code.",
        ),
        frequency=Frequency.HALF_YEARLY,
        gaps=Words(
            "Aturan yang menentukan kapan sebuah rumah tidak layak belum ditetapkan walidata.",
            "The rule by which a house counts as unfit has not been decided by the data's keeper.",
        ),
    ),
    topic=Topic.SOCIETY,
    keywords=(
        Words("perumahan", "housing"),
        Words("rumah tidak layak huni", "unfit houses"),
    ),
    style=Ramp(
        "jumlah",
        steps=(
            (1, "#e6cde5"),
            (25, "#cda6cb"),
            (50, "#ad7aac"),
            (100, "#865089"),
            (200, "#572259"),
        ),
    ),
    zooms=Zooms(first=7),
    label="nama",
    order=14,
)
