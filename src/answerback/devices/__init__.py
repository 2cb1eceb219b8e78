"""Wallet apps that hold a key on the device check the caller without trusting any page: OCRA (RFC 6287)."""
