"""The supervisors' and administrators' face."""
