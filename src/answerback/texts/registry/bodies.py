"""The text fields of what machines send (`api.shapes`) and of the facts that a user approves (`tickets.details`).

An event's `data` is described by JSON Schema: a field whose shape the schema does not fix, and every field that it
does not know, is guarded as `Event.data`; the test reads the schemas themselves.
"""

from __future__ import annotations

from collections.abc import Mapping

from answerback.wallets.places import Place

GUARDED: Mapping[Place, tuple[str, ...]] = {
    Place.EVENT: ("api.CustomerIn.name",),
    Place.NOTE: ("api.TicketChangeIn.note",),
    Place.CONSOLE: (
        "api.LegIn.agent_label",
        "api.SuggestionGroupStateIn.answer_en",
        "api.SuggestionGroupStateIn.answer_zh",
    ),
    Place.TICKET: (
        "api.TicketIn.happened",
        "tickets.AskPlatform.platform",
        "tickets.AskRecipient.recipient",
        "tickets.FreezeAccount.account",
        "tickets.MerchantRefund.merchant",
        "tickets.RecallTransfer.recipient",
        "tickets.Transfer.recipient",
        "tickets.UnlockAccount.account",
    ),
}

EXCUSED: Mapping[str, tuple[str, ...]] = {
    "refused whenever it is sent: no wallet's mail addresses are kept": ("api.CustomerIn.mail",),
    "kept only as a telephone number that can be rung": (
        "api.NumberIn.number",
        "tickets.ChangeNumber.new_number",
    ),
    "two digits": ("tickets.ChangeNumber.old_last_two",),
    "a name of the time-zone database": ("api.CustomerIn.zone",),
    "a code by its pattern, without blanks": ("api.ConsentIn.source", "api.SettlementIn.code"),
    "an identifier by its pattern, without blanks; a key is refused (`tickets.foreign`)": (
        "api.TicketIn.foreign_reference",
        "api.TicketIn.matter_id",
    ),
    "an identifier by its pattern, without blanks": (
        "api.UseIn.use_id",
        "api.LegIn.call_id",
        "api.SuggestionGroupStateIn.reference",
    ),
    "eight letters or digits, sealed until the call is over": ("api.ExchangeIn.question",),
    "looked up or compared, never stored": (
        "api.CallVerdictIn.customer",
        "api.CallVerdictIn.nonce",
        "api.CallVerdictIn.number",
        "api.DeviceAnswerIn.answer",
        "api.DeviceAnswerIn.customer",
        "api.ExchangeIn.customer",
        "api.StatusTicketIn.customer",
        "api.StatusTicketIn.origin",
        "api.LegIn.agent",
        "api.LegIn.customer",
        "api.LegIn.number",
        "api.SessionIn.customer",
        "api.TicketIn.customer",
        "api.UseIn.customer",
        "api.TriageIn.customer",
    ),
    "read as an address or a transaction id before anything else; a secret is refused (`lookups.telling`)": (
        "api.TriageIn.meant",
        "api.TriageIn.recipient",
        "api.TriageIn.token",
        "api.TriageIn.transaction",
    ),
    "the name of a token: sixteen letters and digits": ("api.TriageIn.symbol",),
    "a path of the portal by its pattern": ("api.SessionIn.return_path",),
    "an amount or a currency by its pattern": (
        "api.TriageIn.minimum",
        "tickets.AskPlatform.amount",
        "tickets.AskPlatform.asset",
        "tickets.AskRecipient.amount",
        "tickets.AskRecipient.asset",
        "tickets.MerchantRefund.amount",
        "tickets.MerchantRefund.currency",
        "tickets.RecallTransfer.amount",
        "tickets.RecallTransfer.asset",
        "tickets.Transfer.amount",
        "tickets.Transfer.asset",
    ),
    "an identifier by its pattern, without blanks; what certainly is a key is refused (`tickets.details`)": (
        "tickets.AskPlatform.address",
        "tickets.AskPlatform.memo",
        "tickets.AskPlatform.transaction",
        "tickets.AskRecipient.transfer",
        "tickets.MerchantRefund.order",
        "tickets.RecallTransfer.transfer",
        "tickets.Transfer.transfer",
    ),
}
