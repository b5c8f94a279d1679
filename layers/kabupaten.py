"""The regency's boundary."""

from gis.layer import PUBLIC, Area, Field, Fill, Frequency, Kind, Layer, Shape, Source, Topic, Words, Zooms

LAYER = Layer(
    name="kabupaten",
    system="base",
    owner="Diskominfo",
    title=Words("Batas kabupaten", "Regency boundary"),
    description=Words(
        "Wilayah Kabupaten Jepara, termasuk Kepulauan Karimunjawa.",
        "The Regency of Jepara, with the Karimunjawa islands.",
    ),
    shape=Shape.POLYGON,
    access=PUBLIC,
    key="kode",
    fields=(
        Field(
            "kode",
            Kind.TEXT,
            Words("Kode kabupaten", "Regency code"),
            access=PUBLIC,
            required=True,
            pattern=r"33\.20",
            headings=("kode_kab", "kd_kab", "kdpkab", "kode_wilayah"),
        ),
        Field(
            "nama",
            Kind.TEXT,
            Words("Nama kabupaten", "Name of the regency"),
            access=PUBLIC,
            required=True,
            headings=("namobj", "nama_kab", "kabupaten"),
        ),
        Field(
            "luas_km2",
            Kind.NUMBER,
            Words("Luas wilayah", "Area"),
            access=PUBLIC,
            unit="km²",
            above=0,
            headings=("luas", "luas_km2_hitung", "luas_wilayah_km2"),
        ),
    ),
    area=Area(parts=2, called=("kabupaten", "kab", "kabupaten/kota", "kab/kota")),
    source=Source(
        name="Batas indikatif, bukan batas resmi BIG",
        licence="Belum ditetapkan walidata",
        rhythm=Words("Bila batas berubah", "When a boundary changes"),
        lineage=Words(
            "Kode dan nama menurut Kepmendagri 300.2.2-2138/2025; batas dari data terbuka.",
            "Codes and names by Kepmendagri 300.2.2-2138/2025; boundaries from open data.",
        ),
        frequency=Frequency.IRREGULAR,
        gaps=Words(
            "Belum memakai batas resmi BIG. Ejaan nama berbeda antar-sumber; sandingkan menurut kode.",
            "Not the official boundaries of BIG yet. Spellings differ between sources: join by code.",
        ),
    ),
    topic=Topic.BOUNDARIES,
    keywords=(
        Words("batas kabupaten", "regency boundary"),
        Words("wilayah administrasi", "administrative units"),
    ),
    style=Fill("#5b6770", opacity=0.0, outline="#3d4850", width=2.4),
    zooms=Zooms(first=0),
    label="nama",
    search=("nama",),
    on=True,
    order=34,
)
