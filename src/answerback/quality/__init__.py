"""Quality: some calls are listened to again by their record, scored on a form, and talked over with the agent."""
