"""`/` on every origin, and what operators ask: alive, ready, which version."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from answerback import __version__
from answerback.ops.health import unready
from answerback.ops.loops import now
from answerback.ui.origins import hosts


@require_GET
def root(request: HttpRequest) -> HttpResponse:
    """In the demo the list of screens; elsewhere the face of this origin."""
    if settings.DEMO:
        from answerback.ops.demo.addresses import addresses

        return render(request, "ops/start.html", {"addresses": addresses(at=now())})
    paths = {"staff": "/desk/", "portal": "/my/", "public": "/check/"}
    face = next((face for face, host in hosts().items() if host == request.get_host()), "public")
    return HttpResponseRedirect(paths[face])


@require_GET
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"alive": True})


@require_GET
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether visitors may be sent here; 503 with the reasons when not."""
    because = unready()
    return JsonResponse({"ready": not because, "because": because}, status=503 if because else 200)


@require_GET
def version(request: HttpRequest) -> HttpResponse:
    """Which version runs."""
    return JsonResponse({"version": __version__})
