"""A shift of a call centre played through, so that a pacing rule can be judged before anybody is rung.

`worlds` says how people answer and how long calls last, `shift` plays it, `peers` has other rules than ours as their
makers describe them, `erlang` what theory says without any playing. The dice are seeded: a shift can be played again.
"""
