"""Pages for everybody: did they say it? They only show what the services answer."""
