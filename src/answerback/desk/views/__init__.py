"""The desk's views, one file for each thing the agent does."""
