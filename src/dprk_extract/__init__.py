"""dprk-extract: who said what, when, with which numbers, and where the outlets disagree."""

__version__ = "0.1.0"
