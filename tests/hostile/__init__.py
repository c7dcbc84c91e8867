"""Texts of people and documents that mean harm, and what a browser shows of them."""
