"""PDFium's functions that are called for each character and path, taking plain addresses.

pypdfium2 converts typed pointers at each call; that took half the time of reading a page.
"""

import ctypes
from functools import cache
from typing import Any

_ADDRESS = ctypes.c_void_p
_INT = ctypes.c_int

# Name in PDFium, what it gives, and what it takes after the handle.
_TAKES: dict[str, tuple[type, tuple[type, ...]]] = {
    "FPDFText_GetUnicode": (ctypes.c_uint, (_INT,)),
    "FPDFText_GetText": (_INT, (_INT, _INT, _ADDRESS)),
    "FPDFText_GetCharBox": (_INT, (_INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)),
    "FPDFText_GetCharOrigin": (_INT, (_INT, _ADDRESS, _ADDRESS)),
    "FPDFText_GetCharAngle": (ctypes.c_float, (_INT,)),
    "FPDFText_IsGenerated": (_INT, (_INT,)),
    "FPDFText_GetTextObject": (_ADDRESS, (_INT,)),
    "FPDFPage_GetObject": (_ADDRESS, (_INT,)),
    "FPDFFormObj_GetObject": (_ADDRESS, (ctypes.c_ulong,)),
    "FPDFPageObj_GetType": (_INT, ()),
    "FPDFPageObj_GetBounds": (_INT, (_ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)),
    "FPDFPageObj_GetMatrix": (_INT, (_ADDRESS,)),
    "FPDFPageObj_GetClipPath": (_ADDRESS, ()),
    "FPDFClipPath_CountPaths": (_INT, ()),
    "FPDFClipPath_CountPathSegments": (_INT, (_INT,)),
    "FPDFClipPath_GetPathSegment": (_ADDRESS, (_INT, _INT)),
    "FPDFPath_GetDrawMode": (_INT, (_ADDRESS, _ADDRESS)),
    "FPDFPath_CountSegments": (_INT, ()),
    "FPDFPath_GetPathSegment": (_ADDRESS, (_INT,)),
    "FPDFPathSegment_GetPoint": (_INT, (_ADDRESS, _ADDRESS)),
    "FPDFPathSegment_GetType": (_INT, ()),
    "FPDFPathSegment_GetClose": (_INT, ()),
}


@cache
def direct(raw: Any, name: str) -> Any:  # noqa: ANN401 - a C function of pypdfium2.raw, which has no types
    """Give the C function `name` of `raw`, whose first argument is the address of a handle."""
    gives, takes = _TAKES[name]
    # PYFUNCTYPE keeps the interpreter's lock: PDFium is called by one thread at a time, and giving it up takes time
    prototype = ctypes.PYFUNCTYPE(gives, _ADDRESS, *takes)
    return prototype(address_of(getattr(raw, name)))


def address_of(handle: Any) -> int:  # noqa: ANN401 - any pointer of ctypes
    """Give the address a pointer holds; 0 for none."""
    return ctypes.cast(handle, _ADDRESS).value or 0
