"""Trains the attribution taggers' shipped weights from a folder of annotated articles."""
