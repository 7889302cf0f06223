"""Attribution by rules: the parse, cue lexicons and quotation marks. No training needed, every find has its rule."""
