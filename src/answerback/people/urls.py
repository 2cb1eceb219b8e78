"""The staff's own pages beside allauth's. Listed before them, so that the doors closed here stay shut."""

from __future__ import annotations

from django.urls import path

from answerback.people import views

urlpatterns = [
    path("enter/<str:token>/", views.enter, name="people_enter"),
    path("wallet/", views.choose, name="people_choose_wallet"),
    path("sign-out-everywhere/", views.leave_everywhere, name="people_sign_out_everywhere"),
    path("signup/", views.closed),
    path("email/", views.closed),
    path("confirm-email/", views.closed),
    path("confirm-email/<str:key>/", views.closed),
    path("login/code/confirm/", views.closed),
    path("password/reset/", views.closed),
    path("password/reset/done/", views.closed),
    path("password/reset/key/done/", views.closed),
    path("password/reset/key/<str:key>/", views.closed),
]
