"""The command line. What a command asks for is put together here; what it does is the core's.

    gis up                                        everything: database, schema, sample the first time, server
    gis import desa batas.gpkg                    a file into a layer
    gis exposure --hazard bahaya --jenis banjir --exposed wisata

Exit codes: 0 done, 1 refused data, 2 wrong use, 3 the service or the database is not there.
"""

from __future__ import annotations

import importlib.metadata
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

import layers as declared
from api.cli import options
from api.cli.options import Actor, As, Json, LayerName
from api.cli.usage import Commands
from api.cli.voice import Exit, Voice, aligned
from gis import account
from gis.layer import Audience, Layer
from gis.settings import Settings

if TYPE_CHECKING:
    from api.cli.start import Folders

LAYERS: Final[Mapping[str, Layer]] = declared.LAYERS
_PROJECT: Final = Path(declared.__file__).parents[1]

app = typer.Typer(
    name="gis",
    cls=Commands,
    help="Peta Jepara: the regency's places in one PostGIS, on one map, through one API.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # They print values, which may be personal.
)
schema_app = typer.Typer(
    help="Declarations and database: bring up, compare, write migrations.", no_args_is_help=True
)
app.add_typer(schema_app, name="schema")


def _tell_version(asked: bool) -> None:
    if asked:
        Voice().result({}, [f"Peta Jepara {importlib.metadata.version('peta-jepara')}"])
        raise typer.Exit


@app.callback()
def either(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Which version this is."),
    ] = False,
) -> None:
    """What holds for every command."""


@app.command()
def up() -> None:
    """Start everything and serve: the database, the schema, the sample the first time, the server."""
    from api.cli import start

    voice = Voice()
    with voice.errors_told():
        start.up(_settings(), LAYERS, _folders(), voice)


@app.command()
def serve(audience: options.For = options.Served.PUBLIC) -> None:
    """Serve against a database that is up already: the public, or on this machine the staff."""
    from api.cli import start
    from gis import whereabouts

    voice = Voice()
    with voice.errors_told():
        settings = _settings()
        start.serve(settings, LAYERS, whereabouts.running(settings), voice, Audience(audience))


@app.command()
def layers(audience: As = Audience.PUBLIC, as_json: Json = False) -> None:
    """List the layers an audience sees, with their rows and versions."""
    from gis import database, listing, whereabouts

    voice = Voice(as_json=as_json)
    with voice.errors_told(), database.reading(whereabouts.running(_settings()), audience) as session:
        found = listing.listed(session, LAYERS, audience)
        rows = [(one.layer, one.title, one.system, one.rows, one.version) for one in found]
        voice.result(
            [one.as_json() for one in found], aligned(("layer", "judul", "sistem", "baris", "versi"), rows)
        )


@app.command("import")
def import_(  # noqa: PLR0913, PLR0917 -- a command's options are its arguments.
    layer: LayerName,
    file: options.Given,
    dry_run: options.DryRun = False,
    keep_good: options.KeepGood = False,
    mend: options.Mend = False,
    accept: options.Accept = None,
    replace: options.Replace = False,
    renamed: options.Map = None,
    crs: options.Crs = None,
    sheet: options.SheetName = None,
    heading: options.HeadingLine = None,
    decimal: options.Decimal = None,
    forget: options.Forget = False,
    source: options.Source = None,
    date: options.DataDate = None,
    rejects: options.Rejects = None,
    report: options.ReportFile = None,
    every: options.Every = False,
    yes: options.Yes = False,
    actor: Actor = None,
    as_json: Json = False,
) -> None:
    """Load a file into a layer. Any bad row stops the load, and nothing is changed, unless --keep-good."""
    from api.cli import loading
    from gis.imports import choosing
    from gis.imports.pipeline import Job, Options

    voice = Voice(as_json=as_json)
    with voice.errors_told():
        how = Options(
            actor=actor or account.name(),
            dry_run=dry_run,
            keep_good=keep_good,
            accept=loading.accepted(accept or (), mend=mend),
            replace=replace,
            renamed=dict(choosing.mapping("--map", pair) for pair in renamed or ()),
            crs=crs,
            sheet=sheet,
            heading=heading,
            decimal=choosing.mark("--decimal", decimal) if decimal else None,
            forget=forget,
            source=source,
            date_of_data=date.date() if date else None,
            rejects=rejects,
            report=report,
            report_bad=not as_json,
        )
        loading.load(Job(file, _layer(layer), LAYERS, how), _settings(), voice, yes=yes, every=every)


