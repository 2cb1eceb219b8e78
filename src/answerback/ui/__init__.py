"""How everything looks and speaks: page frames, tokens, components, small scripts, the shape of a refusal."""
