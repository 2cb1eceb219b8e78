"""`ui:language`, `ui:theme`, and in demo and test mode `ui:gallery`."""

from __future__ import annotations

from django.conf import settings
from django.urls import path

from answerback.ui import gallery, views

app_name = "ui"
urlpatterns = [
    path("language", views.language, name="language"),
    path("theme", views.theme, name="theme"),
]
if not settings.PRODUCTION:
    urlpatterns += [
        path("gallery", gallery.gallery, name="gallery"),
        path("gallery/desk", gallery.desk, name="gallery_desk"),
        path("gallery/phone/<str:kind>", gallery.phone, name="gallery_phone"),
    ]
