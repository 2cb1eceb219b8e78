"""Lists of events from a file: read, mapped, tried dry, run in small steps, failed rows handed back."""