@app.command()
def export(  # noqa: PLR0913, PLR0917 -- a command's options are its arguments.
    layer: LayerName,
    file: options.Written,
    audience: As = Audience.PUBLIC,
    bbox: options.Within = None,
    fulfilling: options.Fulfilling = None,
    crs: options.In = None,
    overwrite: options.Overwrite = False,
    as_json: Json = False,
) -> None:
    """Write a layer to a file, as an audience sees it: all of it, or what is asked for."""
    from gis import exports, whereabouts
    from gis.privacy import visible

    voice = Voice(as_json=as_json)
    with voice.errors_told():
        view = visible(_layer(layer), audience)
        given = {"bbox": bbox, "filter": fulfilling, "crs": f"[{crs}]" if crs else None}
        asked = exports.question(view, {name: text for name, text in given.items() if text})
        wanted = exports.Export(file, asked, overwrite=overwrite)
        done = exports.write(view, wanted, whereabouts.running(_settings()))
        voice.result(
            done.as_json(), [f"{done.rows} baris '{done.layer}' ({done.audience}) ditulis ke {done.file}."]
        )


@app.command()
def exposure(  # noqa: PLR0913, PLR0917 -- a command's options are its arguments.
    hazard: Annotated[str, typer.Option(help="A hazard layer.")],
    exposed: Annotated[str, typer.Option(help="The layer whose objects are counted.")],
    jenis: Annotated[str | None, typer.Option(help="The kind of hazard.")] = None,
    classes: Annotated[
        str | None, typer.Option(help="Which classes count as affected, parted by commas.")
    ] = None,
    by: Annotated[str | None, typer.Option(help="The area level to count by.")] = None,
    rule: Annotated[str | None, typer.Option(help="touches-worst or centroid.")] = None,
    audience: As = Audience.PUBLIC,
    as_json: Json = False,
) -> None:
    """How many objects of a layer lie in which class of a hazard, by area."""
    from api.cli import answers
    from gis import database, whereabouts
    from gis.exposure import Ask, summary_now

    voice = Voice(as_json=as_json)
    with voice.errors_told():
        given = {"hazard": hazard, "exposed": exposed, "jenis": jenis, "by": by, "rule": rule}
        listed = [name.strip() for name in classes.split(",") if name.strip()] if classes else None
        ask = Ask.from_inputs({**given, "classes": listed})
        with database.reading(whereabouts.running(_settings()), audience) as session:
            found = summary_now(session, LAYERS, audience, ask)
        voice.result(found.as_json(), answers.exposure_lines(found))


@app.command("at-point")
def at_point(
    lon: Annotated[float, typer.Option(help="Longitude in degrees, such as 110.67.")],
    lat: Annotated[float, typer.Option(help="Latitude in degrees, negative in the south, such as -6.59.")],
    audience: As = Audience.PUBLIC,
    as_json: Json = False,
) -> None:
    """What is at a point: village, hazards, the nearest evacuation points."""
    from api.cli import answers
    from gis import database, whereabouts
    from gis.at_point import Spot, look_now

    voice = Voice(as_json=as_json)
    with voice.errors_told(), database.reading(whereabouts.running(_settings()), audience) as session:
        found = look_now(session, LAYERS, audience, Spot(lon, lat))
        voice.result(found.as_json(), answers.point_lines(found))


@app.command()
def batches(
    layer: Annotated[str | None, typer.Argument(metavar="[LAYER]", help="Only this layer's.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many, the newest first.")] = 30,
    as_json: Json = False,
) -> None:
    """List what was loaded and undone: when, by whom, from which file."""
    from api.cli import answers
    from gis import batches as kept
    from gis import database, whereabouts

    voice = Voice(as_json=as_json)
    with voice.errors_told(), database.writing(whereabouts.running(_settings())) as session:
        found = kept.listed(session, _layer(layer) if layer else None, limit)
        voice.result([batch.as_json() for batch in found], answers.batch_lines(found))


