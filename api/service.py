"""What every request needs, put together once when the server is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from api.figures import Figures
from api.kept import Store
from api.offer import Offer
from api.sending import Sendings
from api.turns import Turns
from gis.database import Database
from gis.facts import KnownFacts
from gis.layer import Audience, Layer
from gis.queue.desk import Desk
from gis.settings import Settings
from gis.sketch import KnownShapes

_PAGES: Final = 4
"""Pages of features are kept in a quarter of the room that tiles have."""


@dataclass(frozen=True)
class Service:
    """The layers, the database, what is kept between requests; a desk where files are taken.

    One service serves one audience, whoever asks, until there is a way to sign in.
    """

    settings: Settings
    layers: Mapping[str, Layer]
    database: Database
    desk: Desk | None = None
    audience: Audience = Audience.PUBLIC
    facts: KnownFacts = field(default_factory=KnownFacts)
    shapes: KnownShapes = field(default_factory=KnownShapes)
    figures: Figures = field(default_factory=Figures)
    offer: Offer = field(init=False)
    sendings: Sendings = field(init=False)
    filtering: Turns = field(init=False)
    tiles: Store = field(init=False)
    pages: Store = field(init=False)

    def __post_init__(self) -> None:
        room = self.settings.tile_cache_bytes
        object.__setattr__(self, "offer", Offer(self.layers, self.database, self.audience))
        object.__setattr__(
            self, "sendings", Sendings(self.database.address, self.settings.statement_timeout_ms)
        )
        object.__setattr__(self, "filtering", Turns(max(1, self.settings.pool_max // 2)))
        object.__setattr__(self, "tiles", Store(room))
        object.__setattr__(self, "pages", Store(room // _PAGES))
        self.figures.kept_tiles.set_function(lambda: len(self.tiles))
        self.figures.kept_bytes.set_function(lambda: self.tiles.size)

    @property
    def basemap(self) -> str | None:
        """The address of the outside tiles to lay under the map, if the settings name one."""
        address = self.settings.basemap
        return address if address and "{z}" in address else None
