"""What is left out when Prefect is imported."""

import sys


def leave_out_grammar() -> None:
    """Keep `rfc3987_syntax`, which JupyterLab brings, from being imported; to be called before Prefect is.

    Where jsonschema finds it, it has a grammar built for a second or two, to check IRIs; Prefect has none to check.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type] # so import says that there is none
