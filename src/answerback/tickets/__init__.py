"""The customer's matter: tickets, references, deadlines, promises, action requests, ratings, attachments."""
