"""XML by hand: elements with prefixed names, and texts in both languages as ISO 19115-3 writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, indent, tostring

from gis.language import Language, Words
from gis.metadata.codes import LANGUAGES, LISTS

_ISO: Final = "http://standards.iso.org/iso/19115/-3"

NAMESPACES: Final = {
    "mdb": f"{_ISO}/mdb/2.0",
    "cit": f"{_ISO}/cit/2.0",
    "gco": f"{_ISO}/gco/1.0",
    "gcx": f"{_ISO}/gcx/1.0",
    "gex": f"{_ISO}/gex/1.0",
    "lan": f"{_ISO}/lan/1.0",
    "mcc": f"{_ISO}/mcc/1.0",
    "mco": f"{_ISO}/mco/1.0",
    "mmi": f"{_ISO}/mmi/1.0",
    "mrc": f"{_ISO}/mrc/2.0",
    "mrd": f"{_ISO}/mrd/1.0",
    "mri": f"{_ISO}/mri/1.0",
    "mrl": f"{_ISO}/mrl/2.0",
    "mrs": f"{_ISO}/mrs/1.0",
    "msr": f"{_ISO}/msr/2.0",
    "gml": "http://www.opengis.net/gml/3.2",
    "xlink": "http://www.w3.org/1999/xlink",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
"""The prefixes that a record uses."""


def element(tag: str, *parts: Element | str | None, **attributes: str) -> Element:
    """An element with its parts in order; parts that are None are left out. A text becomes its content.

    An underscore in an attribute's name stands for the colon: `xlink_href` is `xlink:href`.
    """
    made = Element(tag, {name.replace("_", ":"): value for name, value in attributes.items()})
    for part in parts:
        if isinstance(part, str):
            made.text = part
        elif part is not None:
            made.append(part)
    return made


def document(root: Element) -> bytes:
    """The element as a whole document, with its namespaces."""
    for prefix, uri in NAMESPACES.items():
        root.set(f"xmlns:{prefix}", uri)
    indent(root)
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def text(tag: str, said: str | None) -> Element | None:
    """A text that stands in one language or in none, such as a name or an address."""
    return element(tag, element("gco:CharacterString", said)) if said else None


def code(tag: str, named: str, value: str) -> Element:
    """A value of a code list: `named` is the list's element, e.g. `cit:CI_RoleCode`."""
    codes = LISTS + named.partition(":")[2]
    return element(tag, element(named, value, codeList=codes, codeListValue=value))


def anchor(tag: str, said: str, href: str) -> Element:
    """A text that an address on the web explains."""
    return element(tag, element("gcx:Anchor", said, xlink_href=href))


@dataclass(frozen=True, slots=True)
class Tongue:
    """In which language a record is written first; the other stands beside it."""

    language: Language

    @property
    def other(self) -> Language:
        """The other language."""
        return "id" if self.language == "en" else "en"

    def words(self, tag: str, said: Words | None) -> Element | None:
        """Words in both languages; None where nothing is said."""
        if said is None:
            return None
        made = element(tag, element("gco:CharacterString", said.in_(self.language)))
        made.set("xsi:type", "lan:PT_FreeText_PropertyType")
        translated = element("lan:LocalisedCharacterString", said.in_(self.other), locale=f"#{self.other}")
        made.append(element("lan:PT_FreeText", element("lan:textGroup", translated)))
        return made

    def locale(self, tag: str, language: Language, *, marked: bool = False) -> Element:
        """A language with its encoding; the other language is marked, so that texts can point to it."""
        made = element(
            "lan:PT_Locale",
            code("lan:language", "lan:LanguageCode", LANGUAGES[language][0]),
            code("lan:characterEncoding", "lan:MD_CharacterSetCode", "utf8"),
        )
        if marked:
            made.set("id", language)
        return element(tag, made)
