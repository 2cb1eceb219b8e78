"""Addresses that every origin has."""

from django.urls import path

from answerback.ops import views

app_name = "ops"
urlpatterns = [
    path("", views.root, name="root"),
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
    path("version", views.version, name="version"),
]
