"""The console's views: each parses, asks who may, calls one verb or question, draws."""
