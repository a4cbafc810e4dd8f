"""All that matches a filter, however much it is: read in chunks, written as a stream."""
