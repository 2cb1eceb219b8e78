"""Links: read as browsers read them, looked up in lists, compared with official and well-known names. Pure."""
