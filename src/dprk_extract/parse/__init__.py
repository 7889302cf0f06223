"""Text to parse: the spaCy model, what it must not see, and the components around its tagger and parser."""
