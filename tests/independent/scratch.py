"""Layers that real files fit, declared for the tests alone: the words of each file become its fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gis.layer import GEOM, PUBLIC, Dot, Field, Fill, Kind, Layer, Shape, Words, resolve

_PAINT: Final = {
    Shape.POINT: Dot("#444444", letter="C"),
    Shape.LINE: Fill("#444444"),
    Shape.POLYGON: Fill("#444444"),
}


def _fields(said: str) -> Iterator[Field]:
    """Fields from words such as `nama`, `jumlah:integer` or `desa=DUKUH/DESA` (with the file's heading)."""
    for word in said.split(" "):
        name, _, heading = word.partition("=")
        name, _, kind = name.partition(":")
        yield Field(
            name,
            Kind(kind or "text"),
            Words(f"Coba {name}", f"Trial {name}"),
            access=PUBLIC,
            headings=(heading,) if heading else (),
        )


def _layer(
    name: str,
    said: str,
    natural: str,
    shape: Shape = Shape.POINT,
    *,
    placed: bool = True,
    anywhere: bool = True,
) -> Layer:
    return Layer(
        name=f"coba_{name}",
        system="base",
        owner="Uji",
        title=Words(f"Coba {name}", f"Trial {name}"),
        description=Words("Untuk uji.", "For tests."),
        shape=shape,
        access=PUBLIC,
        fields=tuple(_fields(said)),
        natural_key=tuple(natural.split()),
        geometry_required=placed,
        anywhere=anywhere,
        style=_PAINT[shape],
    )


AREA, LINE = Shape.POLYGON, Shape.LINE

_ALL: Final = (
    _layer("desa", "kode nama jenis kode_kec kecamatan kabupaten luas:number=luas_km2_hitung", "kode", AREA),
    _layer("desa_jateng", "kode nama nama_kec nama_kab", "kode", AREA),
    _layer("kabkota", "kode nama", "kode", AREA),
    _layer("kecamatan_indonesia", "kode nama nama_kab nama_prov", "kode", AREA),
    _layer("titik_desa", "kode nama nama_kec nama_kab nama_prov kode_pos", "kode"),
    _layer("daratan", "level:integer area_km2:number gshhs_id", "gshhs_id", AREA),
    _layer("sungai", "level:integer", GEOM, LINE),
    _layer("provinsi", "kode_prov provinsi", "kode_prov", AREA),
    _layer("rw", "kab_name kec_name kel_name rw floodprone:boolean", f"kel_name rw {GEOM}", AREA),
    _layer("bangunan", "fid_asal:integer", "fid_asal", AREA),
    _layer(
        "jalan", "osmid highway oneway:boolean reversed length:number name", f"osmid reversed {GEOM}", LINE
    ),
    _layer("sesar", "jenjang=Secondary_ID", GEOM, LINE),
    _layer("gunungapi", "gunungapi keterangan=CATATAN", "gunungapi"),
    _layer(
        "tsunami", "nomor:integer=ID provinsi=Lokasi_Provinsi tinggi=Elevasi_gelombang_tsunami(m)", "nomor"
    ),
    _layer(
        "gempa",
        "kejadian=id waktu:time=time dalam_km:number=depth mag:number gap:number tempat=place",
        "kejadian",
    ),
    _layer(
        "banjir",
        "kab:integer=kemendagri_kab_code nama=kemendagri_kab_name event_count:integer fsi:number=FSI "
        "fsi_top_tier:boolean",
        "kab",
        placed=False,
    ),
    _layer("rob_titik", "desa=DUKUH/DESA", "desa"),
    _layer("rob_rute", "rute dist_km:number duration_h:number profile", "rute", LINE),
    _layer("rob_fasilitas", "nama jangkauan:number=Jangkuan", "nama"),
    _layer("rob_air", "kunci=id", "kunci", AREA),
    _layer("rentan", "dusun luas_1:number indeks_tot:number", "dusun", AREA),
    _layer("wpp", "wpp", "wpp", AREA),
    _layer(
        "pelabuhan",
        "nama_pelabuhan kabupaten_kota status_operasional tpi:boolean air_bersih:boolean aktif:boolean",
        "nama_pelabuhan kabupaten_kota",
    ),
    _layer("wisata", "no:integer nama_wisata kecamatan harga_tiket is_featured:boolean", "nama_wisata"),
    _layer("tempat", "name admin1", f"name {GEOM}"),
    _layer("kode", "kode nama kode_pos", "kode", placed=False),
    _layer(
        "penduduk",
        "kode nama laki_laki:integer perempuan:integer jumlah:integer luas_km2:number",
        "kode",
        placed=False,
    ),
    _layer("tps", "nama jenis alamat", "nama"),
    _layer("acara", "no:integer nama_event tanggal_pelaksanaan bulan lokasi_pelaksanaan", "no", placed=False),
    _layer("jadwal", "no:integer nama_event tanggal_pelaksanaan:date", "no", placed=False),
    _layer("pulau", "kode nama status luas:number", "kode", anywhere=False),
    _layer("batas_wpp", "no:integer wpp node:integer", "no"),
    _layer("evakuasi", "nomor:integer nama alamat luas_m2:number kapasitas:integer", "nomor"),
    _layer(
        "sampah",
        "tahun:integer provinsi kabupaten=Kabupaten/Kota sisa:number=Sisa_Makanan_(%) "
        "plastik:number=Plastik(%)",
        "kabupaten",
        placed=False,
    ),
    _layer("bencana", "jenis=JENIS_BENCANA_ALAM jepara:integer cilacap:integer", "jenis", placed=False),
    _layer("bencana_asli", "bencana jumlah:integer jepara:integer cilacap:integer", "bencana", placed=False),
)

SCRATCH: Final = {layer.name: layer for layer in resolve(_ALL)}
"""By name; each begins with `coba_`."""
