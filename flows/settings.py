"""The settings: of each the option of a command counts first, then the environment, then xushi.toml."""

import re
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_serializer, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from extractors.errors import UnreadableError
from extractors.isolation.limits import Limits

FILE = Path("xushi.toml")
"""Where settings are looked for: in the folder that a command is called in."""

PREFIX = "XUSHI_"
"""What stands before a setting's name in the environment."""

_LIMITS = Limits()
_FIELD = re.compile(r'field "(\w+)"')


class Settings(BaseSettings):
    """What runs of xushi go by; in the environment each name has XUSHI_ before it, and lists are JSON."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, toml_file=FILE, extra="forbid", title="Settings of xushi")

    warehouse: Path = Field(default=Path("xushi.duckdb"), description="The warehouse, a DuckDB file.")
    sources: list[str] = Field(
        default=[], description="Where plans are looked for: folders, files, addresses, manifests that list such."
    )
    password: SecretStr | None = Field(
        default=None, exclude=True, description="Opens files that are locked; not kept with a flow's parameters."
    )
    time_limit: float = Field(default=_LIMITS.seconds, gt=0, description="Seconds that reading one file may take.")
    memory_limit: int = Field(default=_LIMITS.megabytes, ge=256, description="Megabytes that reading a file may take.")
    workers: int | None = Field(default=None, ge=1, description="Files read at once; null: as many as cores.")
    allowed_hosts: list[str] = Field(
        default=[], description="Hosts to fetch from: plans.example.org, or *.example.org for all below that."
    )
    allow_private_hosts: bool = Field(
        default=False, description="Whether allowed hosts may have private or loopback addresses."
    )
    fetch_megabytes: int = Field(default=50, ge=1, description="Megabytes that a fetched file may have.")
    fetch_seconds: float = Field(default=60.0, gt=0, description="Seconds that fetching one file may take.")
    export_folder: Path | None = Field(
        default=None, description="Where to export tables after each refresh; null: nowhere."
    )
    export_format: Literal["parquet", "csv", "xlsx"] = Field(default="parquet", description="The format of these.")
    report_file: Path | None = Field(
        default=None, description="Where to write the report (HTML) after each refresh; null: nowhere."
    )
    report_place: str | None = Field(default=None, description="The place that it tells of; null: all.")
    report_year: int | None = Field(default=None, description="The year that it tells of; null: all.")
    refresh_cron: str = Field(default="0 2 * * *", description="When `xushi serve` refreshes, as cron tells it.")
    re_extract_cron: str = Field(default="0 4 * * 0", description="When `xushi serve` reads again by changed rules.")
    timezone: str = Field(default="Asia/Shanghai", description="The timezone of these.")
    runner: Literal["here", "dask"] = Field(default="here", description="Who reads: this machine, or a Dask cluster.")
    dask_address: str | None = Field(default=None, description="The cluster's scheduler, as in tcp://10.0.0.5:8786.")

    staging_folder: Path | None = Field(
        default=None,
        description="Where workers leave records as Parquet for the one that loads them; null: they send them to it.",
    )
    staging_kept: bool = Field(
        default=True, description="Whether what is published stays there, as a lake that any engine reads."
    )
    sources_shared: bool = Field(
        default=False, description="Whether a cluster's workers reach files by the same paths; else they get the bytes."
    )

    @field_validator("timezone")
    @classmethod
    def _timezone_is_known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(f"{name} is no timezone, such as Asia/Shanghai") from None
        return name

    @field_serializer("sources", when_used="json")
    def _without_what_opens_them(self, sources: list[str]) -> list[str]:
        """Sources as they are told: a Prefect server keeps them with a flow's parameters."""
        from flows.fetching import SCHEMES, public_name

        return [public_name(source) if source.startswith(SCHEMES) else source for source in sources]

    @property
    def limits(self) -> Limits:
        """What reading one file may take."""
        return Limits(self.time_limit, self.memory_limit)

    @property
    def secret(self) -> str | None:
        """The password in plain."""
        return self.password.get_secret_value() if self.password else None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Give what settings are taken from, the first first."""
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls))


def read_settings(**given: object) -> Settings:
    """Give the settings; those given that are not null or empty count first.

    Raises UnreadableError where one is wrong, or the file is no TOML.
    """
    told = {name: value for name, value in given.items() if value not in (None, (), [])}
    try:
        return Settings(**told)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        # pydantic's own words speak of inputs
        said = "is no setting" if first["type"] == "extra_forbidden" else first["msg"].removeprefix("Value error, ")
        raise UnreadableError(f"settings: {name}: {said}; see {FILE} and {variable(name)}.") from None
    except SettingsError as error:
        name = found[1] if (found := _FIELD.search(str(error))) else "a list"
        like = '["one", "two"]'
        raise UnreadableError(f"settings: {name}: {variable(name)} is no list in JSON, such as {like}.") from None
    except ValueError as error:
        raise UnreadableError(f"{FILE}: is no TOML ({error}); see docs/scheduling.md for an example.") from None


def variable(name: str) -> str:
    """Give the environment variable of a setting."""
    return f"{PREFIX}{name.upper()}"
