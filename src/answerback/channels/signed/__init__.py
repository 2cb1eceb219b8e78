"""The channel list as a signed repository (The Update Framework, TUF 1.0) that any host or CDN may carry.

`repository` and `rotate` are the side of the operator; `client` is the side of a wallet app. `tuf` takes a while to
import: nothing that starts with the product imports this folder before it is asked for.
"""
