"""Speaker identity: from the words that name a source to the person or organisation behind them."""
