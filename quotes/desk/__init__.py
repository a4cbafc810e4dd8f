"""The review desk: one page in the admin, and the JSON that it lives on. Thin: services decide."""
