"""The records: the language in which stages, store and reports speak. Standard library only.

Every record is a frozen dataclass whose docstring says what one instance asserts about the world. `None` means unknown.
"""
