"""How it looks: reports to JSON, terminal, HTML. Nothing is computed here; text reaches a reader only through `quote`."""
