"""The network's part in proving channels: records are looked up, codes mailed; the verbs hear what was found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from answerback.channels.control import code_of, dns_name, found_in_dns
from answerback.channels.models import Proof
from answerback.channels.proving import claim_mail, due_lookups, due_mails
from answerback.ops import dns, hold

log = structlog.get_logger("answerback.channel_proofs")
Resolve = Callable[[str], list[str]]


def step(at: datetime) -> int:
    """Look up what is due and mail what waits; nothing while a restored system waits for its confirmation."""
    if hold.is_held():
        return 0
    look_up(at, dns.txt)
    return mail_out(at)


def look_up(at: datetime, resolve: Resolve) -> int:
    """How many records were found. A resolver that does not answer is asked again in a minute."""
    return sum(found_in_dns(proof, _records(proof, resolve), at=at) for proof in due_lookups(at=at))


def mail_out(at: datetime) -> int:
    """How many codes went out; none without a mail server in the settings."""
    if not settings.EMAIL_HOST:
        return 0
    return sum(_mailed(proof) for proof in due_mails(at=at) if claim_mail(proof, at=at))


def _records(proof: Proof, resolve: Resolve) -> list[str]:
    try:
        return resolve(dns_name(proof.channel))
    except dns.Unanswered:
        log.info("channel_proof_unanswered", proof=str(proof.id))
        return []


def _mailed(proof: Proof) -> bool:
    subject, body = zip(*(_letter(proof, language) for language in ("zh-hans", "en")), strict=True)
    try:
        EmailMessage(" · ".join(subject), "\n\n".join(body), to=[proof.channel.value]).send()
    except OSError as failed:  # smtplib's errors are OSErrors
        log.warning("channel_proof_not_mailed", proof=str(proof.id), error=type(failed).__name__)
        return False
    return True


def _letter(proof: Proof, language: str) -> tuple[str, str]:
    """Subject and body. The code is no use to anybody but the registry."""
    with translation.override(language):
        name, code = proof.channel.wallet.name, code_of(proof)
        subject = _("Is this mailbox %(name)s's?") % {"name": name}
        body = _(
            "Somebody proves that this mailbox belongs to %(name)s. If a colleague asked you to expect this, tell him"
            " the code: %(code)s. It lists this address and approves nothing else. If you know nothing of it, do"
            " nothing."
        )
        return subject, body % {"name": name, "code": f"{code[:4]} {code[4:]}"}
