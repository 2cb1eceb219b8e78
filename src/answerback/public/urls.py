"""The public addresses."""

from django.urls import path

from answerback.public import files, reporting, views

app_name = "public"
urlpatterns = [
    path("", views.check, name="check"),
    path("files/<str:token>", files.download, name="file"),
    path("report", reporting.form, name="report"),
    path("reports", reporting.receive, name="reports"),
    path("wallets/<slug:slug>", views.wallet, name="wallet"),
]