@app.command()
def undo(
    batch: Annotated[int, typer.Argument(help="The batch's number; `gis batches` lists them.")],
    with_later: Annotated[
        bool, typer.Option("--with-later", help="First undo the later batches that changed its rows again.")
    ] = False,
    actor: Actor = None,
    as_json: Json = False,
) -> None:
    """Undo a batch: every row it touched is again exactly what it was."""
    from api.cli import answers
    from gis import undo as undoing
    from gis import whereabouts

    voice = Voice(as_json=as_json)
    with voice.errors_told():
        address = whereabouts.running(_settings())
        done = undoing.undo(batch, LAYERS, address, actor or account.name(), with_later=with_later)
        voice.result({"undone": [one.as_json() for one in done]}, answers.undo_lines(done))


@app.command()
def sample(
    folder: Annotated[
        Path | None, typer.Option(help="A folder with a manifest.json; by default data/sample.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Load the sample data, their dates kept relative to today."""
    from api.cli import start
    from gis import sample as made
    from gis import whereabouts

    voice = Voice(as_json=as_json)
    with voice.errors_told():
        folders = _folders(folder)
        address = whereabouts.running(_settings())
        entries = list(made.manifest(folders.sample).entries)
        reports = start.load_sample(entries, LAYERS, address, folders, voice)
        total = sum(report["loaded"] for report in reports)
        voice.result(reports, [f"{total} baris contoh dimuat atau diubah dalam {len(reports)} layer."])


@app.command()
def doctor(as_json: Json = False) -> None:
    """What the service needs, whether it is there, and what to type when it is not."""
    from gis import doctor as checking

    voice = Voice(as_json=as_json)
    with voice.errors_told():
        found = checking.checks(_settings())
        plain = [{"name": one.name, "ok": one.ok, "said": one.said, "todo": one.todo} for one in found]
        marks = [(f"{'ok' if one.ok else '--'}  {one.name}: {one.said}", one.todo) for one in found]
        voice.result(
            plain, [line for said, todo in marks for line in (said, f"      {todo}" if todo else "") if line]
        )
    if not all(one.ok for one in found):
        raise typer.Exit(Exit.NOT_THERE)


@schema_app.command("upgrade")
def schema_upgrade() -> None:
    """Bring the database to the declarations."""
    from gis import schema, whereabouts

    voice = Voice()
    with voice.errors_told():
        with whereabouts.at_hand(_settings(), voice.say) as address:
            changed = schema.upgrade(address, LAYERS, _folders().migrations)
        voice.result(changed, ["Brought up to the declarations." if changed else "Nothing to do."])


@schema_app.command("check")
def schema_check(as_json: Json = False) -> None:
    """Say where the declarations and the migrated database differ; exit code 1 if they do."""
    from gis import schema, whereabouts

    voice = Voice(as_json=as_json)
    with voice.errors_told():
        with whereabouts.at_hand(_settings(), voice.say) as address:
            found = schema.differences(address, LAYERS)
        voice.result(found, found or ["Declarations and database agree."])
    if found:
        raise typer.Exit(Exit.REFUSED)


@schema_app.command("revision")
def schema_revision(message: Annotated[str, typer.Option("-m", "--message", help="What changes.")]) -> None:
    """Write the migration from the database to the declarations; read it before it is used."""
    from gis import schema, whereabouts

    voice = Voice()
    with voice.errors_told():
        with whereabouts.at_hand(_settings(), voice.say) as address:
            path = schema.revise(address, _folders().migrations, message)
        voice.result(str(path), [str(path)])


def _settings() -> Settings:
    return Settings.from_environment(os.environ)


def _folders(sample_folder: Path | None = None) -> Folders:
    from api.cli.start import Folders

    return Folders(
        Path(declared.__file__).parent / "migrations", sample_folder or _PROJECT / "data" / "sample"
    )


def _layer(name: str) -> Layer:
    from gis.errors import UnknownChoice
    from gis.language import Words

    try:
        return LAYERS[name]
    except KeyError:
        raise UnknownChoice(Words("lapisan", "layer"), name, LAYERS) from None
