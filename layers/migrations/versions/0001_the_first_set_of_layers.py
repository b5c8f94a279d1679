"""The first set of layers.

Generated from the declarations, then reviewed. Views, functions, rules and rights are not here: they are
compiled anew by `gis.compile` whenever the declarations change.
"""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry
from sqlalchemy.dialects import postgresql

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('bahaya',
    sa.Column('entry', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('id', sa.Text(), nullable=True),
    sa.Column('kajian', sa.Text(), nullable=True),
    sa.Column('jenis', sa.Text(), nullable=True),
    sa.Column('kelas', sa.BigInteger(), nullable=True),
    sa.Column('indeks', sa.Double(), nullable=True),
    sa.Column('kedalaman_min_m', sa.Double(), nullable=True),
    sa.Column('kedalaman_max_m', sa.Double(), nullable=True),
    sa.Column('berlaku_mulai', sa.Date(), nullable=True),
    sa.Column('berlaku_sampai', sa.Date(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='MULTIPOLYGON', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('ended_by', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('deleted', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('entry'),
    schema='history'
    )
    op.create_index('bahaya_history_batch', 'bahaya', ['batch'], unique=False, schema='history')
    op.create_index('bahaya_history_ended_by', 'bahaya', ['ended_by'], unique=False, schema='history')
    op.create_index('bahaya_history_key', 'bahaya', ['id'], unique=False, schema='history')
    op.create_table('daratan',
    sa.Column('entry', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('id', sa.Text(), nullable=True),
    sa.Column('nama', sa.Text(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='MULTIPOLYGON', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('ended_by', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('deleted', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('entry'),
    schema='history'
    )
    op.create_index('daratan_history_batch', 'daratan', ['batch'], unique=False, schema='history')
    op.create_index('daratan_history_ended_by', 'daratan', ['ended_by'], unique=False, schema='history')
    op.create_index('daratan_history_key', 'daratan', ['id'], unique=False, schema='history')
    op.create_table('desa',
    sa.Column('entry', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('kode', sa.Text(), nullable=True),
    sa.Column('nama', sa.Text(), nullable=True),
    sa.Column('jenis', sa.Text(), nullable=True),
    sa.Column('kode_kec', sa.Text(), nullable=True),
    sa.Column('luas_km2', sa.Double(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='MULTIPOLYGON', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('ended_by', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('deleted', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('entry'),
    schema='history'
    )
    op.create_index('desa_history_batch', 'desa', ['batch'], unique=False, schema='history')
    op.create_index('desa_history_ended_by', 'desa', ['ended_by'], unique=False, schema='history')
    op.create_index('desa_history_key', 'desa', ['kode'], unique=False, schema='history')
    op.create_table('dms',
    sa.Column('entry', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('kode', sa.Text(), nullable=True),
    sa.Column('nama', sa.Text(), nullable=True),
    sa.Column('tahun_bentuk', sa.BigInteger(), nullable=True),
    sa.Column('sk_nomor', sa.Text(), nullable=True),
    sa.Column('jepapah', sa.Boolean(), nullable=True),
    sa.Column('bank_sampah', sa.BigInteger(), nullable=True),
    sa.Column('tps3r', sa.BigInteger(), nullable=True),
    sa.Column('nasabah', sa.BigInteger(), nullable=True),
    sa.Column('timbulan_t_th', sa.Double(), nullable=True),
    sa.Column('pengurangan_t_th', sa.Double(), nullable=True),
    sa.Column('penanganan_t_th', sa.Double(), nullable=True),
    sa.Column('residu_t_th', sa.Double(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('ended_by', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('deleted', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('entry'),
    schema='history'
    )
    op.create_index('dms_history_batch', 'dms', ['batch'], unique=False, schema='history')
    op.create_index('dms_history_ended_by', 'dms', ['ended_by'], unique=False, schema='history')
    op.create_index('dms_history_key', 'dms', ['kode'], unique=False, schema='history')
    op.create_table('jalur_tangkap',
    sa.Column('entry', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('id', sa.Text(), nullable=True),
    sa.Column('jenis', sa.Text(), nullable=True),
    sa.Column('nama', sa.Text(), nullable=True),
    sa.Column('zona', sa.Text(), nullable=True),
    sa.Column('jarak_min_mil', sa.Double(), nullable=True),
    sa.Column('jarak_maks_mil', sa.Double(), nullable=True),
    sa.Column('dasar_hukum', sa.Text(), nullable=True),
    sa.Column('berlaku_mulai', sa.Date(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='MULTIPOLYGON', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('ended_by', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('deleted', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('entry'),
    schema='history'
    )
    op.create_index('jalur_tangkap_history_batch', 'jalur_tangkap', ['batch'], unique=False, schema='history')
    op.create_index('jalur_tangkap_history_ended_by', 'jalur_tangkap', ['ended_by'], unique=False, schema='history')
    op.create_index('jalur_tangkap_history_key', 'jalur_tangkap', ['id'], unique=False, schema='history')
    op.create_table('kabupaten',
    sa.Column('entry', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('kode', sa.Text(), nullable=True),
    sa.Column('nama', sa.Text(), nullable=True),
    sa.Column('luas_km2', sa.Double(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='MULTIPOLYGON', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('ended_by', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('deleted', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('entry'),
    schema='history'
    )
    op.create_index('kabupaten_history_batch', 'kabupaten', ['batch'], unique=False, schema='history')
    op.create_index('kabupaten_history_ended_by', 'kabupaten', ['ended_by'], unique=False, schema='history')
    op.create_index('kabupaten_history_key', 'kabupaten', ['kode'], unique=False, schema='history')
    op.create_table('kajian',
    sa.Column('entry', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('id', sa.Text(), nullable=True),
    sa.Column('jenis', sa.Text(), nullable=True),
    sa.Column('judul', sa.Text(), nullable=True),
    sa.Column('penyusun', sa.Text(), nullable=True),
    sa.Column('tahun', sa.BigInteger(), nullable=True),
    sa.Column('skala', sa.BigInteger(), nullable=True),
    sa.Column('metode', sa.Text(), nullable=True),
    sa.Column('kala_ulang_th', sa.Double(), nullable=True),
    sa.Column('berlaku_sampai', sa.Date(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='MULTIPOLYGON', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('ended_by', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('deleted', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('entry'),
    schema='history'
    )
    op.create_index('kajian_history_batch', 'kajian', ['batch'], unique=False, schema='history')
    op.create_index('kajian_history_ended_by', 'kajian', ['ended_by'], unique=False, schema='history')
    op.create_index('kajian_history_key', 'kajian', ['id'], unique=False, schema='history')
    op.create_table('kecamatan',
    sa.Column('entry', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('kode', sa.Text(), nullable=True),
    sa.Column('nama', sa.Text(), nullable=True),
    sa.Column('luas_km2', sa.Double(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='MULTIPOLYGON', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('ended_by', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('deleted', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('entry'),
    schema='history'
    )
    op.create_index('kecamatan_history_batch', 'kecamatan', ['batch'], unique=False, schema='history')
    op.create_index('kecamatan_history_ended_by', 'kecamatan', ['ended_by'], unique=False, schema='history')
    op.create_index('kecamatan_history_key', 'kecamatan', ['kode'], unique=False, schema='history')
    op.create_table('kejadian',
    sa.Column('entry', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('id', sa.Text(), nullable=True),
    sa.Column('jenis', sa.Text(), nullable=True),
    sa.Column('waktu_mulai', sa.DateTime(timezone=True), nullable=True),
    sa.Column('waktu_selesai', sa.DateTime(timezone=True), nullable=True),
    sa.Column('waktu_lapor', sa.DateTime(timezone=True), nullable=True),
    sa.Column('kode', sa.Text(), nullable=True),
    sa.Column('lokasi', sa.Text(), nullable=True),
    sa.Column('tinggi_air_cm', sa.BigInteger(), nullable=True),
    sa.Column('penyebab', sa.Text(), nullable=True),
    sa.Column('kronologi', sa.Text(), nullable=True),
    sa.Column('tindakan', sa.Text(), nullable=True),
    sa.Column('meninggal', sa.BigInteger(), nullable=True),
    sa.Column('hilang', sa.BigInteger(), nullable=True),
    sa.Column('luka_berat', sa.BigInteger(), nullable=True),
    sa.Column('luka_ringan', sa.BigInteger(), nullable=True),
    sa.Column('menderita', sa.BigInteger(), nullable=True),
    sa.Column('mengungsi', sa.BigInteger(), nullable=True),
    sa.Column('rumah_rusak_berat', sa.BigInteger(), nullable=True),
    sa.Column('rumah_rusak_sedang', sa.BigInteger(), nullable=True),
    sa.Column('rumah_rusak_ringan', sa.BigInteger(), nullable=True),
    sa.Column('rumah_terendam', sa.BigInteger(), nullable=True),
    sa.Column('rusak_pendidikan', sa.BigInteger(), nullable=True),
    sa.Column('rusak_kesehatan', sa.BigInteger(), nullable=True),
    sa.Column('rusak_ibadah', sa.BigInteger(), nullable=True),
    sa.Column('rusak_umum', sa.BigInteger(), nullable=True),
    sa.Column('rusak_jembatan', sa.BigInteger(), nullable=True),
    sa.Column('rusak_jalan_m', sa.Double(), nullable=True),
    sa.Column('rusak_sawah_ha', sa.Double(), nullable=True),
    sa.Column('kerugian_rp', sa.BigInteger(), nullable=True),
    sa.Column('kebutuhan_mendesak', sa.Text(), nullable=True),
    sa.Column('status', sa.Text(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('pelapor', sa.Text(), nullable=True),
    sa.Column('telepon', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='POINT', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('ended_by', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('deleted', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('entry'),
    schema='history'
    )
    op.create_index('kejadian_history_batch', 'kejadian', ['batch'], unique=False, schema='history')
    op.create_index('kejadian_history_ended_by', 'kejadian', ['ended_by'], unique=False, schema='history')
    op.create_index('kejadian_history_key', 'kejadian', ['id'], unique=False, schema='history')
    op.create_table('pelabuhan',
    sa.Column('entry', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('id', sa.Text(), nullable=True),
    sa.Column('nama', sa.Text(), nullable=True),
    sa.Column('kelas', sa.Text(), nullable=True),
    sa.Column('kode', sa.Text(), nullable=True),
    sa.Column('tpi', sa.Boolean(), nullable=True),
    sa.Column('dermaga_m', sa.Double(), nullable=True),
    sa.Column('kedalaman_m', sa.Double(), nullable=True),
    sa.Column('solar', sa.Boolean(), nullable=True),
    sa.Column('es', sa.Boolean(), nullable=True),
    sa.Column('air_bersih', sa.Boolean(), nullable=True),
    sa.Column('status', sa.Text(), nullable=True),
    sa.Column('kontak', sa.Text(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='POINT', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('ended_by', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('deleted', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('entry'),
    schema='history'
    )
    op.create_index('pelabuhan_history_batch', 'pelabuhan', ['batch'], unique=False, schema='history')
    op.create_index('pelabuhan_history_ended_by', 'pelabuhan', ['ended_by'], unique=False, schema='history')
    op.create_index('pelabuhan_history_key', 'pelabuhan', ['id'], unique=False, schema='history')
    op.create_table('prakiraan_ikan',
    sa.Column('entry', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('id', sa.Text(), nullable=True),
    sa.Column('terbit', sa.Date(), nullable=True),
    sa.Column('berlaku_mulai', sa.Date(), nullable=True),
    sa.Column('berlaku_sampai', sa.Date(), nullable=True),
    sa.Column('potensi', sa.Text(), nullable=True),
    sa.Column('jenis_ikan', postgresql.ARRAY(sa.Text()), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='POINT', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('ended_by', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('deleted', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('entry'),
    schema='history'
    )
    op.create_index('prakiraan_ikan_history_batch', 'prakiraan_ikan', ['batch'], unique=False, schema='history')
    op.create_index('prakiraan_ikan_history_ended_by', 'prakiraan_ikan', ['ended_by'], unique=False, schema='history')
    op.create_index('prakiraan_ikan_history_key', 'prakiraan_ikan', ['id'], unique=False, schema='history')
    op.create_table('rtlh',
    sa.Column('entry', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('id', sa.Text(), nullable=True),
    sa.Column('nik', sa.Text(), nullable=True),
    sa.Column('no_kk', sa.Text(), nullable=True),
    sa.Column('nama', sa.Text(), nullable=True),
    sa.Column('alamat', sa.Text(), nullable=True),
    sa.Column('telepon', sa.Text(), nullable=True),
    sa.Column('kode', sa.Text(), nullable=True),
    sa.Column('luas_m2', sa.Double(), nullable=True),
    sa.Column('jumlah_penghuni', sa.BigInteger(), nullable=True),
    sa.Column('atap', sa.BigInteger(), nullable=True),
    sa.Column('lantai', sa.BigInteger(), nullable=True),
    sa.Column('dinding', sa.BigInteger(), nullable=True),
    sa.Column('pondasi', sa.BigInteger(), nullable=True),
    sa.Column('kolom', sa.BigInteger(), nullable=True),
    sa.Column('sloof', sa.BigInteger(), nullable=True),
    sa.Column('ring_balok', sa.BigInteger(), nullable=True),
    sa.Column('rangka_atap', sa.BigInteger(), nullable=True),
    sa.Column('sanitasi', sa.BigInteger(), nullable=True),
    sa.Column('air_minum', sa.BigInteger(), nullable=True),
    sa.Column('ventilasi', sa.Boolean(), nullable=True),
    sa.Column('pencahayaan', sa.Boolean(), nullable=True),
    sa.Column('status_rumah', sa.Text(), nullable=True),
    sa.Column('status_tanah', sa.Text(), nullable=True),
    sa.Column('penghasilan', sa.BigInteger(), nullable=True),
    sa.Column('foto', sa.Text(), nullable=True),
    sa.Column('sumber_bantuan', sa.Text(), nullable=True),
    sa.Column('status', sa.Text(), nullable=True),
    sa.Column('tahun', sa.BigInteger(), nullable=True),
    sa.Column('nilai_rp', sa.BigInteger(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='POINT', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('ended_by', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('deleted', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('entry'),
    schema='history'
    )
    op.create_index('rtlh_history_batch', 'rtlh', ['batch'], unique=False, schema='history')
    op.create_index('rtlh_history_ended_by', 'rtlh', ['ended_by'], unique=False, schema='history')
    op.create_index('rtlh_history_key', 'rtlh', ['id'], unique=False, schema='history')
    op.create_table('tempat_sampah',
    sa.Column('entry', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('id', sa.Text(), nullable=True),
    sa.Column('nama', sa.Text(), nullable=True),
    sa.Column('jenis', sa.Text(), nullable=True),
    sa.Column('kapasitas_t_hari', sa.Double(), nullable=True),
    sa.Column('status', sa.Text(), nullable=True),
    sa.Column('kode', sa.Text(), nullable=True),
    sa.Column('pengelola', sa.Text(), nullable=True),
    sa.Column('kontak', sa.Text(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='POINT', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('ended_by', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('deleted', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('entry'),
    schema='history'
    )
    op.create_index('tempat_sampah_history_batch', 'tempat_sampah', ['batch'], unique=False, schema='history')
    op.create_index('tempat_sampah_history_ended_by', 'tempat_sampah', ['ended_by'], unique=False, schema='history')
    op.create_index('tempat_sampah_history_key', 'tempat_sampah', ['id'], unique=False, schema='history')
    op.create_table('titik_evakuasi',
    sa.Column('entry', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('id', sa.Text(), nullable=True),
    sa.Column('nama', sa.Text(), nullable=True),
    sa.Column('jenis', sa.Text(), nullable=True),
    sa.Column('kapasitas_orang', sa.BigInteger(), nullable=True),
    sa.Column('lantai', sa.BigInteger(), nullable=True),
    sa.Column('untuk_bahaya', postgresql.ARRAY(sa.Text()), nullable=True),
    sa.Column('fasilitas', postgresql.ARRAY(sa.Text()), nullable=True),
    sa.Column('kode', sa.Text(), nullable=True),
    sa.Column('aktif', sa.Boolean(), nullable=True),
    sa.Column('kontak', sa.Text(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='POINT', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('ended_by', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('deleted', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('entry'),
    schema='history'
    )
    op.create_index('titik_evakuasi_history_batch', 'titik_evakuasi', ['batch'], unique=False, schema='history')
    op.create_index('titik_evakuasi_history_ended_by', 'titik_evakuasi', ['ended_by'], unique=False, schema='history')
    op.create_index('titik_evakuasi_history_key', 'titik_evakuasi', ['id'], unique=False, schema='history')
    op.create_table('wisata',
    sa.Column('entry', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('id', sa.Text(), nullable=True),
    sa.Column('nama', sa.Text(), nullable=True),
    sa.Column('jenis', sa.Text(), nullable=True),
    sa.Column('pengelola', sa.Text(), nullable=True),
    sa.Column('kode', sa.Text(), nullable=True),
    sa.Column('jam_buka', sa.Text(), nullable=True),
    sa.Column('tiket_dewasa_rp', sa.BigInteger(), nullable=True),
    sa.Column('tiket_anak_rp', sa.BigInteger(), nullable=True),
    sa.Column('tiket_berlaku_sejak', sa.Date(), nullable=True),
    sa.Column('fasilitas', postgresql.ARRAY(sa.Text()), nullable=True),
    sa.Column('akses', sa.Text(), nullable=True),
    sa.Column('kontak', sa.Text(), nullable=True),
    sa.Column('foto', sa.Text(), nullable=True),
    sa.Column('musim', sa.Text(), nullable=True),
    sa.Column('wisnus', sa.BigInteger(), nullable=True),
    sa.Column('wisman', sa.BigInteger(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='POINT', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('ended_by', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('deleted', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('entry'),
    schema='history'
    )
    op.create_index('wisata_history_batch', 'wisata', ['batch'], unique=False, schema='history')
    op.create_index('wisata_history_ended_by', 'wisata', ['ended_by'], unique=False, schema='history')
    op.create_index('wisata_history_key', 'wisata', ['id'], unique=False, schema='history')
    op.create_table('public_dms',
    sa.Column('kode', sa.Text(), nullable=False),
    sa.Column('nama', sa.Text(), nullable=True),
    sa.Column('tahun_bentuk', sa.BigInteger(), nullable=True),
    sa.Column('sk_nomor', sa.Text(), nullable=True),
    sa.Column('jepapah', sa.Boolean(), nullable=True),
    sa.Column('bank_sampah', sa.BigInteger(), nullable=True),
    sa.Column('tps3r', sa.BigInteger(), nullable=True),
    sa.Column('nasabah', sa.BigInteger(), nullable=True),
    sa.Column('timbulan_t_th', sa.Double(), nullable=True),
    sa.Column('pengurangan_t_th', sa.Double(), nullable=True),
    sa.Column('penanganan_t_th', sa.Double(), nullable=True),
    sa.Column('residu_t_th', sa.Double(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='MULTIPOLYGON', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('geom_tile', Geometry(geometry_type='MULTIPOLYGON', srid=3857, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), sa.Computed('ST_Transform(geom, 3857)', persisted=True), nullable=True),
    sa.PrimaryKeyConstraint('kode'),
    schema='published'
    )
    op.create_index('public_dms_geom', 'public_dms', ['geom'], unique=False, schema='published', postgresql_using='gist')
    op.create_table('public_kejadian',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('jenis', sa.Text(), nullable=True),
    sa.Column('waktu_mulai', sa.DateTime(timezone=True), nullable=True),
    sa.Column('waktu_selesai', sa.DateTime(timezone=True), nullable=True),
    sa.Column('waktu_lapor', sa.DateTime(timezone=True), nullable=True),
    sa.Column('kode', sa.Text(), nullable=True),
    sa.Column('tinggi_air_cm', sa.BigInteger(), nullable=True),
    sa.Column('meninggal', sa.BigInteger(), nullable=True),
    sa.Column('hilang', sa.BigInteger(), nullable=True),
    sa.Column('luka_berat', sa.BigInteger(), nullable=True),
    sa.Column('luka_ringan', sa.BigInteger(), nullable=True),
    sa.Column('menderita', sa.BigInteger(), nullable=True),
    sa.Column('mengungsi', sa.BigInteger(), nullable=True),
    sa.Column('rumah_rusak_berat', sa.BigInteger(), nullable=True),
    sa.Column('rumah_rusak_sedang', sa.BigInteger(), nullable=True),
    sa.Column('rumah_rusak_ringan', sa.BigInteger(), nullable=True),
    sa.Column('rumah_terendam', sa.BigInteger(), nullable=True),
    sa.Column('rusak_pendidikan', sa.BigInteger(), nullable=True),
    sa.Column('rusak_kesehatan', sa.BigInteger(), nullable=True),
    sa.Column('rusak_ibadah', sa.BigInteger(), nullable=True),
    sa.Column('rusak_umum', sa.BigInteger(), nullable=True),
    sa.Column('rusak_jembatan', sa.BigInteger(), nullable=True),
    sa.Column('rusak_jalan_m', sa.Double(), nullable=True),
    sa.Column('rusak_sawah_ha', sa.Double(), nullable=True),
    sa.Column('kerugian_rp', sa.BigInteger(), nullable=True),
    sa.Column('status', sa.Text(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='POINT', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('geom_tile', Geometry(geometry_type='POINT', srid=3857, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), sa.Computed('ST_Transform(geom, 3857)', persisted=True), nullable=True),
    sa.PrimaryKeyConstraint('id'),
    schema='published'
    )
    op.create_index('public_kejadian_geom', 'public_kejadian', ['geom'], unique=False, schema='published', postgresql_using='gist')
    op.create_table('public_prakiraan_ikan',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('terbit', sa.Date(), nullable=True),
    sa.Column('berlaku_mulai', sa.Date(), nullable=True),
    sa.Column('berlaku_sampai', sa.Date(), nullable=True),
    sa.Column('potensi', sa.Text(), nullable=True),
    sa.Column('jenis_ikan', postgresql.ARRAY(sa.Text()), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='POINT', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('geom_tile', Geometry(geometry_type='POINT', srid=3857, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), sa.Computed('ST_Transform(geom, 3857)', persisted=True), nullable=True),
    sa.PrimaryKeyConstraint('id'),
    schema='published'
    )
    op.create_index('public_prakiraan_ikan_berlaku_mulai', 'public_prakiraan_ikan', ['berlaku_mulai'], unique=False, schema='published')
    op.create_index('public_prakiraan_ikan_berlaku_sampai', 'public_prakiraan_ikan', ['berlaku_sampai'], unique=False, schema='published')
    op.create_index('public_prakiraan_ikan_geom', 'public_prakiraan_ikan', ['geom'], unique=False, schema='published', postgresql_using='gist')
    op.create_table('public_rtlh_desa',
    sa.Column('kode', sa.Text(), nullable=False),
    sa.Column('nama', sa.Text(), nullable=True),
    sa.Column('jumlah', sa.BigInteger(), nullable=True),
    sa.Column('selesai', sa.BigInteger(), nullable=True),
    sa.Column('tahun', sa.BigInteger(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('ditahan', sa.Boolean(), nullable=False),
    sa.Column('geom', Geometry(geometry_type='MULTIPOLYGON', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('geom_tile', Geometry(geometry_type='MULTIPOLYGON', srid=3857, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), sa.Computed('ST_Transform(geom, 3857)', persisted=True), nullable=True),
    sa.PrimaryKeyConstraint('kode'),
    schema='published'
    )
    op.create_index('public_rtlh_desa_geom', 'public_rtlh_desa', ['geom'], unique=False, schema='published', postgresql_using='gist')
    op.create_table('restricted_dms',
    sa.Column('kode', sa.Text(), nullable=False),
    sa.Column('nama', sa.Text(), nullable=True),
    sa.Column('tahun_bentuk', sa.BigInteger(), nullable=True),
    sa.Column('sk_nomor', sa.Text(), nullable=True),
    sa.Column('jepapah', sa.Boolean(), nullable=True),
    sa.Column('bank_sampah', sa.BigInteger(), nullable=True),
    sa.Column('tps3r', sa.BigInteger(), nullable=True),
    sa.Column('nasabah', sa.BigInteger(), nullable=True),
    sa.Column('timbulan_t_th', sa.Double(), nullable=True),
    sa.Column('pengurangan_t_th', sa.Double(), nullable=True),
    sa.Column('penanganan_t_th', sa.Double(), nullable=True),
    sa.Column('residu_t_th', sa.Double(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='MULTIPOLYGON', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('geom_tile', Geometry(geometry_type='MULTIPOLYGON', srid=3857, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), sa.Computed('ST_Transform(geom, 3857)', persisted=True), nullable=True),
    sa.PrimaryKeyConstraint('kode'),
    schema='published'
    )
    op.create_index('restricted_dms_geom', 'restricted_dms', ['geom'], unique=False, schema='published', postgresql_using='gist')
    op.create_table('restricted_rtlh_desa',
    sa.Column('kode', sa.Text(), nullable=False),
    sa.Column('nama', sa.Text(), nullable=True),
    sa.Column('jumlah', sa.BigInteger(), nullable=True),
    sa.Column('selesai', sa.BigInteger(), nullable=True),
    sa.Column('tahun', sa.BigInteger(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='MULTIPOLYGON', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('geom_tile', Geometry(geometry_type='MULTIPOLYGON', srid=3857, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), sa.Computed('ST_Transform(geom, 3857)', persisted=True), nullable=True),
    sa.PrimaryKeyConstraint('kode'),
    schema='published'
    )
    op.create_index('restricted_rtlh_desa_geom', 'restricted_rtlh_desa', ['geom'], unique=False, schema='published', postgresql_using='gist')
    op.create_table('staff_dms',
    sa.Column('kode', sa.Text(), nullable=False),
    sa.Column('nama', sa.Text(), nullable=True),
    sa.Column('tahun_bentuk', sa.BigInteger(), nullable=True),
    sa.Column('sk_nomor', sa.Text(), nullable=True),
    sa.Column('jepapah', sa.Boolean(), nullable=True),
    sa.Column('bank_sampah', sa.BigInteger(), nullable=True),
    sa.Column('tps3r', sa.BigInteger(), nullable=True),
    sa.Column('nasabah', sa.BigInteger(), nullable=True),
    sa.Column('timbulan_t_th', sa.Double(), nullable=True),
    sa.Column('pengurangan_t_th', sa.Double(), nullable=True),
    sa.Column('penanganan_t_th', sa.Double(), nullable=True),
    sa.Column('residu_t_th', sa.Double(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='MULTIPOLYGON', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('geom_tile', Geometry(geometry_type='MULTIPOLYGON', srid=3857, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), sa.Computed('ST_Transform(geom, 3857)', persisted=True), nullable=True),
    sa.PrimaryKeyConstraint('kode'),
    schema='published'
    )
    op.create_index('staff_dms_geom', 'staff_dms', ['geom'], unique=False, schema='published', postgresql_using='gist')
    op.create_table('staff_rtlh_desa',
    sa.Column('kode', sa.Text(), nullable=False),
    sa.Column('nama', sa.Text(), nullable=True),
    sa.Column('jumlah', sa.BigInteger(), nullable=True),
    sa.Column('selesai', sa.BigInteger(), nullable=True),
    sa.Column('tahun', sa.BigInteger(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='MULTIPOLYGON', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('geom_tile', Geometry(geometry_type='MULTIPOLYGON', srid=3857, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), sa.Computed('ST_Transform(geom, 3857)', persisted=True), nullable=True),
    sa.PrimaryKeyConstraint('kode'),
    schema='published'
    )
    op.create_index('staff_rtlh_desa_geom', 'staff_rtlh_desa', ['geom'], unique=False, schema='published', postgresql_using='gist')
    op.create_table('bahaya',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('kajian', sa.Text(), nullable=False),
    sa.Column('jenis', sa.Text(), nullable=False),
    sa.Column('kelas', sa.BigInteger(), nullable=True),
    sa.Column('indeks', sa.Double(), nullable=True),
    sa.Column('kedalaman_min_m', sa.Double(), nullable=True),
    sa.Column('kedalaman_max_m', sa.Double(), nullable=True),
    sa.Column('berlaku_mulai', sa.Date(), nullable=True),
    sa.Column('berlaku_sampai', sa.Date(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='MULTIPOLYGON', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('geom_tile', Geometry(geometry_type='MULTIPOLYGON', srid=3857, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), sa.Computed('ST_Transform(geom, 3857)', persisted=True), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    schema='store'
    )
    op.create_index('bahaya_batch', 'bahaya', ['batch'], unique=False, schema='store')
    op.create_index('bahaya_berlaku_mulai', 'bahaya', ['berlaku_mulai'], unique=False, schema='store')
    op.create_index('bahaya_berlaku_sampai', 'bahaya', ['berlaku_sampai'], unique=False, schema='store')
    op.create_index('bahaya_geom', 'bahaya', ['geom'], unique=False, schema='store', postgresql_using='gist')
    op.create_index('bahaya_jenis', 'bahaya', ['jenis'], unique=False, schema='store')
    op.create_index('bahaya_kajian', 'bahaya', ['kajian'], unique=False, schema='store')
    op.create_table('batch',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('layer', sa.Text(), nullable=False),
    sa.Column('deed', sa.Text(), nullable=False),
    sa.Column('actor', sa.Text(), nullable=False),
    sa.Column('file', sa.Text(), nullable=True),
    sa.Column('sha256', sa.Text(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('read', sa.BigInteger(), server_default='0', nullable=False),
    sa.Column('good', sa.BigInteger(), server_default='0', nullable=False),
    sa.Column('bad', sa.BigInteger(), server_default='0', nullable=False),
    sa.Column('skipped', sa.BigInteger(), server_default='0', nullable=False),
    sa.Column('inserted', sa.BigInteger(), server_default='0', nullable=False),
    sa.Column('updated', sa.BigInteger(), server_default='0', nullable=False),
    sa.Column('unchanged', sa.BigInteger(), server_default='0', nullable=False),
    sa.Column('deleted', sa.BigInteger(), server_default='0', nullable=False),
    sa.Column('options', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('undoes', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['undoes'], ['store.batch.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('undoes'),
    schema='store'
    )
    op.create_index('batch_layer', 'batch', ['layer'], unique=False, schema='store')
    op.create_table('daratan',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('nama', sa.Text(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='MULTIPOLYGON', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('geom_tile', Geometry(geometry_type='MULTIPOLYGON', srid=3857, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), sa.Computed('ST_Transform(geom, 3857)', persisted=True), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    schema='store'
    )
    op.create_index('daratan_batch', 'daratan', ['batch'], unique=False, schema='store')
    op.create_index('daratan_geom', 'daratan', ['geom'], unique=False, schema='store', postgresql_using='gist')
    op.create_table('desa',
    sa.Column('kode', sa.Text(), nullable=False),
    sa.Column('nama', sa.Text(), nullable=False),
    sa.Column('jenis', sa.Text(), nullable=False),
    sa.Column('kode_kec', sa.Text(), nullable=False),
    sa.Column('luas_km2', sa.Double(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='MULTIPOLYGON', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('geom_tile', Geometry(geometry_type='MULTIPOLYGON', srid=3857, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), sa.Computed('ST_Transform(geom, 3857)', persisted=True), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('kode'),
    schema='store'
    )
    op.create_index('desa_batch', 'desa', ['batch'], unique=False, schema='store')
    op.create_index('desa_geom', 'desa', ['geom'], unique=False, schema='store', postgresql_using='gist')
    op.create_index('desa_kode_kec', 'desa', ['kode_kec'], unique=False, schema='store')
    op.create_table('dms',
    sa.Column('kode', sa.Text(), nullable=False),
    sa.Column('nama', sa.Text(), nullable=False),
    sa.Column('tahun_bentuk', sa.BigInteger(), nullable=True),
    sa.Column('sk_nomor', sa.Text(), nullable=True),
    sa.Column('jepapah', sa.Boolean(), nullable=True),
    sa.Column('bank_sampah', sa.BigInteger(), nullable=True),
    sa.Column('tps3r', sa.BigInteger(), nullable=True),
    sa.Column('nasabah', sa.BigInteger(), nullable=True),
    sa.Column('timbulan_t_th', sa.Double(), nullable=True),
    sa.Column('pengurangan_t_th', sa.Double(), nullable=True),
    sa.Column('penanganan_t_th', sa.Double(), nullable=True),
    sa.Column('residu_t_th', sa.Double(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('kode'),
    schema='store'
    )
    op.create_index('dms_batch', 'dms', ['batch'], unique=False, schema='store')
    op.create_index('dms_kode', 'dms', ['kode'], unique=False, schema='store')
    op.create_table('jalur_tangkap',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('jenis', sa.Text(), nullable=False),
    sa.Column('nama', sa.Text(), nullable=False),
    sa.Column('zona', sa.Text(), nullable=True),
    sa.Column('jarak_min_mil', sa.Double(), nullable=True),
    sa.Column('jarak_maks_mil', sa.Double(), nullable=True),
    sa.Column('dasar_hukum', sa.Text(), nullable=True),
    sa.Column('berlaku_mulai', sa.Date(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='MULTIPOLYGON', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('geom_tile', Geometry(geometry_type='MULTIPOLYGON', srid=3857, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), sa.Computed('ST_Transform(geom, 3857)', persisted=True), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    schema='store'
    )
    op.create_index('jalur_tangkap_batch', 'jalur_tangkap', ['batch'], unique=False, schema='store')
    op.create_index('jalur_tangkap_geom', 'jalur_tangkap', ['geom'], unique=False, schema='store', postgresql_using='gist')
    op.create_table('kabupaten',
    sa.Column('kode', sa.Text(), nullable=False),
    sa.Column('nama', sa.Text(), nullable=False),
    sa.Column('luas_km2', sa.Double(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='MULTIPOLYGON', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('geom_tile', Geometry(geometry_type='MULTIPOLYGON', srid=3857, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), sa.Computed('ST_Transform(geom, 3857)', persisted=True), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('kode'),
    schema='store'
    )
    op.create_index('kabupaten_batch', 'kabupaten', ['batch'], unique=False, schema='store')
    op.create_index('kabupaten_geom', 'kabupaten', ['geom'], unique=False, schema='store', postgresql_using='gist')
    op.create_table('kajian',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('jenis', sa.Text(), nullable=False),
    sa.Column('judul', sa.Text(), nullable=False),
    sa.Column('penyusun', sa.Text(), nullable=True),
    sa.Column('tahun', sa.BigInteger(), nullable=False),
    sa.Column('skala', sa.BigInteger(), nullable=True),
    sa.Column('metode', sa.Text(), nullable=True),
    sa.Column('kala_ulang_th', sa.Double(), nullable=True),
    sa.Column('berlaku_sampai', sa.Date(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='MULTIPOLYGON', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('geom_tile', Geometry(geometry_type='MULTIPOLYGON', srid=3857, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), sa.Computed('ST_Transform(geom, 3857)', persisted=True), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    schema='store'
    )
    op.create_index('kajian_batch', 'kajian', ['batch'], unique=False, schema='store')
    op.create_index('kajian_berlaku_sampai', 'kajian', ['berlaku_sampai'], unique=False, schema='store')
    op.create_index('kajian_geom', 'kajian', ['geom'], unique=False, schema='store', postgresql_using='gist')
    op.create_index('kajian_jenis', 'kajian', ['jenis'], unique=False, schema='store')
    op.create_table('kecamatan',
    sa.Column('kode', sa.Text(), nullable=False),
    sa.Column('nama', sa.Text(), nullable=False),
    sa.Column('luas_km2', sa.Double(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='MULTIPOLYGON', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('geom_tile', Geometry(geometry_type='MULTIPOLYGON', srid=3857, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), sa.Computed('ST_Transform(geom, 3857)', persisted=True), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('kode'),
    schema='store'
    )
    op.create_index('kecamatan_batch', 'kecamatan', ['batch'], unique=False, schema='store')
    op.create_index('kecamatan_geom', 'kecamatan', ['geom'], unique=False, schema='store', postgresql_using='gist')
    op.create_table('kejadian',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('jenis', sa.Text(), nullable=False),
    sa.Column('waktu_mulai', sa.DateTime(timezone=True), nullable=False),
    sa.Column('waktu_selesai', sa.DateTime(timezone=True), nullable=True),
    sa.Column('waktu_lapor', sa.DateTime(timezone=True), nullable=True),
    sa.Column('kode', sa.Text(), nullable=False),
    sa.Column('lokasi', sa.Text(), nullable=True),
    sa.Column('tinggi_air_cm', sa.BigInteger(), nullable=True),
    sa.Column('penyebab', sa.Text(), nullable=True),
    sa.Column('kronologi', sa.Text(), nullable=True),
    sa.Column('tindakan', sa.Text(), nullable=True),
    sa.Column('meninggal', sa.BigInteger(), nullable=True),
    sa.Column('hilang', sa.BigInteger(), nullable=True),
    sa.Column('luka_berat', sa.BigInteger(), nullable=True),
    sa.Column('luka_ringan', sa.BigInteger(), nullable=True),
    sa.Column('menderita', sa.BigInteger(), nullable=True),
    sa.Column('mengungsi', sa.BigInteger(), nullable=True),
    sa.Column('rumah_rusak_berat', sa.BigInteger(), nullable=True),
    sa.Column('rumah_rusak_sedang', sa.BigInteger(), nullable=True),
    sa.Column('rumah_rusak_ringan', sa.BigInteger(), nullable=True),
    sa.Column('rumah_terendam', sa.BigInteger(), nullable=True),
    sa.Column('rusak_pendidikan', sa.BigInteger(), nullable=True),
    sa.Column('rusak_kesehatan', sa.BigInteger(), nullable=True),
    sa.Column('rusak_ibadah', sa.BigInteger(), nullable=True),
    sa.Column('rusak_umum', sa.BigInteger(), nullable=True),
    sa.Column('rusak_jembatan', sa.BigInteger(), nullable=True),
    sa.Column('rusak_jalan_m', sa.Double(), nullable=True),
    sa.Column('rusak_sawah_ha', sa.Double(), nullable=True),
    sa.Column('kerugian_rp', sa.BigInteger(), nullable=True),
    sa.Column('kebutuhan_mendesak', sa.Text(), nullable=True),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('pelapor', sa.Text(), nullable=True),
    sa.Column('telepon', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='POINT', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('geom_tile', Geometry(geometry_type='POINT', srid=3857, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), sa.Computed('ST_Transform(geom, 3857)', persisted=True), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    schema='store'
    )
    op.create_index('kejadian_batch', 'kejadian', ['batch'], unique=False, schema='store')
    op.create_index('kejadian_geom', 'kejadian', ['geom'], unique=False, schema='store', postgresql_using='gist')
    op.create_index('kejadian_kode', 'kejadian', ['kode'], unique=False, schema='store')
    op.create_table('moved',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('layer', sa.Text(), nullable=False),
    sa.Column('audience', sa.Text(), nullable=False),
    sa.Column('steps', sa.BigInteger(), server_default='1', nullable=False),
    sa.PrimaryKeyConstraint('id'),
    schema='store'
    )
    op.create_index('moved_layer', 'moved', ['layer', 'audience'], unique=False, schema='store', postgresql_include=['steps'])
    op.create_table('pelabuhan',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('nama', sa.Text(), nullable=False),
    sa.Column('kelas', sa.Text(), nullable=True),
    sa.Column('kode', sa.Text(), nullable=True),
    sa.Column('tpi', sa.Boolean(), nullable=True),
    sa.Column('dermaga_m', sa.Double(), nullable=True),
    sa.Column('kedalaman_m', sa.Double(), nullable=True),
    sa.Column('solar', sa.Boolean(), nullable=True),
    sa.Column('es', sa.Boolean(), nullable=True),
    sa.Column('air_bersih', sa.Boolean(), nullable=True),
    sa.Column('status', sa.Text(), nullable=True),
    sa.Column('kontak', sa.Text(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='POINT', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('geom_tile', Geometry(geometry_type='POINT', srid=3857, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), sa.Computed('ST_Transform(geom, 3857)', persisted=True), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    schema='store'
    )
    op.create_index('pelabuhan_batch', 'pelabuhan', ['batch'], unique=False, schema='store')
    op.create_index('pelabuhan_geom', 'pelabuhan', ['geom'], unique=False, schema='store', postgresql_using='gist')
    op.create_index('pelabuhan_kode', 'pelabuhan', ['kode'], unique=False, schema='store')
    op.create_table('prakiraan_ikan',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('terbit', sa.Date(), nullable=False),
    sa.Column('berlaku_mulai', sa.Date(), nullable=False),
    sa.Column('berlaku_sampai', sa.Date(), nullable=False),
    sa.Column('potensi', sa.Text(), nullable=True),
    sa.Column('jenis_ikan', postgresql.ARRAY(sa.Text()), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='POINT', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('geom_tile', Geometry(geometry_type='POINT', srid=3857, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), sa.Computed('ST_Transform(geom, 3857)', persisted=True), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    schema='store'
    )
    op.create_index('prakiraan_ikan_batch', 'prakiraan_ikan', ['batch'], unique=False, schema='store')
    op.create_index('prakiraan_ikan_berlaku_mulai', 'prakiraan_ikan', ['berlaku_mulai'], unique=False, schema='store')
    op.create_index('prakiraan_ikan_berlaku_sampai', 'prakiraan_ikan', ['berlaku_sampai'], unique=False, schema='store')
    op.create_index('prakiraan_ikan_geom', 'prakiraan_ikan', ['geom'], unique=False, schema='store', postgresql_using='gist')
    op.create_table('rtlh',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('nik', sa.Text(), nullable=True),
    sa.Column('no_kk', sa.Text(), nullable=True),
    sa.Column('nama', sa.Text(), nullable=True),
    sa.Column('alamat', sa.Text(), nullable=True),
    sa.Column('telepon', sa.Text(), nullable=True),
    sa.Column('kode', sa.Text(), nullable=False),
    sa.Column('luas_m2', sa.Double(), nullable=True),
    sa.Column('jumlah_penghuni', sa.BigInteger(), nullable=True),
    sa.Column('luas_per_orang', sa.Double(), sa.Computed('luas_m2 / nullif(jumlah_penghuni, 0)', persisted=True), nullable=True),
    sa.Column('atap', sa.BigInteger(), nullable=True),
    sa.Column('lantai', sa.BigInteger(), nullable=True),
    sa.Column('dinding', sa.BigInteger(), nullable=True),
    sa.Column('pondasi', sa.BigInteger(), nullable=True),
    sa.Column('kolom', sa.BigInteger(), nullable=True),
    sa.Column('sloof', sa.BigInteger(), nullable=True),
    sa.Column('ring_balok', sa.BigInteger(), nullable=True),
    sa.Column('rangka_atap', sa.BigInteger(), nullable=True),
    sa.Column('sanitasi', sa.BigInteger(), nullable=True),
    sa.Column('air_minum', sa.BigInteger(), nullable=True),
    sa.Column('ventilasi', sa.Boolean(), nullable=True),
    sa.Column('pencahayaan', sa.Boolean(), nullable=True),
    sa.Column('status_rumah', sa.Text(), nullable=True),
    sa.Column('status_tanah', sa.Text(), nullable=True),
    sa.Column('penghasilan', sa.BigInteger(), nullable=True),
    sa.Column('foto', sa.Text(), nullable=True),
    sa.Column('sumber_bantuan', sa.Text(), nullable=True),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('tahun', sa.BigInteger(), nullable=True),
    sa.Column('nilai_rp', sa.BigInteger(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='POINT', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('geom_tile', Geometry(geometry_type='POINT', srid=3857, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), sa.Computed('ST_Transform(geom, 3857)', persisted=True), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    schema='store'
    )
    op.create_index('rtlh_batch', 'rtlh', ['batch'], unique=False, schema='store')
    op.create_index('rtlh_geom', 'rtlh', ['geom'], unique=False, schema='store', postgresql_using='gist')
    op.create_index('rtlh_kode', 'rtlh', ['kode'], unique=False, schema='store')
    op.create_table('tempat_sampah',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('nama', sa.Text(), nullable=False),
    sa.Column('jenis', sa.Text(), nullable=False),
    sa.Column('kapasitas_t_hari', sa.Double(), nullable=True),
    sa.Column('status', sa.Text(), nullable=True),
    sa.Column('kode', sa.Text(), nullable=True),
    sa.Column('pengelola', sa.Text(), nullable=True),
    sa.Column('kontak', sa.Text(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='POINT', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('geom_tile', Geometry(geometry_type='POINT', srid=3857, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), sa.Computed('ST_Transform(geom, 3857)', persisted=True), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    schema='store'
    )
    op.create_index('tempat_sampah_batch', 'tempat_sampah', ['batch'], unique=False, schema='store')
    op.create_index('tempat_sampah_geom', 'tempat_sampah', ['geom'], unique=False, schema='store', postgresql_using='gist')
    op.create_index('tempat_sampah_kode', 'tempat_sampah', ['kode'], unique=False, schema='store')
    op.create_table('titik_evakuasi',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('nama', sa.Text(), nullable=False),
    sa.Column('jenis', sa.Text(), nullable=False),
    sa.Column('kapasitas_orang', sa.BigInteger(), nullable=True),
    sa.Column('lantai', sa.BigInteger(), nullable=True),
    sa.Column('untuk_bahaya', postgresql.ARRAY(sa.Text()), nullable=True),
    sa.Column('fasilitas', postgresql.ARRAY(sa.Text()), nullable=True),
    sa.Column('kode', sa.Text(), nullable=True),
    sa.Column('aktif', sa.Boolean(), nullable=True),
    sa.Column('kontak', sa.Text(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='POINT', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('geom_tile', Geometry(geometry_type='POINT', srid=3857, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), sa.Computed('ST_Transform(geom, 3857)', persisted=True), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    schema='store'
    )
    op.create_index('titik_evakuasi_batch', 'titik_evakuasi', ['batch'], unique=False, schema='store')
    op.create_index('titik_evakuasi_geom', 'titik_evakuasi', ['geom'], unique=False, schema='store', postgresql_using='gist')
    op.create_index('titik_evakuasi_kode', 'titik_evakuasi', ['kode'], unique=False, schema='store')
    op.create_table('touched',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('layer', sa.Text(), nullable=False),
    sa.Column('keys', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    schema='store'
    )
    op.create_table('wisata',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('nama', sa.Text(), nullable=False),
    sa.Column('jenis', sa.Text(), nullable=True),
    sa.Column('pengelola', sa.Text(), nullable=True),
    sa.Column('kode', sa.Text(), nullable=True),
    sa.Column('jam_buka', sa.Text(), nullable=True),
    sa.Column('tiket_dewasa_rp', sa.BigInteger(), nullable=True),
    sa.Column('tiket_anak_rp', sa.BigInteger(), nullable=True),
    sa.Column('tiket_berlaku_sejak', sa.Date(), nullable=True),
    sa.Column('fasilitas', postgresql.ARRAY(sa.Text()), nullable=True),
    sa.Column('akses', sa.Text(), nullable=True),
    sa.Column('kontak', sa.Text(), nullable=True),
    sa.Column('foto', sa.Text(), nullable=True),
    sa.Column('musim', sa.Text(), nullable=True),
    sa.Column('wisnus', sa.BigInteger(), nullable=True),
    sa.Column('wisman', sa.BigInteger(), nullable=True),
    sa.Column('sumber', sa.Text(), nullable=True),
    sa.Column('tanggal_data', sa.Date(), nullable=True),
    sa.Column('contoh', sa.Boolean(), nullable=True),
    sa.Column('catatan', sa.Text(), nullable=True),
    sa.Column('geom', Geometry(geometry_type='POINT', srid=4326, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), nullable=True),
    sa.Column('geom_tile', Geometry(geometry_type='POINT', srid=3857, dimension=2, spatial_index=False, from_text='ST_GeomFromEWKT', name='geometry'), sa.Computed('ST_Transform(geom, 3857)', persisted=True), nullable=True),
    sa.Column('batch', sa.BigInteger(), server_default=sa.text("(current_setting('gis.batch'))::bigint"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    schema='store'
    )
    op.create_index('wisata_batch', 'wisata', ['batch'], unique=False, schema='store')
    op.create_index('wisata_geom', 'wisata', ['geom'], unique=False, schema='store', postgresql_using='gist')
    op.create_index('wisata_kode', 'wisata', ['kode'], unique=False, schema='store')


def downgrade() -> None:
    op.drop_index('wisata_kode', table_name='wisata', schema='store')
    op.drop_index('wisata_geom', table_name='wisata', schema='store', postgresql_using='gist')
    op.drop_index('wisata_batch', table_name='wisata', schema='store')
    op.drop_table('wisata', schema='store')
    op.drop_table('touched', schema='store')
    op.drop_index('titik_evakuasi_kode', table_name='titik_evakuasi', schema='store')
    op.drop_index('titik_evakuasi_geom', table_name='titik_evakuasi', schema='store', postgresql_using='gist')
    op.drop_index('titik_evakuasi_batch', table_name='titik_evakuasi', schema='store')
    op.drop_table('titik_evakuasi', schema='store')
    op.drop_index('tempat_sampah_kode', table_name='tempat_sampah', schema='store')
    op.drop_index('tempat_sampah_geom', table_name='tempat_sampah', schema='store', postgresql_using='gist')
    op.drop_index('tempat_sampah_batch', table_name='tempat_sampah', schema='store')
    op.drop_table('tempat_sampah', schema='store')
    op.drop_index('rtlh_kode', table_name='rtlh', schema='store')
    op.drop_index('rtlh_geom', table_name='rtlh', schema='store', postgresql_using='gist')
    op.drop_index('rtlh_batch', table_name='rtlh', schema='store')
    op.drop_table('rtlh', schema='store')
    op.drop_index('prakiraan_ikan_geom', table_name='prakiraan_ikan', schema='store', postgresql_using='gist')
    op.drop_index('prakiraan_ikan_berlaku_sampai', table_name='prakiraan_ikan', schema='store')
    op.drop_index('prakiraan_ikan_berlaku_mulai', table_name='prakiraan_ikan', schema='store')
    op.drop_index('prakiraan_ikan_batch', table_name='prakiraan_ikan', schema='store')
    op.drop_table('prakiraan_ikan', schema='store')
    op.drop_index('pelabuhan_kode', table_name='pelabuhan', schema='store')
    op.drop_index('pelabuhan_geom', table_name='pelabuhan', schema='store', postgresql_using='gist')
    op.drop_index('pelabuhan_batch', table_name='pelabuhan', schema='store')
    op.drop_table('pelabuhan', schema='store')
    op.drop_index('moved_layer', table_name='moved', schema='store', postgresql_include=['steps'])
    op.drop_table('moved', schema='store')
    op.drop_index('kejadian_kode', table_name='kejadian', schema='store')
    op.drop_index('kejadian_geom', table_name='kejadian', schema='store', postgresql_using='gist')
    op.drop_index('kejadian_batch', table_name='kejadian', schema='store')
    op.drop_table('kejadian', schema='store')
    op.drop_index('kecamatan_geom', table_name='kecamatan', schema='store', postgresql_using='gist')
    op.drop_index('kecamatan_batch', table_name='kecamatan', schema='store')
    op.drop_table('kecamatan', schema='store')
    op.drop_index('kajian_jenis', table_name='kajian', schema='store')
    op.drop_index('kajian_geom', table_name='kajian', schema='store', postgresql_using='gist')
    op.drop_index('kajian_berlaku_sampai', table_name='kajian', schema='store')
    op.drop_index('kajian_batch', table_name='kajian', schema='store')
    op.drop_table('kajian', schema='store')
    op.drop_index('kabupaten_geom', table_name='kabupaten', schema='store', postgresql_using='gist')
    op.drop_index('kabupaten_batch', table_name='kabupaten', schema='store')
    op.drop_table('kabupaten', schema='store')
    op.drop_index('jalur_tangkap_geom', table_name='jalur_tangkap', schema='store', postgresql_using='gist')
    op.drop_index('jalur_tangkap_batch', table_name='jalur_tangkap', schema='store')
    op.drop_table('jalur_tangkap', schema='store')
    op.drop_index('dms_kode', table_name='dms', schema='store')
    op.drop_index('dms_batch', table_name='dms', schema='store')
    op.drop_table('dms', schema='store')
    op.drop_index('desa_kode_kec', table_name='desa', schema='store')
    op.drop_index('desa_geom', table_name='desa', schema='store', postgresql_using='gist')
    op.drop_index('desa_batch', table_name='desa', schema='store')
    op.drop_table('desa', schema='store')
    op.drop_index('daratan_geom', table_name='daratan', schema='store', postgresql_using='gist')
    op.drop_index('daratan_batch', table_name='daratan', schema='store')
    op.drop_table('daratan', schema='store')
    op.drop_index('batch_layer', table_name='batch', schema='store')
    op.drop_table('batch', schema='store')
    op.drop_index('bahaya_kajian', table_name='bahaya', schema='store')
    op.drop_index('bahaya_jenis', table_name='bahaya', schema='store')
    op.drop_index('bahaya_geom', table_name='bahaya', schema='store', postgresql_using='gist')
    op.drop_index('bahaya_berlaku_sampai', table_name='bahaya', schema='store')
    op.drop_index('bahaya_berlaku_mulai', table_name='bahaya', schema='store')
    op.drop_index('bahaya_batch', table_name='bahaya', schema='store')
    op.drop_table('bahaya', schema='store')
    op.drop_index('staff_rtlh_desa_geom', table_name='staff_rtlh_desa', schema='published', postgresql_using='gist')
    op.drop_table('staff_rtlh_desa', schema='published')
    op.drop_index('staff_dms_geom', table_name='staff_dms', schema='published', postgresql_using='gist')
    op.drop_table('staff_dms', schema='published')
    op.drop_index('restricted_rtlh_desa_geom', table_name='restricted_rtlh_desa', schema='published', postgresql_using='gist')
    op.drop_table('restricted_rtlh_desa', schema='published')
    op.drop_index('restricted_dms_geom', table_name='restricted_dms', schema='published', postgresql_using='gist')
    op.drop_table('restricted_dms', schema='published')
    op.drop_index('public_rtlh_desa_geom', table_name='public_rtlh_desa', schema='published', postgresql_using='gist')
    op.drop_table('public_rtlh_desa', schema='published')
    op.drop_index('public_prakiraan_ikan_geom', table_name='public_prakiraan_ikan', schema='published', postgresql_using='gist')
    op.drop_index('public_prakiraan_ikan_berlaku_sampai', table_name='public_prakiraan_ikan', schema='published')
    op.drop_index('public_prakiraan_ikan_berlaku_mulai', table_name='public_prakiraan_ikan', schema='published')
    op.drop_table('public_prakiraan_ikan', schema='published')
    op.drop_index('public_kejadian_geom', table_name='public_kejadian', schema='published', postgresql_using='gist')
    op.drop_table('public_kejadian', schema='published')
    op.drop_index('public_dms_geom', table_name='public_dms', schema='published', postgresql_using='gist')
    op.drop_table('public_dms', schema='published')
    op.drop_index('wisata_history_key', table_name='wisata', schema='history')
    op.drop_index('wisata_history_ended_by', table_name='wisata', schema='history')
    op.drop_index('wisata_history_batch', table_name='wisata', schema='history')
    op.drop_table('wisata', schema='history')
    op.drop_index('titik_evakuasi_history_key', table_name='titik_evakuasi', schema='history')
    op.drop_index('titik_evakuasi_history_ended_by', table_name='titik_evakuasi', schema='history')
    op.drop_index('titik_evakuasi_history_batch', table_name='titik_evakuasi', schema='history')
    op.drop_table('titik_evakuasi', schema='history')
    op.drop_index('tempat_sampah_history_key', table_name='tempat_sampah', schema='history')
    op.drop_index('tempat_sampah_history_ended_by', table_name='tempat_sampah', schema='history')
    op.drop_index('tempat_sampah_history_batch', table_name='tempat_sampah', schema='history')
    op.drop_table('tempat_sampah', schema='history')
    op.drop_index('rtlh_history_key', table_name='rtlh', schema='history')
    op.drop_index('rtlh_history_ended_by', table_name='rtlh', schema='history')
    op.drop_index('rtlh_history_batch', table_name='rtlh', schema='history')
    op.drop_table('rtlh', schema='history')
    op.drop_index('prakiraan_ikan_history_key', table_name='prakiraan_ikan', schema='history')
    op.drop_index('prakiraan_ikan_history_ended_by', table_name='prakiraan_ikan', schema='history')
    op.drop_index('prakiraan_ikan_history_batch', table_name='prakiraan_ikan', schema='history')
    op.drop_table('prakiraan_ikan', schema='history')
    op.drop_index('pelabuhan_history_key', table_name='pelabuhan', schema='history')
    op.drop_index('pelabuhan_history_ended_by', table_name='pelabuhan', schema='history')
    op.drop_index('pelabuhan_history_batch', table_name='pelabuhan', schema='history')
    op.drop_table('pelabuhan', schema='history')
    op.drop_index('kejadian_history_key', table_name='kejadian', schema='history')
    op.drop_index('kejadian_history_ended_by', table_name='kejadian', schema='history')
    op.drop_index('kejadian_history_batch', table_name='kejadian', schema='history')
    op.drop_table('kejadian', schema='history')
    op.drop_index('kecamatan_history_key', table_name='kecamatan', schema='history')
    op.drop_index('kecamatan_history_ended_by', table_name='kecamatan', schema='history')
    op.drop_index('kecamatan_history_batch', table_name='kecamatan', schema='history')
    op.drop_table('kecamatan', schema='history')
    op.drop_index('kajian_history_key', table_name='kajian', schema='history')
    op.drop_index('kajian_history_ended_by', table_name='kajian', schema='history')
    op.drop_index('kajian_history_batch', table_name='kajian', schema='history')
    op.drop_table('kajian', schema='history')
    op.drop_index('kabupaten_history_key', table_name='kabupaten', schema='history')
    op.drop_index('kabupaten_history_ended_by', table_name='kabupaten', schema='history')
    op.drop_index('kabupaten_history_batch', table_name='kabupaten', schema='history')
    op.drop_table('kabupaten', schema='history')
    op.drop_index('jalur_tangkap_history_key', table_name='jalur_tangkap', schema='history')
    op.drop_index('jalur_tangkap_history_ended_by', table_name='jalur_tangkap', schema='history')
    op.drop_index('jalur_tangkap_history_batch', table_name='jalur_tangkap', schema='history')
    op.drop_table('jalur_tangkap', schema='history')
    op.drop_index('dms_history_key', table_name='dms', schema='history')
    op.drop_index('dms_history_ended_by', table_name='dms', schema='history')
    op.drop_index('dms_history_batch', table_name='dms', schema='history')
    op.drop_table('dms', schema='history')
    op.drop_index('desa_history_key', table_name='desa', schema='history')
    op.drop_index('desa_history_ended_by', table_name='desa', schema='history')
    op.drop_index('desa_history_batch', table_name='desa', schema='history')
    op.drop_table('desa', schema='history')
    op.drop_index('daratan_history_key', table_name='daratan', schema='history')
    op.drop_index('daratan_history_ended_by', table_name='daratan', schema='history')
    op.drop_index('daratan_history_batch', table_name='daratan', schema='history')
    op.drop_table('daratan', schema='history')
    op.drop_index('bahaya_history_key', table_name='bahaya', schema='history')
    op.drop_index('bahaya_history_ended_by', table_name='bahaya', schema='history')
    op.drop_index('bahaya_history_batch', table_name='bahaya', schema='history')
    op.drop_table('bahaya', schema='history')
