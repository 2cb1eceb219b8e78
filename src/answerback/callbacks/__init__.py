"""The story of a callback: request screen plan announce dial talk prove wrap_up close, one verb in each file."""
