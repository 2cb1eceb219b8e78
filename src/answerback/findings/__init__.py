"""What the answers become: solutions, hazards, suggestions, offers; each with an owner, a next step, an end."""
