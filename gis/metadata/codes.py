"""Our words -> the code lists of ISO 19115-1 and of the registers that portals compare by."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from gis.layer import Access, Frequency, Shape, Topic

LISTS: Final = "http://standards.iso.org/iso/19115/resources/Codelists/cat/codelists.xml#"
"""Before the name of a code list of ISO 19115."""

MAINTENANCE: Final[Mapping[Frequency, tuple[str, str | None]]] = MappingProxyType(
    {
        Frequency.CONTINUAL: ("continual", None),
        Frequency.DAILY: ("daily", None),
        Frequency.THRICE_WEEKLY: ("periodic", None),
        Frequency.WEEKLY: ("weekly", None),
        Frequency.MONTHLY: ("monthly", None),
        Frequency.QUARTERLY: ("quarterly", None),
        Frequency.HALF_YEARLY: ("biannually", None),
        Frequency.YEARLY: ("annually", None),
        Frequency.FIVE_YEARLY: ("periodic", "P5Y"),
        Frequency.AS_NEEDED: ("asNeeded", None),
        Frequency.IRREGULAR: ("irregular", None),
        Frequency.UNKNOWN: ("unknown", None),
    }
)
"""MD_MaintenanceFrequencyCode, and the period where the code list has no word for it (ISO 8601)."""

_EU: Final = "http://publications.europa.eu/resource/authority"

PERIODICITY: Final[Mapping[Frequency, str]] = MappingProxyType(
    {
        frequency: f"{_EU}/frequency/{code}"
        for frequency, code in {
            Frequency.CONTINUAL: "CONT",
            Frequency.DAILY: "DAILY",
            Frequency.THRICE_WEEKLY: "WEEKLY_3",
            Frequency.WEEKLY: "WEEKLY",
            Frequency.MONTHLY: "MONTHLY",
            Frequency.QUARTERLY: "QUARTERLY",
            Frequency.HALF_YEARLY: "ANNUAL_2",
            Frequency.YEARLY: "ANNUAL",
            Frequency.FIVE_YEARLY: "QUINQUENNIAL",
            Frequency.AS_NEEDED: "IRREG",
            Frequency.IRREGULAR: "IRREG",
            Frequency.UNKNOWN: "UNKNOWN",
        }.items()
    }
)
"""The register of frequencies by which DCAT catalogues are compared."""

ACCESS_RIGHTS: Final[Mapping[Access, str]] = MappingProxyType(
    {
        Access.PUBLIC: f"{_EU}/access-right/PUBLIC",
        Access.STAFF: f"{_EU}/access-right/RESTRICTED",
        Access.RESTRICTED: f"{_EU}/access-right/NON_PUBLIC",
    }
)
"""Who may read, by the register that DCAT catalogues use."""

LANGUAGES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {"id": ("ind", f"{_EU}/language/IND"), "en": ("eng", f"{_EU}/language/ENG")}
)
"""Our languages by ISO 639-2, and in the register that DCAT catalogues use."""

GEOMETRIES: Final[Mapping[Shape, str]] = MappingProxyType(
    {Shape.POINT: "point", Shape.LINE: "curve", Shape.POLYGON: "surface"}
)
"""MD_GeometricObjectTypeCode."""


def theme(topic: Topic) -> str:
    """The URI of a topic category.

    >>> theme(Topic.OCEANS)
    'http://inspire.ec.europa.eu/metadata-codelist/TopicCategory/oceans'
    """
    return f"http://inspire.ec.europa.eu/metadata-codelist/TopicCategory/{topic.value}"


def media_type(media: str) -> str:
    """The URI of a media type, without its parameters.

    >>> media_type("text/csv; charset=utf-8")
    'https://www.iana.org/assignments/media-types/text/csv'
    """
    return f"https://www.iana.org/assignments/media-types/{media.partition(';')[0].strip()}"
