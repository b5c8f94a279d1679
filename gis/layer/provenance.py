"""The words for where a layer comes from: who answers for it, on what terms, how often it is renewed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from gis.language import Words


class Topic(StrEnum):
    """What a layer is about, by the topic categories of ISO 19115-1."""

    BIOTA = "biota"
    BOUNDARIES = "boundaries"
    DISASTER = "disaster"
    ECONOMY = "economy"
    ELEVATION = "elevation"
    ENVIRONMENT = "environment"
    FARMING = "farming"
    GEOLOGY = "geoscientificInformation"
    HEALTH = "health"
    IMAGERY = "imageryBaseMapsEarthCover"
    INLAND_WATERS = "inlandWaters"
    LOCATION = "location"
    OCEANS = "oceans"
    PLANNING = "planningCadastre"
    SOCIETY = "society"
    STRUCTURE = "structure"
    TRANSPORT = "transportation"
    UTILITIES = "utilitiesCommunication"
    WEATHER = "climatologyMeteorologyAtmosphere"


class Frequency(StrEnum):
    """How often a layer is renewed, as portals compare it; `Source.rhythm` says it to people."""

    CONTINUAL = "continual"
    DAILY = "daily"
    THRICE_WEEKLY = "thrice weekly"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"
    FIVE_YEARLY = "five-yearly"
    AS_NEEDED = "as needed"
    IRREGULAR = "irregular"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the layer comes from, said with every figure taken from it.

    licence    by one of the names in LICENCES, or in words of its own
    rhythm     how often it is renewed, to people;  frequency: the same to portals
    scale      the denominator it was mapped at;  accuracy: what else is known of how right it is
    lineage    how the data came to be;  gaps: what is known to be missing or in doubt
    """

    name: str
    licence: str
    rhythm: Words
    scale: int | None = None
    lineage: Words | None = None
    frequency: Frequency = Frequency.UNKNOWN
    accuracy: Words | None = None
    gaps: Words | None = None


@dataclass(frozen=True, slots=True)
class Licence:
    """Terms of use; `uri` names them for programs, None where no such name exists."""

    title: Words
    uri: str | None = None


UNDECIDED: Final = "Belum ditetapkan walidata"
"""What is said where the agency that keeps the data has not decided yet. Nothing is made up in its place."""

LICENCES: Final[Mapping[str, Licence]] = MappingProxyType(
    {
        UNDECIDED: Licence(Words(UNDECIDED, "Not yet decided by the data's keeper")),
        "Tertutup: tidak untuk disebarkan": Licence(
            Words("Tertutup: tidak untuk disebarkan", "Closed: not to be passed on")
        ),
        "CC0": Licence(
            Words("CC0: bebas tanpa syarat", "CC0: free of conditions"),
            "https://creativecommons.org/publicdomain/zero/1.0/",
        ),
        "CC BY 4.0": Licence(
            Words("CC BY 4.0: sebutkan sumbernya", "CC BY 4.0: name the source"),
            "https://creativecommons.org/licenses/by/4.0/",
        ),
        "LGPL-3.0-or-later": Licence(
            Words("LGPL 3.0 atau yang lebih baru", "LGPL 3.0 or later"),
            "https://spdx.org/licenses/LGPL-3.0-or-later.html",
        ),
    }
)
"""The terms that layers come under, by the name a `Source` gives."""


@dataclass(frozen=True, slots=True)
class Agency:
    """An office that answers for layers; `site` and `address` are None where none was made known."""

    name: Words
    address: Words | None = None
    site: str | None = None


PUBLISHER: Final = Agency(Words("Pemerintah Kabupaten Jepara", "Government of the Regency of Jepara"))
"""Who publishes all layers."""

AGENCIES: Final[Mapping[str, Agency]] = MappingProxyType(
    {
        "BPBD": Agency(
            Words(
                "Badan Penanggulangan Bencana Daerah Kabupaten Jepara",
                "Disaster Management Agency of the Regency of Jepara",
            )
        ),
        "DLH": Agency(
            Words("Dinas Lingkungan Hidup Kabupaten Jepara", "Environment Agency of the Regency of Jepara")
        ),
        "Dinas Pariwisata": Agency(
            Words(
                "Dinas Pariwisata dan Kebudayaan Kabupaten Jepara",
                "Tourism and Culture Agency of the Regency of Jepara",
            )
        ),
        "Dinas Perikanan": Agency(
            Words("Dinas Perikanan Kabupaten Jepara", "Fisheries Agency of the Regency of Jepara")
        ),
        "Diskominfo": Agency(
            Words(
                "Dinas Komunikasi dan Informatika Kabupaten Jepara",
                "Communication and Informatics Agency of the Regency of Jepara",
            )
        ),
        "Disperkim": Agency(
            Words(
                "Dinas Perumahan Rakyat dan Kawasan Permukiman Kabupaten Jepara",
                "Housing and Settlements Agency of the Regency of Jepara",
            )
        ),
    }
)
"""The agencies by the short names that `Layer.owner` gives."""


def agency(owner: str) -> Agency:
    """The agency of this short name; one that is not listed is known by that name alone.

    >>> agency("Uji").name.en
    'Uji'
    """
    return AGENCIES.get(owner) or Agency(Words(owner, owner))


def licence(name: str) -> Licence:
    """The terms of this name; words of their own stand for themselves.

    >>> licence("CC0").uri, licence("Seizin pemilik").uri
    ('https://creativecommons.org/publicdomain/zero/1.0/', None)
    """
    return LICENCES.get(name) or Licence(Words(name, name))
