"""回拨: somebody rings the official number and asks whether a call was ours; only a PIN opens an answer."""
