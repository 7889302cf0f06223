"""Quantities: value or range, unit, bound, and what is counted or measured.

Characters come first (:mod:`atoms`, :mod:`numerals`, :mod:`units`, :mod:`ranges`), the parse second
(:mod:`nouns`, :mod:`claims`): a figure with its unit is found whatever the tokenizer made of it.
"""
