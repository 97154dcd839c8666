"""`python -m stemma`: the same as the command `stemma`."""

from stemma.cli.main import app

if __name__ == "__main__":
    app()
