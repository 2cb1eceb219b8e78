"""The bare ASGI handler in front of Django: streams and signed verdicts, from a local snapshot."""
