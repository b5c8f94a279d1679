"""For those who keep the service running: is it alive, can it answer, how is it doing."""

from __future__ import annotations

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from api.answers import encoded
from api.deps import OfferDep, ServiceDep
from api.links import JSON

router = APIRouter()

_NOW = {"cache-control": "no-store"}


@router.get("/healthz")
async def alive() -> Response:
    """The process answers."""
    return Response(encoded({"status": "ok"}), headers=_NOW, media_type=JSON)


@router.get("/readyz")
async def ready(offer: OfferDep) -> Response:
    """The database answers with the versions of every layer; else 503."""
    versions = await offer.current.versions()
    return Response(encoded({"status": "ok", "layers": len(versions)}), headers=_NOW, media_type=JSON)


@router.get("/metrics")
async def metrics(service: ServiceDep) -> Response:
    """Figures for Prometheus."""
    return Response(generate_latest(service.figures.registry), headers=_NOW, media_type=CONTENT_TYPE_LATEST)
