"""This product's own database: what is sealed is opened, and sealed again."""
