"""The signed channel list: made, rotated, attacked."""
