"""What changed of all that is public, in an order in which nothing is missed."""
