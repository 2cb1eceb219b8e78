"""Published test vectors. Sources: BIP-350 (BSD-2-Clause), ERC-55 (CC0), the documentation of each chain."""

# BIP-350, "Test vectors": address, witness program as a script.
SEGWIT = {
    "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4": "0014751e76e8199196d454941c45d1b3a323f1433bd6",
    "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7": (
        "00201863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262"
    ),
    "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y": (
        "5128751e76e8199196d454941c45d1b3a323f1433bd6751e76e8199196d454941c45d1b3a323f1433bd6"
    ),
    "BC1SW50QGDZ25J": "6002751e",
    "bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs": "5210751e76e8199196d454941c45d1b3a323",
    "tb1qqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesrxh6hy": (
        "0020000000c4a5cad46221b2a187905e5266362b99d5e91c6ce24d165dab93e86433"
    ),
    "tb1pqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesf3hn0c": (
        "5120000000c4a5cad46221b2a187905e5266362b99d5e91c6ce24d165dab93e86433"
    ),
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0": (
        "512079be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
    ),
}
# BIP-350: address, the code of what is wrong with it, and where.
SEGWIT_WRONG = {
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd": ("old_checksum", None),
    "BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL": ("old_checksum", None),
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh": ("new_checksum", None),
    "bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4": ("letter", 59),
    "BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R": ("version", 3),
    "bc1pw5dgrnzv": ("length", None),
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav": ("length", None),
    "BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P": ("length", None),
    "tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq47Zagq": ("case_mixed", 58),
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf": ("padding", None),
    "tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vpggkg4j": ("padding", None),
    "bc1gmk9yu": ("length", None),
}
# ERC-55. The first four have capitals or small letters alone, and so no checksum.
EVM_PLAIN = [
    "0x52908400098527886E0F7030069857D2E4169EE7",
    "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
    "0xde709f2102306220921060314715629080e2fb77",
    "0x27b1fdb04752bbc536007a920d24acb045561c26",
]
EVM_CHECKED = [
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
    "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
]
LEGACY = ["1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", "3FyVFsEyyBPzHjD3qUEgX7Jsn4tcHNZFkn"]
TRON = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"
TRON_HEX = "41a614f803b6fd780986a42c78ec9c7f77e6ded13c"
OKTC = "ex1ya7dn2rr8nx07tx9ksq8gvz5utvarrh0knjnjn"
OKTC_EVM = "0x277CD9a8633ccCFF2Cc5B400743054e2d9d18eEf"
POLKADOT = "12dyy3fArMPDXLsnRtapTqZsC2KCEimeqs1dop4AEERaKC6x"
POLKADOT_ZERO = "111111111111111111111111111111111HC1"  # the account of 32 zero bytes
KUSAMA = "FHKAe66mnbk8ke8zVWE9hFVFrJN1mprFPVmD5rrevotkcDZ"
SUBSTRATE_ANY = "5FqqU2rytGPhcwQosKRtW1E3ha6BJKAjHgtcodh71dSyXhoZ"
SOLANA = ["11111111111111111111111111111111", "2gVkYWexTHR5Hb2aLeQN3tnngvWzisFKXDUPrgMHpdST"]
# trustwallet/wallet-core, Solana tests: off the curve, so that no key can sign for them.
SOLANA_NO_KEY = [
    "6X4X1Ae24mkoWeCEpktevySVG9jzeCufut5vtUW3wFrD",
    "EDNd1ycsydWYwVmrYZvqYazFqwk1QjBgAUKFjBoz1jKP",
    "ANVCrmRw7Ww7rTFfMbrjApSPXEEcZpBa6YEiBdf98pAf",
    "AbygL37RheNZv327cMvZPqKYLLkZ6wqWYexRxgNiZyeP",
]
APTOS = "0xeeff357ea5c1a4e7bc11b2b17ff2dc2dcca69750bfef1e1ebcaccf8c8018175b"
EOS_KEYS = [
    "EOS6Vm7RWMS1KKAM9kDXgggpu4sJkFMEpARhmsWA84tk4P22m29AV",
    "PUB_R1_6pQRUVU5vdneRnmjSiZPsvu3zBqcptvg6iK2Vz4vKo4ugnzow3",
    "PUB_K1_6enPVMggisfqVVRZ1tj47d9UeHK46CBssoCmAz6sLDMBdtZk78",
]
SIGNATURE = (  # RFC 8032, section 7.1, test 1, as Solana would write it: base58
    "5awYiUvGiDFA33EJjj4TXJG44a5afJc8QjWRpGgQiu6b23jCr7yndW2fmp9ujwqJVe32J456wV3VF78Asb1obnTc"
)
