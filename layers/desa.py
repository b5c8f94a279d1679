"""The villages: desa (rural) and kelurahan (urban)."""

from gis.layer import PUBLIC, Area, Choice, Field, Fill, Kind, Layer, Shape, Source, Words, Zooms

LAYER = Layer(
    name="desa",
    system="base",
    owner="Diskominfo",
    title=Words("Batas desa dan kelurahan", "Village boundaries"),
    description=Words(
        "Wilayah desa dan kelurahan di Kabupaten Jepara dengan kode Kemendagri.",
        "Villages (desa) and urban wards (kelurahan) with the codes of the Ministry of Home Affairs.",
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
            pattern=r"33\.20\.[0-9]{2}\.[12][0-9]{3}",
            headings=("kode_desa", "kode_kelurahan", "kode_kel", "kd_desa", "kdepum", "kode_wilayah", "adm4"),
        ),
        Field(
            "nama",
            Kind.TEXT,
            Words("Nama desa/kelurahan", "Name of the village"),
            access=PUBLIC,
            required=True,
            headings=("namobj", "nama_desa", "nama_kel", "nama_kelurahan", "desa", "desa_kelurahan"),
        ),
        Field(
            "jenis",
            Kind.TEXT,
            Words("Jenis", "Kind"),
            access=PUBLIC,
            required=True,
            choices=(
                Choice("desa", Words("Desa", "Village")),
                Choice("kelurahan", Words("Kelurahan", "Urban ward"), synonyms=("kel",)),
            ),
            headings=("jenis_desa", "tipe", "status_desa"),
        ),
        Field(
            "kode_kec",
            Kind.TEXT,
            Words("Kode kecamatan", "District code"),
            access=PUBLIC,
            required=True,
            refers="kecamatan",
            headings=("kd_kec", "kdcpum"),
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
    area=Area(
        parts=4,
        called=("desa", "kelurahan", "desa/kelurahan", "kelurahan/desa", "desa/kel", "kel/desa", "kel", "ds"),
        # Indicative boundaries and lists that follow them spell this one otherwise than the village itself.
        aliases=(("33.20.12.2012", "Bendanpete"),),
    ),
    source=Source(
        name="Batas indikatif, bukan batas resmi BIG",
        licence="Belum ditetapkan walidata",
        rhythm=Words("Bila batas berubah", "When a boundary changes"),
    ),
    style=Fill("#8a949b", opacity=0.0, outline="#9aa5ac", width=0.6),
    zooms=Zooms(first=7),
    label="nama",
    search=("nama",),
    on=True,
    order=30,
)
