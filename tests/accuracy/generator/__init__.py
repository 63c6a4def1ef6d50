"""Generated corpus: tables with planted labels, and the damage that Excel and CSV exports do to them."""
