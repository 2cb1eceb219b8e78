"""What a user reports: "they asked me for a secret", suspicious contacts."""
