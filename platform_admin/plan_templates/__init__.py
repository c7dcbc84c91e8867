"""Operators' side of plan templates: made of typical plans, a workbook or a client's catalogue, seen, kept, offered."""
