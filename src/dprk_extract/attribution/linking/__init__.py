"""Linking: from labelled pieces to attributions with whole contents, evidence and confidence.

The steps, in order: ``links`` (pieces to their cues), ``boundaries`` (contents snapped to quotation marks),
``supplement`` (quotations the tagger missed, by rules), ``layouts`` (signatures, transcripts, statements printed
whole), ``continuation`` (quotations that go on behind their cue), ``relayed`` (those whom others
quote), ``nesting``, ``turns`` (inside transcripts), ``sound`` (what is no statement), ``finish``.
"""
