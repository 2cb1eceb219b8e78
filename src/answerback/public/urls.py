"""The public addresses."""

from django.urls import path

from answerback.public import views

app_name = "public"
urlpatterns = [
    path("", views.check, name="check"),
    path("wallets/<slug:slug>", views.wallet, name="wallet"),
]
