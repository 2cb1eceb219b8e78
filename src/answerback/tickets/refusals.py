"""What the verbs on tickets refuse, each with its code and sentence."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from answerback.ui.refusals import Refusal


class TicketMoved(Refusal):
    """The ticket is not where this step begins, or somebody else moved it first."""

    code = "tickets.moved"
    says = _("This ticket has changed in the meantime. Please look at it again.")


class ForeignReferenceTaken(Refusal):
    """One reference of the other help desk is one ticket of one customer."""

    code = "tickets.foreign_reference_taken"
    says = _("This reference already belongs to another ticket, or this matter goes by another reference.")


class PromiseStillOpen(Refusal):
    """A ticket is not solved while something promised is not done."""

    code = "tickets.promise_open"
    says = _("Something promised in this ticket is not done yet. Keep the promise first.")


class PromiseInThePast(Refusal):
    """A promise needs a time to come."""

    code = "tickets.promise_in_the_past"
    status = 422
    says = _("A promise needs a time that is still to come.")


class PromiseNotBroken(Refusal):
    """Only a promise that was not kept in time needs explaining."""

    code = "tickets.promise_not_broken"
    says = _("This promise is not broken, so there is nothing to explain.")


class TooLateToReopen(Refusal):
    """A closed ticket reopens for thirty days; after that a new one is opened."""

    code = "tickets.too_late_to_reopen"
    says = _("This matter was closed too long ago to be opened again. Please ask for a new one.")


class NotRateable(Refusal):
    """Only a solved or closed ticket is rated."""

    code = "tickets.not_rateable"
    says = _("You can say how it went once the matter is solved.")


class RatingOutOfRange(Refusal):
    """A score outside its scale, or no score at all."""

    code = "tickets.rating_out_of_range"
    status = 422
    says = _("Please choose one of the offered scores.")


class EmptyText(Refusal):
    """There is nothing to keep."""

    code = "tickets.empty_text"
    status = 422
    says = _("Please write something first.")


class NotConfirmed(Refusal):
    """The customer has not confirmed the call, so nothing may be asked for in his name."""

    code = "tickets.call_not_confirmed"
    says = _("The user has not confirmed this call with the code yet. Until then nothing can be requested.")


class NotAble(Refusal):
    """The wallet's backend cannot do this."""

    code = "tickets.wallet_not_able"
    says = _("This wallet cannot do that.")


class DetailWrong(Refusal):
    """The details of a request are incomplete or malformed; `field` names the first that is."""

    code = "tickets.detail_wrong"
    status = 422
    says = _("The details are incomplete or wrong. Please check: %(field)s.")


class AlreadyFinal(Refusal):
    """A transfer confirmed on its chain is final: nobody recalls it and no merchant pays it back."""

    code = "tickets.transfer_final"
    says = _("This transfer is confirmed on its chain and final. Only whoever received it can send it back.")


class TicketFinished(Refusal):
    """Nothing is added to a ticket that is solved or closed."""

    code = "tickets.finished"
    says = _("This ticket is finished. Open it again first.")


class NotYours(Refusal):
    """Only the customer decides, in his own session."""

    code = "tickets.not_yours"
    status = 404
    says = _("There is no such request.")


class NotAsShown(Refusal):
    """The digest differs from the details as they stand: what was seen is not what would be sent."""

    code = "tickets.not_as_shown"
    says = _("This request is not the one you were shown. Please read it again before you decide.")


class NoLongerWaiting(Refusal):
    """Decided already, or run out."""

    code = "tickets.no_longer_waiting"
    says = _("This request no longer waits for a decision.")


class AlreadySent(Refusal):
    """The cooling-off time is over and the wallet has been told."""

    code = "tickets.already_sent"
    says = _("It is too late to take this back: the wallet has already been told.")


class CoolingOff(Refusal):
    """The backend answers before it may act."""

    code = "tickets.cooling_off"
    says = _("This request may not be carried out yet.")


class FileTooLarge(Refusal):
    """More than 5 MB, or an image of too many points."""

    code = "tickets.file_too_large"
    status = 413
    says = _("This file is too large. At most 5 MB can be kept.")


class TooManyFiles(Refusal):
    """Twenty files in one place."""

    code = "tickets.too_many_files"
    says = _("There are twenty files here already. Remove one first.")


class FileNotAccepted(Refusal):
    """Neither PNG, JPEG, PDF nor text, whatever its name says, or damaged."""

    code = "tickets.file_not_accepted"
    status = 415
    says = _(
        "Only pictures (PNG, JPEG), PDF documents and plain text can be kept. "
        "This file is none of these, or it is damaged."
    )


class FileActive(Refusal):
    """A PDF that is encrypted or carries scripts, files or actions."""

    code = "tickets.file_active"
    status = 415
    says = _(
        "This PDF document is locked, or carries scripts, other files or commands, and is not kept. "
        "A picture of the page works instead."
    )


class FilePurged(Refusal):
    """The bytes are gone."""

    code = "tickets.file_purged"
    status = 410
    says = _("This file was removed.")
