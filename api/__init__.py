"""The doors: command line, HTTP, page; and the wiring of everything behind them."""
