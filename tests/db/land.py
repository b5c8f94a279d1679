"""A small land of squares, for tests of what lies where.

0.0      0.1      0.2      0.3          degrees east of 110, from 6 degrees south up to 5.9
  +--------+--------+--------+
  | 2001   | 2002   | 2001   |   villages of kecamatan .01, .01 and .02
  +--------+--------+--------+
  [ flood study     ]                   up to 0.2; beyond it nobody has looked
"""

from __future__ import annotations

from gis.database import Session
from gis.exposure import Ask, summary_now
from gis.layer import Audience
from layers import LAYERS
from tests.conftest import open_batch

FIRST, SECOND, THIRD = "33.20.01.2001", "33.20.01.2002", "33.20.02.2001"


def box(west, east, south=0.0, north=0.1):
    ring = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    corners = ", ".join(f"{110 + x:.6f} {y - 6:.6f}" for x, y in ring)
    return f"SRID=4326;MULTIPOLYGON((({corners})))"


def point(x, y=0.05):
    return f"SRID=4326;POINT({110 + x:.6f} {y - 6:.6f})"


class Land:
    """Rows of the little land, written through one connection; ids are numbered."""

    def __init__(self, connection):
        self.connection = connection
        self.count = 0

    def add(self, table, geom=None, **fields):
        names = [*fields, *(["geom"] if geom else [])]
        holes = ["%s"] * len(fields) + (["%s::geometry"] if geom else [])
        values = [*fields.values(), *([geom] if geom else [])]
        said = f"INSERT INTO store.{table} ({', '.join(names)}) VALUES ({', '.join(holes)})"
        self.connection.execute(said, values)

    def next(self):
        self.count += 1
        return f"n{self.count:03}"

    def base(self):
        open_batch(self.connection)
        self.add("kabupaten", box(0, 0.3), kode="33.20", nama="Jepara")
        self.add("kecamatan", box(0, 0.2), kode="33.20.01", nama="Kedung")
        self.add("kecamatan", box(0.2, 0.3), kode="33.20.02", nama="Pecangaan")
        for kode, west in ((FIRST, 0), (SECOND, 0.1), (THIRD, 0.2)):
            kec = kode[:8]
            self.add(
                "desa", box(west, west + 0.1), kode=kode, nama=f"D{kode[-7:]}", jenis="desa", kode_kec=kec
            )
        self.study("banjir", box(0, 0.2))
        return self

    def study(self, jenis, geom, id_=None, **more):
        said = {"judul": "Kajian", "penyusun": "BPBD", "tahun": 2024} | more
        self.add("kajian", geom, id=id_ or f"k-{jenis}", jenis=jenis, **said)

    def danger(self, kelas, geom, jenis="banjir", **more):
        self.add("bahaya", geom, id=self.next(), kajian=f"k-{jenis}", jenis=jenis, kelas=kelas, **more)

    def site(self, geom, **more):
        self.add("wisata", geom, id=self.next(), nama=f"Tempat {self.count}", kode=FIRST, **more)

    def ask(self, audience=Audience.PUBLIC, language="id", **more):
        self.connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
        ask = Ask(**({"hazard": "bahaya", "exposed": "wisata", "kind": "banjir"} | more))
        return summary_now(Session(self.connection), LAYERS, audience, ask, language)

    def verdict(self, **more):
        """What the only object is: a class's name, "tidak_terpapar" or "tidak_ada_data"."""
        said = self.ask(**more).as_json()["total"]
        assert said["total"] == 1
        counted = said["kelas"] | {name: said[name] for name in ("tidak_terpapar", "tidak_ada_data")}
        (found,) = [name for name, n in counted.items() if n]
        return found
