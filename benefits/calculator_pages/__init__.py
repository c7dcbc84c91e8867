"""Calculators as pages of their own, for everybody of the company. What is typed there is kept nowhere."""
