"""From a file that comes in to a version that search finds, and back out again."""
