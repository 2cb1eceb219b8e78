"""The addresses of the public log."""

from django.urls import path, re_path

from answerback.public import log

app_name = "log"
urlpatterns = [
    path("checkpoint", log.checkpoint, name="checkpoint"),
    path("keys", log.keys, name="keys"),
    path("anchors.pem", log.anchors, name="anchors"),
    re_path(r"^certificates/(?P<fingerprint>[0-9a-f]{64})\.pem$", log.certificate, name="certificate"),
    re_path(r"^tile/(?P<level>entries|0|[1-9]|[1-5][0-9]|6[0-3])/(?P<rest>.+)$", log.tile, name="tile"),
    path("inclusion", log.inclusion, name="inclusion"),
    path("consistency", log.consistency, name="consistency"),
]
