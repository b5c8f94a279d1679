"""The sixteen districts."""

from gis.layer import PUBLIC, Area, Field, Fill, Frequency, Kind, Layer, Shape, Source, Topic, Words, Zooms

LAYER = Layer(
    name="kecamatan",
    system="base",
    owner="Diskominfo",
    title=Words("Batas kecamatan", "District boundaries"),
    description=Words(
        "Wilayah enam belas kecamatan di Kabupaten Jepara.",
        "The sixteen districts (kecamatan) of the regency.",
    ),
    shape=Shape.POLYGON,
    access=PUBLIC,
    key="kode",
    fields=(
        Field(
            "kode",
            Kind.TEXT,
            Words("Kode kecamatan", "District code"),
            access=PUBLIC,
            required=True,
            pattern=r"33\.20\.[0-9]{2}",
            headings=("kode_kec", "kd_kec", "kdcpum", "kode_wilayah"),
        ),
        Field(
            "nama",
            Kind.TEXT,
            Words("Nama kecamatan", "Name of the district"),
            access=PUBLIC,
            required=True,
            headings=("namobj", "nama_kec", "kecamatan"),
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
    area=Area(parts=3, called=("kecamatan", "kec")),
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
        Words("batas kecamatan", "district boundaries"),
        Words("wilayah administrasi", "administrative units"),
    ),
    style=Fill("#5b6770", opacity=0.0, outline="#5b6770", width=1.4),
    zooms=Zooms(first=0),
    label="nama",
    search=("nama",),
    on=True,
    order=32,
)
