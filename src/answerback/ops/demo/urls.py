"""Addresses that exist in the demo only."""

from django.urls import path

from answerback.ops.demo import views

app_name = "demo"
urlpatterns = [
    path("enter/<str:token>", views.enter, name="enter"),
    path("trouble", views.trouble, name="trouble"),
    path("phone/<str:button>", views.phone, name="phone"),
]
