"""The Solana runtime in this process (LiteSVM) with the real token program, asked as a node is asked.

LiteSVM has no JSON-RPC of its own: the answers are put into the documented shape here, from the accounts as they are.
"""

from __future__ import annotations

from typing import Any

from solders.account import Account
from solders.instruction import AccountMeta, Instruction
from solders.keypair import Keypair
from solders.litesvm import LiteSVM
from solders.pubkey import Pubkey
from solders.system_program import CreateAccountParams, create_account
from solders.token.state import TokenAccount
from solders.transaction import Transaction
from solders.transaction_metadata import FailedTransactionMetadata

TOKEN = Pubkey.from_string("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA")
MINT_BYTES, ACCOUNT_BYTES = 82, 165
DECIMALS = 6
RICH = 10_000_000_000
# Numbers of the token program's instructions (SPL Token, `TokenInstruction`) and of its authorities (`AuthorityType`).
TRANSFER, APPROVE, REVOKE, SET_AUTHORITY, MINT_TO, NEW_ACCOUNT, NEW_MINT = 3, 4, 5, 6, 7, 18, 20
OWNER, CLOSE = 2, 3


class Ledger:
    """`alice` is the user, `thief` the other; both have SOL. A mint of its own belongs to nobody they know."""

    def __init__(self) -> None:
        self.svm = LiteSVM()
        self.alice, self.thief, self.bank, self.mint = (Keypair() for _ in range(4))
        for one in (self.alice, self.thief, self.bank):
            self.svm.airdrop(one.pubkey(), RICH)
        self.create(self.mint, MINT_BYTES)
        data = bytes([NEW_MINT, DECIMALS]) + bytes(self.bank.pubkey()) + b"\0"
        self.run(self.bank, data, changed=[self.mint.pubkey()])

    def create(self, account: Keypair, size: int) -> None:
        rent = self.svm.minimum_balance_for_rent_exemption(size)
        to = account.pubkey()
        asked = CreateAccountParams(
            from_pubkey=self.bank.pubkey(), to_pubkey=to, lamports=rent, space=size, owner=TOKEN
        )
        self.send([create_account(asked)], self.bank, account)

    def run(self, signer: Keypair, data: bytes, *, changed: list[Pubkey], read: Pubkey | None = None) -> bool:
        """One instruction of the token program; the signer comes last, as the program wants it."""
        metas = [AccountMeta(one, is_signer=False, is_writable=True) for one in changed]
        metas += [AccountMeta(read, is_signer=False, is_writable=False)] if read is not None else []
        metas += [AccountMeta(signer.pubkey(), is_signer=True, is_writable=False)]
        return self.send([Instruction(TOKEN, data, metas)], signer)

    def send(self, instructions: list[Instruction], *signers: Keypair) -> bool:
        """Whether it worked."""
        self.svm.expire_blockhash()
        sent = Transaction.new_signed_with_payer(
            instructions, signers[0].pubkey(), list(signers), self.svm.latest_blockhash()
        )
        return not isinstance(self.svm.send_transaction(sent), FailedTransactionMetadata)

    def token_account(self, owner: Keypair, amount: int) -> Pubkey:
        account = Keypair()
        self.create(account, ACCOUNT_BYTES)
        data = bytes([NEW_ACCOUNT]) + bytes(owner.pubkey())
        self.run(self.bank, data, changed=[account.pubkey()], read=self.mint.pubkey())
        minted = bytes([MINT_TO]) + amount.to_bytes(8, "little")
        self.run(self.bank, minted, changed=[self.mint.pubkey(), account.pubkey()])
        return account.pubkey()

    def approve(self, account: Pubkey, amount: int) -> bool:
        data = bytes([APPROVE]) + amount.to_bytes(8, "little")
        return self.run(self.alice, data, changed=[account], read=self.thief.pubkey())

    def revoke(self, account: Pubkey) -> bool:
        return self.run(self.alice, bytes([REVOKE]), changed=[account])

    def move(self, source: Pubkey, target: Pubkey, amount: int, *, by: Keypair) -> bool:
        data = bytes([TRANSFER]) + amount.to_bytes(8, "little")
        return self.run(by, data, changed=[source, target])

    def hand_over(self, account: Pubkey, kind: int) -> bool:
        data = bytes([SET_AUTHORITY, kind, 1]) + bytes(self.thief.pubkey())
        return self.run(self.alice, data, changed=[account])

    def rpc(self, method: str, *params: Any) -> Any:
        """As a node answers."""
        return {"context": {"slot": 1}, "value": getattr(self, method)(*params)}

    def getAccountInfo(self, address: str, _options: Any) -> Any:
        found = self.svm.get_account(Pubkey.from_string(address))
        return shown(found) if found is not None else None

    def getTokenAccountsByOwner(self, address: str, program: Any, _options: Any) -> Any:
        held = self.svm.get_program_accounts(Pubkey.from_string(program["programId"]))
        return [
            {"pubkey": str(place), "account": shown(account)}
            for place, account in held
            if len(account.data) == ACCOUNT_BYTES
            and str(TokenAccount.from_bytes(account.data).owner) == address
        ]


def shown(account: Account) -> dict[str, Any]:
    """`jsonParsed`."""
    is_token = account.owner == TOKEN and len(account.data) == ACCOUNT_BYTES
    return {
        "lamports": account.lamports,
        "owner": str(account.owner),
        "executable": account.executable,
        "data": {"program": "spl-token", "parsed": info(account)} if is_token else ["", "base64"],
    }


def info(account: Account) -> dict[str, Any]:
    told = TokenAccount.from_bytes(account.data)
    found: dict[str, Any] = {
        "mint": str(told.mint),
        "owner": str(told.owner),
        "tokenAmount": {"amount": str(told.amount)},
    }
    if told.delegate is not None:
        found |= {
            "delegate": str(told.delegate),
            "delegatedAmount": {"amount": str(told.delegated_amount)},
        }
    if told.close_authority is not None:
        found |= {"closeAuthority": str(told.close_authority)}
    return {"type": "account", "info": found}
