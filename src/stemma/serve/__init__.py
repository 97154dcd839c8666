"""The same pages and records from a case over HTTP, on this machine. Needs the extra `web`."""
