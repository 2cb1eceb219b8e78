"""The wallets served: kind, capabilities, policies, branding, API keys; signed webhooks out."""
