"""Documents and their versions."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from schemas.record import Id, Record, Sha256


class DocumentKind(StrEnum):
    """A plan (序时进度安排) says what is due; a bulletin (进展情况通报) what was done."""

    PLAN = "plan"
    BULLETIN = "bulletin"


class Document(Record):
    """A plan or bulletin, whatever its bytes: place, year, kind, cut-off date and title are what it is."""

    table: ClassVar[str] = "documents"
    comment: ClassVar[str] = "A plan or bulletin (文件): what it is, apart from the bytes it came in"

    document_id: Id = Field(description="Id: hash of place, year, kind, cut-off and title without spaces")
    place: str | None = Field(description="The place (地区) as the title writes it; null where it says none")
    year: int | None = Field(ge=1949, le=2200, description="The plan's year (年度); null where the title says none")
    kind: DocumentKind = Field(description="plan (序时进度安排) or bulletin (进展情况通报)")
    cut_off: date | None = Field(description="Bulletins: the last day reported on (截至); null in plans")
    title: str | None = Field(description="The title (标题) without white space; null where none was found")


class Version(Record):
    """The bytes a document came in. Exactly one version of a document is current."""

    table: ClassVar[str] = "versions"
    comment: ClassVar[str] = "The bytes of a document (文件版本); exactly one version of a document is current"

    sha256: Sha256 = Field(description="Hash of the bytes, in hex; the file kept beside the warehouse has this name")
    document_id: Id = Field(description="The document these bytes are a version of")
    media_type: str = Field(description="Kind of file, told from the content")
    pages: int = Field(ge=0, description="Number of pages (页数)")
    is_current: bool = Field(description="True for the version that the views show")

    @model_validator(mode="after")
    def _kind_is_named(self) -> Self:
        if "/" not in self.media_type:
            raise ValueError("media_type is no media type")
        return self
