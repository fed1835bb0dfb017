"""What pages are made of: template tags, dates in words, the body map. Imports no app."""
