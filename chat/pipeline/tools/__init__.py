"""What answers a question beside the documents' sentences: the facts of plans, the calendar, contacts, the glossary.

The router calls them without a model, and a model may call them. Whose answer it is and as of which day comes from the
session; no argument can say otherwise.
"""
