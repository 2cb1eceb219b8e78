"""Base64url without padding (RFC 7515, appendix C)."""

from base64 import urlsafe_b64encode


def base64url(octets: bytes) -> str:
    """Encode octets.

    >>> base64url(bytes([3, 236, 255, 224, 193]))
    'A-z_4ME'
    """
    return urlsafe_b64encode(octets).rstrip(b"=").decode("ascii")
