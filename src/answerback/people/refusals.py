"""Why a change of staff, or a link, says no."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from answerback.ui.refusals import Refusal


class WorkNumberTaken(Refusal):
    code = "people.work_number_taken"
    says = _("Somebody in this wallet already has the work number %(number)s.")


class AlreadyInRole(Refusal):
    code = "people.already_in_role"
    says = _("This person already has that role here, under another work number.")


class StaffIncomplete(Refusal):
    code = "people.field_wrong"
    status = 422
    says = _("The field “%(field)s” is missing or not understood.")


class LastAdministrator(Refusal):
    code = "people.last_administrator"
    says = _("A wallet needs at least one administrator; name another first.")


class NotYourself(Refusal):
    code = "people.not_yourself"
    status = 403
    says = _("Nobody changes his own role; ask another administrator.")


class PlaceEnded(Refusal):
    code = "people.place_ended"
    says = _("This person no longer works here; invite him again.")


class LinkRefused(Refusal):
    """Unknown, spent and expired links all get this one answer."""

    code = "people.link_refused"
    status = 410
    says = _("This sign-in link has been used or is too old. Ask for a new one.")


class DemoOnly(Refusal):
    code = "people.demo_only"
    status = 403
    says = _("Demo links exist only in the demo.")
