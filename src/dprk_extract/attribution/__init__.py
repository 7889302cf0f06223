"""Component ``quote_attribution``: who (source) says (cue) what (content)."""
