"""A case in the formats that other tools read, one module per format."""
