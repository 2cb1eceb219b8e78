"""Every way in which a text enters, as an act that anybody may try with any text."""
