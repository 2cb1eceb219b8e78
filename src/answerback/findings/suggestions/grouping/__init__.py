"""Which wishes mean the same: features of a text, their weight, likeness with its reasons. Pure."""
