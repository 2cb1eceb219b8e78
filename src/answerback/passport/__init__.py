"""Signed call proofs: PASSporT (RFC 8225) with the caller's name and the call's reason (RFC 9795), ES256.

`sign` makes one, `verify` judges one against a call; both are pure: keys, the call and the time are arguments.
"""

from answerback.passport.call import Call
from answerback.passport.failure import Failure, Reason
from answerback.passport.sign import sign
from answerback.passport.verify import Proven, verify

__all__ = ["Call", "Failure", "Proven", "Reason", "sign", "verify"]
