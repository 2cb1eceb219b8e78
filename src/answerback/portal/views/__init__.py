"""The portal's views, one file for each thing the user does."""
