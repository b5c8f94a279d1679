"""What is known of a layer, for people and catalogues: one record, written as ISO 19115-3 and as DCAT.

record         everything worth knowing of a layer, from its declaration and its facts
distribution   the ways in which it can be had
iso            the record as XML (ISO 19115-3);  elements: how its texts and codes are written
dcat           the record and the catalogue of all as JSON-LD (DCAT 3)
codes          our words in the code lists that catalogues compare by
units          our units in UCUM
"""

from gis.metadata.dcat import catalogue, dataset
from gis.metadata.distribution import Addresses, Distribution, Way
from gis.metadata.iso import iso
from gis.metadata.record import ACCESS, Record, record

__all__ = ["ACCESS", "Addresses", "Distribution", "Record", "Way", "catalogue", "dataset", "iso", "record"]
