"""The one error type that extraction raises."""


class UnreadableError(Exception):
    """A file that can't be read as a plan.

    Its message is one sentence for a person: which file, which page or row, what is wrong, what to do.
    """
