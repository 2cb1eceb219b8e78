"""What is kept of a proof: the anchor, the wallets' certificates, and the sealed tokens."""

from __future__ import annotations

from django.db import models

from answerback.customers.models import Customer
from answerback.keys.fields import SealedTextField
from answerback.storage.models import TenantModel


class Anchor(models.Model):
    """The deployment's own certificate, under which it issues the wallets'. Published, never deleted."""

    kid = models.CharField(max_length=16, primary_key=True)
    pem = models.TextField()
    not_before = models.DateTimeField()
    not_after = models.DateTimeField()

    def __str__(self) -> str:
        return f"anchor {self.kid}"


class ProofCertificate(TenantModel):
    """The certificate of a wallet's proof key. `callers` are the numbers and URIs that it speaks for.

    `chain` is PEM, the signer's first; `delegated` when somebody else's authority issued it.
    """

    kid = models.CharField(max_length=16)
    callers = models.JSONField()
    chain = models.TextField()
    fingerprint = models.CharField(max_length=64, unique=True)
    delegated = models.BooleanField(default=False)
    not_before = models.DateTimeField()
    not_after = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["wallet", "kid", "-not_after"], name="proof_certificate_of_key")]

    def __str__(self) -> str:
        return self.fingerprint


class Proof(TenantModel):
    """One answered leg, proven. `address` is 128 random bits in hex; `sealed` holds the token and its nonce.

    Nobody reads it before `readable_at`: while a call is not yet confirmed, nothing may vouch for the voice on it.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    certificate = models.ForeignKey(ProofCertificate, on_delete=models.PROTECT, related_name="+")
    attempt_id = models.UUIDField()
    address = models.CharField(max_length=32)
    leaf_id = models.UUIDField()
    sealed = SealedTextField()
    issued_at = models.DateTimeField()
    readable_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "attempt_id"], name="proof_once_per_leg"),
            models.UniqueConstraint(fields=["wallet", "address"], name="proof_address_once"),
        ]
        indexes = [models.Index(fields=["wallet", "issued_at"], name="proof_by_age")]

    def __str__(self) -> str:
        return f"proof of {self.attempt_id}"
