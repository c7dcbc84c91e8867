"""Passages cut from pages, and the postings that tell which words they hold."""
