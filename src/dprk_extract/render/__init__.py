"""Records to text: JSON, tables and files. Nothing here reads articles or decides anything about them."""
