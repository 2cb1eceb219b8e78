"""Every key by purpose: made, sealed under the master key, overlapped, rotated, destroyed."""
