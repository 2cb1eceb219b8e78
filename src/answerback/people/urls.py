"""The staff's own pages beside allauth's: one-time links in, and doors that stay shut."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
