"""How everything looks and speaks: page frames, tokens, components, small scripts, and the shape of a refusal."""
