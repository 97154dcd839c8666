"""`python -m stemma`, and the command `stemma`: Ctrl-C is answered before anything else is loaded."""

from __future__ import annotations

from stemma.cli.interruption import answer_interrupts


def start() -> None:
    """Run the command line."""
    answer_interrupts()
    from stemma.cli.main import app

    app()


if __name__ == "__main__":
    start()
