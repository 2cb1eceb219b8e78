"""Addresses that exist in the demo only."""

from django.urls import path

from answerback.ops.demo import embed, phone, views

app_name = "demo"
urlpatterns = [
    path("enter/<str:token>", views.enter, name="enter"),
    path("wallet/", views.wallet, name="wallet"),
    path("transfer", views.transfer, name="transfer"),
    path("trouble", views.trouble, name="trouble"),
    path("phone", phone.fragment, name="phone"),
    path("phone/<str:button>", phone.button, name="phone_button"),
    path("embed/", embed.page, name="embed"),
    path("embed/ticket", embed.ticket, name="embed_ticket"),
    path("scammer/<str:step>", phone.scammer, name="scammer"),
]
