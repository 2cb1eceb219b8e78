"""Approvals and permissions: what somebody else may still take from an account, and how to end it. Pure.

Nobody has to connect a wallet or sign anything for this: it is read from the chain.
"""

from answerback.chains.approvals.weigh import Threat, weigh
from answerback.chains.approvals.words import say

__all__ = ["Threat", "say", "weigh"]
