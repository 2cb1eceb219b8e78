"""How allauth behaves here: nobody signs up by himself, and each role lands on its own screen."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from answerback.people.second_step import has_second_step


class StaffAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Accounts are made by invitation only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator invites."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The desk; before it the page where a second step is set up, if this session has none."""
        return "/desk/" if has_second_step(request) else reverse("mfa_index")
