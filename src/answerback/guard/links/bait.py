"""Words that traps add to a name. Each is our own observation of what such pages promise or threaten."""


def listed(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


BAIT = listed(
    """
    access account accounts activate activation airdrop airdrops allocation alert app apps appeal apply
    approve asset assets audit auth authenticate authorize bonus bridge check checker claim claiming claims
    client compensation confirm connect connection connects customer dapp dapps defi deposit desk
    distribution download drop earn eligibility eligible event events extension faucet fix foundation free
    fund funds giveaway gift governance grant help helpdesk helpline home import incident install io kyc
    launch launchpad live login logins mainnet migrate migration mint mobile node official officially online
    organization pad page passport passphrase phrase platform points portal portals presale promo protect
    protocol quest raffle reclaim recover recovery redeem refund register registration reimburse release
    restore resolve revoke reward rewards safe safety season secure security seed service session signin
    signup snapshot stake staking start support swap sync synchronize tge token tokens trade transfer unlock
    unstake update upgrade validate validation validator verification verify vesting vip vote voucher wallet
    wallets web web3 website whitelist win withdraw withdrawal zendesk
    """
)
STRONG = listed(
    """
    airdrop airdrops allocation claim claims claiming compensation eligibility eligible giveaway helpdesk
    import kyc login migrate migration mint passphrase phrase portal presale reclaim recover recovery redeem
    refund register reimburse restore resolve revoke reward rewards secure security seed signin snapshot
    support sync synchronize unlock update upgrade validate validation verification verify voucher wallet
    whitelist withdraw
    """
)
"""Words that hardly stand beside somebody else's name for an honest reason."""
